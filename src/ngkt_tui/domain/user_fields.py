"""The registry of the fields that users own: what is true of each, and what its values are as text.

Every layer reads `USER_FIELDS` and lists no fields of its own: what reads and writes a field is found by its home, what
parses it by its type. The history keeps each value as text: ids as a JSON list, a stage change as a JSON object.

As of a past day a column is what its last change by then left, and an entry is there where it was added by then and
not taken away.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum, auto
from typing import Final, NamedTuple

from ngkt_tui.domain.enums import UNJUDGED, Assessment, Confidence, Nature, RecordKind, ReportAspect, Stage, Status


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
    REFERENCE = auto()
    """The id of a record, in a column of an entry."""
    ENTRY = auto()
    """An entry of several columns, which the history writes as a JSON object."""


class EntryColumn(NamedTuple):
    """A column of the entries of a field, shown unless `is_inner`; `kind` is that of the records that it may name."""

    name: str
    type: FieldType = FieldType.TEXT
    is_required: bool = False
    kind: RecordKind | None = None
    choices: tuple[str, ...] = ()
    """Of a choice: its values, which the catalogue calls `<column>.<choice>`."""
    is_inner: bool = False


class UserField(NamedTuple):
    """A field that users own. Its history name is also its catalogue key, `field.<name>`."""

    name: str
    type: FieldType
    kind: RecordKind | None = None
    """The kind of record that has it, and the table of its column; `None` where records of every kind do."""
    table: str = ""
    """The table in which each entry is a row of its own; empty for a column."""
    columns: tuple[EntryColumn, ...] = (EntryColumn("text", is_required=True),)
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
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def references(self) -> tuple[EntryColumn, ...]:
        return tuple(column for column in self.columns if column.type is FieldType.REFERENCE)

    @property
    def has_entries(self) -> bool:
        """Return whether a record has any number of entries, none of which takes another's place."""
        return bool(self.table)

    @property
    def is_column(self) -> bool:
        return not self.table and self.type is not FieldType.RECORD

    @property
    def is_added(self) -> bool:
        """Return whether its values are added and taken away rather than set."""
        return not self.is_column


_DIRECTIVE = RecordKind.DIRECTIVE
_WHY = EntryColumn("why", is_required=True)
_TEXT = EntryColumn("text", is_required=True)
_MADE_ON = EntryColumn("made_on", FieldType.DATE, is_required=True)
_AGENCY = EntryColumn("agency", FieldType.REFERENCE, is_required=True, kind=RecordKind.ORGANISATION)
_ASPECT = EntryColumn("aspect", FieldType.CHOICE, is_required=True, choices=tuple(ReportAspect))
_REPLY = (
    EntryColumn("replied_on", FieldType.DATE, is_required=True),
    _TEXT,
    EntryColumn("reminder", FieldType.LINE, is_required=True, is_inner=True),
    _AGENCY._replace(is_required=False),
)
_RESULT = EntryColumn("result", FieldType.REFERENCE, is_required=True, kind=RecordKind.RESULT)
_REVIEWED = ("progress", "difficulty", "proposal", "milestone", "why", "standing", "agencies", "partners", "plan")
_REVIEW_DAYS = ("due", "done_on", "closed_on", "corrected_on", "asked_on", "started_on")
_REVIEW = (
    EntryColumn("period", FieldType.LINE, is_required=True),
    EntryColumn("confidence", FieldType.CHOICE, choices=tuple(Confidence)),
    *(EntryColumn(name, FieldType.LINE) for name in _REVIEWED),
    *(EntryColumn(name, FieldType.DATE) for name in _REVIEW_DAYS),
)
USER_FIELDS: Mapping[str, UserField] = {
    field.name: field
    for field in (
        UserField("status", FieldType.CHOICE, _DIRECTIVE, default=Status.UNRATED.value, choices=tuple(Status)),
        UserField("done_on", FieldType.DATE, _DIRECTIVE, follows="status"),
        UserField("due", FieldType.DATE, _DIRECTIVE, is_asked=True),
        UserField("first_due", FieldType.DATE, _DIRECTIVE, follows="due"),
        UserField("why", FieldType.TEXT, _DIRECTIVE, follows="status"),
        UserField("importance", FieldType.CHOICE, _DIRECTIVE, choices=("1", "2", "3"), is_number=True, is_asked=True),
        UserField("lead", FieldType.AGENCIES, _DIRECTIVE, is_override=True, is_searched=True, is_asked=True),
        UserField("coordinating", FieldType.AGENCIES, _DIRECTIVE, is_override=True, is_searched=True, is_asked=True),
        UserField("product", FieldType.LINE, _DIRECTIVE, is_override=True, is_searched=True, is_asked=True),
        UserField("nature", FieldType.CHOICE, _DIRECTIVE, choices=(*Nature, UNJUDGED), is_override=True, is_asked=True),
        UserField("confirms", FieldType.AGENCIES, _DIRECTIVE, is_searched=True, is_asked=True),
        UserField("transfer", FieldType.AGENCIES, _DIRECTIVE, is_searched=True, is_asked=True),
        UserField("transferred_on", FieldType.DATE, _DIRECTIVE, follows="transfer"),
        UserField("assessment", FieldType.CHOICE, RecordKind.MARKET, choices=tuple(Assessment), is_asked=True),
        UserField(
            "evidence", FieldType.LINE, _DIRECTIVE, "evidence", is_searched=True, is_distinct=True, is_asked=True
        ),
        UserField(
            "stage",
            FieldType.STAGE,
            RecordKind.AGREEMENT,
            "stage_move",
            (
                EntryColumn("stage", FieldType.CHOICE, is_required=True),
                EntryColumn("moved_on", FieldType.DATE, is_required=True),
                EntryColumn("next_step"),
            ),
            is_searched=True,
            is_distinct=True,
        ),
        UserField("note", FieldType.TEXT, None, "note", is_searched=True),
        UserField("progress", FieldType.ENTRY, None, "progress", (_MADE_ON, _TEXT), is_searched=True),
        UserField(
            "step",
            FieldType.ENTRY,
            None,
            "next_step",
            (
                _TEXT,
                EntryColumn("who", FieldType.REFERENCE, kind=RecordKind.ORGANISATION),
                EntryColumn("due", FieldType.DATE),
                EntryColumn("done_on", FieldType.DATE),
            ),
            is_searched=True,
        ),
        UserField("declined", FieldType.ENTRY, _DIRECTIVE, "declined_answer", (_RESULT, _WHY)),
        UserField(
            "reminder",
            FieldType.ENTRY,
            _DIRECTIVE,
            "reminder",
            (
                EntryColumn("sent_on", FieldType.DATE, is_required=True),
                EntryColumn("level", FieldType.LINE, is_required=True),
                _AGENCY,
                EntryColumn("number", FieldType.LINE),
                EntryColumn("channel", FieldType.LINE),
                EntryColumn("reply_by", FieldType.DATE),
            ),
        ),
        UserField("reply", FieldType.ENTRY, _DIRECTIVE, "reply", _REPLY, is_searched=True),
        UserField(
            "agency_report",
            FieldType.ENTRY,
            _DIRECTIVE,
            "agency_report",
            (_MADE_ON, _AGENCY, _ASPECT, _TEXT),
            is_searched=True,
        ),
        UserField(
            "thread_link",
            FieldType.ENTRY,
            _DIRECTIVE,
            "thread_link",
            (
                EntryColumn("directive", FieldType.REFERENCE, is_required=True, kind=_DIRECTIVE),
                EntryColumn("kind", FieldType.LINE, is_required=True),
            ),
            is_distinct=True,
        ),
        UserField(
            "watch",
            FieldType.ENTRY,
            RecordKind.MARKET,
            "watch_item",
            (
                EntryColumn("product", is_required=True),
                EntryColumn("measure", is_required=True),
                EntryColumn("stage", FieldType.LINE),
                EntryColumn("next_on", FieldType.DATE),
                EntryColumn("note"),
                EntryColumn("directive", FieldType.REFERENCE, kind=_DIRECTIVE),
            ),
            is_searched=True,
        ),
        UserField("review", FieldType.ENTRY, None, "review_line", _REVIEW, is_distinct=True),
        UserField("record", FieldType.RECORD),
    )
}
"""All fields that users own, by name."""

