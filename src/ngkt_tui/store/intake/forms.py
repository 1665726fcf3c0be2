"""The form of each kind of record in the store: its table, its columns, the tables of its lists, its links.

A new field of the digest is one more name here, beside its column in a migration and in `tables/`.
"""

from typing import NamedTuple

from sqlmodel import SQLModel

from ngkt_tui.domain.kinds import UNJUDGED, RecordKind, Repetition, ResultKind
from ngkt_tui.store.intake.columns import Columns, flag, given, listed, period, plain, text
from ngkt_tui.store.tables.actors import Official, Organisation, Post
from ngkt_tui.store.tables.directives import Directive
from ngkt_tui.store.tables.economy import Agreement, Company, CompanyMention, Market, MarketMention, Observation
from ngkt_tui.store.tables.gatherings import Conference, Family, FamilyItem, Participant, Theme
from ngkt_tui.store.tables.outcomes import Figure, Result
from ngkt_tui.store.tables.papers import Article, Document


class Entries(NamedTuple):
    """A list whose entries are rows: the field, the table, the column that names the record, the columns.

    `split` names a list within an entry: each of its values gets a row of its own, in the column `into`, and `item`
    tells which entry the row belongs to.
    """

    field: str
    table: type[SQLModel]
    owner: str
    columns: list[Columns]
    split: str = ""
    into: str = ""


class Links(NamedTuple):
    """A list of references: the field, and the relation under which they are kept.

    Where an entry is a mapping, `target` names the reference in it, and `how` stands beside; entries whose `how` is
    among `apart` are kept under that word as their relation.
    """

    field: str
    relation: str
    target: str = ""
    apart: tuple[str, ...] = ()


class Form(NamedTuple):
    """The form of one kind of record."""

    table: type[SQLModel]
    columns: list[Columns]
    entries: tuple[Entries, ...] = ()
    links: tuple[Links, ...] = ()


_NAMED = [*text("name"), *listed("aliases"), *plain("kind")]

FORMS: dict[RecordKind, Form] = {
    RecordKind.ARTICLE: Form(
        Article,
        [
            *plain("title", "outlet", "author", "published"),
            *given("language", "vi"),
            *plain("url", "document", "paragraphs", "sha256"),
            *flag("complete", True),
        ],
    ),
    RecordKind.DOCUMENT: Form(
        Document,
        [*plain("number", "kind"), *text("title"), *plain("issuer", "issued"), *period("period"), *plain("printed_as")],
        links=(Links("implements", "implements"),),
    ),
    RecordKind.ORGANISATION: Form(
        Organisation, [*_NAMED, *text("short"), *plain("parent")], links=(Links("member_of", "member"),)
    ),
    RecordKind.THEME: Form(Theme, text("name")),
    RecordKind.CONFERENCE: Form(
        Conference,
        [*plain("kind", "date", "format"), *text("time_of_day", "title", "place")],
        entries=(
            Entries(
                "participants",
                Participant,
                "conference",
                [*plain("official", "organisation"), *text("who", "point", "said"), *listed("roles")],
            ),
        ),
        links=(Links("related", "related"), Links("points", "point")),
    ),
    RecordKind.OFFICIAL: Form(
        Official,
        [*plain("name", "printed_as"), *listed("aliases")],
        entries=(Entries("posts", Post, "official", [*text("title"), *plain("organisation"), *listed("conferences")]),),
    ),
    RecordKind.FAMILY: Form(
        Family,
        [*plain("conference", "printed_count"), *text("name")],
        entries=(Entries("items", FamilyItem, "family", text("text"), split="directives", into="directive"),),
    ),
    RecordKind.DIRECTIVE: Form(
        Directive,
        [
            *plain("conference", "kind"),
            *text("text", "product"),
            *period("horizon"),
            *given("nature", UNJUDGED),
        ],
        links=(
            Links("issuers", "issuer"),
            Links("addressees", "addressee"),
            Links("lead", "lead"),
            Links("coordinating", "coordinating"),
            Links("themes", "theme"),
            Links("markets", "market"),
            Links("agreements", "agreement"),
            Links("documents", "document"),
            Links("figures", "figure"),
            Links("repeats", "repeats", target="directive", apart=(Repetition.RELATED,)),
        ),
    ),
    RecordKind.AGREEMENT: Form(
        Agreement,
        _NAMED,
        entries=(
            Entries(
                "observations", Observation, "agreement", [*plain("conference", "stage"), *text("next_step", "what")]
            ),
        ),
        links=(Links("partners", "partner"),),
    ),
    RecordKind.MARKET: Form(
        Market,
        _NAMED,
        entries=(Entries("mentions", MarketMention, "market", [*plain("conference", "stance"), *text("what")]),),
    ),
    RecordKind.COMPANY: Form(
        Company,
        plain("name", "printed_as", "country"),
        entries=(Entries("mentions", CompanyMention, "company", [*plain("conference"), *text("what")]),),
    ),
    RecordKind.FIGURE: Form(
        Figure,
        [
            *plain("conference", "value", "value_max", "bound", "printed_as", "kind", "said_by"),
            *text("label", "unit", "period"),
        ],
    ),
    RecordKind.RESULT: Form(
        Result,
        [*plain("conference", "said_by"), *text("text"), *given("kind", ResultKind.RESULT.value)],
        links=(
            Links("actors", "actor"),
            Links("themes", "theme"),
            Links("figures", "figure"),
            Links("answers", "answers"),
        ),
    ),
}
