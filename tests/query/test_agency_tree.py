"""Agencies hang below what they are a part of, else below their first group; those who owe most stand on top."""

import sqlite3
from datetime import date

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Moment
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.lists.agency_tree import agency_groups, order_by_tree
from tests.query.building import Building

TODAY = Moment(date(2032, 3, 1))
KIND = RecordKind.ORGANISATION


@pytest.fixture
def connection() -> sqlite3.Connection:
    built = Building(sqlite3.connect(":memory:"))
    built.conference("hn-1", "2031-03-05")
    for record, kind, parent in (
        ("chinh-phu", "government", None),
        ("bo-a", "ministry", "chinh-phu"),
        ("bo-b", "ministry", "chinh-phu"),
        ("vu-b", "agency", "bo-b"),
        ("phong-b", "agency", "vu-b"),
        ("tinh", "group", None),
        ("tinh-x", "province", None),
        ("vong-1", "agency", "vong-2"),
        ("vong-2", "agency", "vong-1"),
    ):
        built.put(KIND, record, kind=kind, parent=parent)
    built.link("tinh-x", "member", ["tinh"])
    built.directive("d-1", conference="hn-1", lead=["vu-b"], due="2031-12-31")
    built.directive("d-2", conference="hn-1", lead=["vu-b"], coordinating=["bo-b"], status="done")
    built.directive("d-3", conference="hn-1", addressee=["tinh"])
    return built.connection


def rows(connection: sqlite3.Connection, text: str = "") -> list[tuple[str, int]]:
    where = order_by_tree(compile_filter(connection, KIND, TODAY, parse(text, KIND)))
    return [(row.id, row.level) for row in LISTINGS[KIND].page(connection, where, 99)]


def test_parts_stand_below_what_they_are_a_part_of_and_the_rest_behind(connection: sqlite3.Connection) -> None:
    assert rows(connection)[:5] == [("bo-b", 0), ("vu-b", 1), ("phong-b", 2), ("tinh", 0), ("tinh-x", 1)]
    assert [record for record, _ in rows(connection)[5:7]] == ["chinh-phu", "bo-a"]
    assert {record for record, _ in rows(connection)[7:]} == {"vong-1", "vong-2"}  # which hang from each other


def test_a_group_counts_what_it_owes_as_a_whole_once(connection: sqlite3.Connection) -> None:
    where = order_by_tree(compile_filter(connection, KIND, TODAY))
    groups = agency_groups(connection, where)
    assert [(each.key, each.records, each.done, each.open, each.late) for each in groups] == [
        ("bo-b", 3, 1, 1, 1),
        ("tinh", 2, 0, 1, 0),
        ("", 4, 0, 0, 0),
    ]
