"""The counting form: how many directives fall into each cell, in all and by conference, agency or theme.

Each function is asked with a `CompiledFilter` of directives; its moment decides which day is today, and as of when.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain.counting_form import CountingCategory, CountingForm
from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.readable import Readable
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.responsible import EVERY_ORGANISATION, agencies_of_rows, belonging
from ngkt_tui.query.sql import CELL, EVIDENCED, IS_FOLLOWED, CompiledFilter


def _sum(condition: str) -> str:
    return f"coalesce(sum(celled.many) FILTER (WHERE {condition} AND NOT celled.is_beside), 0)"


_FORM = ", ".join(_sum(f"celled.cell = '{cell}'") for cell in CountingCategory)
_BY_STATUS = ", ".join(_sum(f"celled.status = '{status}' AND celled.cell <> 'spirit'") for status in Status)
_BESIDE = "coalesce(sum(celled.many) FILTER (WHERE celled.is_beside), 0)"


class DashboardTotals(NamedTuple):
    """What the head of the dashboard counts: directives by cell, those that can be followed by status too.

    Recommendations are counted beside them.
    """

    form: CountingForm
    unrated: int
    doing: int
    blocked: int
    reported: int
    done: int
    dropped: int
    recommendations: int
    evidenced: int = 0
    """Of those done that can be followed, the ones with evidence."""
    own: int = 0
    """Of all, the ones that users made and nothing printed stands for."""

    @property
    def statuses(self) -> tuple[int, ...]:
        """Return how many of those that can be followed have each status, in the order of `Status`."""
        return tuple(int(getattr(self, status)) for status in Status)


class GroupForm(NamedTuple):
    """The counting form of one conference, agency or theme."""

    id: str
    label_vi: str
    label_en: str | None
    form: CountingForm
    recommendations: int
    evidenced: int = 0
    """Of those done, the ones with evidence."""
    statuses: tuple[int, ...] = ()
    """Of those that can be followed, how many have each status, in the order of `Status`."""


def dashboard_totals(connection: Readable, where: CompiledFilter) -> DashboardTotals:
    """Return all totals in one statement."""
    statement = f"""
        {where.with_tables}, {_celled(where)}
        SELECT {_FORM}, {_BY_STATUS}, {_BESIDE}, {_evidenced(where)}, {_own(where)}
        FROM celled
    """
    row = connection.execute(statement, where.parameters).fetchone()
    cells = len(CountingCategory)
    return DashboardTotals(CountingForm(*row[:cells]), *row[cells:])


def without_lead(connection: Readable, where: CompiledFilter) -> DashboardTotals:
    """Return the totals of the directives that no agency is in charge of."""
    return dashboard_totals(connection, where._replace(conditions=(*where.conditions, _UNLED)))


_UNLED = """
    it.position NOT IN (SELECT given.position FROM directive AS given WHERE given.lead IS NOT NULL)
    AND it.position NOT IN (
        SELECT link.position
        FROM organisation
        CROSS JOIN link ON link.target = organisation.id AND link.relation = 'lead'  -- by the index of targets
    )
