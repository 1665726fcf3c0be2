"""What YAML 1.1 would turn into something else stays letter for letter, or is refused (RELIABILITY row 3)."""

import pytest

from ngkt_tui.digest.yaml_reader import resolve
from tests.digest.writing import HEAD, keys, loaded, refused
from tests.fixtures.examples import for_each

LETTERS = [
    "no", "off", "on", "yes", "y", "n", "No", "TRUE", "True", "Null", "NULL", "12:30", "1:2:3", "010", "0o7",
    "0x1F", "0b1", "1_000", "1e5", "+5", ".5", "5.", ".inf", ".nan", "--1", "-010", "2031-01-01",
    "2031-01-01 10:00",
    "9" * 16, "9" * 5000, "1." + "3" * 40, "=", "07/2031", "1,5", "١٢",
]  # fmt: skip


@for_each("letters", LETTERS)
def test_a_plain_text_keeps_its_letters(letters: str) -> None:
    digest = loaded(f"{HEAD}themes:\n  - id: t\n    name:\n      vi: {letters}\n").digest
    assert digest.themes[0].name is not None
    assert digest.themes[0].name.vi == letters


@for_each(
    ("letters", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("16", 16),
        ("6.5", 6.5),
    ],
)
def test_only_null_truth_values_and_decimal_numbers_are_more_than_letters(letters: str, value: object) -> None:
    assert resolve(letters) == value
    assert type(resolve(letters)) is type(value)


@pytest.mark.parametrize("value", ["true", "16", "6.5"])
def test_a_number_or_truth_value_is_refused_where_a_text_must_stand(value: str) -> None:
    faults = refused(f"{HEAD}themes:\n  - id: t\n    name: {{vi: {value}}}\n")
    assert [(fault.key, fault.line, fault.column, fault.values["value"]) for fault in faults] == [
        ("text-unquoted", 10, 16, value if value == "true" else float(value)),
    ]


@for_each("value", ["no", "on", "0", "1", '"true"'])
def test_what_is_neither_true_nor_false_is_refused_where_a_truth_value_must_stand(value: str) -> None:
    assert keys(refused(HEAD.replace("paragraphs: 3", f"paragraphs: 3, complete: {value}"))) == ["bool-wanted"]


@for_each("value", ["010", "12:30", "1_000", '"3"', "true", "3.0", "9" * 5000])
def test_what_is_no_decimal_number_is_refused_where_a_number_must_stand(value: str) -> None:
    assert keys(refused(HEAD.replace("paragraphs: 3", f"paragraphs: {value}"))) == ["number-wanted"]


@for_each(
    ("value", "key"),
    [
        ("2031-02-30", "day-impossible"),
        ("2031-13-01", "day-impossible"),
        ("0000-01-01", "day-impossible"),
        ("2031-1-1", "day-format"),
        ("01/01/2031", "day-format"),
        ("20310101", "day-format"),
        ("2031-01-01T10:00:00", "day-format"),
        ("2031", "day-format"),
        ("no", "day-format"),
        ("[2031-01-01]", "day-format"),
    ],
)
def test_a_date_is_a_day_of_the_calendar_written_one_way(value: str, key: str) -> None:
    assert keys(refused(HEAD.replace("date: 2031-01-01", f"date: {value}"))) == [key]


def test_an_optional_value_that_is_left_open_is_absent() -> None:
    digest = loaded(HEAD.replace("date: 2031-01-01", "date: ").replace("date: 2032-01-01", "date: null")).digest
    assert [each.date for each in digest.conferences] == [None, None]


def test_block_texts_keep_their_line_breaks() -> None:
    digest = loaded(f"{HEAD}themes:\n  - id: t\n    name:\n      vi: |-\n        Một\n        Hai\n").digest
    assert digest.themes[0].name is not None
    assert digest.themes[0].name.vi == "Một\nHai"
