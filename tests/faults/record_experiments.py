"""Records added by processes that die or get in each other's way.

As `store_experiments`, to whose experiments these are added.
"""

import os
import sys
from pathlib import Path

import ngkt_tui.query.filter  # noqa: F401 - its fields look names up, and a look-up tells of mistakes: it comes first
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.edit import prepare
from ngkt_tui.services.record_entry import RecordBasis, add_fields
from tests.faults import store_experiments
from tests.faults.store_experiments import CHANCE, killed, sound, timed
from tests.fixtures.stores import context_of
from tests.store.stores import rows

HALF = """
    SELECT count(*) FROM directive
    WHERE id LIKE 'viec-%'
        AND (due IS NULL OR NOT EXISTS (
            SELECT 1 FROM source JOIN document ON document.id = source.document WHERE source.record = directive.id
        ))
"""
AT_MOST = 40
"""Records that a process adds before it ends by itself."""


def add_task(path: Path, text: str, number: str) -> str:
    """Add a task that rests on a document, with a due date; return its id."""
    given = {"text": [text]}
    basis = RecordBasis(document=number, issued="2032-02-01")
    context = context_of(path)
    return add_fields(context, RecordKind.DIRECTIVE, given, basis, due="2032-12-31", may_be_alike=True)[0]


def add_often(path: Path, actor: str, texts: list[str], writing: int) -> None:
    """Add tasks, and say each of them once it is made."""
    for number, text in enumerate(texts):
        os.write(writing, f"{add_task(path, text, f'{actor}{number}/TB-VPCP')}\n".encode())


def kill_additions(path: Path, times: int) -> int:
    """Kill a process that adds tasks with their documents: what it said to be made is there, nothing half there."""
    prepare()
    takes = timed(lambda: add_task(path, "Việc đầu tiên", "0/TB-VPCP"))
    lost = 0
    for number in range(times):
        reading, writing = os.pipe()
        texts = [f"Việc thứ {number} {each}" for each in range(AT_MOST)]
        killed(lambda: add_often(path, f"{number}-", texts, writing), CHANCE.uniform(0.0, 8 * takes))  # noqa: B023
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as lines:
            acknowledged = {line.strip() for line in lines.readlines() if line.endswith("\n")}
        present = {record for (record,) in rows(path, "SELECT id FROM directive")}
        lost += int(not acknowledged <= present or rows(path, HALF) != [(0,)]) + sound(path, set())
    return lost


def two_additions(path: Path, times: int) -> int:
    """Add tasks of the same words from two processes at once: each of them has an id of its own, and none is lost."""
    prepare()
    before = int(rows(path, "SELECT count(*) FROM directive")[0][0])
    children = []
    for actor in ("lan-", "minh-"):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            add_often(path, actor, ["Rà soát danh mục"] * times, writing)
            os._exit(0)
        os.close(writing)
        children.append((child, reading))
    texts: list[str] = []
    failed = 0
    for child, reading in children:
        with os.fdopen(reading, encoding="utf-8") as lines:
            texts += lines.read().split()
        failed += int(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0)
    made = int(rows(path, "SELECT count(*) FROM directive")[0][0]) - before
    return failed + abs(made - 2 * times) + (len(texts) - len(set(texts))) + sound(path, set())


if __name__ == "__main__":
    store_experiments.EXPERIMENTS |= {"kill-additions": kill_additions, "two-additions": two_additions}
    store_experiments.main()
    sys.exit()
