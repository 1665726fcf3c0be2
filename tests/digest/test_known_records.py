"""Several digests: what one may leave to another, and what it may not say against it."""

import pytest

from ngkt_tui.digest.check import check_source
from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.digest.load import LoadedDigest, load
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.domain.enums import Language
from tests.digest.reading import check_file
from tests.digest.writing import HEAD, SAMPLE, SECOND, SOURCES, complained, directive, loaded

USING = 'digest: {id: sau, title: {vi: "Sau"}, uses: [thu]}\n'


@pytest.fixture(scope="module")
def head() -> LoadedDigest:
    return loaded(HEAD)


def examined(text: str, *others: LoadedDigest, strict: bool = False) -> dict[str, list[str]]:
    outside = ExternalRecords.of(each.digest for each in others)
    found = check_source(MemorySource(text.encode()), outside, strict=strict)
    return {
        name: [fault.key for fault in getattr(found, name)] for name in ("faults", "unchecked", "look_alikes", "advice")
    }


def test_without_the_digests_used_outside_references_are_listed_as_unchecked() -> None:
    found = examined(f"{USING}organisations: [{{id: x, name: {{vi: X}}, kind: group, parent: bng}}]\n")
    assert (found["faults"], found["unchecked"]) == ([], ["unchecked"])


def test_without_the_digests_used_a_partial_record_is_listed_as_unchecked() -> None:
    found = examined(f'{USING}organisations: [{{id: bng, aliases: ["Ngoại giao"]}}]\n')
    assert (found["faults"], found["unchecked"]) == ([], ["unchecked-fields"])


def test_beside_the_digests_used_nothing_is_left_unchecked(head: LoadedDigest) -> None:
    found = examined(f"{USING}organisations: [{{id: x, name: {{vi: X}}, kind: group, parent: bgn}}]\n", head)
    assert (found["faults"], found["unchecked"]) == (["dangling"], [])


def test_a_record_of_another_digest_needs_no_required_field_again(head: LoadedDigest) -> None:
    assert complained(f'{USING}organisations: [{{id: bng, aliases: ["Ngoại giao"]}}]\n', head) == []


def test_a_record_that_nobody_defines_lacks_its_fields(head: LoadedDigest) -> None:
    text = f"{USING}organisations:\n  - {{id: bct, aliases: [Công Thương]}}\n"
    assert complained(text, head) == [("missing", 3), ("missing", 3)]


def test_an_absent_value_may_be_filled(head: LoadedDigest) -> None:
    name = 'name: {vi: "Bộ Ngoại giao", en: "Ministry of Foreign Affairs"}'
    assert complained(f"{USING}organisations: [{{id: bng, {name}, short: {{vi: BNG}}}}]\n", head) == []


def test_a_value_against_that_of_another_digest_is_refused_with_its_name(head: LoadedDigest) -> None:
    text = f"{USING}organisations:\n  - {{id: bng, kind: agency}}\n"
    (fault,) = check_source(MemorySource(text.encode()), ExternalRecords.of([head.digest])).faults
    assert (fault.key, fault.line) == ("contradicts", 3)
    assert "thu" in fault.message(Language.EN)
    assert "ministry" in fault.message(Language.EN)


def test_an_id_of_another_kind_of_record_is_refused(head: LoadedDigest) -> None:
    assert complained(f"{USING}themes: [{{id: bng, name: {{vi: x}}}}]\n", head) == [("other-kind", 2)]


def test_paragraphs_of_an_article_of_another_digest_are_counted(head: LoadedDigest) -> None:
    conference = "id: hn-3, kind: meeting, title: {vi: x}, sources: [{article: a, para: 4, terms: [x]}]"
    assert complained(f"{USING}conferences: [{{{conference}}}]\n", head) == [("paragraph", 2)]


def test_a_circle_through_another_digest_is_refused(head: LoadedDigest) -> None:
    other = loaded(f"{HEAD}  - {{id: x, name: {{vi: x}}, kind: group, parent: bng}}\n")
    assert complained(f"{USING}organisations: [{{id: bng, parent: x}}]\n", other) == [("circle", 2)]


