"""How records of one kind are related to records of another: as conditions on `it`, and as pairs for counting.

`{ids}` stands for a subselect of ids. A record of another kind than directive is related directly (an agreement was
observed at a conference) or through a directive of the scope. A test holds pairs against conditions.
"""

from collections.abc import Iterable

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.domain.stored_values import each_of
from ngkt_tui.query.responsible import EVERY_ORGANISATION, agencies_of, agencies_of_rows, belonging, with_groups
from ngkt_tui.query.sql import IS_NOT_DECLINED

_RELATIONS = {
    RecordKind.OFFICIAL: "issuer",
    RecordKind.AGREEMENT: "agreement",
    RecordKind.MARKET: "market",
    RecordKind.THEME: "theme",
    RecordKind.DOCUMENT: "document",
}
"""By which relation a directive names records of a kind."""


def join_pairs(table: str, carried: str, target: RecordKind) -> str:
    """Return the subselect of `carried` and the records of kind `target` that the directives of `table` are tied to.

    `table` has their ids in its column `id`; `carried` are columns of it. An organisation may come twice.
    """
    if target is RecordKind.ORGANISATION:
        return agencies_of_rows(table, carried)
    if target is RecordKind.CONFERENCE:
        return f"""(
            SELECT {carried}, held.conference AS target
            FROM {table} CROSS JOIN directive AS held ON held.id = {table}.id
        )"""
    return f"""(
        SELECT {carried}, link.target
        FROM {table} CROSS JOIN link ON link.record = {table}.id AND link.relation = '{_RELATIONS[target]}'
    )"""


_ATTENDED_PAIRS = """
    SELECT participant.conference, participant.official FROM participant
    UNION ALL
    SELECT participant.conference, participant.organisation FROM participant
"""

DIRECT_PAIRS: dict[tuple[RecordKind, RecordKind], str] = {
    (RecordKind.CONFERENCE, RecordKind.OFFICIAL): _ATTENDED_PAIRS,
    (RecordKind.CONFERENCE, RecordKind.ORGANISATION): _ATTENDED_PAIRS,
    (RecordKind.CONFERENCE, RecordKind.MARKET): (
        "SELECT market_mention.conference, market_mention.market FROM market_mention"
    ),
    (RecordKind.AGREEMENT, RecordKind.CONFERENCE): (
        "SELECT observation.agreement, observation.conference FROM observation"
    ),
    (RecordKind.AGREEMENT, RecordKind.ORGANISATION): """
        SELECT link.record, link.target
        FROM agreement CROSS JOIN link ON link.record = agreement.id AND link.relation = 'partner'
    """,
    (RecordKind.MARKET, RecordKind.CONFERENCE): (
        "SELECT market_mention.market, market_mention.conference FROM market_mention"
    ),
    (RecordKind.OFFICIAL, RecordKind.CONFERENCE): f"""
        SELECT participant.official, participant.conference FROM participant
        UNION ALL
        SELECT post.official, held.value FROM post, {each_of("post.conferences")} AS held
    """,
    (RecordKind.OFFICIAL, RecordKind.ORGANISATION): "SELECT post.official, post.organisation FROM post",
}
"""The pairs of a record and what it is tied to without a directive between them."""

ABOVE = f"""
    part_of (id, above) AS (
        SELECT organisation.id, organisation.id FROM organisation
        UNION
        SELECT part_of.id, organisation.parent
        FROM part_of JOIN organisation ON organisation.id = part_of.above
        WHERE organisation.parent IS NOT NULL
    ),
    {belonging(EVERY_ORGANISATION)},
    above (id, above) AS (
        SELECT part_of.id, part_of.above FROM part_of
        UNION
        SELECT belonging.body, belonging.member FROM belonging
    )
"""
"""The table of each organisation with itself, all that it is a part of, and all that belong to it as a group.

What it was asked, these were asked.
"""


def via_directive(kind: RecordKind, target: RecordKind) -> tuple[str, ...]:
    """Return the tables that end in `tie`: the pairs of a record of `kind`, not a directive, and what it is tied to."""
    own = f"naming (record, id) AS MATERIALIZED (SELECT named.target, named.id FROM {_named(kind)} AS named)"
    direct = DIRECT_PAIRS.get((kind, target))
    pairs = f"SELECT named.record, named.target FROM {join_pairs('naming', 'naming.record', target)} AS named"
    return own, f"tie (record, target) AS ({pairs}{f' UNION ALL {direct}' if direct else ''})"


def _named(kind: RecordKind) -> str:
    return join_pairs("counted", "counted.id AS id", kind)


