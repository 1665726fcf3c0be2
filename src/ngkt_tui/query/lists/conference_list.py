"""The timeline: conferences, oldest first, each with how far its directives have come."""

from collections.abc import Iterable
from typing import Any

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.json_values import each_of, valid_or_empty
from ngkt_tui.query.held_posts import HOLDING, NEWEST_FIRST, PACKED, unpacked
from ngkt_tui.query.lists.listing import SHOWN_IDS, Listing
from ngkt_tui.query.lists.rows import ConferenceRow

_ROLES = each_of("participant.roles")

_TALLY = (
    "tally AS (SELECT counted.conference,"
    " sum(counted.kind <> 'recommendation') AS directives,"
    + "".join(
        f" sum(counted.kind <> 'recommendation' AND counted.nature <> 'spirit' AND counted.status = '{status}')"
        f" AS {status},"
        for status in ("done", "doing", "blocked", "dropped")
    )
    + " sum(counted.kind <> 'recommendation' AND counted.nature = 'spirit') AS spirit,"
    + " sum(counted.kind = 'recommendation') AS recommendations"
    f" FROM counted WHERE counted.conference IN {SHOWN_IDS} GROUP BY counted.conference)"
)


_CHAIRED = (
    "chaired AS (SELECT participant.conference,"
    f" CASE WHEN post.title_vi IS NOT NULL THEN {PACKED} END AS post,"
    " coalesce(official.name, organisation.short_vi, organisation.name_vi, participant.who_vi) AS vi,"
    " coalesce(official.name, organisation.short_en, organisation.name_en,"
    " organisation.name_vi, participant.who_en, participant.who_vi) AS en,"
    " row_number() OVER (PARTITION BY participant.conference ORDER BY"
    f" EXISTS (SELECT 1 FROM {_ROLES} AS role WHERE role.value = 'chair') DESC, participant.ordinal,"
    f" participant.conference IN (SELECT held.value FROM {each_of('post.conferences')} AS held) DESC,"
    f" {NEWEST_FIRST}) AS rank"
    " FROM participant LEFT JOIN official ON official.id = participant.official"
    " LEFT JOIN organisation ON organisation.id = participant.organisation"
    f" LEFT JOIN post ON post.official = participant.official {HOLDING}"
    f" WHERE participant.conference IN {SHOWN_IDS} AND EXISTS"
    f" (SELECT 1 FROM {_ROLES} AS role WHERE role.value IN ('chair', 'co-chair')))"
)
"""The table `chaired`: the post that the chair held there, else another one, else the chair's name; rank 1 is meant."""


def _conference(row: Iterable[Any]) -> ConferenceRow:
    *values, packed = row
    told, chair = ConferenceRow._make(values), unpacked(packed)
    if chair is None:
        return told
    return told._replace(chair_vi=chair.format(Language.VI), chair_en=chair.format(Language.EN))


CONFERENCES: Listing[ConferenceRow] = Listing(
    RecordKind.CONFERENCE,
    _conference,
    (
        "record.position",
        "it.id",
        "it.kind",
        "it.date",
        f"json_type({valid_or_empty('record.inferred')}, '$.date') IS NOT NULL",
        "it.title_vi",
        "it.title_en",
        "it.format",
        "coalesce(chaired.vi, '')",
        "coalesce(chaired.en, '')",
        "(SELECT count(DISTINCT source.article) FROM source WHERE source.record = it.id)",
        "coalesce(tally.directives, 0)",
        "coalesce(tally.done, 0)",
        "coalesce(tally.doing, 0)",
        "coalesce(tally.blocked, 0)",
        "coalesce(tally.dropped, 0)",
        "coalesce(tally.recommendations, 0)",
        "record.withdrawn",
        "coalesce(tally.spirit, 0)",
        "chaired.post",
    ),
    "LEFT JOIN tally ON tally.conference = it.id LEFT JOIN chaired ON chaired.conference = it.id AND chaired.rank = 1",
    (_TALLY, _CHAIRED),
)
