"""What no single record can tell: ids, references, circles, times, counts."""

import pytest

from ngkt_tui.digest.check import check_source
from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.load import load
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import InvalidDigestError
from tests.digest.reading import load_checked
from tests.digest.writing import HEAD, SAMPLE, SOURCES, complained, directive
from tests.fixtures.examples import for_each

AFTER_HEAD = 8


def test_the_head_of_these_tests_is_valid() -> None:
    assert complained(HEAD) == []


def test_an_id_stands_for_one_record_whatever_its_kind() -> None:
    found = complained(f"{HEAD}themes:\n  - {{id: bng, name: {{vi: x}}}}\n  - {{id: t, name: {{vi: x}}}}\n"
                       "  - {id: t, name: {vi: y}}\n")  # fmt: skip
    assert found == [("duplicate-id", 9), ("duplicate-id", 11)]


def test_a_duplicate_id_names_the_line_of_the_first() -> None:
    text = f"{HEAD}themes:\n  - {{id: t, name: {{vi: x}}}}\n  - {{id: t, name: {{vi: y}}}}\n"
    (fault,) = check_source(MemorySource(text.encode()), ExternalRecords()).faults
    assert "line 9" in fault.message(Language.EN)


@for_each(
    "field",
    [
        "addressees: [bgn]",
        "lead: [bgn]",
        "coordinating: [bgn]",
        "themes: [cd-x]",
        "markets: [tt-x]",
        "agreements: [fta-x]",
        "documents: [vb-x]",
        "figures: [so-x]",
        "repeats: [{directive: hn-1-09, how: same}]",
    ],
)
def test_a_reference_to_no_record_is_refused(field: str) -> None:
    assert complained(f"{HEAD}directives:\n{directive('hn-1-01', field)}") == [("dangling", 9)]


def test_a_dangling_reference_gets_the_nearest_id_of_the_right_kind() -> None:
    text = f"{HEAD}directives:\n{directive('hn-1-01', 'addressees: [bgn]')}"
    (fault,) = check_source(MemorySource(text.encode()), ExternalRecords()).faults
    assert fault.values["nearest"] == "bng"


@for_each("field", ["addressees: [hn-1]", "lead: [a]", "themes: [bng]", "documents: [a]"])
def test_a_reference_to_a_record_of_another_kind_is_refused(field: str) -> None:
    assert complained(f"{HEAD}directives:\n{directive('hn-1-01', field)}") == [("wrong-kind", 9)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("themes: []\ndocuments: [{id: d, kind: other, title: {vi: x}, implements: [d], %s}]", ["itself"]),
        (
            "documents:\n  - {id: d, kind: other, title: {vi: x}, implements: [e], %s}\n"
            "  - {id: e, kind: other, title: {vi: x}, implements: [d], %s}",
            ["circle"],
        ),
    ],
)
def test_a_document_that_carries_out_itself_is_refused(text: str, keys: list[str]) -> None:
    assert [key for key, _ in complained(HEAD + text.replace("%s", SOURCES))] == keys


def test_organisations_above_each_other_are_refused_once_for_each_circle() -> None:
    chain = "".join(f"  - {{id: o{n}, name: {{vi: x{n}}}, kind: group, parent: o{(n + 1) % 5}}}\n" for n in range(5))
    assert complained(f"{HEAD}{chain}  - {{id: p, name: {{vi: p}}, kind: group, parent: p}}\n") == [
        ("circle", 12),
        ("itself", 13),
    ]


def test_organisations_that_belong_to_each_other_are_refused_once_for_each_circle() -> None:
    chain = "".join(
        f"  - {{id: o{n}, name: {{vi: x{n}}}, kind: group, member_of: [o{(n + 1) % 3}]}}\n" for n in range(3)
    )
    alone = "  - {id: p, name: {vi: p}, kind: group, member_of: [p]}\n"
    assert complained(f"{HEAD}{chain}{alone}") == [("circle", 10), ("itself", 11)]


def test_what_contains_others_is_a_region_a_bloc_or_a_set_and_not_within_itself() -> None:
    markets = map(str.split, ("a country b", "b region c", "c bloc b", "d product a"))
    mention = "{conference: hn-1, stance: key, sources: []}"
    written = "".join(
        f"  - {{id: tt-{id}, name: {{vi: x{id}}}, kind: {kind}, within: [tt-{within}], mentions: [{mention}]}}\n"
        for id, kind, within in markets
    )
    found = [key for key, _ in complained(f"{HEAD}markets:\n{written}")]
    assert found.count("no-container") == 1  # a country contains none
    assert found.count("circle") == 1


def test_a_group_may_stand_under_one_of_its_members() -> None:
    group = "  - {id: nganh, name: {vi: Ngành}, kind: group, parent: bng}\n"
    assert complained(HEAD.replace("kind: ministry", "kind: ministry, member_of: [nganh]") + group) == []


