"""The registry of the fields that users own: what is true of each, and what its values are as text.

Every layer reads `USER_FIELDS` and lists no fields of its own: the store attaches what reads and writes a field by its
home, the command line and the forms what parses it by its type. The history keeps each value as text: ids as a JSON
list, a stage change as a JSON object.

As of a past day a column is what its last change by then left, and an entry is there where it was added by then and
not taken away.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum, auto
from typing import Any, Final, NamedTuple

from ngkt_tui.domain.enums import Assessment, RecordKind, Stage, Status
from ngkt_tui.domain.folding import is_blank
from ngkt_tui.domain.json_values import StageChange, dump_ids, load_ids, load_record, load_stage_change
from ngkt_tui.domain.stored_values import parse_date, stored_date
from ngkt_tui.domain.typed_dates import day_complaint
from ngkt_tui.domain.words import BilingualText, LazyText


class FieldType(Enum):
    """What the values of a field are."""

    TEXT = auto()
    LINE = auto()
    """A text of one line that is not long: a reference, a phrase."""
    DATE = auto()
    CHOICE = auto()
    """One of `UserField.choices`, which the catalogue calls `<field>.<choice>`."""
    AGENCIES = auto()
    STAGE = auto()
    RECORD = auto()
    """The record itself, as users made it."""


class UserField(NamedTuple):
    """A field that users own. Its history name is also its catalogue key, `field.<name>`."""

    name: str
    type: FieldType
    kind: RecordKind | None = None
    """The kind of record that has it, and the table of its column; `None` where records of every kind do."""
    table: str = ""
    """The table in which each entry is a row of its own; empty for a column."""
    columns: tuple[str, ...] = ("text",)
    """The columns of an entry."""
    default: str | None = None
    """What stands in a column that nobody has touched."""
    choices: tuple[str, ...] = ()
    is_number: bool = False
    """Whether the column holds numbers."""
    is_override: bool = False
    """Whether it stands in place of what digests say: rows and details hold it as `own_<name>`, beside what counts."""
    is_searched: bool = False
    """Whether a record is found by it."""
    is_distinct: bool = False
    """Whether adding an entry that is there already changes nothing."""
    is_asked: bool = False
    """Whether `ngkt-tui set --<name>` and the edit form of its kind set it as it is, without rules of its own."""
    follows: str = ""
    """The field that it means something beside: told only where that one stays, carried over only together with it."""

    @property
    def attribute(self) -> str:
        """Return the name under which rows and details hold what users gave."""
        return f"own_{self.name}" if self.is_override else self.name

    @property
    def has_entries(self) -> bool:
        """Tell whether a record has any number of entries, none of which takes another's place."""
        return bool(self.table)

    @property
    def is_column(self) -> bool:
        """Tell whether it is a column of the table of its kind."""
        return not self.table and self.type is not FieldType.RECORD

    @property
    def is_added(self) -> bool:
        """Tell whether its values are added and taken away rather than set."""
        return not self.is_column


_DIRECTIVE = RecordKind.DIRECTIVE
_IMPORTANCES = ("1", "2", "3")
USER_FIELDS: Mapping[str, UserField] = {
    field.name: field
    for field in (
        UserField("status", FieldType.CHOICE, _DIRECTIVE, default=Status.UNRATED.value, choices=tuple(Status)),
        UserField("done_on", FieldType.DATE, _DIRECTIVE, follows="status"),
        UserField("due", FieldType.DATE, _DIRECTIVE, is_asked=True),
        UserField("first_due", FieldType.DATE, _DIRECTIVE, follows="due"),
        UserField("why", FieldType.TEXT, _DIRECTIVE, follows="status"),
        UserField("importance", FieldType.CHOICE, _DIRECTIVE, choices=_IMPORTANCES, is_number=True, is_asked=True),
        UserField("lead", FieldType.AGENCIES, _DIRECTIVE, is_override=True, is_searched=True, is_asked=True),
        UserField("coordinating", FieldType.AGENCIES, _DIRECTIVE, is_override=True, is_searched=True, is_asked=True),
        UserField("product", FieldType.LINE, _DIRECTIVE, is_override=True, is_searched=True, is_asked=True),
        UserField("assessment", FieldType.CHOICE, RecordKind.MARKET, choices=tuple(Assessment), is_asked=True),
        UserField(
            "evidence", FieldType.LINE, _DIRECTIVE, "evidence", is_searched=True, is_distinct=True, is_asked=True
        ),
        UserField(
            "stage",
            FieldType.STAGE,
            RecordKind.AGREEMENT,
            "stage_move",
            ("stage", "moved_on", "next_step"),
            is_searched=True,
            is_distinct=True,
        ),
        UserField("note", FieldType.TEXT, None, "note", is_searched=True),
        UserField("record", FieldType.RECORD),
    )
}
"""All fields that users own, by name."""

AGENCY_FIELDS = tuple(field.name for field in USER_FIELDS.values() if field.type is FieldType.AGENCIES)
COLUMN_FIELDS = tuple(field for field in USER_FIELDS.values() if field.is_column)
ENTRY_FIELDS = tuple(field for field in USER_FIELDS.values() if field.has_entries)


def column_names(kind: RecordKind) -> tuple[str, ...]:
    """Return the columns that users own in the table of records of a kind."""
    return tuple(field.name for field in COLUMN_FIELDS if field.kind is kind)


