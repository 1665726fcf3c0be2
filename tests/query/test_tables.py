"""Queries and tables: no query names a column that is not there, none sorts what lies in order already."""

import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.stored_values import Damaged
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS, reference_rows, rows
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.query.sql import row_maker
from tests.fixtures.examples import for_each
from tests.query.conftest import TODAY

QUERY = Path(__file__).parents[2] / "src" / "ngkt_tui" / "query"
D = RecordKind.DIRECTIVE


def own_columns(connection: sqlite3.Connection) -> dict[str, set[str]]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} for table in tables}


@for_each("path", sorted(QUERY.rglob("*.py")))
def test_every_column_that_a_query_names_is_in_its_table(world: sqlite3.Connection, path: Path) -> None:
    columns = own_columns(world)
    if path.stem == "search":
        columns["search"] |= {"words"}  # of PostgreSQL
    text = path.read_text(encoding="utf-8").replace("query.search", "")
    named = re.findall(r"\b([a-z_]+)\.([a-z_]+)\b", text)
    texts = "|".join(columns)
    wrong = [
        f"{table}.{column}"
        for table, column in named
        if re.fullmatch(texts, table) and column not in columns[table] | _PYTHON.get(table, set())
    ]
    assert wrong == []


_PYTHON = {
    "record": {"id", "kind", "name", "short", "vi", "en", "short_vi", "short_en", "py", "lower"},
    "search": {"rowid", "rank"},
    "directive": {"py", "directive_body"},
    "conference": {"py", "conference_body"},
    "change": {"group"},
    "post": {"format"},
    "source": {"vi", "en", "short_vi", "short_en", "date", "others"},
}
"""What else stands behind such a name and a dot: fields of values and modules of this package."""


def test_every_row_has_as_many_fields_as_its_list_reads(world: sqlite3.Connection) -> None:
    for kind, listing in LISTINGS.items():
        row = listing.page(world, compile_filter(world, kind, TODAY), 1)[0]
        names = row._fields
        tables = own_columns(world)[kind.value]
        own = [name for name in names if name in tables and name not in ("position", "date", "nature")]
        stored = world.execute(f"SELECT {', '.join(own)} FROM {kind} WHERE id = ?", (row.id,)).fetchone()
        shown = (getattr(row, name) for name in own)
        assert stored == tuple(str(value) if isinstance(value, date) else value for value in shown)
    assert len(LISTINGS) == len(
        {name for each in (rows, reference_rows) for name in vars(each) if name.endswith("Row")}
    )


def plan_of_window(connection: sqlite3.Connection, text: str = "", *scope: ScopeItem) -> str:
    """Return how the positions of the first page of directives are found, under a filter and a scope."""
    where = compile_filter(connection, D, TODAY, parse(text, D), scope)
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    LISTINGS[D].page(connection, where, 50)
    connection.set_trace_callback(None)
    (statement,) = [each for each in statements if each.lstrip().startswith("WITH")]
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    return "\n".join(steps[steps.index("CO-ROUTINE shown") : steps.index("SCAN shown")])


@for_each(
    "text",
    [
        "",
        "gao",
        "gạo -châu",
        '"đàm phán"',
        "is:open",
        "status:blocked",
        "conf:2031",
        "agency:bng",
        "-theme:gao",
        "due:overdue",
        "kind:task gao",
        "lead:none",
        "is:noted",
        "source:bao-an-1",
    ],
)
def test_a_page_in_the_default_order_is_read_as_it_lies(world: sqlite3.Connection, text: str) -> None:
    steps = plan_of_window(world, text)
    assert "FOR ORDER BY" not in steps
    assert re.search(r"SCAN (it|search)\b", steps)


def test_a_page_within_a_scope_is_read_as_it_lies(world: sqlite3.Connection) -> None:
    chips = (
        ScopeItem(RecordKind.CONFERENCE, "hn-31-03"),
        ScopeItem(RecordKind.ORGANISATION, "bng"),
        ScopeItem(RecordKind.THEME, "cd-gao"),
    )
    for chip in chips:
        assert "FOR ORDER BY" not in plan_of_window(world, "", chip)


def test_importing_the_queries_loads_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules);"
        "import ngkt_tui.query.lists, ngkt_tui.query.filter, ngkt_tui.query.totals, ngkt_tui.query.detail,"
        " ngkt_tui.query.filter.filter_help, ngkt_tui.query.report_parts,"
        " ngkt_tui.query.change_groups;"
        "print(' '.join(sorted({name.partition('.')[0] for name in set(sys.modules) - before})))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "dataclasses",
        "inspect",
        "difflib",
        "pydantic",
        "sqlmodel",
        "sqlalchemy",
        "yaml",
        "textual",
        "rich",
        "click",
    }
    assert heavy.isdisjoint(loaded)


class _Line(NamedTuple):
    id: str
    title: str
    total: int = 7


def test_a_column_goes_into_the_field_of_its_name_whatever_its_place() -> None:
    make = row_maker(_Line, ("total", "title", "id"))
    assert make((2, "Gạo", "cd-gao")) == _Line("cd-gao", "Gạo", 2)


def test_a_field_without_a_column_has_its_default_and_other_columns_complete_the_row() -> None:
    make = row_maker(_Line, ("mark", "id", "title"), lambda row, mark: row._replace(title=f"{mark} {row.title}"))
    assert make(("!", "cd-gao", "Gạo")) == _Line("cd-gao", "! Gạo", 7)


@for_each("columns", [("id",), ("id", "title", "other"), ("id", "title", "id"), ("id", "title(1)")])
def test_columns_that_do_not_fit_the_row_are_refused(columns: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match="_Line"):
        row_maker(_Line, columns)


def test_columns_in_the_order_of_the_fields_cost_no_more_than_reading_by_position() -> None:
    assert row_maker(_Line, ("id", "title", "total")) == _Line._make


class _Dated(NamedTuple):
    id: str
    due: date | Damaged | None
    status: Status | Damaged = Status.UNRATED
    lead: tuple[str, ...] | Damaged | None = None


def test_dates_members_and_ids_are_parsed_where_a_row_is_read_and_a_damaged_one_stays_as_it_stands() -> None:
    make = row_maker(_Dated, ("id", "due", "status", "lead"))
    assert make(("d-1", "2031-03-05", "done", '["bng"]')) == ("d-1", date(2031, 3, 5), Status.DONE, ("bng",))
    damaged = make(("d-1", "hỏng", "hỏng", "[1"))
    assert [type(value) for value in damaged] == [str, Damaged, Damaged, Damaged]
    assert row_maker(_Dated, ("id", "due"))(("d-1", None)) == _Dated("d-1", None)
