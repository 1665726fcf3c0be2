"""The text of changes: which fields of which records, by what they are called, went from what to what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.domain.field_values import format_field_value, named_ids
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.standing import Standing
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText, catalogue, render, translate
from ngkt_tui.query.change_groups import ChangeGroupRow, ChangeRow
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import EditResult as Done
    from ngkt_tui.store.unit_of_work import FieldChange

FIRST_NAMED = 3
MAX_TOLD = 20
"""Entries and records of one edit that are named by what they say; the others are counted."""
_MAX_LENGTH = 120
_MAX_NAME_LENGTH = 40
"""Characters by which its reader knows a record again."""
_RETURNS = ("edited.undone", "edited.redone")


class EditMessage(NamedTuple):
    """What an edit did. `sentence` is a catalogue key, `values` fill it; the touched `records` are to be read again.

    `group` is the number of the change group, `None` where nothing had to be changed.
    """

    group: int | None
    records: tuple[str, ...]
    sentence: str
    values: Mapping[str, object]
    fields: frozenset[str] = frozenset()
    """The fields that were changed, of whichever of the records."""

    def values_naming(self, names: Mapping[str, str]) -> Mapping[str, object]:
        """Return the values with records by what they say in the place of their ids, as far as `names` has them."""
        called = [_quoted(names.get(record, ""), record) for record in self.records[:FIRST_NAMED]]
        values = dict(self.values)
        if "id" in values and called:
            values["id"] = called[0]
        if "records" in values:
            values["records"] = _listed(called, len(self.records))
        return values

    @property
    def is_of_records(self) -> bool:
        """Return whether records were made, corrected or deleted, which more rows than their own show."""
        return "record" in self.fields

    @property
    def is_return(self) -> bool:
        """Return whether it was an undo or a redo, which may bring back what a filter has left out meanwhile."""
        return self.sentence in _RETURNS


def describe_edit(done: "Done", names: Mapping[str, str], standings: Mapping[str, Standing] = {}) -> EditMessage:
    """Return what an edit did. `names` holds what organisations are called, by id.

    `standings` holds where the agreements stand now of which a stage was added or taken away.
    """
    if not done.changes:
        return EditMessage(None, (), "edited.nothing", {})
    fields = _fields_of(done)
    if fields == {"note"} and len(done.records) == 1 and done.changes[0].after is not None:
        return EditMessage(done.group, done.records, "edited.note", {"id": done.records[0]}, fields)
    if "status" in fields and fields <= {"status", "done_on", "why"}:
        return _moved(done)
    values = {"what": _what(done.changes, names), "id": done.records[0], "count": len(done.records)}
    if standings:
        return EditMessage(done.group, done.records, *_staged(values, standings), fields)
    sentence = "edited.fields-one" if len(done.records) == 1 else "edited.fields-many"
    return EditMessage(done.group, done.records, sentence, values, fields)


def describe_undo(how: str, done: "Done", names: Mapping[str, str]) -> EditMessage:
    """Return what an undo or a redo took back or made again, and where; `how` is `undone` or `redone`."""
    if how == "undone":  # told in the order in which it was done
        done = done._replace(changes=done.changes[::-1])
    records = _listed(done.records[:FIRST_NAMED], len(done.records))
    values = {"group": done.undoes, "what": _what(done.changes, names), "records": records}
    return EditMessage(done.group, done.records, f"edited.{how}", values, _fields_of(done))


def _fields_of(done: "Done") -> frozenset[str]:
    return frozenset(change.field for change in done.changes)


def _listed(called: Sequence[str], count: int) -> str | LazyText:
    """Return the first of `count` records by what they are called, and how many more there are."""
    records, rest = ", ".join(called), count - len(called)
    return LazyText("edited.and-more", {"records": records, "count": rest}) if rest > 0 else records


def _quoted(name: str, record: str) -> str:
    return (
        f"“{name if len(name) <= _MAX_NAME_LENGTH else name[: _MAX_NAME_LENGTH - 1].rstrip() + '…'}”"
        if name
        else record
    )


def agencies_in(changes: Iterable["FieldChange | ChangeRow"]) -> set[str]:
    """Return the ids of the organisations, and of other records, that changes name."""
    return {
        each for change in changes for value in (change.before, change.after) for each in named_ids(change.field, value)
    }


def _staged(values: dict[str, object], standings: Mapping[str, Standing]) -> tuple[str, dict[str, object]]:
    """Return the sentence of an edit of stages, and its values: what was entered need not be what counts."""
    if values["count"] != 1:
        return "edited.stage-many", {**values, "moved": sum(standing.is_own for standing in standings.values())}
    (standing,) = standings.values()
    stands: dict[str, object] = {"stage": standing.word, "day": standing.day or LazyText("edit.nothing")}
    if standing.reason is None:
        return "edited.stage-one", {**values, "standing": LazyText("edited.stands", stands)}
    return "edited.stage-one", {
        **values,
        "standing": LazyText("edited.stands-because", {**stands, "reason": standing.reason}),
    }


def _moved(done: "Done") -> EditMessage:
    moves = [change for change in done.changes if change.field == "status"]
    after = format_field_value("status", moves[0].after)
    if len(done.records) > 1:
        values = {"count": len(done.records), "after": after}
        return EditMessage(done.group, done.records, "edited.many", values, _fields_of(done))
    values = {"id": moves[0].record, "before": format_field_value("status", moves[0].before), "after": after}
    return EditMessage(done.group, done.records, "edited.one", values, _fields_of(done))


def _what(changes: Sequence["FieldChange"], names: Mapping[str, str]) -> tuple[LazyText, ...]:
    """Return what happened to each field, in the order in which they were changed."""
    by_field: dict[str, list[FieldChange]] = {}
    for change in changes:
        by_field.setdefault(change.field, []).append(change)
    shown = (each for field, each in by_field.items() if USER_FIELDS[field].follows not in by_field)
    return tuple(part for each in shown for part in _field(each, names))


def _field(changes: Sequence["FieldChange"], names: Mapping[str, str]) -> Iterator[LazyText]:
    field = changes[0].field
    label = LazyText(f"field.{_called(field, changes[0].before, changes[0].after)}")
    if USER_FIELDS[field].is_added and not all(None not in pair for pair in _distinct(changes)):
        pairs = list(_distinct(changes))
        for number, (before, after) in enumerate(pairs[:MAX_TOLD], 1):
            how, text = ("added", after) if after is not None else ("removed", before)
            value = _short(format_field_value(field, text, names))
            if number == MAX_TOLD < len(pairs):
                value = LazyText("edited.and-more", {"records": value, "count": len(pairs) - MAX_TOLD})
            yield LazyText(f"edited.{how}", {"field": label, "value": value})
        return
    pairs = list(_distinct(changes))
    old, new = (_short(format_field_value(field, value, names)) for value in pairs[0])
    if len(pairs) == 1:
        yield LazyText("edited.change", {"field": label, "before": old, "after": new})
    else:
        same = len({after for _, after in pairs}) == 1
        yield LazyText("edited.to", {"field": label, "after": new if same else LazyText("edited.several")})


def _called(field: str, *values: str | None) -> str:
    """Return what a field is called in words: a record of which only corrections are kept is a correction."""
    is_corrected = field == "record" and any(value and '"corrects":' in value for value in values)
    return "correction" if is_corrected else field


def _distinct(changes: Sequence["FieldChange"]) -> dict[tuple[str | None, str | None], None]:
    return dict.fromkeys((change.before, change.after) for change in changes)


def _short(value: object) -> object:
    """Cut a long text: a sentence is to be read at a glance."""
    return f"{value[:_MAX_LENGTH]}…" if isinstance(value, str) and len(value) > _MAX_LENGTH else value


class FormattedChange(NamedTuple):
    """A change in words. `before` and `after` are `None` where there was no value; `why` is empty without a reason.

    `entry` says of an entry that it was added or taken away; it is empty for what took the place of something else.
    """

    field: str
    before: str | None
    after: str | None
    why: str
    entry: str = ""


def format_change(
    change: ChangeRow, group: ChangeGroupRow, names: Mapping[str, RecordRef], language: Language
) -> FormattedChange:
    """Return a change of `group` in words. A reason that another line of the group gives is not repeated."""
    called = {each: record.short(language) for each, record in names.items()}
    before, after = (
        None if value is None else render(language, format_field_value(change.field, value, called))
        for value in (change.before, change.after)
    )
    name = _called(change.field, change.before, change.after)
    field = catalogue(language).get(f"field.{name}", change.field)
    why = "" if _is_shown_beside(change, group) else change.why or ""
    entry = ""
    if _has_entries(change.field) and (before is None) != (after is None):
        entry = translate(language, "edited.added" if before is None else "edited.removed", field=field, value="")
    return FormattedChange(field, before, after, why, entry)


def _has_entries(field: str) -> bool:
    return field in USER_FIELDS and USER_FIELDS[field].has_entries


def agencies_of(connection: Readable, groups: Iterable[ChangeGroupRow]) -> dict[str, RecordRef]:
    """Return the organisations, and other records, that changes name, by id."""
    ids = agencies_in(change for group in groups for change in group.changes)
    return load_refs(connection, sorted(ids)) if ids else {}


def _is_shown_beside(change: ChangeRow, group: ChangeGroupRow) -> bool:
    return any(
        other.field == "why" and other.record == change.record and other.after == change.why for other in group.changes
    )


MAX_GROUPS = 50
"""Groups of changes that are looked through for the last one of a field."""


class LastChange(NamedTuple):
    """Who changed a field last, and when: UTC, as the history has it."""

    actor: str
    at: str


def names_of(reader: Reader, ids: Sequence[str]) -> Mapping[str, str]:
    """Return what records say, or what they are called in full; what is not in the store is left out."""
    from ngkt_tui.query.names import load_refs  # needed after a first edit only

    with reader.connection() as connection:
        found = load_refs(connection, ids)
    return {record: each.name(reader.context.language) for record, each in found.items()}


def last_change(reader: Reader, record: str, field: str) -> LastChange | None:
    """Return the last change of a field of a record, `None` where the history has none."""
    try:
        groups = reader.history(record, limit=MAX_GROUPS)
    except UnknownRecordError:
        return None
    for group in groups:
        if any(change.field == field for change in group.changes):
            return LastChange(group.actor, group.at)
    return None


TOLD_KINDS = (
    RecordKind.CONFERENCE,
    RecordKind.DIRECTIVE,
    RecordKind.AGREEMENT,
    RecordKind.MARKET,
    RecordKind.OFFICIAL,
    RecordKind.ORGANISATION,
    RecordKind.DOCUMENT,
    RecordKind.RESULT,
)
"""The kinds of which a message counts the records that an import has brought; the others come along with these."""


def count_words(counts: Iterable[tuple[RecordKind, int]], language: Language) -> str:
    """Return how many records of each kind there are, as `1 conference, 19 directives`."""
    by_kind = dict(counts)
    return ", ".join(
        f"{count} {translate(language, f'record.{kind}' if count == 1 else f'records.{kind}')}"
        for kind in TOLD_KINDS
        if (count := by_kind.get(kind, 0))
    )