"""


def by_conference(connection: Readable, where: CompiledFilter) -> list[GroupForm]:
    """Return the form of each conference that a directive or a recommendation was given at, oldest first."""
    return _grouped(connection, where, _Members("conference", "passing.conference", "passing", "title_vi", "title_en"))


def by_agency(connection: Readable, where: CompiledFilter) -> list[GroupForm]:
    """Return the form of each organisation that is in charge, joins in or is addressed, itself.

    A directive counts once for every organisation that it names, so that the forms may add up to more than all.
    """
    owing = f"{agencies_of_rows('passing', _CARRIED)} AS passing"
    names = ("coalesce(it.short_vi, it.name_vi)", "coalesce(it.short_en, it.name_en)")
    return _grouped(
        connection, where, _Members("organisation", "passing.target", owing, *names, "count(DISTINCT passing.id)")
    )


def by_theme(connection: Readable, where: CompiledFilter) -> list[GroupForm]:
    """Return the form of each theme that a directive speaks of. A directive counts for every one of its themes."""
    named = "passing JOIN link ON link.record = passing.id AND link.relation = 'theme'"
    return _grouped(connection, where, _Members("theme", "link.target", named, "it.name_vi", "it.name_en"))


_BELONGING = belonging(EVERY_ORGANISATION)


def through_groups(connection: Readable, where: CompiledFilter) -> list[tuple[str, str, str | None, int]]:
    """Return id, names and number of directives of each organisation that was asked some through its groups.

    What it was asked by name as well is not counted, nor are recommendations.
    """
    if not connection.execute(f"WITH {_BELONGING} SELECT 1 FROM belonging LIMIT 1").fetchone():
        return []  # to gather whom every directive names takes as long as the counting form
    statement = f"""
        {where.with_tables},
        {_BELONGING},
        passing AS MATERIALIZED (SELECT it.id {selection(where).clause}),
        named (id, target) AS MATERIALIZED (
            SELECT DISTINCT owed.id, owed.target
            FROM {agencies_of_rows("passing", "passing.id")} AS owed
        ),
        asked AS (
            SELECT DISTINCT belonging.member, named.id
            FROM belonging JOIN named ON named.target = belonging.body
            EXCEPT
            SELECT named.target, named.id FROM named
        )
        SELECT
            organisation.id,
            coalesce(organisation.short_vi, organisation.name_vi),
            coalesce(organisation.short_en, organisation.name_en),
            count(*)
        FROM asked
        JOIN organisation ON organisation.id = asked.member
        JOIN record ON record.id = organisation.id
        JOIN directive AS it ON it.id = asked.id
        WHERE it.kind <> 'recommendation'
        GROUP BY organisation.id, record.position
        ORDER BY count(*) DESC, record.position
    """
    return connection.execute(statement, where.parameters).fetchall()


class Grouping(StrEnum):
    """What directives are counted by."""

    CONFERENCE = "conference"
    AGENCY = "agency"
    THEME = "theme"


def grouped(connection: Readable, where: CompiledFilter, by: Grouping) -> list[GroupForm]:
    """Return the counting forms of the groups that directives are counted by."""
    return _GROUPINGS[by](connection, where)


_GROUPINGS: Mapping[Grouping, Callable[[Readable, CompiledFilter], list[GroupForm]]] = {
    Grouping.CONFERENCE: by_conference,
    Grouping.AGENCY: by_agency,
    Grouping.THEME: by_theme,
}


class _Members(NamedTuple):
    """What directives are grouped by: a table, how one of `load_refs` names a row of it, and what that row is
    called."""

    table: str
    member: str
    named: str
    label_vi: str
    label_en: str
    many: str = "count(*)"
    """How many directives there are in rows of `load_refs`."""


_CARRIED = "passing.id, passing.is_beside, passing.cell, passing.status, passing.is_evidenced"


_ALIKE = "it.status, it.due, it.done_on, it.kind, it.nature, it.digest_nature"
"""What directives that are counted alike have in common: the columns of an index, in its order."""


def _evidenced(where: CompiledFilter) -> str:
    """Return how many of the meant directives that can be followed are done and have evidence."""
    done = ("it.status = 'done'", "it.kind <> 'recommendation'", IS_FOLLOWED, EVIDENCED)
    narrowed = where._replace(conditions=(*where.conditions, *done))
    return f"(SELECT count(*) {selection(narrowed).clause})"


def _own(where: CompiledFilter) -> str:
    """Return how many of the meant directives users made; these alone are looked at, which are few."""
    narrowed = where._replace(conditions=(*where.conditions, "it.kind <> 'recommendation'", _IS_AMONG_OWN))
    return f"(SELECT count(*) {selection(narrowed).clause})"


_IS_AMONG_OWN = "it.position IN (SELECT made.position FROM record AS made WHERE made.own = 1)"


def _celled(where: CompiledFilter) -> str:
    """Return the tables that end in `celled`, where directives that are counted alike are one row.

    They are grouped in the order of an index, so that a hundred thousand rows become a few without being sorted.
    """
    return f"""
        alike AS (
            SELECT {_ALIKE}, count(*) AS many {selection(where).clause}
            GROUP BY {_ALIKE}
        ),
        celled AS (
            SELECT
                alike.kind = 'recommendation' AS is_beside,
                alike.status,
                alike.many,
                {CELL.format(it="alike")} AS cell
            FROM alike
        )
    """


def _grouped(connection: Readable, where: CompiledFilter, grouping: _Members) -> list[GroupForm]:
    statement = f"""
        {where.with_tables},
        passing AS MATERIALIZED (
            SELECT
                it.id,
                it.conference,
                it.kind = 'recommendation' AS is_beside,
                {CELL.format(it="it")} AS cell,
                it.status,
                it.status = 'done' AND {IS_FOLLOWED} AND {EVIDENCED} AS is_evidenced
            {selection(where).clause}
        ),
        celled AS (
            SELECT
                {grouping.member} AS member,
                passing.is_beside,
                passing.cell,
                passing.status,
                passing.is_evidenced,
                {grouping.many} AS many
            FROM {grouping.named}
            GROUP BY 1, 2, 3, 4, 5
        )
        SELECT
            record.id,
            {grouping.label_vi},
            {grouping.label_en},
            {_BESIDE},
            {_sum("celled.is_evidenced")},
            {_FORM},
            {_BY_STATUS}
        FROM celled
        JOIN record ON record.id = celled.member
        JOIN {grouping.table} AS it ON it.id = record.id
        GROUP BY record.position, 1, 2, 3
        ORDER BY record.position
    """
    rows = connection.execute(statement, where.parameters).fetchall()
    cells = len(CountingCategory)
    return [
        GroupForm(id, vi, en, CountingForm(*counts[:cells]), beside, evidenced, tuple(counts[cells:]))
        for id, vi, en, beside, evidenced, *counts in rows
    ]
