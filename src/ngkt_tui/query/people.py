"""Leaders with their posts, and agencies with what they owe."""

from collections.abc import Iterable
from typing import Any

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.posts import told_posts
from ngkt_tui.query.listing import Listing
from ngkt_tui.query.posts import PRESENT_POSTS, all_unpacked
from ngkt_tui.query.rows import AgencyRow, OfficialRow
from ngkt_tui.query.tallies import ASKED_THROUGH_GROUPS, OWED_TALLY, linked_tally


def _official(row: Iterable[Any]) -> OfficialRow:
    position, record, name, packed, issued, withdrawn = row
    posts = all_unpacked(packed)
    first = posts[:1]
    return OfficialRow(
        position,
        record,
        name,
        told_posts(first, Language.VI),
        told_posts(first, Language.EN),
        issued,
        withdrawn,
        told_posts(posts, Language.VI),
        told_posts(posts, Language.EN),
    )


OFFICIALS: Listing[OfficialRow] = Listing(
    RecordKind.OFFICIAL,
    _official,
    (
        "record.position",
        "it.id",
        "it.name",
        PRESENT_POSTS,
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
        "coalesce(tally.spirit, 0)",
        ASKED_THROUGH_GROUPS,
    ),
    "LEFT JOIN tally ON tally.target = it.id",
    OWED_TALLY,
)
