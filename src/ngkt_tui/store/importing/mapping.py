"""The mapping of each kind of record to its table, columns, child tables and links.

A new field of the digest is one more name here, beside its column in a migration and in `tables/`.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlmodel import SQLModel

from ngkt_tui.domain.enums import UNJUDGED, RecordKind, Repetition, ResultKind
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.store.assigned_agencies import assigned_columns
from ngkt_tui.store.importing.merge import as_pair
from ngkt_tui.store.tables.content import (
    ArticleTable,
    ConferenceTable,
    DocumentTable,
    FamilyItemTable,
    FamilyTable,
    FigureTable,
    OfficialTable,
    OrganisationTable,
    ParticipantTable,
    PostTable,
    ResultTable,
    ThemeTable,
)
from ngkt_tui.store.tables.mention_tables import CompanyMentionTable, CompanyTable, MarketMentionTable, ObservationTable
from ngkt_tui.store.tables.user_owned import AgreementTable, DirectiveTable, MarketTable

Values = Mapping[str, Any]


class ColumnMapping(NamedTuple):
    """Columns that are read from one field."""

    names: tuple[str, ...]
    read: Callable[[Values], tuple[Any, ...]]


def scalar(*fields: str) -> list[ColumnMapping]:
    """Return a column for each field, with its value as it is; NULL where there is none."""
    return [ColumnMapping((field,), lambda values, field=field: (values.get(field),)) for field in fields]  # type: ignore[misc]


def bilingual(*fields: str) -> list[ColumnMapping]:
    """Return two columns for each bilingual field, `_vi` and `_en`."""
    return [
        ColumnMapping((f"{field}_vi", f"{field}_en"), lambda values, field=field: as_pair(values.get(field)))  # type: ignore[misc]
        for field in fields
    ]


def period(field: str) -> list[ColumnMapping]:
    """Return four columns for a stretch of time: its words in both languages, its first and last day."""

    def read(values: Values) -> tuple[Any, ...]:
        value = values.get(field, {})
        return (*as_pair(value.get("text")), value.get("start"), value.get("end"))

    return [ColumnMapping(tuple(f"{field}_{part}" for part in ("vi", "en", "start", "end")), read)]


def json_list(field: str) -> list[ColumnMapping]:
    """Return a column with a list as JSON."""
    return [ColumnMapping((field,), lambda values: (as_json(values.get(field, [])),))]


def with_default(field: str, otherwise: object) -> list[ColumnMapping]:
    """Return a column with a value that stands where no digest gives one."""
    return [ColumnMapping((field,), lambda values: (values.get(field, otherwise),))]


def boolean(field: str, otherwise: bool) -> list[ColumnMapping]:
    """Return a column with 1 for true and 0 for false."""
    return [ColumnMapping((field,), lambda values: (int(values.get(field, otherwise)),))]


def as_json(value: object) -> str:
    """Return a value as compact JSON, letters as they are."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class ChildTable(NamedTuple):
    """A list whose entries are rows: the field, the table, the column that names the record, the columns.

    `split` names a list within an entry: each of its values gets a row of its own, in the column `into`, and the
    column "item" tells which entry the row belongs to.
    """

    field: str
    table: type[SQLModel]
    owner: str
    columns: list[ColumnMapping]
    split: str = ""
    into: str = ""


class LinkMapping(NamedTuple):
    """A list of references: the field, and the relation under which they are kept.

    Where an entry is a mapping, `target` names the reference in it, and `how` stands beside; entries whose `how` is
    among `apart` are kept under that word as their relation.
    """

    field: str
    relation: str
    target: str = ""
    apart: tuple[str, ...] = ()


class TableMapping(NamedTuple):
    """The form of one kind of record."""

    table: type[SQLModel]
    columns: list[ColumnMapping]
    entries: tuple[ChildTable, ...] = ()
    links: tuple[LinkMapping, ...] = ()


_NAMED = [*bilingual("name"), *json_list("aliases"), *scalar("kind")]

