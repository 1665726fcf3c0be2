"""All faults of a file are listed at once, each with place, words in both languages, and a suggestion."""

import re
from pathlib import Path

from ngkt_tui.digest.faults import MAX_FAULTS, Diagnostic
from ngkt_tui.digest.validation_errors import _KEYS, _PATTERNS
from ngkt_tui.digest.yaml_reader import _PROBLEMS
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import catalogue
from tests.digest.writing import HEAD, SOURCES, complained, keys, refused
from tests.fixtures.examples import for_each

MANY = f"""\
digest: {{id: Mau, schema: 3, title: {{vi: "Thử"}}}}
directive: []
themes: 3
officials:
conferences:
  - id: hn-1
    kind: confrence
    title: {{vi: " "}}
    participants: [{{roles: [chair, 3], who: {{vi: Ai}}, rols: x}}]
    sources: [{{article: a, para: [1, 0], terms: []}}]
  - 7
figures:
  - {{id: so-1, value: 010, conference: hn-9, kind: reported, printed_as: 16, {SOURCES}}}
  - {{id: so-2, conference: hn-9, label: {{vi: Số}}, printed_as: "2", kind: target,
     sources: [{{article: b, para: 1, terms: [x]}}]}}
"""


def test_wrong_values_and_wrong_references_are_listed_together_in_file_order() -> None:
    assert complained(MANY) == [
        ("id", 1),
        ("schema", 1),
        ("unknown-key", 2),
        ("list-wanted", 3),
        ("null", 4),
        ("choice", 7),
        ("text-empty", 8),
        ("choice", 9),
        ("unknown-key", 9),
        ("dangling", 10),
        ("too-small", 10),
        ("list-empty", 10),
        ("mapping-wanted", 11),
        ("number-wanted", 13),
        ("dangling", 13),
        ("text-unquoted", 13),
        ("dangling", 13),
        ("dangling", 14),
        ("dangling", 15),
    ]


@for_each(
    ("text", "nearest"),
    [
        ("organisation: []", "organisations"),
        ("themes: [{id: t, nmae: {vi: x}}]", "name"),
        ("themes: [{id: t, name: {vi: x, eng: x}}]", "en"),
        ("markets: [{id: m, kind: regoin}]", "region"),
        ("conferences: [{id: c, participants: [{who: {vi: x}, roles: [chiar]}]}]", "chair"),
        ("conferences: [{id: c, sources: [{articel: a, para: 1, terms: [x]}]}]", "article"),
    ],
)
def test_a_misspelt_word_gets_the_nearest_right_one(text: str, nearest: str) -> None:
    faults = refused(re.sub(r"^(conferences|organisations):\n(  .*\n)+", "", HEAD, flags=re.MULTILINE) + text)
    assert nearest in [fault.values.get("nearest") for fault in faults]
    assert any(f"Did you mean “{nearest}”?" in fault.message(Language.EN) for fault in faults)


def test_a_wrong_number_that_stands_for_a_list_of_one_has_its_place() -> None:
    faults = refused(
        "digest: {id: d, title: {vi: x}}\ndocuments: [{id: vb, sources: [{article: a, para: 0, terms: [x]}]}]"
    )
    assert ("too-small", 2, 51) in [(fault.key, fault.line, fault.column) for fault in faults]


def test_a_fault_shows_file_line_column_and_the_line() -> None:
    (fault,) = refused(f"{HEAD}themes: [{{id: t, name: Một}}]")
    assert fault.render(Language.EN) == (
        "-:8:24: This must be a text in both languages: {vi: …, en: …}.\n    themes: [{id: t, name: Một}]"
    )


def test_the_column_counts_characters_not_bytes() -> None:
    (fault,) = refused(f'{HEAD}themes: [{{id: t, name: {{vi: "Đàm phán"}}, x: 1}}]')
    assert fault.column == 42


def test_a_missing_field_is_placed_at_the_record_that_lacks_it() -> None:
    assert complained(f"{HEAD}themes:\n  - id: t\n") == [("missing", 9)]


@for_each("field", ["roles", "who.vi"])
@for_each("value", [None, "null", "true", "3", "[7]", "{a: b}", '""'])
def test_a_required_part_that_is_missing_null_or_of_a_wrong_type_is_refused(field: str, value: str | None) -> None:
    parts = {"roles": "roles: [chair]", "who.vi": "who: {vi: Ai}"}
    given = {"roles": f"roles: {value}", "who.vi": f"who: {{vi: {value}}}"}
    missing = {"roles": "point: {vi: x}", "who.vi": "who: {en: Who}"}
    parts[field] = missing[field] if value is None else given[field]
    text = f"{HEAD}".replace("title: {vi: Một}", f"title: {{vi: Một}}, participants: [{{{', '.join(parts.values())}}}]")
    assert {line for _, line in complained(text)} == {4}


def test_of_too_many_faults_the_first_thousand_are_listed() -> None:
    faults = refused("themes:\n" + "  - 7\n" * 3000)
    assert len(faults) == MAX_FAULTS + 1
    assert keys(faults)[-1] == "more"


def test_control_characters_of_the_file_never_reach_the_message() -> None:
    (fault,) = refused(f'{HEAD}"a\\e[31m": 1 # \u202e\n')[-1:]
    for language in Language:
        assert "\x1b" not in fault.render(language)
        assert "\u202e" not in fault.render(language)


def test_every_fault_that_the_code_names_has_words_and_every_word_is_used() -> None:
    folder = Path(__file__).parents[2] / "src" / "ngkt_tui"
    code = "\n".join(
        path.read_text("utf-8") for name in ("digest", "services", "store") for path in (folder / name).rglob("*.py")
    )
    worded = {key.removeprefix("fault.") for key in catalogue(Language.EN) if key.startswith("fault.")} - {"nearest"}
    assert worded - set(re.findall(r'"([a-z][a-z0-9-]+)"', code)) == set()
    raised = re.findall(r'(?:DigestReadError|_report_here)\((?:event\.start_mark, )?"([a-z0-9-]+)"', code)
    complained_of = re.findall(r'Issue\((?:[^()"]|\([^()]*\))*, "([a-z0-9-]+)"', code)
    assert len(raised) + len(complained_of) > 40
    assert {*raised, *complained_of, *_KEYS.values(), *_PATTERNS.values(), *_PROBLEMS.values()} - worded == set()


def test_a_fault_without_a_place_is_shown_with_its_file_alone() -> None:
    assert Diagnostic("x.yaml", None, None, "file-missing").render(Language.VI) == "x.yaml: Không có tệp này."
