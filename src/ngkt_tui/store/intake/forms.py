"""The form of each kind of record in the store: its table, its columns, the tables of its lists, its links.

A new field of the digest is one more name here, beside its column in a migration and in `tables/`.
"""

from typing import NamedTuple

from sqlmodel import SQLModel

from ngkt_tui.domain.kinds import UNJUDGED, RecordKind, Repetition, ResultKind
from ngkt_tui.store.intake.columns import ColumnMapping, bilingual, boolean, json_list, period, scalar, with_default
from ngkt_tui.store.tables.actors import Official, Organisation, Post
from ngkt_tui.store.tables.directives import Directive
from ngkt_tui.store.tables.economy import Agreement, Company, CompanyMention, Market, MarketMention, Observation
from ngkt_tui.store.tables.gatherings import Conference, Family, FamilyItem, Participant, Theme
from ngkt_tui.store.tables.outcomes import Figure, Result
from ngkt_tui.store.tables.papers import Article, Document


class ChildTable(NamedTuple):
    """A list whose entries are rows: the field, the table, the column that names the record, the columns.

    `split` names a list within an entry: each of its values gets a row of its own, in the column `into`, and
    `checklist_item`
    tells which entry the row belongs to.
    """

    field: str
    table: type[SQLModel]
    owner: str
    columns: list[ColumnMapping]
    split: str = ""
    into: str = ""


class LinkList(NamedTuple):
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
    links: tuple[LinkList, ...] = ()


_NAMED = [*bilingual("name"), *json_list("aliases"), *scalar("kind")]

MAPPINGS: dict[RecordKind, TableMapping] = {
    RecordKind.ARTICLE: TableMapping(
        Article,
        [
            *scalar("title", "outlet", "author", "published"),
            *with_default("language", "vi"),
            *scalar("url", "document", "paragraphs", "sha256"),
            *boolean("complete", True),
        ],
    ),
    RecordKind.DOCUMENT: TableMapping(
        Document,
        [
            *scalar("number", "kind"),
            *bilingual("title"),
            *scalar("issuer", "issued"),
            *period("period"),
            *scalar("printed_as"),
        ],
        links=(LinkList("implements", "implements"),),
    ),
    RecordKind.ORGANISATION: TableMapping(
        Organisation, [*_NAMED, *bilingual("short"), *scalar("parent")], links=(LinkList("member_of", "member"),)
    ),
    RecordKind.THEME: TableMapping(Theme, bilingual("name")),
    RecordKind.CONFERENCE: TableMapping(
        Conference,
        [*scalar("kind", "date", "format"), *bilingual("time_of_day", "title", "place")],
        entries=(
            ChildTable(
                "participants",
                Participant,
                "conference",
                [*scalar("official", "organisation"), *bilingual("who", "point", "said"), *json_list("roles")],
            ),
        ),
        links=(LinkList("related", "related"), LinkList("points", "point")),
    ),
    RecordKind.OFFICIAL: TableMapping(
        Official,
        [*scalar("name", "printed_as"), *json_list("aliases")],
        entries=(
            ChildTable(
                "posts", Post, "official", [*bilingual("title"), *scalar("organisation"), *json_list("conferences")]
            ),
        ),
    ),
    RecordKind.FAMILY: TableMapping(
        Family,
        [*scalar("conference", "printed_count"), *bilingual("name")],
        entries=(ChildTable("items", FamilyItem, "family", bilingual("text"), split="directives", into="directive"),),
    ),
    RecordKind.DIRECTIVE: TableMapping(
        Directive,
        [
            *scalar("conference", "kind"),
            *bilingual("text", "product"),
            *period("horizon"),
            *with_default("nature", UNJUDGED),
        ],
        links=(
            LinkList("issuers", "issuer"),
            LinkList("addressees", "addressee"),
            LinkList("lead", "lead"),
            LinkList("coordinating", "coordinating"),
            LinkList("themes", "theme"),
            LinkList("markets", "market"),
            LinkList("agreements", "agreement"),
            LinkList("documents", "document"),
            LinkList("figures", "figure"),
            LinkList("repeats", "repeats", target="directive", apart=(Repetition.RELATED,)),
        ),
    ),
    RecordKind.AGREEMENT: TableMapping(
        Agreement,
        _NAMED,
        entries=(
            ChildTable(
                "observations",
                Observation,
                "agreement",
                [*scalar("conference", "stage"), *bilingual("next_step", "what")],
            ),
        ),
        links=(LinkList("partners", "partner"),),
    ),
    RecordKind.MARKET: TableMapping(
        Market,
        _NAMED,
        entries=(
            ChildTable("mentions", MarketMention, "market", [*scalar("conference", "stance"), *bilingual("what")]),
        ),
    ),
    RecordKind.COMPANY: TableMapping(
        Company,
        scalar("name", "printed_as", "country"),
        entries=(ChildTable("mentions", CompanyMention, "company", [*scalar("conference"), *bilingual("what")]),),
    ),
    RecordKind.FIGURE: TableMapping(
        Figure,
        [
            *scalar("conference", "value", "value_max", "bound", "printed_as", "kind", "said_by"),
            *bilingual("label", "unit", "period"),
        ],
    ),
    RecordKind.RESULT: TableMapping(
        Result,
        [*scalar("conference", "said_by"), *bilingual("text"), *with_default("kind", ResultKind.RESULT.value)],
        links=(
            LinkList("actors", "actor"),
            LinkList("themes", "theme"),
            LinkList("figures", "figure"),
            LinkList("answers", "answers"),
        ),
    ),
}
