"""Faults of shape and of reference are told together, each where it stands."""

from tests.digest.writing import HEAD, SOURCES, complained
from tests.fixtures.examples import for_each

BROKEN = (
    f"{HEAD}directives:\n  - id: hn-1-01\n    conference: hn-1\n    kind: tsk\n    issuers: [bgn]\n"
    f"    text: {{vi: Làm}}\n    repeats: [{{directive: hn-1-09, how: same}}]\n    {SOURCES}\n"
)


def test_a_dangling_id_is_told_beside_the_faults_of_its_record() -> None:
    assert complained(BROKEN) == [("choice", 11), ("dangling", 12), ("dangling", 14)]


def test_a_reference_of_the_wrong_kind_is_told_beside_the_faults_of_its_record() -> None:
    text = BROKEN.replace("[bgn]", "[a]").replace("hn-1-09, how: same", "bng, how: sme")
    assert complained(text) == [("choice", 11), ("wrong-kind", 12), ("wrong-kind", 14), ("choice", 14)]


@for_each("value", ["3", "{x: y}", "[[bng]]", "~"])
def test_what_is_no_id_at_all_is_told_once(value: str) -> None:
    found = complained(BROKEN.replace("[bgn]", value).replace("hn-1-09", "hn-1-01"))
    assert [key for key, line in found if line == 12 and key in ("dangling", "wrong-kind")] == []


def test_an_empty_list_that_must_hold_something_is_pointed_at_where_it_stands() -> None:
    text = (
        BROKEN.replace("kind: tsk", "kind: task")
        .replace("[bgn]", "[]")
        .replace("hn-1-09, how: same", "hn-2-01, how: same")
    )
    found = complained(text.replace(f"    {SOURCES}\n", "    sources: []\n"))
    assert ("list-empty", 12) in found
    assert ("list-empty", 15) in found
    assert [key for key, _ in found if key == "missing"] == []


def test_a_tilde_is_an_absent_text() -> None:
    themes = "themes:\n  - {id: t, name: {vi: ~}}\n  - {id: u, name: {vi: x, en: ~}}\n  - {id: v, name: ~}\n"
    assert complained(HEAD + themes) == [("null", 9), ("missing", 11)]