def test_family_items_of_both_digests_are_counted_together() -> None:
    family = "families: [{id: f, conference: hn-1, name: {vi: x}, printed_count: 2, items: [{text: {vi: Một}}], %s}]\n"
    first = loaded(HEAD + family.replace("%s", SOURCES))
    assert complained(f"{USING}families: [{{id: f, items: [{{text: {{vi: Hai}}}}]}}]\n", first) == []
    assert complained(f"{USING}families: [{{id: f, items: [{{text: {{vi: Một}}}}]}}]\n", first) == [("family-count", 2)]


def test_an_item_is_the_same_in_both_versions_of_the_format() -> None:
    asked = f"directives:\n{directive('hn-1-01')}"
    family = (
        "families: [{id: f, conference: hn-1, name: {vi: x}, printed_count: 1, items: [{directive: hn-1-01}], %s}]\n"
    )
    first = loaded(HEAD + asked + family.replace("%s", SOURCES))
    assert complained(f"{USING}families: [{{id: f, items: [{{directives: [hn-1-01]}}]}}]\n", first) == []


def test_a_circle_of_groups_through_another_digest_is_refused(head: LoadedDigest) -> None:
    other = loaded(f"{HEAD}  - {{id: x, name: {{vi: x}}, kind: group, member_of: [bng]}}\n")
    assert complained(f"{USING}organisations: [{{id: bng, member_of: [x]}}]\n", other) == [("circle", 2)]


def test_a_printed_count_is_held_against_the_items_of_another_digest() -> None:
    family = f"families: [{{id: f, conference: hn-1, name: {{vi: x}}, items: [{{text: {{vi: Một}}}}], {SOURCES}}}]\n"
    assert complained(f"{USING}families: [{{id: f, printed_count: 2}}]\n", loaded(HEAD + family)) == [
        ("family-count", 2)
    ]


def test_what_two_digests_say_alike_is_known_once(head: LoadedDigest) -> None:
    known = ExternalRecords.of([head.digest, head.digest]).records["hn-1"]
    assert known.fields["sources"] == [{"article": "a", "para": [1], "terms": ["x"]}]


@pytest.mark.parametrize("name", ["BỘ NGOẠI GIAO", "Bo Ngoai giao", "bộ  ngoại giao"])
def test_a_name_that_differs_only_in_case_or_accents_is_pointed_out_and_accepted(head: LoadedDigest, name: str) -> None:
    found = examined(f'{USING}organisations: [{{id: mofa, name: {{vi: "{name}"}}, kind: ministry}}]\n', head)
    assert (found["faults"], found["look_alikes"]) == ([], ["look-alike"])


def test_the_same_name_of_another_kind_is_no_look_alike(head: LoadedDigest) -> None:
    assert examined(f'{USING}themes: [{{id: t, name: {{vi: "Bộ Ngoại giao"}}}}]\n', head)["look_alikes"] == []


def test_look_alikes_within_one_digest_are_pointed_out_too() -> None:
    text = f'{HEAD}  - {{id: x, name: {{vi: X}}, kind: group, aliases: ["bộ ngoại giao", "Bộ ngoại giao"]}}\n'
    assert examined(text)["look_alikes"] == ["look-alike"]


def test_two_digests_together_are_known_as_one() -> None:
    outside = ExternalRecords.of([load(SAMPLE).digest, load(SECOND).digest])
    official = outside.records["tran-minh-khoi"]
    assert outside.digests == {"mau-2031", "mau-2032"}
    assert official.digest == "mau-2031"
    assert [post["conferences"] for post in official.fields["posts"]] == [
        ["hn-2031-03-05", "hn-2032-02-20"],
        ["hn-2032-08-15"],
    ]


def test_strict_points_out_missing_english_uncited_paragraphs_and_missing_agencies() -> None:
    advice = check_file(SAMPLE, strict=True).advice
    lines = [fault.message(Language.EN) for fault in advice]
    assert "Nothing cites paragraph 1 of bao-an-20310305, and its notes do not say why." in lines
    assert "Directives that name nobody to act: 6 of 12." in lines
    assert "Directives without a lead agency: 10 of 12." in lines
    assert check_file(SAMPLE).advice == ()
    assert [
        fault.line for fault in _of(check_source(MemorySource(HEAD.encode()), ExternalRecords(), strict=True).advice)
    ] == [4, 5, 7]


def _of(faults: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [fault for fault in faults if fault.key == "no-english"]
