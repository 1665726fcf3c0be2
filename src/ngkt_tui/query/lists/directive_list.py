"""The checklist: directives, newest conference first, and the recommendations behind them."""

from array import array
from collections.abc import Iterator, Sequence

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION
from ngkt_tui.domain.stored_values import each_of, valid_or_empty
from ngkt_tui.domain.user_fields import ROW_NAMES, column_names
from ngkt_tui.query.clarity import LACKS
from ngkt_tui.query.filter.filter_spec import Sort, SortKey
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.rows import BETWEEN_AGENCIES, DirectiveRow
from ngkt_tui.query.repetitions import TIED_TO
from ngkt_tui.query.sql import ASKED_ON, NATURE, TOUCHED, CompiledFilter


def _named_agencies(relation: str, names: str) -> str:
    """Return the names of the organisations that digests name as `relation`, in their order."""
    return f"""(
        SELECT group_concat(named.name, '{BETWEEN_AGENCIES}')
        FROM (
            SELECT coalesce({names}) AS name
            FROM link JOIN organisation ON organisation.id = link.target
            WHERE link.record = it.id AND link.relation = '{relation}'
            ORDER BY link.ordinal
        ) AS named
    )"""


def _given_agencies(names: str) -> str:
    """Return the names of the lead agencies that a user gave, in the user's order."""
    return f"""(
        SELECT group_concat(named.name, '{BETWEEN_AGENCIES}')
        FROM (
            SELECT coalesce({names}) AS name
            FROM {each_of("it.lead")} AS own JOIN organisation ON organisation.id = own.value
            ORDER BY own.key
        ) AS named
    )"""


def _agencies(names: str) -> str:
    """Return the names of the agencies in charge, else of the addressees; an empty text for none."""
    return f"""coalesce(
        CASE WHEN it.lead IS NULL THEN {_named_agencies("lead", names)} ELSE {_given_agencies(names)} END,
        {_named_agencies("addressee", names)},
        ''
    )"""


_USER_COLUMNS = ", ".join(f"it.{name} AS {ROW_NAMES[name]}" for name in column_names(RecordKind.DIRECTIVE))

MAX_FIRST = 1_000
"""Records up to which a sorted list is read from its end; those further on with all before them."""


class DirectiveListing(Listing[DirectiveRow]):
    """The list of directives, whose first pages in some orders need few conferences."""

    def _sorted(
        self, connection: Readable, where: CompiledFilter, limit: int, offset: int, after: int | None
    ) -> Sequence[int]:
        if where.sort is None or after is not None or offset + limit > MAX_FIRST:
            return super()._sorted(connection, where, limit, offset, after)
        return first_in_order(connection, where, where.sort, offset + limit)[offset:]


DIRECTIVES = DirectiveListing(
    RecordKind.DIRECTIVE,
    DirectiveRow,
    f"""
        it.position AS position,
        it.id AS id,
        it.conference AS conference,
        {ASKED_ON} AS conference_date,
        it.kind AS kind,
        it.text_vi AS text_vi,
        it.text_en AS text_en,
        {_agencies("organisation.short_vi, organisation.name_vi")} AS agencies_vi,
        {_agencies("organisation.short_en, organisation.name_en, organisation.short_vi, organisation.name_vi")}
            AS agencies_en,
        CASE
            WHEN it.lead IS NULL
                THEN (SELECT count(*) FROM link WHERE link.record = it.id AND link.relation = 'lead')
            ELSE json_array_length({valid_or_empty("it.lead")})
        END AS leads,
        (
            SELECT count(*)
            FROM (
                {TIED_TO.format(id="it.id")}
            ) AS tied
        ) AS repeats,
        (SELECT count(*) FROM note WHERE note.record = it.id) AS notes,
        record.withdrawn AS withdrawn,
        (SELECT count(*) FROM evidence WHERE evidence.record = it.id) AS evidence,
        {_USER_COLUMNS},
        {NATURE.format(it="it")} AS nature,
        it.product_vi AS product_vi,
        it.product_en AS product_en,
        {LACKS} AS lacks,
        record.own AS own,
        record.corrected AS corrected,
        (
            SELECT next_step.text
            FROM next_step
            WHERE next_step.record = it.id AND next_step.done_on IS NULL
            ORDER BY next_step.due IS NULL, next_step.due, next_step.id
            LIMIT 1
        ) AS next_step
    """,
    "JOIN record ON record.position = it.position",
)

_CONFERENCES_AT_ONCE = (8, 64, 512)
_NTH_DAY = """
    SELECT conference.date
    FROM conference
    WHERE conference.date IS NOT NULL
    ORDER BY conference.date {way}
    LIMIT 1 OFFSET ?
"""
_FIRST_EDIT = "SELECT min(date(change_group.at, :zone)) FROM change_group WHERE change_group.kind <> 'import'"
_ASKED = """(
    it.conference IN (SELECT near.id FROM conference AS near WHERE near.date {sign} :bound)
    OR (it.conference IS NULL AND it.issued {sign} :bound)
)"""


def first_in_order(connection: Readable, where: CompiledFilter, key: SortKey, most: int) -> "array[int]":
    """Return the positions of the first `most` directives of a filter that is sorted by `key`.

    Of what was asked first or last the oldest or newest conferences are enough, as many as it takes; so they are of
    what was touched longest ago, as until the day of the first edit nothing was touched after it was asked.
    """
    is_newest_first = key.is_reversed and key.by is Sort.CONFERENCE
    if key.by is Sort.CONFERENCE or (key.by is Sort.AGE and not key.is_reversed):
        sign, way = (">=", "DESC") if is_newest_first else ("<=", "ASC")
        conditions = [*where.conditions, _ASKED.format(sign=sign)]
        if key.by is Sort.AGE:
            conditions.append(f"({TOUCHED.format(zone=':zone')}) <= :bound")
        for day in _days(connection, where, key.by, way):
            near = where._replace(conditions=tuple(conditions), parameters={**where.parameters, "bound": day})
            found = DIRECTIVES.positions(connection, near, most, is_bounded=True)
            if len(found) == most and found[-1] < FIRST_RECOMMENDATION:
                return found
    return DIRECTIVES.positions(connection, where, most)


def _days(connection: Readable, where: CompiledFilter, by: Sort, way: str) -> Iterator[str]:
    """Yield the days of some conferences from an end, each further on; by age none on which anything was edited."""
    edited = None
    if by is Sort.AGE:
        edited = connection.execute(_FIRST_EDIT, {"zone": where.parameters["zone"]}).fetchone()[0]
    for many in _CONFERENCES_AT_ONCE:
        day = connection.execute(_NTH_DAY.format(way=way), (many,)).fetchone()
        if day is None or (edited is not None and day[0] >= edited):
            return
        yield day[0]
