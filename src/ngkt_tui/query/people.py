"""Leaders with their posts, and agencies with what they owe."""

from ngkt_tui.domain.json_lists import entries
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.listing import Listing
from ngkt_tui.query.rows import AgencyRow, OfficialRow
from ngkt_tui.query.tallies import OWED_TALLY, linked_tally


def _newest_post(title: str) -> str:
    newest = (
        f"(SELECT max(conference.date) FROM {entries('post.conferences')} AS held"
        " JOIN conference ON conference.id = held.value)"
    )
    return (
        f"coalesce((SELECT {title} FROM post WHERE post.official = it.id"
        f" ORDER BY {newest} DESC, post.ordinal DESC LIMIT 1), '')"
    )


OFFICIALS: Listing[OfficialRow] = Listing(
    RecordKind.OFFICIAL,
    OfficialRow._make,
    (
        "record.position",
        "it.id",
        "it.name",
        _newest_post("post.title_vi"),
        _newest_post("coalesce(post.title_en, post.title_vi)"),
        "coalesce(tally.directives, 0)",
        "record.withdrawn",
    ),
    "LEFT JOIN tally ON tally.target = it.id",
    linked_tally("issuer"),
)

AGENCIES: Listing[AgencyRow] = Listing(
    RecordKind.ORGANISATION,
    AgencyRow._make,
    (
        "record.position",
        "it.id",
        "it.name_vi",
        "it.name_en",
        "it.short_vi",
        "it.short_en",
        *(
            f"coalesce(tally.{count}, 0)"
            for count in ("lead", "coordinating", "addressed", "open", "blocked", "overdue")
        ),
        "record.withdrawn",
    ),
    "LEFT JOIN tally ON tally.target = it.id",
    OWED_TALLY,
)