def all_ids(kinds: Iterable[RecordKind]) -> str:
    """Return the subselect of the ids of all records of some kinds."""
    return f"({' UNION ALL '.join(f'SELECT {kind}.id FROM {kind}' for kind in kinds)})"


_SELF = "it.id IN {ids}"


def _links_to(*relations: str) -> str:
    names = ", ".join(f"'{relation}'" for relation in relations)
    return (
        f"+it.position IN (SELECT link.position FROM link WHERE link.relation IN ({names}) AND link.target IN {{ids}})"
    )


OF_DIRECTIVE: dict[RecordKind, str] = {
    RecordKind.CONFERENCE: "+it.conference IN {ids}",
    RecordKind.OFFICIAL: _links_to("issuer"),
    RecordKind.ORGANISATION: f"+it.position IN (SELECT owed.position FROM {agencies_of(targets='IN {ids}')} AS owed)",
    RecordKind.AGREEMENT: _links_to("agreement"),
    RecordKind.MARKET: _links_to("market"),
    RecordKind.THEME: _links_to("theme"),
    RecordKind.DOCUMENT: _links_to("document"),
}
"""What a directive is tied to; the unary plus keeps the rows in their default order, so that a page ends early."""

_LINKED_BY = """
    EXISTS (
        SELECT 1
        FROM link
        -- The plus: the links of the one record are walked, not those of every directive.
        WHERE link.target = it.id AND link.relation = '{relation}' AND +link.position IN {directives}
    )
"""

_ASKED = agencies_of(targets="= it.id", positions="IN {directives}")
_GIVEN_IDS = "(SELECT given.id FROM directive AS given WHERE given.position IN {directives})"

VIA_DIRECTIVE: dict[RecordKind, str] = {
    RecordKind.CONFERENCE: (
        "it.id IN (SELECT given.conference FROM counted AS given WHERE given.position IN {directives})"
    ),
    RecordKind.AGREEMENT: _LINKED_BY.replace("{relation}", "agreement"),
    RecordKind.MARKET: _LINKED_BY.replace("{relation}", "market"),
    RecordKind.THEME: _LINKED_BY.replace("{relation}", "theme"),
    RecordKind.DOCUMENT: _LINKED_BY.replace("{relation}", "document"),
    RecordKind.FIGURE: _LINKED_BY.replace("{relation}", "figure"),
    RecordKind.OFFICIAL: _LINKED_BY.replace("{relation}", "issuer"),
    RecordKind.ORGANISATION: f"EXISTS (SELECT 1 FROM {_ASKED} AS owed)",
    RecordKind.RESULT: f"""
        it.id IN (
            SELECT link.record FROM link
            WHERE link.relation = 'answers' AND link.target IN {_GIVEN_IDS} AND {IS_NOT_DECLINED}
        )
    """,
    RecordKind.FAMILY: f"""
        it.id IN (SELECT family_item.family FROM family_item WHERE family_item.directive IN {_GIVEN_IDS})
    """,
    RecordKind.ARTICLE: """
        it.id IN (
            SELECT source.article
            FROM source JOIN directive AS given ON given.id = source.record
            WHERE given.position IN {directives}
        )
    """,
}
"""What a directive ties to it; `{directives}` stands for a subselect of positions of directives."""
require_complete("query.relations", VIA_DIRECTIVE, lacking=(RecordKind.DIRECTIVE, RecordKind.COMPANY))

_ATTENDED = """
    it.id IN (
        SELECT participant.conference
        FROM participant
        WHERE participant.official IN {ids} OR participant.organisation IN {ids}
    )
"""


def _named_as(relation: str) -> str:
    """Return the condition that the record itself names one of the ids as `relation`."""
    return f"it.id IN (SELECT link.record FROM link WHERE link.relation = '{relation}' AND link.target IN {{ids}})"


def _entered(table: str, own: str, other: str) -> str:
    """Return the condition that `table` has an entry of the record, in column `own`, with one of the ids in `other`."""
    return f"it.id IN (SELECT {table}.{own} FROM {table} WHERE {table}.{other} IN {{ids}})"


_SAID = f"(it.said_by IN {{ids}} OR {_named_as('actor')})"

