"""What a new user does on the first morning, by keys alone: a ministry, its directives, a task, a word put right."""

import shutil
import sqlite3
from pathlib import Path

from ngkt_tui.domain.enums import OWN_DIGEST
from ngkt_tui.services.digest_check import check
from ngkt_tui.services.digest_store import digest_text, import_digest
from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.record_form_dialog import KindDialog, RecordFormDialog
from tests.fixtures.stores import context_of, file_of
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import Running, dashboard

MINISTRY = "bo-cong-thuong"
DUE = "2032-12-31"


def content(store: Path) -> tuple[object, ...]:
    """Return the agencies, documents and directives of a store, with what users gave to the directives."""
    with sqlite3.connect(store) as connection:
        agencies = connection.execute("SELECT id, name_vi FROM organisation ORDER BY id").fetchall()
        documents = connection.execute("SELECT id, number, issued FROM document ORDER BY id").fetchall()
        asked = connection.execute("SELECT id, text_vi, due, lead FROM directive ORDER BY id").fetchall()
    return agencies, documents, asked


async def add_ministry(running: Running) -> None:
    await running.press("4", "A", "enter")
    await opens(running, RecordFormDialog)
    await running.type("Bộ Công Thương")
    await shows(running, MINISTRY)
    await running.press("enter")
    await is_left(running)


async def put_in_charge_of_two(running: Running) -> None:
    await running.press("2", "v", "down", "v", "e")
    await opens(running, FormDialog)
    await running.press("down")
    await running.type("Bộ Công Thương")
    await running.press("enter")
    await is_left(running)


async def add_task(running: Running) -> None:
    await running.press("A")
    await opens(running, KindDialog)
    await running.press("enter")
    await opens(running, RecordFormDialog)
    await running.type("Trình đề án phát triển thương mại biên giới")
    await running.press("down", "right", "down")
    await running.type("123/TB-VPCP")
    await running.press("down")
    await running.type("1/2/2032")
    await running.press("ctrl+o")
    await running.type("Bộ Công Thương")
    await running.press("down")
    await running.type("31/12/2032")
    await running.press("enter")
    await is_left(running)


async def correct_a_word(running: Running) -> None:
    await running.press("g", "down", "E")
    await opens(running, RecordFormDialog)
    await running.press("end")
    await running.type(" ngay")
    await running.press("enter")
    await is_left(running)


async def test_four_acts_by_keys_are_undone_and_redone_over_restarts_and_taken_in_elsewhere(tmp_path: Path) -> None:
    store = tmp_path / "ngkt.sqlite"
    ensure_store(context_of(store))
    other = Path(shutil.copy(store, tmp_path / "other.sqlite"))
    before = content(store)
    states = [before]
    async with dashboard(store) as running:
        for act in (add_ministry, put_in_charge_of_two, add_task, correct_a_word):
            await act(running)
            await until(running, lambda: content(store) != states[-1])
            states.append(content(store))
    for key, wanted in (("u", states[-2::-1]), ("ctrl+r", states[1:])):
        async with dashboard(store) as running:
            for state in wanted:
                await running.press(key)
                await until(running, lambda state=state: content(store) == state)  # type: ignore[misc]
    require_same_elsewhere(store, other)


def require_same_elsewhere(store: Path, elsewhere: Path) -> None:
    """What users made is sound as a file, and the same in a store that takes it in; once more, nothing changes."""
    context, other = context_of(store), context_of(elsewhere)
    written = elsewhere.with_name("own.yaml")
    written.write_text("".join(digest_text(context, OWN_DIGEST)), "utf-8")
    checked = check(written, store=other, strict=True)
    assert (checked.faults, checked.advice, checked.unchecked) == ((), (), ())
    assert import_digest(other, written).group is not None
    agencies, documents, directives = content(store)
    digests_alone = [(record, text) for record, text, *_ in directives]  # type: ignore[attr-defined]
    there = content(file_of(other))
    assert (there[0], there[1]) == (agencies, documents)
    assert [(record, text) for record, text, *_ in there[2]] == digests_alone  # type: ignore[attr-defined]
    assert import_digest(other, written).group is None
