"""The conferences, oldest first, each with how far its directives have come; the timeline has them newest first."""

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import each_of, valid_or_empty
from ngkt_tui.query.held_posts import HOLDING, NEWEST_FIRST, PACKED, unpacked
from ngkt_tui.query.lists.grouping import RecordGroup
from ngkt_tui.query.lists.listing import SHOWN_IDS, Listing, selection
from ngkt_tui.query.lists.rows import ConferenceRow
from ngkt_tui.query.sql import IS_OPEN, NATURE, CompiledFilter, read_rows

_ROLES = each_of("participant.roles")
_HELD = each_of("post.conferences")
_IS_DIRECTIVE = "counted.kind <> 'recommendation'"
_NATURE = NATURE.format(it="counted")
_IS_FOLLOWED = f"{_IS_DIRECTIVE} AND {_NATURE} <> 'spirit'"

_IS_OPEN = IS_OPEN.replace("it.", "counted.")

_TALLY = f"""
    tally AS MATERIALIZED (
        SELECT
            counted.conference,
            count(*) FILTER (WHERE {_IS_DIRECTIVE}) AS directives,
            count(*) FILTER (WHERE {_IS_FOLLOWED} AND counted.status = 'done') AS done,
            count(*) FILTER (WHERE {_IS_FOLLOWED} AND counted.status = 'doing') AS doing,
            count(*) FILTER (WHERE {_IS_FOLLOWED} AND counted.status = 'blocked') AS blocked,
            count(*) FILTER (WHERE {_IS_FOLLOWED} AND counted.status = 'reported') AS reported,
            count(*) FILTER (WHERE {_IS_FOLLOWED} AND counted.status = 'dropped') AS dropped,
            count(*) FILTER (WHERE {_IS_DIRECTIVE} AND {_NATURE} = 'spirit') AS spirit,
            count(*) FILTER (WHERE {_IS_FOLLOWED} AND counted.due < :today AND {_IS_OPEN}) AS overdue,
            count(*) FILTER (WHERE counted.kind = 'recommendation') AS recommendations
        FROM counted
        WHERE counted.conference IN {SHOWN_IDS}
        GROUP BY counted.conference
    )
"""

_CHAIRED = f"""
    chaired AS (
        SELECT
            participant.conference,
            CASE WHEN post.title_vi IS NOT NULL THEN {PACKED} END AS post,
            holding.kind AS body,
            coalesce(official.name, organisation.short_vi, organisation.name_vi, participant.who_vi) AS vi,
            coalesce(
                official.name,
                organisation.short_en, organisation.name_en, organisation.name_vi,
                participant.who_en, participant.who_vi
            ) AS en,
            row_number() OVER (
                PARTITION BY participant.conference
                ORDER BY
                    -- A chair before a co-chair, the post held there before a later one.
                    EXISTS (SELECT 1 FROM {_ROLES} AS role WHERE role.value = 'chair') DESC,
                    participant.ordinal,
                    participant.conference IN (SELECT held.value FROM {_HELD} AS held) DESC NULLS LAST,
                    {NEWEST_FIRST}
            ) AS rank
        FROM participant
        LEFT JOIN official ON official.id = participant.official
        LEFT JOIN organisation ON organisation.id = participant.organisation
        LEFT JOIN post ON post.official = participant.official
        {HOLDING}
        WHERE participant.conference IN {SHOWN_IDS}
            AND EXISTS (SELECT 1 FROM {_ROLES} AS role WHERE role.value IN ('chair', 'co-chair'))
    )
"""
"""The table `chaired`: the post that the chair held there, else another one, else the chair's name; rank 1 is meant."""


NAMED_ON = """(
    SELECT max(naming.date)
    FROM link JOIN conference AS naming ON naming.id = link.record
    WHERE link.target = it.id AND link.relation = 'related'
)"""
"""The day of the newest conference that names the conference `it` as related."""

TIMELINE_ORDER = (f"coalesce(it.date, {NAMED_ON}) DESC NULLS LAST", "it.date IS NULL")
"""Newest first; what has no day of its own stands below the newest that names it."""


def year_groups(connection: Readable, where: CompiledFilter) -> tuple[RecordGroup, ...]:
    """Return the years of the conferences that are left by `where`, the newest first, with what was asked in each."""
    statement = f"""
        {where.with_tables},
        placed AS (
            SELECT it.id AS id, coalesce(substr(coalesce(it.date, {NAMED_ON}), 1, 4), '') AS year
            {selection(where._replace(order=())).clause}
        ),
        asked AS (
            SELECT
                counted.conference,
                count(*) FILTER (WHERE counted.status = 'done' AND {_IS_FOLLOWED}) AS done,
                count(*) FILTER (WHERE {_IS_OPEN} AND {_IS_FOLLOWED}) AS open,
                count(*) FILTER (WHERE counted.status = 'blocked' AND {_IS_FOLLOWED}) AS blocked,
                count(*) FILTER (WHERE counted.due < :today AND {_IS_OPEN} AND {_IS_FOLLOWED}) AS late
            FROM counted
            GROUP BY counted.conference
        )
        SELECT
            placed.year AS key,
            count(*) AS records,
            placed.year AS label_vi,
            coalesce(sum(asked.done), 0) AS done,
            coalesce(sum(asked.open), 0) AS open,
            coalesce(sum(asked.blocked), 0) AS blocked,
            coalesce(sum(asked.late), 0) AS late
        FROM placed LEFT JOIN asked ON asked.conference = placed.id
        GROUP BY placed.year
        ORDER BY placed.year DESC
    """
    return tuple(read_rows(connection, statement, where.parameters, RecordGroup))


def _with_post(row: ConferenceRow, chair_post: str | None) -> ConferenceRow:
    chair = unpacked(chair_post)
    if chair is None:
        return row
    return row._replace(chair_vi=chair.format(Language.VI), chair_en=chair.format(Language.EN))


CONFERENCES: Listing[ConferenceRow] = Listing(
    RecordKind.CONFERENCE,
    ConferenceRow,
    f"""
        record.position AS position,
        it.id AS id,
        it.kind AS kind,
        it.date AS date,
        json_type({valid_or_empty("record.inferred")}, '$.date') IS NOT NULL AS date_inferred,
        it.title_vi AS title_vi,
        it.title_en AS title_en,
        it.format AS format,
        coalesce(chaired.vi, '') AS chair_vi,
        coalesce(chaired.en, '') AS chair_en,
        (SELECT count(DISTINCT source.article) FROM source WHERE source.record = it.id) AS articles,
        coalesce(tally.directives, 0) AS directives,
        coalesce(tally.done, 0) AS done,
        coalesce(tally.doing, 0) AS doing,
        coalesce(tally.blocked, 0) AS blocked,
        coalesce(tally.dropped, 0) AS dropped,
        coalesce(tally.recommendations, 0) AS recommendations,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected,
        coalesce(tally.spirit, 0) AS spirit,
        coalesce(tally.reported, 0) AS reported,
        coalesce(tally.overdue, 0) AS overdue,
        it.place_vi AS place_vi,
        it.place_en AS place_en,
        chaired.body AS chair_body,
        {NAMED_ON} AS named_on,
        chaired.conference IS NULL
            AND NOT EXISTS (SELECT 1 FROM directive AS asked WHERE asked.conference = it.id) AS is_mentioned,
        chaired.post AS chair_post
    """,
    """
        LEFT JOIN tally ON tally.conference = it.id
        LEFT JOIN chaired ON chaired.conference = it.id AND chaired.rank = 1
    """,
    (_TALLY, _CHAIRED),
    _with_post,
)