AGENCY_FIELDS = tuple(field.name for field in USER_FIELDS.values() if field.type is FieldType.AGENCIES)
OVERRIDABLE = tuple(name for name in AGENCY_FIELDS if USER_FIELDS[name].is_override)
"""The relations for which a user may name other agencies than the digests do."""
COLUMN_FIELDS = tuple(field for field in USER_FIELDS.values() if field.is_column)
ROW_NAMES = {each.name: f"own_{each.name}" if each.is_override else each.name for each in COLUMN_FIELDS}
"""The name under which rows and details hold what users gave of each field that is a column."""
ENTRY_FIELDS = tuple(field for field in USER_FIELDS.values() if field.has_entries)


def column_names(kind: RecordKind) -> tuple[str, ...]:
    """Return the columns that users own in the table of records of a kind."""
    return tuple(field.name for field in COLUMN_FIELDS if field.kind is kind)


class Unset(Enum):
    """Stands for a value that stays as it is."""

    KEEP = auto()


UNSET: Final = Unset.KEEP

ExpectedValues = Mapping[str, Mapping[str, str | None]]
"""What a user saw in the fields of records, as the history writes it: by record, then by field."""


class EntryEdit(NamedTuple):
    """The edit of the entry of a number: to be `value` in place of what was `seen`, both as the history writes it.

    `None` takes it away.
    """

    field: str
    number: int
    seen: str
    value: str | None = None


class FieldUpdates(NamedTuple):
    """What one edit asks for. `UNSET` leaves a value as it is, `None` takes it away; the others ask for nothing."""

    status: Status | None = None
    on: date | None = None
    """The day on which it was done."""
    why: str | None = None
    """The reason: of the status, where the new one asks for it, else of the edit."""
    due: date | Unset | None = UNSET
    importance: int | Unset | None = UNSET
    lead: tuple[str, ...] | Unset | None = UNSET
    """Ids of organisations in place of the digest's; `None` or none of them for the digest's again."""
    coordinating: tuple[str, ...] | Unset | None = UNSET
    product: str | Unset | None = UNSET
    """What is to be produced, in place of what the digests say; `None` for that again."""
    nature: str | Unset | None = UNSET
    """One of `Nature`, or `UNJUDGED`, in place of the digests'; `None` for theirs again."""
    confirms: tuple[str, ...] | Unset | None = UNSET
    """Ids of the organisations that say whether it is done."""
    transfer: tuple[str, ...] | Unset | None = UNSET
    """Ids of the organisations that it should go to instead."""
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
    entries: tuple[tuple[str, str], ...] = ()
    """Other entries to add: fields, and texts as the history writes them."""
    entry_edits: tuple[EntryEdit, ...] = ()
    fills: bool = False  # whether columns are written only where nothing stands

    @property
    def is_empty(self) -> bool:
        return self._replace(fills=False) == FieldUpdates()