@pytest.mark.parametrize(
    ("field", "key"),
    [("member_of: [bgn]", "dangling"), ("member_of: [hn-1]", "wrong-kind"), ("member_of: bng", "list-wanted")],
)
def test_the_groups_of_an_organisation_are_organisations(field: str, key: str) -> None:
    assert complained(f"{HEAD}  - {{id: x, name: {{vi: x}}, kind: group, {field}}}\n") == [(key, 8)]


def test_the_points_of_a_conference_are_organisations() -> None:
    assert complained(HEAD.replace("title: {vi: Một},", "title: {vi: Một}, points: [bng],")) == []
    assert complained(HEAD.replace("title: {vi: Một},", "title: {vi: Một}, points: [hn-2],")) == [("wrong-kind", 4)]


def _family(items: str, printed: int = 2) -> str:
    asked = "".join(directive(f"hn-1-0{number}") for number in (1, 2, 3))
    more = f"id: f, conference: hn-1, name: {{vi: x}}, printed_count: {printed}, {SOURCES}"
    return f"{HEAD}directives:\n{asked}families:\n  - {{{more}, items: [{items}]}}\n"


def test_the_printed_count_is_that_of_the_items_whatever_each_covers() -> None:
    assert complained(_family("{directives: [hn-1-01, hn-1-02]}, {directives: [hn-1-03]}")) == []
    assert complained(_family("{directives: [hn-1-01, hn-1-02]}, {directives: [hn-1-03]}", 3)) == [("family-count", 13)]


def test_the_directives_of_an_item_are_directives() -> None:
    assert complained(_family("{directives: [hn-1-01, bng]}, {directives: [hn-1-09]}")) == [
        ("wrong-kind", 13),
        ("dangling", 13),
    ]


def test_an_item_names_its_directives_in_one_way() -> None:
    assert complained(_family("{directive: hn-1-01, directives: [hn-1-02]}, {directive: hn-1-03}")) == [
        ("family-item-twice", 13)
    ]
    assert complained(_family("{directives: []}, {directive: hn-1-03}")) == [("family-item", 13)]


@for_each("field", ["nature: unjudged", "nature: Spirit", "product: Đề án", "product: {en: a scheme}"])
def test_nature_and_product_are_held_to_their_form(field: str) -> None:
    assert len(complained(f"{HEAD}directives:\n{directive('hn-1-01', field)}")) == 1


def test_a_very_long_chain_of_parents_is_no_fault() -> None:
    chain = "".join(f"  - {{id: o{n}, name: {{vi: x{n}}}, kind: group, parent: o{n + 1}}}\n" for n in range(5000))
    assert complained(f"{HEAD}{chain}  - {{id: o5000, name: {{vi: x}}, kind: group}}\n") == []


def test_a_directive_may_repeat_one_of_an_earlier_conference() -> None:
    earlier = f"{HEAD}directives:\n{directive('hn-1-01')}"
    assert complained(earlier + directive("hn-2-01", "repeats: [{directive: hn-1-01, how: broader}]", "hn-2")) == []


@for_each("how", ["same", "narrower", "broader", "raised"])
def test_a_directive_cannot_repeat_one_of_its_own_conference(how: str) -> None:
    repeats = f"repeats: [{{directive: hn-1-01, how: {how}}}]"
    text = f"{HEAD}directives:\n{directive('hn-1-01')}{directive('hn-1-02', repeats)}"
    assert complained(text) == [("repeats-beside", 10)]
    assert complained(text.replace("{id: thu,", "{id: thu, schema: 1,")) == []  # where nothing forbade it


def test_two_directives_of_one_conference_may_be_related_even_to_each_other() -> None:
    first = directive("hn-1-01", "repeats: [{directive: hn-1-02, how: related}]")
    second = directive("hn-1-02", "repeats: [{directive: hn-1-01, how: related}]")
    assert complained(f"{HEAD}directives:\n{first}{second}") == []


def test_a_directive_cannot_be_related_to_a_later_one() -> None:
    text = f"{HEAD}directives:\n{directive('hn-1-01', 'repeats: [{directive: hn-2-01, how: related}]')}"
    assert complained(text + directive("hn-2-01", conference="hn-2")) == [("repeats-later", 9)]


def test_a_directive_cannot_repeat_one_of_a_later_conference() -> None:
    text = f"{HEAD}directives:\n{directive('hn-1-01', 'repeats: [{directive: hn-2-01, how: same}]')}"
    assert complained(text + directive("hn-2-01", conference="hn-2")) == [("repeats-later", 9)]


def test_a_result_cannot_answer_a_directive_of_a_later_conference() -> None:
    result = f"results:\n  - {{id: kq, conference: hn-1, text: {{vi: x}}, answers: [hn-2-01], {SOURCES}}}\n"
    assert complained(f"{HEAD}directives:\n{directive('hn-2-01', conference='hn-2')}{result}") == [
        ("answers-later", 11)
    ]


def test_a_paragraph_beyond_the_articles_end_is_refused() -> None:
    assert complained(HEAD.replace("para: 1", "para: [3, 4]", 1)) == [("paragraph", 4)]


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    horizon = "horizon: {text: {vi: x}, start: 2031-02-01, end: 2031-01-31}"
    assert complained(f"{HEAD}directives:\n{directive('hn-1-01', horizon)}") == [("period", 9)]