def format_field_value(field: str, value: str | None, names: Mapping[str, str] = {}) -> object:
    """Return what a value of `field` says: a `LazyText`, a date or a text; a damaged one as it stands.

    `names` holds what organisations are called, by id; one that is not in it is told by its id.
    """
    if value is None:
        return LazyText("edit.nothing")
    known = USER_FIELDS.get(field)
    match known.type if known else None:
        case FieldType.DATE:
            return stored_date(value)
        case FieldType.CHOICE if known and value in known.choices:
            return LazyText(f"{field}.{value}")
        case FieldType.AGENCIES:
            return ", ".join(names.get(each, each) for each in load_ids(value)) or value
        case FieldType.STAGE:
            return _move(value)
        case FieldType.RECORD:
            return _record_name(value)
        case _:
            return value


def _move(value: str) -> object:
    move = load_stage_change(value)
    if move is None:
        return value
    values = {"stage": LazyText(f"stage.{move.stage}"), "on": move.on, "next_step": move.next_step}
    return LazyText("edit.stage-on-next" if move.next_step else "edit.stage-on", values)


def _record_name(value: str) -> object:
    record = load_record(value)
    name = record.name if record else value
    return name if isinstance(name, str) else BilingualText(**name)


def entry_values(field: UserField, text: str) -> dict[str, str | None]:
    """Return what the columns of an entry hold that the history writes as one text."""
    if field.type is not FieldType.STAGE:
        return dict.fromkeys(field.columns, text)
    move = load_stage_change(text)
    if move is None:
        return {"stage": "", "moved_on": "", "next_step": text}
    return {"stage": move.stage.value, "moved_on": move.on.isoformat(), "next_step": move.next_step}


def entry_text(field: UserField, values: Mapping[str, Any]) -> str:
    """Return the columns of an entry as the history writes them; a damaged one as it stands."""
    if field.type is not FieldType.STAGE:
        return str(values["text"])
    try:
        return StageChange(Stage(values["stage"]), date.fromisoformat(values["moved_on"]), values["next_step"]).text
    except ValueError:
        return repr(tuple(values[column] for column in field.columns))


class Unset(Enum):
    """Stands for a value that stays as it is."""

    KEEP = auto()


UNSET: Final = Unset.KEEP

ExpectedValues = Mapping[str, Mapping[str, str | None]]
"""What a user saw in the fields of records, as the history writes it: by record, then by field."""


class FieldUpdates(NamedTuple):
    """The wishes of one edit. `UNSET` leaves a value as it is, `None` takes it away; the others ask for nothing."""

    status: Status | None = None
    on: date | None = None
    """The day on which it was done."""
    why: str | None = None
    """The reason: of the status, where one is wished that asks for it, else of the edit."""
    due: date | Unset | None = UNSET
    importance: int | Unset | None = UNSET
    lead: tuple[str, ...] | Unset | None = UNSET
    """Ids of organisations in place of the digest's; `None` or none of them for the digest's again."""
    coordinating: tuple[str, ...] | Unset | None = UNSET
    product: str | Unset | None = UNSET
    """What is to be produced, in place of what the digests say; `None` for that again."""
    evidence: tuple[str, ...] = ()
    """What to add."""
    evidence_removed: tuple[str, ...] = ()
    """What to take away, as it stands there."""
    stage: Stage | None = None
    stage_on: date | None = None
    """The day on which the stage was reached; today where `None`."""
    next_step: str | None = None
    assessment: Assessment | Unset | None = UNSET
    note: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is wished for."""
        return self == FieldUpdates()


MAX_TEXT_LENGTH = 20_000
MAX_REFERENCE_LENGTH = 2_000


def check_field_value(field: UserField, value: str) -> LazyText | None:
    """Return why the text of a value cannot be taken; `None` where it can."""
    refused = LazyText(f"edit.no-{field.name}", {"value": value})
    match field.type:
        case FieldType.TEXT:
            return _check_text(value)
        case FieldType.LINE:
            if len(value) > MAX_REFERENCE_LENGTH or len(value.splitlines()) > 1:
                return LazyText("edit.long-reference", {"limit": MAX_REFERENCE_LENGTH})
            return _check_text(value)
        case FieldType.DATE:
            day = parse_date(value)
            return day_complaint(day) if day else LazyText("edit.no-day", {"value": value})
        case FieldType.CHOICE:
            return None if value in field.choices else refused
        case FieldType.AGENCIES:
            ids = load_ids(value)
            return None if ids and dump_ids(ids) == value else LazyText("edit.no-agencies", {"value": value})
        case FieldType.RECORD:
            return None if load_record(value) else refused
        case FieldType.STAGE:
            move = load_stage_change(value)
            return day_complaint(move.on) if move is not None and move.text == value else refused


def _check_text(value: str) -> LazyText | None:
    if is_blank(value):
        return LazyText("edit.empty-text")
    return LazyText("edit.long-text", {"limit": MAX_TEXT_LENGTH}) if len(value) > MAX_TEXT_LENGTH else None


def dump_field_value(value: object) -> str | None:
    """Return a value that was parsed, or that a row shows, as the history writes it; `None` for none."""
    if isinstance(value, tuple):
        return dump_ids(value)
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)
