"""Two actors at one store, doing whatever users do in any order, while digests come and go."""

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.domain.errors import (
    EditConflictError,
    EditRefusedError,
    NothingToRedoError,
    NothingToUndoError,
    UnknownRecordError,
)
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.user_fields import USER_FIELDS, FieldUpdates
from ngkt_tui.store import edits, undo
from ngkt_tui.store.field_updates import apply_updates
from ngkt_tui.store.health import FieldKey
from ngkt_tui.store.search_index import SearchIndex
from ngkt_tui.store.stored_fields import FIELDS, ColumnField, ListField
from ngkt_tui.store.unit_of_work import Author, EditResult, FieldEdit, UnitOfWork
from tests.store.field_updates import (
    ACTORS,
    AGREEMENTS,
    DIRECTIVES,
    MARKETS,
    OTHERS,
    TEXTS,
    UPDATES_OF_AGREEMENTS,
    UPDATES_OF_DIRECTIVES,
    UPDATES_OF_MARKETS,
    some,
    updates_for,
)
from tests.store.stores import TODAY, done, require_sound, taken_in


class Group(NamedTuple):
    id: int
    actor: str
    kind: str
    undoes: int | None


Values = dict[FieldKey, Counter[tuple[Any, ...]]]


class TwoActors(RuleBasedStateMachine):
    """Two actors at one store, which holds what `template` holds at the start."""

    template: Path
    digests: Sequence[Digest]
    tried = 0
    unwound = 0
    edited: ClassVar[Counter[str]] = Counter()
    returned: ClassVar[Counter[str]] = Counter()

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.template, self.folder.name))
        self.reading = sqlite3.connect(self.path)
        self.minute = 0
        self.steps: dict[int, tuple[Values, Values]] = {}
        self.first = self.present = self._values()
        self.history = self._history()
        TwoActors.tried += 1

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self._index_is_as_made_anew()
            self._unwind()
            self.reading.close()
            self.folder.cleanup()

    @rule(actor=ACTORS, records=some(DIRECTIVES), updates=updates_for(UPDATES_OF_DIRECTIVES))
    def edit_directives(self, actor: str, records: list[str], updates: FieldUpdates) -> None:
        self._grant(actor, records, updates)

    @rule(actor=ACTORS, records=some(AGREEMENTS), updates=updates_for(UPDATES_OF_AGREEMENTS))
    def edit_agreements(self, actor: str, records: list[str], updates: FieldUpdates) -> None:
        self._grant(actor, records, updates)

    @rule(actor=ACTORS, records=some(MARKETS), updates=updates_for(UPDATES_OF_MARKETS))
    def edit_markets(self, actor: str, records: list[str], updates: FieldUpdates) -> None:
        self._grant(actor, records, updates)

    @rule(actor=ACTORS, records=some((*DIRECTIVES, *OTHERS, *AGREEMENTS)), text=TEXTS)
    def add_notes(self, actor: str, records: list[str], text: str) -> None:
        reviewed = dump_entry(USER_FIELDS["review"], {"period": "2032-08", "progress": text})
        self._grant(actor, records, FieldUpdates(note=text, entries=(("review", reviewed),)))

    @rule(actor=ACTORS, records=some(DIRECTIVES), on=st.sampled_from([date(2032, 2, 29), date(2032, 8, 31)]))
    def set_day(self, actor: str, records: list[str], on: date) -> None:
        self._grant(actor, records, FieldUpdates(on=on))

    @rule(actor=ACTORS, records=some(DIRECTIVES))
    def tick(self, actor: str, records: list[str]) -> None:
        self._do(lambda unit: edits.tick_directives(unit, records, self._author(actor), TODAY))

    @rule(actor=ACTORS, number=st.integers(0, 30))
    def remove_an_entry(self, actor: str, number: int) -> None:
        """Take away one of the entries that are there, whoever made it."""
        lines = self._rows("SELECT DISTINCT record, field, after FROM change WHERE after IS NOT NULL ORDER BY 1")
        entries = [line for line in lines if isinstance(FIELDS.get(line[1]), ListField)]
        if entries:
            record, field, text = entries[number % len(entries)]
            gone = [FieldEdit(record, field, None, seen=text)]
            with suppress(EditConflictError):
                self._do(lambda unit: edits.apply(unit, gone, self._author(actor)))

    @rule(actor=ACTORS, number=st.integers(0, 30))
    def tick_a_step(self, actor: str, number: int) -> None:
        """Make one of the steps that are there done, or open again, whoever planned it."""
        steps = self._rows("SELECT id, record, text, who, due, done_on FROM next_step ORDER BY id")
        if steps:
            entry, record, *values = steps[number % len(steps)]
            field = USER_FIELDS["step"]
            seen = dict(zip(field.column_names, values, strict=True))
            ticked = dump_entry(field, {**seen, "done_on": None if seen["done_on"] else "2032-09-01"})
            change = [FieldEdit(record, "step", ticked, seen=dump_entry(field, seen), entry=entry)]
            self._do(lambda unit: edits.apply(unit, change, self._author(actor)))

    @rule(actor=ACTORS)
    def undo(self, actor: str) -> None:
        wanted = self._newest(actor, "edit", "redo")
        try:
            undone = self._take_back(lambda unit: undo.undo(unit, self._author(actor)))
            assert undone is not None
            assert wanted in self._chain(undone)
        except NothingToUndoError:
            assert wanted is None
        except EditConflictError:
            pass

    @rule(actor=ACTORS, group=st.integers(1, 12))
    def undo_by_number(self, actor: str, group: int) -> None:
        with suppress(EditConflictError):
            undone = self._take_back(lambda unit: undo.undo(unit, self._author(actor), group))
            assert undone is None or group in self._chain(undone)

    @rule(actor=ACTORS)
    def redo(self, actor: str) -> None:
        wanted = self._newest(actor, "undo")
        try:
            redone = self._take_back(lambda unit: undo.redo(unit, self._author(actor)))
            assert redone is not None
            assert wanted in self._chain(redone)
        except NothingToRedoError:
            assert wanted is None or wanted < max(
                each.id for each in self._groups() if (each.actor, each.kind) == (actor, "edit")
            )
        except EditConflictError:
            pass

    @rule(actor=ACTORS, number=st.integers(0, 3))
    def take_in(self, actor: str, number: int) -> None:
        taken_in(self.path, self.digests[number], actor=actor)
        assert self._values() == self.present

    @invariant()
    def all_is_explained(self) -> None:
        require_sound(self.path)

    @invariant()
    def history_only_grows(self) -> None:
        history = self._history()
        assert history[: len(self.history)] == self.history
        self.history = history

    def _grant(self, actor: str, records: list[str], updates: FieldUpdates) -> None:
        self._do(lambda unit: apply_updates(unit, records, updates, self._author(actor), TODAY))

    def _do(self, action: Callable[[UnitOfWork], EditResult]) -> EditResult | None:
        before = self.present
        try:
            edited = done(self.path, action)
        except (
            EditRefusedError,
            UnknownRecordError,
        ):  # a wish that cannot be granted, or a record that is not there just now
            assert self._values() == before
            return None
        except EditConflictError:
            assert self._values() == before
            raise
        self.present = self._values()
        if edited.group is not None:
            self.steps[edited.group] = before, self.present
            kind = TwoActors.edited if edited.undoes is None else TwoActors.returned
            kind.update(change.field for change in edited.changes)
        return edited

    def _take_back(self, action: Callable[[UnitOfWork], EditResult]) -> int | None:
        """Return the group that was taken back: what it touched is exactly as before it, all else as it was."""
        present = self.present
        edited = self._do(action)
        if edited is None or edited.undoes is None:
            return None
        before, after = self.steps[edited.undoes]
        now, nothing = self.present, Counter[tuple[Any, ...]]()
        for place in before.keys() | after.keys() | present.keys() | now.keys():
            then, left, here = (values.get(place, nothing) for values in (before, after, present))
            assert now.get(place, nothing) == here - (left - then) + (then - left)
            if isinstance(FIELDS[place.field], ColumnField) and then != left:
                assert now.get(place) == before.get(place)
        return edited.undoes

    def _unwind(self) -> None:
        """Take back all that is in force, newest first; where nothing is left of it, all is as it was at first."""
        author = self._author("mai")
        while newest := max(self._newest(actor, "edit", "redo") or 0 for actor in ("lan", "hùng")):
            try:
                assert self._take_back(partial(undo.undo, author=author, group=newest)) is not None
            except EditConflictError:  # the actors took back theirs in another order, and left something else there
                return
        require_sound(self.path)
        assert self.present == self.first
        TwoActors.unwound += 1

    def _groups(self) -> list[Group]:
        return [Group(*row) for row in self._rows("SELECT id, actor, kind, undoes FROM change_group")]

    def _newest(self, actor: str, *kinds: str) -> int | None:
        """Return the newest group in force, by the plain meaning of the word."""
        groups = self._groups()
        takers: dict[int | None, list[int]] = {}
        for each in groups:
            takers.setdefault(each.undoes, []).append(each.id)

        def in_force(number: int) -> bool:
            return not any(in_force(taker) for taker in takers.get(number, ()))

        mine = (each.id for each in groups if each.actor == actor and each.kind in kinds and in_force(each.id))
        return max(mine, default=None)

    def _chain(self, group: int) -> list[int]:
        """Return a group and all that it took back to bring back, in turn."""
        undoes = {each.id: each.undoes for each in self._groups()}
        chain = [group]
        while (undone := undoes[chain[-1]]) is not None:
            chain.append(undone)
        return chain

    def _author(self, actor: str) -> Author:
        self.minute += 1
        return Author(f"2032-09-01T{self.minute // 60 % 24:02}:{self.minute % 60:02}:00Z", actor)

    def _values(self) -> Values:
        """Return what stands in every field of users: a value that is not at rest, or entries but for their numbers."""
        found: Values = {}
        for name, field in FIELDS.items():
            if isinstance(field, ColumnField):
                sql = f"SELECT id, {name} FROM {field.table.__tablename__} WHERE {name} <> 'unrated'"
                for record, value in self.reading.execute(sql):
                    found[FieldKey(record, name)] = Counter([(str(value),)])
            elif isinstance(field, ListField):
                for _, record, *entry in self.reading.execute(f"SELECT * FROM {field.table.__tablename__}"):
                    found.setdefault(FieldKey(record, name), Counter())[tuple(entry)] += 1
        return found

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.reading.execute(sql).fetchall()

    def _history(self) -> list[tuple[Any, ...]]:
        return self._rows("SELECT * FROM change_group JOIN change ON change_group = change_group.id ORDER BY change.id")

    def _index_is_as_made_anew(self) -> None:
        index = self._rows("SELECT rowid, folded, exact FROM search ORDER BY rowid")
        with UnitOfWork(self.path) as unit:
            unit.connection.exec_driver_sql("DELETE FROM search")
            SearchIndex(unit.connection).put([position for (position,) in self._rows("SELECT position FROM record")])
            unit.commit()
        assert self._rows("SELECT rowid, folded, exact FROM search ORDER BY rowid") == index
