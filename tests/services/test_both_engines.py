"""A store does the same in a file and on a server: each kind of edit, undo, imports, and what is read of it all."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ngkt_tui.digest.load import load
from ngkt_tui.domain.enums import Assessment, RecordKind, Stage, Status
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services import edit
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.views import NamedView, save_view
from ngkt_tui.store import edits, record_edits, undo
from ngkt_tui.store.engine_choice import engine_of
from ngkt_tui.store.field_updates import apply_updates
from ngkt_tui.store.health import find_inconsistencies
from ngkt_tui.store.importing import import_digest, remove_digest
from ngkt_tui.store.postgres.word_vectors import word_vector
from ngkt_tui.store.schema import TABLES
from ngkt_tui.store.unit_of_work import Author, EditResult, UnitOfWork, run_unit
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import SAMPLE, TODAY, context_of, make_sample_store

FIXTURES = SAMPLE.parent
DIRECTIVES = ("hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-09-12-01", "hn-2032-02-20-03")
ASSESSED = next(iter(Assessment))
Act = Callable[[UnitOfWork], object]


@pytest.fixture
def places(cluster: Cluster, tmp_path: Path) -> tuple[Path, ServerAddress]:
    """The same store twice: in a file and on a server, under one name."""
    server = cluster.make_database("sample")
    return make_sample_store(tmp_path / server.name), server


def contents(place: Place) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, sorted, and the words of the search index with their places."""
    engine = engine_of(place)
    connection = engine.open_for_reading(readonly=False)
    try:
        assert find_inconsistencies(connection) == []
        tables = {
            name: sorted(connection.execute(f"SELECT {columns.replace(' ', ', ')} FROM main.{name}"), key=repr)
            for name, columns in TABLES.items()
            if name != "search"
        }
        rows = sorted(engine.indexed(connection))
    finally:
        connection.close()
    words = [frozenset(word_vector(*held).split()) if isinstance(held, tuple) else held for _, held in rows]
    return tables | {"search": [(position, held) for (position, _), held in zip(rows, words, strict=True)]}


class Twins:
    """Does the same to both stores, and remembers what came of it."""

    def __init__(self, places: tuple[Path, ServerAddress]) -> None:
        self.places = places
        self.minute = 0

    def do(self, act: Callable[[UnitOfWork, Author], object], actor: str = "lan") -> str:
        """Do something in a unit of work on each store, and return what both told."""
        self.minute += 1
        author = Author(f"2032-03-01T{self.minute // 60:02}:{self.minute % 60:02}:00Z", actor)
        told = [self._told(place, lambda unit: act(unit, author)) for place in self.places]
        assert told[0] == told[1]
        return told[0]

    @staticmethod
    def _told(place: Place, act: Act) -> str:
        try:
            done = run_unit(place, act)
        except NgktError as refused:
            return repr(refused)
        return repr(done) if isinstance(done, EditResult) else "taken in"

    def require_same(self) -> None:
        """Assert that both stores hold the same, to the last row."""
        file, server = (contents(place) for place in self.places)
        assert {name: rows for name, rows in server.items() if rows != file[name]} == {}


def any_act(random: Random) -> Callable[[UnitOfWork, Author], object]:
    """Return something that a user, or a digest, may do at any time."""
    some = random.sample(DIRECTIVES, random.randint(1, 3))
    updates = random.choice(
        [
            FieldUpdates(status=Status.BLOCKED, why="chờ vốn", note="gọi lại"),
            FieldUpdates(due=random.choice([None, date(2032, 12, 31), date(2033, 1, 31)]), why="đổi hạn"),
            FieldUpdates(lead=("bng",), coordinating=("bct",), importance=random.choice([1, 3, None])),
            FieldUpdates(product="Đề án", nature="ongoing", evidence=("77/NQ-CP",)),
            FieldUpdates(entries=(("step", '{"text":"gửi dự thảo","who":"bct"}'),)),
            FieldUpdates(entries=(("progress", '{"made_on":"2032-02-20","text":"đã họp"}'),)),
        ]
    )
    theme = {"id": "cd-rieng", "name": {"vi": "Chủ đề riêng"}}
    digest = load(FIXTURES / random.choice(["sample.yaml", "second.yaml"])).digest
    number = random.randint(1, 12)
    acts: list[Callable[[UnitOfWork, Author], object]] = [
        *[lambda unit, author: apply_updates(unit, some, updates, author, TODAY)] * 4,
        lambda unit, author: edits.tick_directives(unit, some, author, TODAY),
        lambda unit, author: apply_updates(unit, ["fta-mercosur"], FieldUpdates(stage=Stage.SIGNED), author, TODAY),
        lambda unit, author: apply_updates(unit, ["tt-bac-au"], FieldUpdates(assessment=ASSESSED), author, TODAY),
        lambda unit, author: record_edits.create_record(unit, RecordKind.THEME, theme, author),
        lambda unit, author: record_edits.delete_record(unit, "cd-rieng", author),
        *[lambda unit, author: undo.undo(unit, author)] * 2,
        lambda unit, author: undo.undo(unit, author, number),
        lambda unit, author: undo.redo(unit, author),
        lambda unit, author: import_digest(unit, digest, author.at, author.actor),
        lambda unit, author: remove_digest(unit, "later", author.at, author.actor),
    ]
    return random.choice(acts)


def play(places: tuple[Path, ServerAddress], seed: int, acts: int) -> None:
    random, twins = Random(seed), Twins(places)
    told = [twins.do(any_act(random), random.choice(["lan", "hùng"])) for _ in range(acts)]
    twins.require_same()
    print(f"random acts on both engines: {acts} tried, {sum('EditResult' in each for each in told)} edits, 0 unlike")


def test_a_random_sequence_leaves_the_same_on_both_engines(places: tuple[Path, ServerAddress]) -> None:
    play(places, 7, 40)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 130))
def test_random_sequences_leave_the_same_on_both_engines(places: tuple[Path, ServerAddress], seed: int) -> None:
    play(places, seed, 80)


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused_on_both(place: Place) -> None:
    context = context_of(place)
    edit.set_status(context, [DIRECTIVES[0]], Status.DOING)
    with pytest.raises(NgktError, match=r"(?i)changed|thay đổi|seen"):
        edit.set_status(context, [DIRECTIVES[0]], Status.DOING, seen={DIRECTIVES[0]: Status.BLOCKED})


def test_others_are_told_of_an_edit_and_not_of_ones_own(place: Place) -> None:
    context = context_of(place)
    with Reader(context) as reader:
        assert reader.external_changes() is None
        own = edit.add_note(context, DIRECTIVES[0], "Một").group
        assert own is not None
        assert reader.external_changes([own]) is None
        edit.add_note(context, DIRECTIVES[1], "Hai")
        seen = reader.external_changes()
        assert seen is not None
        assert seen.records == (DIRECTIVES[1],)
        save_view(context, NamedView("Của tôi", "is:open"))
        assert reader.external_changes() is not None  # a view is no part of the history
        assert reader.external_changes() is None
