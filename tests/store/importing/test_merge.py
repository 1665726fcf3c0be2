"""Joining what several digests say of one record."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ngkt_tui.store.importing.merge import Contradiction, MergedItem, MergedRecord, OwnedCitation, Statement, merge

PARA_2 = {"article": "a", "para": [2], "terms": ["x"]}
PARA_3 = {"article": "b", "para": [3], "terms": ["y"]}


def _merged(first: dict[str, Any], second: dict[str, Any]) -> MergedRecord:
    return merge("r", [Statement("one", {"id": "r", **first}), Statement("two", {"id": "r", **second})])


def test_each_fills_the_others_gaps() -> None:
    merged = _merged(
        {"name": {"vi": "Mỹ"}, "kind": "country"}, {"name": {"vi": "Mỹ", "en": "USA"}, "notes": {"vi": "n"}}
    )
    assert merged.values == {"name": {"vi": "Mỹ", "en": "USA"}, "kind": "country", "notes": {"vi": "n"}}
    assert merged.contradictions == []


def test_different_values_contradict_each_other_with_both_digests_named() -> None:
    merged = _merged({"name": {"vi": "Mỹ"}, "kind": "country"}, {"name": {"vi": "Hoa Kỳ"}, "kind": "bloc"})
    assert merged.contradictions == [
        Contradiction("name.vi", "one", "Mỹ", "two", "Hoa Kỳ"),
        Contradiction("kind", "one", "country", "two", "bloc"),
    ]


def test_the_digest_that_gave_the_value_is_named_not_the_first_of_all() -> None:
    statements = [
        Statement("one", {"id": "r"}),
        Statement("two", {"id": "r", "kind": "bloc"}),
        Statement("three", {"id": "r", "kind": "x"}),
    ]
    assert merge("r", statements).contradictions == [Contradiction("kind", "two", "bloc", "three", "x")]


def test_lists_of_references_are_joined_in_order_each_once() -> None:
    assert _merged({"lead": ["bct", "bng"]}, {"lead": ["bng", "bnn"]}).values["lead"] == ["bct", "bng", "bnn"]


def test_entries_belong_to_the_digest_that_gave_them_first() -> None:
    post = {"title": {"vi": "Thủ tướng"}, "sources": [PARA_2]}
    other = {"title": {"vi": "Bí thư"}, "sources": [PARA_3]}
    assert _merged({"posts": [post]}, {"posts": [other]}).entries["posts"] == [
        MergedItem({"title": {"vi": "Thủ tướng"}}, "one", [OwnedCitation(PARA_2, "one")]),
        MergedItem({"title": {"vi": "Bí thư"}}, "two", [OwnedCitation(PARA_3, "two")]),
    ]


def test_an_entry_that_both_give_is_one_with_the_sources_of_both() -> None:
    first = {"official": "a", "roles": ["chair"], "sources": [PARA_2]}
    merged = _merged({"participants": [first]}, {"participants": [{**first, "sources": [PARA_2, PARA_3]}]})
    assert merged.entries["participants"] == [
        MergedItem(
            {"official": "a", "roles": ["chair"]}, "one", [OwnedCitation(PARA_2, "one"), OwnedCitation(PARA_3, "two")]
        )
    ]


def test_sources_are_joined_each_with_its_digest() -> None:
    assert _merged({"sources": [PARA_2]}, {"sources": [PARA_3, PARA_2]}).sources == [
        OwnedCitation(PARA_2, "one"),
        OwnedCitation(PARA_3, "two"),
    ]


def test_a_required_field_counts_as_given_only_with_a_value() -> None:
    merged = _merged({"observations": [], "kind": "fta"}, {"sources": []})
    assert [merged.has(name) for name in ("kind", "observations", "sources", "name")] == [True, False, False, False]


_TEXTS = st.fixed_dictionaries({"vi": st.just("v")}, optional={"en": st.just("e")})
_BODIES = st.fixed_dictionaries(
    {},
    optional={
        "name": _TEXTS,
        "kind": st.just("k"),
        "lead": st.lists(st.sampled_from("abc"), unique=True),
        "sources": st.lists(st.sampled_from([PARA_2, PARA_3]), max_size=2),
        "posts": st.lists(st.builds(lambda name: {"title": {"vi": name}}, st.sampled_from("xyz")), max_size=3),
    },
)


@given(_BODIES, _BODIES)
def test_what_agrees_never_contradicts_and_nothing_is_lost(first: dict[str, Any], second: dict[str, Any]) -> None:
    merged = _merged(first, second)
    assert merged.contradictions == []
    for body in (first, second):
        for name, value in body.items():
            if value:
                assert merged.has(name)
        assert set(body.get("lead", ())) <= set(merged.values.get("lead", ()))
        assert {str(each["title"]) for each in body.get("posts", ())} <= {
            str(each.value["title"]) for each in merged.entries.get("posts", ())
        }


@given(_BODIES)
def test_the_same_said_twice_is_as_said_once(body: dict[str, Any]) -> None:
    assert _merged(body, body) == merge("r", [Statement("one", {"id": "r", **body})])
