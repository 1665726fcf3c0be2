"""What belongs to a record stands in the order of the digest and of the days, never in the order of raw ids."""

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query import totals
from ngkt_tui.query.detail import read
from ngkt_tui.query.detail.bodies import (
    AgreementDetail,
    ConferenceDetail,
    DocumentDetail,
    MarketDetail,
    OfficialDetail,
    OrganisationDetail,
)
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.record_heads import ids_beginning
from tests.query.building import Building
from tests.query.conftest import TODAY

KINDS = RecordKind


@pytest.fixture
def store(building: Building) -> Building:
    """Return a store in which ids, read as text, stand against the order in which the digest names the records."""
    building.conference("hn-khong-ngay")
    building.conference("hn-9", "2031-01-09")
    building.conference("hn-10", "2031-01-10")
    for number in (9, 10, 11):
        building.put(KINDS.ARTICLE, f"bao-{number}", published="2031-01-11")
        building.put(KINDS.OFFICIAL, f"nguoi-{number}")
        building.put(KINDS.COMPANY, f"ct-{number}", country="tt")
        building.put(KINDS.FAMILY, f"nhom-{number}", conference="hn-9")
    building.put(KINDS.MARKET, "tt")
    return building


def names(records: object) -> list[str]:
    return [each.id for each in records]  # type: ignore[attr-defined]


def test_companies_of_a_market_and_articles_of_a_document(store: Building) -> None:
    store.put(KINDS.DOCUMENT, "vb")
    store.connection.execute("UPDATE article SET document = 'vb'")
    market, document = read(store.connection, "tt").body, read(store.connection, "vb").body
    assert isinstance(market, MarketDetail)
    assert isinstance(document, DocumentDetail)
    assert names(market.companies) == ["ct-9", "ct-10", "ct-11"]
    assert names(document.articles) == ["bao-9", "bao-10", "bao-11"]


def test_families_of_a_directive(store: Building) -> None:
    store.directive("d-1", "hn-9")
    for number in (10, 9):
        store.insert("family_item", family=f"nhom-{number}", ordinal=0, directive="d-1", digest="d")
    directive = read(store.connection, "d-1").body
    assert isinstance(directive, DirectiveDetail)
    assert names(place.family for place in directive.families) == ["nhom-9", "nhom-10"]


def test_those_who_held_a_post_last_come_first_then_as_the_digest_names_them(store: Building) -> None:
    store.organisation("bng")
    for number, conference in ((11, "hn-9"), (10, "hn-10"), (9, "hn-10")):
        values = {"official": f"nguoi-{number}", "organisation": "bng", "conferences": f'["{conference}"]'}
        store.insert("post", ordinal=0, title_vi="Chức vụ", digest="d", **values)
    body = read(store.connection, "bng").body
    assert isinstance(body, OrganisationDetail)
    assert names(post.official for post in body.posts) == ["nguoi-9", "nguoi-10", "nguoi-11"]


def test_articles_of_one_day_that_speak_of_a_conference(store: Building) -> None:
    for number in (10, 9):
        store.source("hn-9", f"bao-{number}", ordinal=number)
    body = read(store.connection, "hn-9").body
    assert isinstance(body, ConferenceDetail)
    assert names(share.article for share in body.articles) == ["bao-9", "bao-10"]


def test_sources_of_entries_stand_in_the_order_of_the_entries(store: Building) -> None:
    for number in (10, 2, 0):
        store.source("tt", f"bao-{9 + number % 3}", path=f"mentions/{number}")
    assert [source.path for source in read(store.connection, "tt").sources] == [
        "mentions/0",
        "mentions/2",
        "mentions/10",
    ]


def test_what_a_conference_without_a_date_said_comes_last(store: Building) -> None:
    store.put(KINDS.AGREEMENT, "fta")
    for number, conference in enumerate(("hn-khong-ngay", "hn-10", "hn-9")):
        store.insert("observation", agreement="fta", ordinal=number, conference=conference, digest="d")
        store.insert("participant", conference=conference, ordinal=0, official="nguoi-9", roles="[]", digest="d")
    store.connection.execute("UPDATE record SET position = position + 50 WHERE id = 'hn-khong-ngay'")
    agreement, official = read(store.connection, "fta").body, read(store.connection, "nguoi-9").body
    assert isinstance(agreement, AgreementDetail)
    assert isinstance(official, OfficialDetail)
    in_order = ["hn-9", "hn-10", "hn-khong-ngay"]
    assert names(each.record for each in agreement.observations) == in_order
    assert names(each.conference for each in official.attended) == in_order


def test_agencies_asked_as_often_through_groups(store: Building) -> None:
    store.organisation("nhom")
    for number in (9, 10):
        store.organisation(f"so-{number}")
        store.link(f"so-{number}", "member", ["nhom"])
    store.directive("d-1", "hn-9", addressee=["nhom"])
    where = compile_filter(store.connection, KINDS.DIRECTIVE, TODAY, parse("", KINDS.DIRECTIVE))
    assert [row[0] for row in totals.through_groups(store.connection, where)] == ["so-9", "so-10"]


def test_ids_with_one_beginning(store: Building) -> None:
    assert ids_beginning(store.connection, "bao-", 9) == ["bao-9", "bao-10", "bao-11"]
