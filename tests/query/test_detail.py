"""Everything that a detail tells, of records of every kind."""

import sqlite3
from datetime import date

import pytest

from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.query.detail import read
from ngkt_tui.query.detail.bodies import (
    AgreementDetail,
    ArticleDetail,
    CompanyDetail,
    ConferenceDetail,
    DocumentDetail,
    FamilyDetail,
    FigureDetail,
    MarketDetail,
    OfficialDetail,
    OrganisationDetail,
    ResultDetail,
    ThemeDetail,
)
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.detail.links import listed
from ngkt_tui.query.detail.values import Bilingual
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.record_heads import find


def ids(records: tuple[RecordRef, ...]) -> list[str]:
    return [record.id for record in records]


def test_a_directive_tells_who_asked_whom_and_what_followed(world: sqlite3.Connection) -> None:
    body = read(world, "d-1").body
    assert isinstance(body, DirectiveDetail)
    assert body.conference is not None
    assert (body.conference.id, body.conference.date) == ("hn-31-03", date(2031, 3, 5))
    assert ids(body.issuers) == ["khoi"]
    assert ids(body.lead) == ["bct"]
    assert ids(body.coordinating) == ["bng"]
    assert ids(body.addressees) == ["bct", "bng"]
    assert ids(body.themes) == ["cd-so"]
    assert ids(body.markets) == ["tt-eu"]
    assert ids(body.agreements) == ["fta-eu"]
    assert body.repeats == ()
    assert [(tie.record.id, tie.how) for tie in body.repeated_by] == [("s-1", "narrower")]
    assert (body.status, body.due, body.done_on) == (Status.DONE, date(2031, 6, 1), date(2031, 6, 30))


def test_a_directive_tells_its_families_results_documents_and_figures(world: sqlite3.Connection) -> None:
    body = read(world, "d-2").body
    assert isinstance(body, DirectiveDetail)
    assert [(place.family.id, place.text) for place in body.families] == [("nhom-3", Bilingual("Gạo", None))]
    assert ids(body.results) == ["kq-1"]
    assert ids(body.documents) == ["vb-de-an"]
    other = read(world, "d-3").body
    assert isinstance(other, DirectiveDetail)
    assert ids(other.figures) == ["so-1"]
    assert [(place.family.id, place.text) for place in other.families] == [("nhom-3", None)]


def test_sources_come_with_article_paragraphs_and_terms(world: sqlite3.Connection) -> None:
    sources = read(world, "d-1").sources
    assert [(source.article, source.outlet, source.paragraphs, source.terms) for source in sources] == [
        ("bao-an-1", "Báo An", (1, 2), ("từ khóa",)),
        ("bao-bien-2", "Báo Biển", (4,), ("từ khóa",)),
    ]
    assert [source.path for source in read(world, "hn-31-03").sources] == ["", "", "participants/0"]


def test_notes_remarks_and_what_is_inferred_are_told(world: sqlite3.Connection) -> None:
    detail = read(world, "d-2")
    assert [note.text for note in detail.notes] == ["Đã gọi điện cho sứ quán"]
    assert detail.remark == Bilingual("Xem thêm phụ lục", None)
    (inference,) = read(world, "hn-31-03").inferred
    assert (inference.field, inference.basis) == ("date", Bilingual("suy ra", "follows"))
    assert read(world, "d-6").is_withdrawn


def test_a_conference_tells_who_was_there_and_what_was_said(world: sqlite3.Connection) -> None:
    body = read(world, "hn-31-03").body
    assert isinstance(body, ConferenceDetail)
    assert [(each.record and each.record.id, each.roles) for each in body.participants] == [
        ("khoi", ("chair", "speaker")), ("ha", ("presenter",)), ("cqdd", ("attendee",)),
    ]  # fmt: skip
    assert ids(body.related) == ["hn-31-09"]
    assert [each.family.id for each in body.families] == ["nhom-3"]
    assert [(each.record.id, each.state) for each in body.agreements] == [("fta-eu", "negotiating")]
    assert [(each.record.id, each.state) for each in body.markets] == [("tt-eu", "partner")]
    assert [(each.record.id, each.what) for each in body.companies] == [("nordlys", Bilingual("Mở nhà máy", None))]
    assert (body.directives.total, ids(body.figures.first), body.results.total) == (7, ["so-1"], 0)
    unnamed = read(world, "hn-31-09").body
    assert isinstance(unnamed, ConferenceDetail)
    assert unnamed.participants[1].who == Bilingual("Đại diện địa phương", "Provinces")


