"""Agreements stand by their last change, sets behind them or all by stage; markets from regions to products."""

import sqlite3
from datetime import date

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Moment
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.query.lists.tracked_groups import order_tracked, tracked_groups
from tests.query.building import Building

TODAY = Moment(date(2032, 3, 1))


@pytest.fixture
def connection() -> sqlite3.Connection:
    built = Building(sqlite3.connect(":memory:"))
    for record, day in (("hn-1", "2031-03-05"), ("hn-2", "2032-02-20")):
        built.conference(record, day)
    for record, kind, observations in (
        ("fta-alt", "fta", [("hn-1", "signed")]),
        ("fta-nhom", "set", [("hn-2", "signed")]),
        ("fta-moi", "fta", [("hn-1", "negotiating"), ("hn-2", "concluded")]),
        ("fta-im", "fta", []),
    ):
        built.put(RecordKind.AGREEMENT, record, kind=kind)
        for ordinal, (conference, stage) in enumerate(observations):
            built.insert(
                "observation", agreement=record, ordinal=ordinal, conference=conference, stage=stage, digest="d"
            )
    for record, kind, conferences in (
        ("tt-gao", "product", ["hn-1", "hn-2"]),
        ("tt-a", "country", ["hn-1"]),
        ("tt-dong", "region", ["hn-1"]),
        ("tt-tay", "region", ["hn-1", "hn-2"]),
    ):
        built.put(RecordKind.MARKET, record, kind=kind)
        for ordinal, conference in enumerate(conferences):
            built.insert(
                "market_mention", market=record, ordinal=ordinal, conference=conference, stance="key", digest="d"
            )
    return built.connection


def in_order(
    connection: sqlite3.Connection, kind: RecordKind, by: ListGrouping = ListGrouping.NONE
) -> tuple[list[str], list[tuple[str, int]]]:
    where = order_tracked(compile_filter(connection, kind, TODAY), by)
    rows = LISTINGS[kind].page(connection, where, 99)
    return [row.id for row in rows], [(each.key, each.records) for each in tracked_groups(connection, where, by)]


def test_a_region_is_followed_by_what_lies_within_it_and_a_set_by_what_it_contains() -> None:
    built = Building(sqlite3.connect(":memory:"))
    for record, kind, within in (
        ("tt-au", "region", ()),
        ("tt-eu", "bloc", ("tt-au",)),
        ("tt-nho", "country", ("tt-eu", "tt-xa")),
        ("tt-xa", "region", ()),
        ("tt-le", "country", ()),
    ):
        built.put(RecordKind.MARKET, record, record, kind=kind)
        built.link(record, "within", list(within))
    for record, kind, within in (("fta-x", "fta", ("fta-nhom",)), ("fta-y", "fta", ()), ("fta-nhom", "set", ())):
        built.put(RecordKind.AGREEMENT, record, record, kind=kind)
        built.link(record, "within", list(within))
    assert in_order(built.connection, RecordKind.MARKET) == (
        ["tt-xa", "tt-au", "tt-eu", "tt-nho", "tt-le"],
        [("region", 1), ("tt-au", 3), ("country", 1)],
    )
    assert in_order(built.connection, RecordKind.AGREEMENT, ListGrouping.TREE) == (
        ["fta-y", "fta-nhom", "fta-x"],
        [("single", 1), ("fta-nhom", 2)],
    )
    where = order_tracked(compile_filter(built.connection, RecordKind.MARKET, TODAY), ListGrouping.NONE)
    assert [group.label_vi for group in tracked_groups(built.connection, where, ListGrouping.NONE)][1] == "tt-au"


def test_agreements_stand_by_their_last_change_and_sets_behind_them(connection: sqlite3.Connection) -> None:
    assert in_order(connection, RecordKind.AGREEMENT) == (
        ["fta-moi", "fta-alt", "fta-im", "fta-nhom"],
        [("single", 3), ("sets", 1)],
    )


def test_a_board_has_a_group_for_each_stage_in_the_order_of_stages(connection: sqlite3.Connection) -> None:
    assert in_order(connection, RecordKind.AGREEMENT, ListGrouping.STAGE) == (
        ["fta-moi", "fta-alt", "fta-nhom", "fta-im"],
        [("concluded", 1), ("signed", 2), ("unknown", 1)],
    )


def test_markets_go_from_regions_to_products_those_spoken_of_most_first(connection: sqlite3.Connection) -> None:
    assert in_order(connection, RecordKind.MARKET) == (
        ["tt-tay", "tt-dong", "tt-a", "tt-gao"],
        [("region", 2), ("country", 1), ("product", 1)],
    )


def test_every_market_knows_the_days_on_which_any_was_spoken_of(connection: sqlite3.Connection) -> None:
    rows = LISTINGS[RecordKind.MARKET].page(connection, compile_filter(connection, RecordKind.MARKET, TODAY), 99)
    assert {row.days for row in rows} == {(date(2031, 3, 5), date(2032, 2, 20))}
