"""Random sequences of edits, undos, redos and imports by two actors: nothing is lost, all is explained."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ngkt_tui.digest.model.digest import Digest
from ngkt_tui.domain.errors import EditRefused, EditStale, NothingToRedo, NothingToUndo, UnknownRecord
from ngkt_tui.domain.id_list import write_ids
from ngkt_tui.domain.status import Status
from ngkt_tui.store import edits, undoing
from ngkt_tui.store.changes import Edited, FieldEdit, Stamp
from ngkt_tui.store.explaining import Place
from ngkt_tui.store.search_index import SearchIndex
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.store.explaining import check_explained, present_values
from tests.store.stores import SAMPLE, SECOND, TODAY, digest_of, done, rows, sample, taken_in

RECORDS = ("hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-09-12-01", "hn-2032-02-20-03")
ACTORS = st.sampled_from(["lan", "hùng"])
SOME = st.lists(st.sampled_from(RECORDS), min_size=1, max_size=4, unique=True)
OTHERS = (
    ("importance", "1"),
    ("importance", None),
    ("lead", write_ids(["bct"])),
    ("lead", None),
    ("coordinating", write_ids(["bng", "cqdd"])),
    ("evidence", "77/NQ-CP"),
    ("evidence", "https://example.org/1"),
)


def _shorter() -> Digest:
    values = sample()
    values["directives"] = [each for each in values["directives"] if each["id"] != RECORDS[-1]]
    return digest_of(values)


def _reworded() -> Digest:
    values = sample()
    for each in values["directives"]:
        each["text"]["vi"] += " (sửa)"
    return digest_of(values)


class Group(NamedTuple):
    id: int
    actor: str
    kind: str
    undoes: int | None


class TwoActors(RuleBasedStateMachine):
    """Two actors at one store."""

    template: Path
    digests: Sequence[Digest]
    tried = 0

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.template, self.folder.name))
        self.minute = 0
        self.before: dict[int, dict[Place, Any]] = {}
        self.history = self._history()
        type(self).tried += 1

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self._index_is_as_made_anew()
            self.folder.cleanup()

    @rule(actor=ACTORS, records=SOME, status=st.sampled_from(Status), why=st.sampled_from(["a", "b"]))
    def set_status(self, actor: str, records: list[str], status: Status, why: str) -> None:
        reason = why if status.asks_why else None
        self._do(lambda unit: edits.set_status(unit, records, status, self._stamp(actor), TODAY, why=reason))

    @rule(actor=ACTORS, records=SOME)
    def tick(self, actor: str, records: list[str]) -> None:
        self._do(lambda unit: edits.tick(unit, records, self._stamp(actor), TODAY))

    @rule(actor=ACTORS, records=SOME, due=st.sampled_from(["2032-12-31", "2033-01-31", None]))
    def set_due(self, actor: str, records: list[str], due: str | None) -> None:
        wished = [FieldEdit(record, "due", due) for record in records]
        self._do(lambda unit: edits.apply(unit, wished, self._stamp(actor)))

    @rule(actor=ACTORS, records=SOME, field_and_value=st.sampled_from(OTHERS))
    def set_another_field(self, actor: str, records: list[str], field_and_value: tuple[str, str | None]) -> None:
        wished = [FieldEdit(record, *field_and_value) for record in records]
        self._do(lambda unit: edits.apply(unit, wished, self._stamp(actor)))

    @rule(actor=ACTORS, record=st.sampled_from(RECORDS), text=st.sampled_from(["gọi lại", "chờ ý kiến"]))
    def add_note(self, actor: str, record: str, text: str) -> None:
        self._do(lambda unit: edits.add_note(unit, record, text, self._stamp(actor)))

    @rule(actor=ACTORS)
    def undo(self, actor: str) -> None:
        wanted = self._newest(actor, "edit", "redo")
        try:
            undone = self._take_back(lambda unit: undoing.undo(unit, self._stamp(actor)))
            assert undone is not None
            assert wanted in self._steps_of(undone)
        except NothingToUndo:
            assert wanted is None
        except EditStale:
            pass

    @rule(actor=ACTORS, group=st.integers(1, 12))
    def undo_by_number(self, actor: str, group: int) -> None:
        with suppress(EditStale):
            undone = self._take_back(lambda unit: undoing.undo(unit, self._stamp(actor), group))
            assert undone is None or group in self._steps_of(undone)

    @rule(actor=ACTORS)
    def redo(self, actor: str) -> None:
        wanted = self._newest(actor, "undo")
        try:
            redone = self._take_back(lambda unit: undoing.redo(unit, self._stamp(actor)))
            assert redone is not None
            assert wanted in self._steps_of(redone)
        except NothingToRedo:
            assert wanted is None or wanted < max(
                each.id for each in self._groups() if (each.actor, each.kind) == (actor, "edit")
            )
        except EditStale:
            pass

    @rule(actor=ACTORS, number=st.integers(0, 3))
    def take_in(self, actor: str, number: int) -> None:
        before = self._values()
        taken_in(self.path, self.digests[number], actor=actor)
        assert self._values() == before

    @invariant()
    def all_is_explained(self) -> None:
        check_explained(self.path)

    @invariant()
    def history_only_grows(self) -> None:
        history = self._history()
        assert history[: len(self.history)] == self.history
        self.history = history

    def _do(self, action: Callable[[UnitOfWork], Edited]) -> Edited | None:
        before = self._values()
        try:
            edited = done(self.path, action)
        except (EditRefused, UnknownRecord):  # the record is not there at the moment
            assert self._values() == before
            return None
        if edited.group is not None:
            self.before[edited.group] = before
        return edited

    def _groups(self) -> list["Group"]:
        return [Group(*row) for row in rows(self.path, "SELECT id, actor, kind, undoes FROM change_group")]

    def _newest(self, actor: str, *kinds: str) -> int | None:
        """Return the newest group in force, by the plain meaning of the word."""
        groups = self._groups()

        def in_force(number: int) -> bool:
            return not any(each.undoes == number and in_force(each.id) for each in groups)

        mine = (each.id for each in groups if each.actor == actor and each.kind in kinds and in_force(each.id))
        return max(mine, default=None)

    def _steps_of(self, group: int) -> list[int]:
        """Return a group and all that it took back to bring back, in turn."""
        undoes = {each.id: each.undoes for each in self._groups()}
        steps = [group]
        while undoes[steps[-1]] is not None:
            steps.append(undoes[steps[-1]])
        return steps

    def _take_back(self, action: Callable[[UnitOfWork], Edited]) -> int | None:
        edited = self._do(action)
        if edited is None or edited.undoes is None:
            return None
        earlier, now = self.before[edited.undoes], self._values()
        for record, field in rows(self.path, "SELECT record, field FROM change WHERE change_group = ?", edited.undoes):
            if field not in ("note", "evidence"):  # of those, others may have added some since
                assert now.get(Place(record, field)) == earlier.get(Place(record, field))
        return edited.undoes

    def _stamp(self, actor: str) -> Stamp:
        self.minute += 1
        return Stamp(f"2032-09-01T{self.minute // 60 % 24:02}:{self.minute % 60:02}:00Z", actor)

    def _values(self) -> dict[Place, Any]:
        connection = sqlite3.connect(self.path)
        try:
            return present_values(connection)
        finally:
            connection.close()

    def _history(self) -> list[tuple[Any, ...]]:
        return rows(
            self.path, "SELECT * FROM change_group JOIN change ON change_group = change_group.id ORDER BY change.id"
        )

    def _index_is_as_made_anew(self) -> None:
        index = rows(self.path, "SELECT rowid, folded, exact FROM search ORDER BY rowid")
        with UnitOfWork(self.path) as unit:
            unit.connection.exec_driver_sql("DELETE FROM search")
            SearchIndex(unit.connection).put(
                [position for (position,) in rows(self.path, "SELECT position FROM record")]
            )
            unit.commit()
        assert rows(self.path, "SELECT rowid, folded, exact FROM search ORDER BY rowid") == index


def _run(template: Path, sequences: int, steps: int, *phases: Phase) -> None:
    TwoActors.template = template
    TwoActors.digests = (SAMPLE, SECOND, _shorter(), _reworded())
    TwoActors.tried = 0
    chosen = settings(
        max_examples=sequences,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        database=None,
        phases=phases,
    )
    run_state_machine_as_test(TwoActors, settings=chosen)
    print(f"random sequences: {TwoActors.tried} tried, 0 lost")


def test_random_sequences_lose_nothing(sample_template: Path) -> None:
    _run(sample_template, 12, 20, Phase.generate)


@pytest.mark.soak
def test_a_thousand_random_sequences_lose_nothing(sample_template: Path) -> None:
    _run(sample_template, 1000, 30, Phase.generate, Phase.shrink)