def test_a_range_whose_upper_end_is_the_lower_is_refused() -> None:
    figure = (
        f"id: so, conference: hn-1, label: {{vi: x}}, value: 9, value_max: 3, printed_as: x, kind: target, {SOURCES}"
    )
    assert complained(f"{HEAD}figures: [{{{figure}}}]\n") == [("range", 8)]


@for_each(
    ("items", "found"),
    [
        ("", []),
        (", items: [{text: {vi: x}}, {directive: hn-1-01}]", []),
        (", items: [{text: {vi: x}}]", [("family-count", 10)]),
        (", items: []", [("family-count", 10)]),
        (", items: [{text: {vi: x}}, {text: {vi: y}}, {directive: hn-1-01}]", [("family-count", 10)]),
        (", items: [{text: {vi: x}}, {}]", [("family-item", 10)]),
    ],
)
def test_a_family_has_as_many_items_as_its_source_prints(items: str, found: list[tuple[str, int]]) -> None:
    family = f"families: [{{id: f, conference: hn-1, name: {{vi: x}}, printed_count: 2{items}, {SOURCES}}}]\n"
    assert complained(f"{HEAD}directives:\n{directive('hn-1-01')}{family}") == found


@pytest.mark.parametrize("who", ["", "official: o, organisation: bng", "who: {vi: x}, organisation: bng"])
def test_a_participant_is_exactly_one(who: str) -> None:
    officials = f"officials: [{{id: o, name: O, posts: [{{title: {{vi: x}}, conferences: [hn-1], {SOURCES}}}]}}]\n"
    text = HEAD.replace("title: {vi: Một}", f"title: {{vi: Một}}, participants: [{{roles: [chair], {who}}}]")
    assert complained(text + officials) == [("participant", 4)]


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("inferred: {txt: {vi: x}}", "no-such-field"),
        ("inferred: {sources: {vi: x}}", "no-such-field"),
        ("inferred: {addressees: {vi: x}}", "field-unset"),
    ],
)
def test_only_a_field_that_the_record_has_can_be_inferred(field: str, key: str) -> None:
    assert complained(f"{HEAD}directives:\n{directive('hn-1-01', field)}") == [(key, 9)]


def test_a_source_can_be_narrowed_to_fields_that_the_record_has() -> None:
    assert complained(HEAD.replace("terms: [x]", "terms: [x], of: [title, date]", 1)) == []
    assert complained(HEAD.replace("terms: [x]", "terms: [x], of: [place]", 1)) == [("field-unset", 4)]
    assert complained(HEAD.replace("terms: [x]", "terms: [x], of: [titel]", 1)) == [("no-such-field", 4)]


def test_an_old_id_that_is_still_in_use_is_refused() -> None:
    assert complained(f"{HEAD}themes: [{{id: t, name: {{vi: x}}, was: [bng]}}]\n") == [("was-in-use", 8)]


def test_a_digest_cannot_use_itself() -> None:
    text = HEAD.replace("id: thu,", "id: thu, uses: [thu],") + "  - {id: x, name: {vi: X}, kind: group, parent: y}\n"
    assert complained(text) == [("uses-itself", 1), ("dangling", 8)]


def test_a_record_with_a_wrong_value_can_still_be_referred_to() -> None:
    text = f"{HEAD.replace('kind: ministry', 'kind: minsitry')}directives:\n{directive('hn-1-01')}"
    assert complained(text) == [("choice", 7)]


@pytest.mark.parametrize("name", ["kind", "title", "sources"])
def test_each_required_field_of_a_record_is_asked_for(name: str) -> None:
    given = {"kind": "kind: meeting", "title": "title: {vi: x}", "sources": SOURCES}
    fields = ", ".join(text for key, text in given.items() if key != name)
    text = HEAD.replace("organisations:", f"  - {{id: hn-3, {fields}}}\norganisations:")
    assert complained(text) == [("missing", 6)]


def test_a_checked_digest_is_returned_and_a_faulty_one_raises() -> None:
    assert load_checked(SAMPLE).digest == load(SAMPLE).digest
    with pytest.raises(InvalidDigestError) as caught:
        load_checked("-", stdin=MemorySource(HEAD.replace("kind: ministry", "parent: x").encode()).open())
    assert [each.key for each in caught.value.faults] == ["missing", "dangling"]  # type: ignore[attr-defined]
    assert caught.value.exit_code == 3


def test_a_digest_of_articles_cannot_rest_on_a_document() -> None:
    text = f"{HEAD}documents:\n  - {{id: vb, number: 1/X, kind: other, title: {{vi: x}}, {SOURCES}}}\ndirectives:\n"
    line = directive("hn-1-01").replace(SOURCES, "sources: [{document: vb}]")
    assert ("source-document", 11) in complained(text + line)


def test_a_digest_of_ones_own_has_no_articles() -> None:
    assert ("own-articles", 2) in complained(HEAD.replace("{id: thu,", "{id: thu, own: true,"))
