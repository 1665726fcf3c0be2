"""What the packaged digest adds to its articles follows the rules of the guide, told apart from what is printed."""

import pytest

from ngkt_tui.digest.load import load
from ngkt_tui.digest.model.records import Directive
from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.domain.enums import DirectiveKind, Nature, OrganisationKind, ResultKind
from ngkt_tui.services.context import packaged_digest
from tests.fixtures.examples import for_each


@pytest.fixture(scope="module")
def digest() -> Digest:
    return load(packaged_digest()).digest


@pytest.fixture(scope="module")
def directives(digest: Digest) -> dict[str, Directive]:
    return {each.id: each for each in digest.directives}


def test_the_packaged_digest_is_written_in_the_present_schema(digest: Digest) -> None:
    assert digest.digest.schema_version == 2


@for_each(
    ("id", "other", "how"),
    [
        ("hn-2024-04-02-14", "hn-2024-02-22-03", "raised"),
        ("hn-2024-04-02-18", "hn-2024-02-22-01", "broader"),
        ("hn-2024-04-02-20", "hn-2022-09-19-33", "broader"),
        ("hn-2024-07-18-22", "hn-2024-04-02-20", "broader"),
        ("hn-2024-07-18-31", "hn-2024-02-22-16", "narrower"),
        ("hn-2024-07-18-22", "hn-2024-07-18-13", "related"),
        ("hn-2024-07-18-20", "hn-2024-07-18-07", "related"),
        ("hn-2024-07-18-25", "hn-2024-07-18-08", "related"),
        ("hn-2024-07-18-26", "hn-2024-07-18-08", "related"),
        ("hn-2024-07-18-27", "hn-2024-07-18-08", "related"),
        ("hn-2024-07-18-30", "hn-2024-07-18-10", "related"),
        ("hn-2024-07-18-23", "hn-2024-07-18-11", "related"),
    ],
)
def test_a_directive_takes_up_another_as_it_does(
    directives: dict[str, Directive], id: str, other: str, how: str
) -> None:
    assert {each.directive: str(each.how) for each in directives[id].repeats}[other] == how


def test_only_the_two_articles_of_one_conference_make_directives_related(directives: dict[str, Directive]) -> None:
    for each in directives.values():
        for repeat in each.repeats:
            if repeat.how == "related":
                articles = {source.article for one in (each.id, repeat.directive) for source in directives[one].sources}
                assert articles == {"qn-20240718", "nv-20240718"}


def test_every_answer_is_marked_as_inferred_for_no_article_prints_it(digest: Digest) -> None:
    assert [each.id for each in digest.results if each.answers and "answers" not in each.inferred] == []


def test_every_directive_has_its_nature_and_what_is_deliverable_its_product(digest: Digest) -> None:
    assert [each.id for each in digest.directives if each.nature is None] == []
    products = {each.id for each in digest.directives if each.product}
    assert products == {each.id for each in digest.directives if each.nature is Nature.DELIVERABLE}
    assert products == {"hn-2022-09-19-12", "hn-2022-09-19-35", "hn-2024-07-18-07", "hn-2024-07-18-15"}


def test_an_attitude_is_spirit_and_a_recommendation_is_not(directives: dict[str, Directive]) -> None:
    spirit = {each.id for each in directives.values() if each.nature is Nature.SPIRIT}
    assert {
        "hn-2022-09-19-13",
        "hn-2024-07-18-01",
        "hn-2024-04-02-01",
        "hn-2024-07-18-18",
        "hn-2024-07-18-19",
    } <= spirit
    assert not {"hn-2022-09-19-33", "hn-2024-04-02-18", "hn-2024-07-18-12"} & spirit
    assert not {each.id for each in directives.values() if each.kind is DirectiveKind.RECOMMENDATION} & spirit


def test_judgements_and_forecasts_are_told_apart_from_what_was_done(digest: Digest) -> None:
    kinds = {each.id: each.kind for each in digest.results}
    assert None not in kinds.values()
    forecasts = {id for id, kind in kinds.items() if kind is ResultKind.FORECAST}
    assert forecasts == {"kq-2024-02-22-06", "kq-2024-02-22-07", "kq-2024-07-18-32"}
    assert kinds["kq-2024-02-22-05"] is ResultKind.AGREED
    assert kinds["kq-2024-02-22-08"] is kinds["kq-2024-04-02-02"] is ResultKind.ASSESSMENT
    assert kinds["kq-2024-07-18-25"] is ResultKind.RESULT


@for_each(
    ("member", "group"),
    [
        ("ubnd-quang-ngai", "dia-phuong"),
        ("ubnd-lang-son", "dia-phuong"),
        ("so-nganh-lang-son", "dia-phuong"),
        ("bng", "bo-nganh"),
        ("dai-su-quan", "cqdd"),
        ("cqdd", "nganh-ngoai-giao"),
    ],
)
def test_whoever_belongs_to_a_group_is_its_member_by_inference(digest: Digest, member: str, group: str) -> None:
    one = next(each for each in digest.organisations if each.id == member)
    assert group in one.member_of
    assert "member_of" in one.inferred


def test_where_a_market_lies_is_inferred_and_what_a_set_contains_is_printed(digest: Digest) -> None:
    markets = {each.id: each for each in digest.markets if each.within}
    assert {id: market.within for id, market in markets.items()}["tt-nhat-ban"] == ("tt-dong-bac-a",)
    assert all("within" in market.inferred for market in markets.values())
    agreements = {each.id: each.within for each in digest.agreements if each.within}
    assert agreements == {"fta-atiga": ("fta-hien-hanh-nang-cap",)}


def test_offices_of_state_and_of_the_party_are_bodies_of_different_kinds(digest: Digest) -> None:
    kinds = {each.id: each.kind for each in digest.organisations}
    party = {id for id, kind in kinds.items() if kind is OrganisationKind.PARTY}
    assert party == {"dang", "ban-bi-thu", "tinh-uy-lang-son"}
    assert (kinds["chinh-phu"], kinds["bng"], kinds["ubnd-lang-son"]) == ("government", "ministry", "province")


def test_where_somebody_took_part_is_told_apart_from_what_they_said(digest: Digest) -> None:
    april = next(each for each in digest.conferences if each.id == "hn-2024-04-02")
    assert april.points == ("chinh-phu", "cqdd", "ubnd-tinh-thanh", "ubnd-lang-son")
    chair, host = (
        next(each for each in april.participants if each.official == who)
        for who in ("pham-minh-chinh", "ho-tien-thieu")
    )
    assert chair.said
    assert not chair.point
    assert host.point
    assert not host.said


def test_what_was_reported_without_a_stage_has_its_place(digest: Digest) -> None:
    key = next(each for each in digest.agreements if each.id == "fta-chu-chot").observations[0]
    assert key.stage is None
    assert key.what
    assert "rà soát, đẩy nhanh" in key.what.vi
    halal = next(each for each in digest.markets if each.id == "tt-halal")
    assert {str(each.stance): each.what is not None for each in halal.mentions} == {"expand": False, "reported": True}
