"""Reads on PostgreSQL: the tests of this folder, and the same words found by both engines."""

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.readable import Readable
from ngkt_tui.query.filter import parse
from ngkt_tui.query.lists.directive_list import DIRECTIVES
from ngkt_tui.query.lists.grouping import ListGrouping, order_by_group
from ngkt_tui.services.reader import Reader
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import context_of, make_sample_store
from tests.query.postgres_mirror import ADDRESS

ROOT = Path(__file__).parents[2]
SAMPLE = ("test_lists.py", "test_people.py", "test_agency_tree.py", "test_tracked_groups.py")
"""What every run tries: each pane with its counts, groups and orders."""
OF_SQLITE_ALONE = (
    "test_tables.py",  # the plans of SQLite
    "test_history.py::test_the_history_is_two_statements_however_long",  # counted where they are not run
    "test_totals.py::test_the_header_is_one_statement",
    "test_on_postgres.py",
)


def run_mirrored(cluster: Cluster, chosen: Sequence[str]) -> None:
    """Run tests of this folder with all that they read on PostgreSQL."""
    left_out = [f"--deselect=tests/query/{each}" for each in OF_SQLITE_ALONE]
    command = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-p",
               "tests.query.postgres_mirror", *left_out, *(f"tests/query/{each}" for each in chosen))  # fmt: skip
    environment = {**os.environ, ADDRESS: cluster.make_database("sample").address}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_the_panes_are_read_on_postgresql(cluster: Cluster) -> None:
    run_mirrored(cluster, SAMPLE)


@pytest.mark.soak
def test_all_reads_are_read_on_postgresql(cluster: Cluster) -> None:
    run_mirrored(cluster, [""])


@pytest.fixture
def both(tmp_path: Path, server_store: Place) -> Iterator[tuple[Reader, Reader]]:
    """The same store on both engines."""
    with (
        Reader(context_of(make_sample_store(tmp_path / "ngkt.sqlite"))) as lite,
        Reader(context_of(server_store)) as server,
    ):
        yield lite, server


def typed_words(reader: Reader, many: int) -> Iterator[str]:
    """Yield what may be typed: words of the store, whole, begun, half marked or bare, alone, in phrases and negated."""
    chosen = random.Random(7)
    with reader.connection() as connection:
        texts = [text for (text,) in connection.execute("SELECT text_vi FROM directive ORDER BY position").fetchall()]
    for _ in range(many):
        words = chosen.choice(texts).split()
        start = chosen.randrange(len(words))
        part = " ".join(words[start : start + chosen.randint(1, 3)])
        part = part[: chosen.randint(1, len(part))] if chosen.random() < 0.5 else part
        marked = "".join(_bare(letter) if chosen.random() < 0.3 else letter for letter in part.replace('"', ""))
        yield chosen.choice(("{}", '"{}"', '"{}', "-{}", '-"{}"')).format(marked)


def _bare(letter: str) -> str:
    from ngkt_tui.domain.text import strip_diacritics

    return strip_diacritics(letter)


def found(reader: Reader, text: str, kind: RecordKind = RecordKind.DIRECTIVE) -> list[str]:
    where = reader.compile_filter(kind, parse(text, kind))
    return [row.id for row in reader.page(where, -1)]


def test_words_are_found_alike(both: tuple[Reader, Reader]) -> None:
    lite, server = both
    asked = [each for each in typed_words(lite, 120) if each.strip('-" ')]
    answers = {text: found(lite, text) for text in asked}
    assert any(answers.values())
    assert {text: found(server, text) for text in asked} == answers


def test_a_global_search_finds_the_same_records(both: tuple[Reader, Reader]) -> None:
    asked = ("gạo", "dam phan", "hội nghị", "bo", "đ", "FTA", "khong-co")
    answers = [[{ref.id for ref in reader.global_search(text, 1000)} for text in asked] for reader in both]
    assert json.dumps([sorted(each) for each in answers[0]]) == json.dumps([sorted(each) for each in answers[1]])
    assert any(answers[0])


class Explained:
    """What reads from a server, and keeps how each statement was carried out."""

    search = "tsvector"

    def __init__(self, connection: Readable) -> None:
        self._connection = connection
        self.plans: list[str] = []

    def execute(self, statement: str, parameters: Any = (), /) -> Any:
        """Run a statement."""
        plan = self._connection.execute(f"EXPLAIN {statement}", parameters).fetchall()
        self.plans.append("\n".join(line for (line,) in plan))
        return self._connection.execute(statement, parameters)


@pytest.mark.parametrize(
    ("text", "by", "step"),
    [
        ("theme:none", ListGrouping.NONE, "Anti Join"),
        ("by:none", ListGrouping.NONE, "Anti Join"),
        ("source:none", ListGrouping.NONE, "Anti Join"),
        ("is:new", ListGrouping.NONE, r"record_since on record fresh +\(.* rows=\d "),
        ("", ListGrouping.AGENCY, "Index Only Scan using directive_assigned"),
        ("sort:due", ListGrouping.CONFERENCE, "Left Join"),
        ("sort:conference", ListGrouping.NONE, "Left Join"),
    ],
)
def test_an_order_and_what_is_lacking_are_joined_and_looked_up_for_no_row(
    both: tuple[Reader, Reader], text: str, by: ListGrouping, step: str
) -> None:
    _, server = both
    where = order_by_group(server.compile_filter(RecordKind.DIRECTIVE, parse(text, RecordKind.DIRECTIVE)), by)
    with server.connection() as connection:
        connection.execute("SET enable_seqscan = off")  # as among many
        explained = Explained(connection)
        DIRECTIVES.positions(explained, where, 60)
    (plan,) = explained.plans
    assert "SubPlan" not in plan
    assert re.search(step, plan)


def test_the_order_of_matches_is_told_by_each_engine(both: tuple[Reader, Reader]) -> None:
    lite, server = both
    assert sorted(found(server, "phát sort:match")) == sorted(found(lite, "phát sort:match"))