def test_agreements_and_markets_tell_what_conferences_said_of_them(world: sqlite3.Connection) -> None:
    agreement = read(world, "fta-eu").body
    assert isinstance(agreement, AgreementDetail)
    assert [(each.record.id, each.state) for each in agreement.observations] == [
        ("hn-31-03", "negotiating"), ("hn-31-09", "concluded"), ("hn-khong-ngay", None),
    ]  # fmt: skip
    assert (agreement.aliases, ids(agreement.partners)) == (("EVFTA",), ["tt-eu"])
    assert ids(agreement.directives.first) == ["s-1", "d-1"]
    market = read(world, "tt-eu").body
    assert isinstance(market, MarketDetail)
    assert [(each.record.id, each.state) for each in market.mentions] == [("hn-31-03", "partner"), ("hn-31-09", "key")]
    assert (ids(market.agreements.first), ids(market.companies), market.directives.total) == (
        ["fta-eu"],
        ["nordlys"],
        2,
    )


def test_people_tell_their_posts(world: sqlite3.Connection) -> None:
    official = read(world, "ha").body
    assert isinstance(official, OfficialDetail)
    assert [(post.title.vi, ids(post.conferences)) for post in official.posts] == [
        ("Bộ trưởng", ["hn-31-09"]), ("Thứ trưởng", ["hn-31-03"]),
    ]  # fmt: skip
    assert [(each.conference.id, each.roles) for each in official.attended] == [
        ("hn-31-03", ("presenter",)), ("hn-31-09", ("chair",)),
    ]  # fmt: skip
    assert official.directives.total == 3
    organisation = read(world, "bng").body
    assert isinstance(organisation, OrganisationDetail)
    assert organisation.parent is not None
    assert (organisation.parent.id, ids(organisation.parts)) == ("chinh-phu", ["cqdd"])
    assert [post.official.id for post in organisation.posts] == ["ha", "ha"]
    assert (organisation.lead.total, organisation.coordinating.total, organisation.addressed.total) == (1, 1, 3)


def test_the_other_kinds_tell_what_they_are_tied_to(world: sqlite3.Connection) -> None:
    document = read(world, "vb-77").body
    assert isinstance(document, DocumentDetail)
    assert document.issuer is not None
    assert (document.issuer.id, ids(document.implemented_by.first), ids(document.directives.first)) == (
        "chinh-phu", ["vb-de-an"], ["d-3"],
    )  # fmt: skip
    theme = read(world, "cd-gao").body
    assert isinstance(theme, ThemeDetail)
    assert (ids(theme.directives.first), ids(theme.results.first)) == (["d-2", "d-3", "r-1"], ["kq-1"])
    family = read(world, "nhom-3").body
    assert isinstance(family, FamilyDetail)
    assert [ids(item.records) for item in family.items] == [["d-2"], ["d-3"]]
    company = read(world, "nordlys").body
    assert isinstance(company, CompanyDetail)
    assert company.country is not None
    assert (company.country.id, company.mentions[0].record.id) == ("tt-eu", "hn-31-03")
    figure = read(world, "so-1").body
    assert isinstance(figure, FigureDetail)
    assert figure.said_by is not None
    assert (figure.said_by.id, figure.amount.value, ids(figure.directives.first)) == ("ha", 9, ["d-3"])
    result = read(world, "kq-1").body
    assert isinstance(result, ResultDetail)
    assert (ids(result.actors), ids(result.answers)) == (["cqdd"], ["d-2"])
    article = read(world, "bao-bien-2").body
    assert isinstance(article, ArticleDetail)
    assert (article.outlet, article.records) == ("Báo Biển", 3)


def test_every_record_has_a_detail(world: sqlite3.Connection) -> None:
    records = world.execute("SELECT id, kind FROM record").fetchall()
    assert {kind for _, kind in records} == set(RecordKind)
    for record, kind in records:
        detail = read(world, record)
        assert (detail.kind, bool(detail.name.vi)) == (kind, True)


def test_a_damaged_list_is_shown_as_empty(world: sqlite3.Connection) -> None:
    world.execute("UPDATE source SET paragraphs = '[', terms = '3' WHERE record = 'd-2'")
    world.execute("UPDATE record SET inferred = '[]'")
    assert read(world, "d-2").sources[0].paragraphs == ()
    assert read(world, "hn-31-03").inferred == ()


def test_an_unknown_id_names_the_nearest(world: sqlite3.Connection) -> None:
    with pytest.raises(UnknownRecordError) as raised:
        find(world, "hn-31-08")
    assert raised.value.values == {"id": "hn-31-08", "nearest": "hn-31-03"}
    with pytest.raises(UnknownRecordError) as raised:
        read(world, "zzz")
    assert raised.value.values["nearest"] == ""


def test_names_are_told_in_either_language(world: sqlite3.Connection) -> None:
    body = read(world, "d-1").body
    assert isinstance(body, DirectiveDetail)
    assert [body.lead[0].short(language) for language in Language] == ["BCT", "MOIT"]
    assert [body.themes[0].short(language) for language in Language] == ["Kinh tế số", "Digital economy"]


def test_a_list_within_a_damaged_list_is_left_out() -> None:
    assert listed('["a", [1], {"b": 2}, null, 3]') == ("a", 3)