MAPPINGS: dict[RecordKind, TableMapping] = {
    RecordKind.ARTICLE: TableMapping(
        ArticleTable,
        [
            *scalar("title", "outlet", "author", "published"),
            *with_default("language", "vi"),
            *scalar("url", "document", "paragraphs", "sha256"),
            *boolean("complete", True),
        ],
    ),
    RecordKind.DOCUMENT: TableMapping(
        DocumentTable,
        [
            *scalar("number", "kind"),
            *bilingual("title"),
            *scalar("issuer", "issued"),
            *period("period"),
            *scalar("printed_as"),
        ],
        links=(LinkMapping("implements", "implements"),),
    ),
    RecordKind.ORGANISATION: TableMapping(
        OrganisationTable,
        [*_NAMED, *bilingual("short"), *scalar("parent")],
        links=(LinkMapping("member_of", "member"),),
    ),
    RecordKind.THEME: TableMapping(ThemeTable, bilingual("name")),
    RecordKind.CONFERENCE: TableMapping(
        ConferenceTable,
        [*scalar("kind", "date", "format"), *bilingual("time_of_day", "title", "place")],
        entries=(
            ChildTable(
                "participants",
                ParticipantTable,
                "conference",
                [*scalar("official", "organisation"), *bilingual("who", "point", "said"), *json_list("roles")],
            ),
        ),
        links=(LinkMapping("related", "related"), LinkMapping("points", "point")),
    ),
    RecordKind.OFFICIAL: TableMapping(
        OfficialTable,
        [*scalar("name", "printed_as"), *json_list("aliases")],
        entries=(
            ChildTable(
                "posts",
                PostTable,
                "official",
                [*bilingual("title"), *scalar("organisation"), *json_list("conferences")],
            ),
        ),
    ),
    RecordKind.FAMILY: TableMapping(
        FamilyTable,
        [*scalar("conference", "printed_count"), *bilingual("name")],
        entries=(
            ChildTable("items", FamilyItemTable, "family", bilingual("text"), split="directives", into="directive"),
        ),
    ),
    RecordKind.DIRECTIVE: TableMapping(
        DirectiveTable,
        [
            *scalar("conference", "issued", "kind"),
            *bilingual("text", "product"),
            *period("horizon"),
            ColumnMapping(("digest_nature",), lambda values: (values.get("nature", UNJUDGED),)),
            ColumnMapping(("assigned", "first_agency"), assigned_columns),
        ],
        links=(
            LinkMapping("issuers", "issuer"),
            LinkMapping("addressees", "addressee"),
            LinkMapping("lead", "lead"),
            LinkMapping("coordinating", "coordinating"),
            LinkMapping("themes", "theme"),
            LinkMapping("markets", "market"),
            LinkMapping("agreements", "agreement"),
            LinkMapping("documents", "document"),
            LinkMapping("figures", "figure"),
            LinkMapping("repeats", "repeats", target="directive", apart=(Repetition.RELATED,)),
        ),
    ),
    RecordKind.AGREEMENT: TableMapping(
        AgreementTable,
        _NAMED,
        entries=(
            ChildTable(
                "observations",
                ObservationTable,
                "agreement",
                [*scalar("conference", "stage"), *bilingual("next_step", "what")],
            ),
        ),
        links=(LinkMapping("partners", "partner"), LinkMapping("within", "within")),
    ),
    RecordKind.MARKET: TableMapping(
        MarketTable,
        _NAMED,
        entries=(
            ChildTable("mentions", MarketMentionTable, "market", [*scalar("conference", "stance"), *bilingual("what")]),
        ),
        links=(LinkMapping("within", "within"),),
    ),
    RecordKind.COMPANY: TableMapping(
        CompanyTable,
        scalar("name", "printed_as", "country"),
        entries=(ChildTable("mentions", CompanyMentionTable, "company", [*scalar("conference"), *bilingual("what")]),),
    ),
    RecordKind.FIGURE: TableMapping(
        FigureTable,
        [
            *scalar("conference", "value", "value_max", "bound", "printed_as", "kind", "said_by"),
            *bilingual("label", "unit", "period"),
        ],
    ),
    RecordKind.RESULT: TableMapping(
        ResultTable,
        [*scalar("conference", "said_by"), *bilingual("text"), *with_default("kind", ResultKind.RESULT.value)],
        links=(
            LinkMapping("actors", "actor"),
            LinkMapping("themes", "theme"),
            LinkMapping("figures", "figure"),
            LinkMapping("answers", "answers"),
        ),
    ),
}
require_complete("store.importing.mapping", MAPPINGS)