DIRECT: dict[RecordKind, dict[RecordKind, str]] = {
    RecordKind.CONFERENCE: {
        RecordKind.CONFERENCE: _SELF,
        RecordKind.OFFICIAL: _ATTENDED,
        RecordKind.ORGANISATION: _ATTENDED,
        RecordKind.AGREEMENT: _entered("observation", "conference", "agreement"),
        RecordKind.MARKET: _entered("market_mention", "conference", "market"),
    },
    RecordKind.AGREEMENT: {
        RecordKind.AGREEMENT: _SELF,
        RecordKind.CONFERENCE: _entered("observation", "agreement", "conference"),
        RecordKind.MARKET: _named_as("partner"),
        RecordKind.ORGANISATION: _named_as("partner"),
    },
    RecordKind.MARKET: {
        RecordKind.MARKET: _SELF,
        RecordKind.CONFERENCE: _entered("market_mention", "market", "conference"),
        RecordKind.AGREEMENT: (
            "it.id IN (SELECT link.target FROM link WHERE link.relation = 'partner' AND link.record IN {ids})"
        ),
    },
    RecordKind.OFFICIAL: {
        RecordKind.OFFICIAL: _SELF,
        RecordKind.CONFERENCE: f"""(
            it.id IN (SELECT participant.official FROM participant WHERE participant.conference IN {{ids}})
            OR it.id IN (
                SELECT post.official FROM post, {each_of("post.conferences")} AS held WHERE held.value IN {{ids}}
            )
        )""",
        RecordKind.ORGANISATION: _entered("post", "official", "organisation"),
    },
    RecordKind.ORGANISATION: {RecordKind.ORGANISATION: _SELF},
    RecordKind.THEME: {RecordKind.THEME: _SELF},
    RecordKind.DOCUMENT: {
        RecordKind.DOCUMENT: f"(it.id IN {{ids}} OR {_named_as('implements')})",
        RecordKind.ORGANISATION: "it.issuer IN {ids}",
    },
    RecordKind.FIGURE: {
        RecordKind.CONFERENCE: "it.conference IN {ids}",
        RecordKind.OFFICIAL: "it.said_by IN {ids}",
        RecordKind.ORGANISATION: "it.said_by IN {ids}",
    },
    RecordKind.RESULT: {
        RecordKind.CONFERENCE: "it.conference IN {ids}",
        RecordKind.OFFICIAL: _SAID,
        RecordKind.ORGANISATION: _SAID,
        RecordKind.THEME: _named_as("theme"),
    },
    RecordKind.COMPANY: {
        RecordKind.CONFERENCE: _entered("company_mention", "company", "conference"),
        RecordKind.MARKET: "it.country IN {ids}",
    },
    RecordKind.FAMILY: {RecordKind.CONFERENCE: "it.conference IN {ids}"},
    RecordKind.ARTICLE: {
        RecordKind.CONFERENCE: """(
            it.id IN (SELECT source.article FROM source WHERE source.record IN {ids})
            OR it.id IN (
                SELECT source.article
                FROM source JOIN directive AS given ON given.id = source.record
                WHERE given.conference IN {ids}
            )
        )""",
        RecordKind.DOCUMENT: "it.document IN {ids}",
    },
}
"""What a record is tied to without a directive between them."""
require_complete("query.relations", DIRECT, lacking=(RecordKind.DIRECTIVE,))


def related(kind: RecordKind, target: RecordKind, ids: str) -> str:
    """Return the condition that a record of `kind` is tied to one of `ids`, records of kind `target`."""
    if kind is RecordKind.DIRECTIVE:
        return OF_DIRECTIVE[target].format(ids=ids)
    if target is kind:
        return DIRECT[kind][kind].format(ids=ids)
    direct = DIRECT[kind].get(target)
    ways = [direct.format(ids=ids)] if direct else []
    if kind in VIA_DIRECTIVE:
        directives = f"(SELECT it.position FROM counted AS it WHERE {OF_DIRECTIVE[target].format(ids=ids)})"
        ways.append(VIA_DIRECTIVE[kind].format(directives=directives))
    return f"({' OR '.join(ways)})" if ways else "FALSE"


def is_tied(kind: RecordKind, target: RecordKind) -> bool:
    """Return whether a record of `kind` may be tied to one of kind `target`."""
    return kind is RecordKind.DIRECTIVE or kind in VIA_DIRECTIVE or target in DIRECT[kind]


def asked_as(ids: str) -> str:
    """Return the subselect of the organisations by which those of `ids` are asked: with their parts and groups."""
    return f"(SELECT part.id FROM {with_descendants(ids)} AS part UNION SELECT body.id FROM {with_groups(ids)} AS body)"


def with_descendants(ids: str) -> str:
    """Return the subselect of the organisations of the subselect `ids` and all that belong to them."""
    return f"""(
        WITH RECURSIVE under (id) AS (
            SELECT value FROM {ids} AS meant
            UNION
            SELECT organisation.id FROM under JOIN organisation ON organisation.parent = under.id
        )
        SELECT under.id FROM under
    )"""
