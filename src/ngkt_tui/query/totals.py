"""The counting form as SQL: the same rule as `domain.counting`, tested against it.

Each function is asked with a `Where` of directives; its moment decides which day is today, and as of when.
"""

import sqlite3
from typing import NamedTuple

from ngkt_tui.domain.counting import Cell, CountingForm
from ngkt_tui.domain.status import Status
from ngkt_tui.query.narrowing import Where
from ngkt_tui.query.relations import OWES
from ngkt_tui.query.selection import selection

CELL = (
    "CASE WHEN {it}.status = 'dropped' THEN 'dropped'"
    " WHEN {it}.due IS NOT NULL AND {it}.status = 'done'"
    " THEN CASE WHEN {it}.done_on > {it}.due THEN 'late' ELSE 'on-time' END"
    " WHEN {it}.due IS NOT NULL THEN CASE WHEN :today > {it}.due THEN 'overdue' ELSE 'within' END"
    " WHEN {it}.status = 'done' THEN 'done'"
    " WHEN {it}.status = 'unrated' THEN 'unrated' ELSE 'open' END"
)
"""The cell of the counting form into which the directive `{it}` falls on the day `:today`."""


def _sum(condition: str) -> str:
    return f"coalesce(sum(({condition} AND NOT celled.is_beside) * celled.many), 0)"


_FORM = ", ".join(_sum(f"celled.cell = '{cell}'") for cell in Cell)
_BESIDE = "coalesce(sum(celled.is_beside * celled.many), 0)"


class Header(NamedTuple):
    """What the head of the dashboard counts: directives by cell and by status, and the recommendations beside them."""

    form: CountingForm
    unrated: int
    doing: int
    blocked: int
    done: int
    dropped: int
    recommendations: int


class GroupForm(NamedTuple):
    """The counting form of one conference, agency or theme."""

    id: str
    label_vi: str
    label_en: str | None
    form: CountingForm
    recommendations: int


def header(connection: sqlite3.Connection, where: Where) -> Header:
    """Return all totals in one statement."""
    by_status = ", ".join(_sum(f"celled.status = '{status}'") for status in Status)
    statement = f"{where.with_tables}, {_celled(where)} SELECT {_FORM}, {by_status}, {_BESIDE} FROM celled"
    row = connection.execute(statement, where.parameters).fetchone()
    cells = len(Cell)
    return Header(CountingForm(*row[:cells]), *row[cells:])


def counting_form(connection: sqlite3.Connection, where: Where) -> CountingForm:
    """Return how many directives fall into each cell; recommendations are left out."""
    return header(connection, where).form


def by_conference(connection: sqlite3.Connection, where: Where) -> list[GroupForm]:
    """Return the form of each conference that a directive or a recommendation was given at, oldest first."""
    return _grouped(connection, where, _Grouping("conference", "passing.conference", "", "title_vi", "title_en"))


def by_agency(connection: sqlite3.Connection, where: Where) -> list[GroupForm]:
    """Return the form of each organisation that is named as lead, coordinating or addressee, itself.

    A directive counts once for every organisation that it names, so that the forms may add up to more than all.
    """
    join = f"JOIN link ON link.record = passing.id AND link.relation IN {OWES}"
    names = ("coalesce(it.short_vi, it.name_vi)", "coalesce(it.short_en, it.name_en)")
    return _grouped(connection, where, _Grouping("organisation", "link.target", join, *names))


def by_theme(connection: sqlite3.Connection, where: Where) -> list[GroupForm]:
    """Return the form of each theme that a directive speaks of. A directive counts for every one of its themes."""
    join = "JOIN link ON link.record = passing.id AND link.relation = 'theme'"
    return _grouped(connection, where, _Grouping("theme", "link.target", join, "it.name_vi", "it.name_en"))


class _Grouping(NamedTuple):
    """What directives are grouped by: a table, how a directive names a row of it, and what that row is called."""

    table: str
    member: str
    join: str
    label_vi: str
    label_en: str


def _celled(where: Where) -> str:
    """Return the tables that end in `celled`, where directives that are counted alike are one row.

    They are grouped in the order of an index, so that a hundred thousand rows become a few without being sorted.
    """
    return (
        f"alike AS (SELECT it.status, it.due, it.done_on, it.kind, count(*) AS many {selection(where).clause}"
        " GROUP BY it.status, it.due, it.done_on, it.kind),"
        " celled AS (SELECT alike.kind = 'recommendation' AS is_beside, alike.status, alike.many,"
        f" {CELL.format(it='alike')} AS cell FROM alike)"
    )


def _grouped(connection: sqlite3.Connection, where: Where, grouping: _Grouping) -> list[GroupForm]:
    statement = (
        f"{where.with_tables}, passing AS MATERIALIZED (SELECT it.id, it.conference,"
        f" it.kind = 'recommendation' AS is_beside, {CELL.format(it='it')} AS cell {selection(where).clause}),"
        f" celled AS (SELECT {grouping.member} AS member, passing.is_beside, passing.cell,"
        f" count(DISTINCT passing.id) AS many FROM passing {grouping.join} GROUP BY 1, 2, 3)"
        f" SELECT record.id, {grouping.label_vi}, {grouping.label_en}, {_BESIDE}, {_FORM}"
        f" FROM celled JOIN record ON record.id = celled.member JOIN {grouping.table} AS it ON it.id = record.id"
        " GROUP BY record.position ORDER BY record.position"
    )
    rows = connection.execute(statement, where.parameters).fetchall()
    return [GroupForm(row[0], row[1], row[2], CountingForm(*row[4:]), row[3]) for row in rows]
