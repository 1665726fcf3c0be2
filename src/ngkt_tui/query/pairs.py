"""Which records are tied to which, as pairs: what `query.relations` says as conditions, for counting.

A test holds the one against the other.
"""

from ngkt_tui.domain.json_lists import each_of
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.groups import EVERY_ORGANISATION, belonging
from ngkt_tui.query.owing import agencies_of_rows

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
        return (
            f"(SELECT {carried}, held.conference AS target"
            f" FROM {table} CROSS JOIN directive AS held ON held.id = {table}.id)"
        )
    return (
        f"(SELECT {carried}, link.target FROM {table} CROSS JOIN link"
        f" ON link.record = {table}.id AND link.relation = '{_RELATIONS[target]}')"
    )


_ATTENDED_PAIRS = (
    "SELECT participant.conference, participant.official FROM participant"
    " UNION ALL SELECT participant.conference, participant.organisation FROM participant"
)

DIRECT_PAIRS: dict[tuple[RecordKind, RecordKind], str] = {
    (RecordKind.CONFERENCE, RecordKind.OFFICIAL): _ATTENDED_PAIRS,
    (RecordKind.CONFERENCE, RecordKind.ORGANISATION): _ATTENDED_PAIRS,
    (RecordKind.CONFERENCE, RecordKind.MARKET): (
        "SELECT market_mention.conference, market_mention.market FROM market_mention"
    ),
    (RecordKind.AGREEMENT, RecordKind.CONFERENCE): (
        "SELECT observation.agreement, observation.conference FROM observation"
    ),
    (RecordKind.AGREEMENT, RecordKind.ORGANISATION): (
        "SELECT link.record, link.target FROM agreement CROSS JOIN link"
        " ON link.record = agreement.id AND link.relation = 'partner'"
    ),
    (RecordKind.MARKET, RecordKind.CONFERENCE): (
        "SELECT market_mention.market, market_mention.conference FROM market_mention"
    ),
    (RecordKind.OFFICIAL, RecordKind.CONFERENCE): (
        "SELECT participant.official, participant.conference FROM participant"
        f" UNION ALL SELECT post.official, held.value FROM post, {each_of('post.conferences')} AS held"
    ),
    (RecordKind.OFFICIAL, RecordKind.ORGANISATION): "SELECT post.official, post.organisation FROM post",
}
"""The pairs of a record and what it is tied to without a directive between them."""

ABOVE = (
    "part_of (id, above) AS (SELECT organisation.id, organisation.id FROM organisation UNION"
    " SELECT part_of.id, organisation.parent FROM part_of JOIN organisation ON organisation.id = part_of.above"
    f" WHERE organisation.parent IS NOT NULL), {belonging(EVERY_ORGANISATION)},"
    " above (id, above) AS (SELECT part_of.id, part_of.above FROM part_of"
    " UNION SELECT belonging.body, belonging.member FROM belonging)"
)
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
