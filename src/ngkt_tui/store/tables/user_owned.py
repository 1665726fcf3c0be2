"""SQLModel tables with user-owned columns, and the history: what every edit is written with."""

from sqlmodel import Field, Index, SQLModel, text

from ngkt_tui.domain.enums import UNJUDGED, Status

_COUNTED = ("status", "due", "kind", "nature", "digest_nature")
_GIVEN_AGENCIES = ("lead", "coordinating", "confirms", "transfer")


class DirectiveTable(SQLModel, table=True):
    """A directive. `position` equals the record's, `paragraph` is the first that reports it.

    `lead`, `coordinating`, `product` and `nature` are a user's in place of the digests'. The first two, `confirms`
    and `transfer` are JSON lists of organisations. `assigned` are those that digests ask, as JSON lists by the
    relations of its links, and `first_agency` is the one that is named first: in charge, else addressed.
    """

    __tablename__ = "directive"
    __table_args__ = (
        Index("directive_conference", "conference", "position", *_COUNTED),
        Index("directive_status", "status", "due", "done_on", "kind", "nature", "digest_nature"),
        Index("directive_assigned", "assigned", "lead", "coordinating", *_COUNTED, "first_agency"),
        *(Index(f"directive_{name}", "id", sqlite_where=text(f"{name} IS NOT NULL")) for name in _GIVEN_AGENCIES),
        Index("directive_due", "due", "status", sqlite_where=text("due IS NOT NULL")),
        Index("directive_horizon", "horizon_end", "status", "due", sqlite_where=text("horizon_end IS NOT NULL")),
        Index("directive_judged", "position", sqlite_where=text("nature IS NOT NULL AND nature <> digest_nature")),
    )

    position: int = Field(primary_key=True)
    id: str = Field(unique=True)
    kind: str
    paragraph: int
    text_vi: str
    text_en: str | None
    horizon_vi: str | None
    horizon_en: str | None
    horizon_start: str | None
    horizon_end: str | None
    done_on: str | None = None
    due: str | None = None
    why: str | None = None
    first_due: str | None = None
    importance: int | None = None
    lead: str | None = None
    coordinating: str | None = None
    digest_nature: str = UNJUDGED
    product_vi: str | None
    product_en: str | None
    product: str | None = None
    nature: str | None = None
    confirms: str | None = None
    status: str = Status.UNRATED.value
    conference: str | None
    issued: str | None
    transfer: str | None = None
    transferred_on: str | None = None
    assigned: str | None = None
    first_agency: str | None = None


class AgreementTable(SQLModel, table=True):
    """An agreement. `aliases` is a JSON list."""

    __tablename__ = "agreement"

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None
    aliases: str = "[]"
    kind: str


class MarketTable(SQLModel, table=True):
    """A market. `aliases` is a JSON list; `assessment` belongs to users."""

    __tablename__ = "market"

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None
    aliases: str = "[]"
    kind: str
    assessment: str | None = None


class ChangeGroupTable(SQLModel, table=True):
    """One action. `undoes` names the group that an undo or a redo takes back."""

    __tablename__ = "change_group"
    __table_args__ = (Index("change_group_undoes", "undoes"),)

    id: int | None = Field(default=None, primary_key=True)
    at: str
    actor: str
    kind: str
    undoes: int | None = Field(default=None, foreign_key="change_group.id")
    title: str | None = None


class ChangeTable(SQLModel, table=True):
    """One field of one record changed, from `before` to `after`; `None` where there is no value.

    `entry` is the number of the entry that was added or taken away, in the table of the field.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("change_record", "record", "field", "id"),
        Index("change_by_group", "change_group"),
        Index("change_entry", "field", "entry", sqlite_where=text("entry IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    change_group: int = Field(foreign_key="change_group.id")
    record: str
    field: str
    before: str | None
    after: str | None
    why: str | None
    entry: int | None = None


class RecordTable(SQLModel, table=True):
    """A record of any kind. `inferred` is a JSON object; `withdrawn` is 1 where no digest holds it any more.

    `own` is 1 where a unit made it and nothing printed stands for it, `corrected` where a unit corrects what digests
    say. `since` is the number of the import that brought it, 0 where none did.
    """

    __tablename__ = "record"
    __table_args__ = (
        Index("record_own", "id", sqlite_where=text("own = 1")),
        Index("record_corrected", "id", sqlite_where=text("corrected = 1")),
        Index("record_since", "since", sqlite_where=text("since > 0")),
    )

    position: int = Field(primary_key=True)
    id: str = Field(unique=True)
    kind: str
    notes_vi: str | None
    notes_en: str | None
    inferred: str = "{}"
    withdrawn: int = 0
    own: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    corrected: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    since: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class EntryOfRecord(SQLModel):
    """What every entry of a record has: its number, the record, and who made it when (UTC)."""

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
