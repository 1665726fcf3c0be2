"""The command line reads the same phrases of days everywhere, and tells which day it understood."""

import pytest

from tests.cli.conftest import Ask

pytestmark = pytest.mark.usefixtures("store")

FIRST, FTA = "hn-2031-03-05-01", "fta-mercosur"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("quý IV/2032", "2032-12-31"),
        ("tháng 12/2032", "2032-12-31"),
        ("12/2032", "2032-12-31"),
        ("cuối tháng 9", "2032-09-30"),
        ("ngày 15 tháng 9", "2032-09-15"),
        ("tuần sau", "2032-03-14"),
        ("thứ sáu", "2032-03-05"),
        ("14 ngày nữa", "2032-03-15"),
        ("15 / 8", "2032-08-15"),
        ("Q4 2032", "2032-12-31"),
        ("end of September", "2032-09-30"),
        ("next week", "2032-03-14"),
        ("Friday", "2032-03-05"),
        ("in 14 days", "2032-03-15"),
    ],
)
def test_a_due_date_is_a_phrase_of_either_language(ask: Ask, typed: str, day: str) -> None:
    answer = ask("set", FIRST, "--due", typed)
    assert answer.code == 0
    assert f"due date: none → {day}" in answer.out
    assert f"--due: “{typed}” is understood as {day}." in answer.err


@pytest.mark.parametrize(
    ("typed", "day"),
    [("thứ sáu", "2032-02-27"), ("15/8", "2031-08-15"), ("cuối tháng trước", "2032-02-29"), ("quý IV", "2031-12-31")],
)
def test_a_day_done_and_the_day_of_a_report_look_back(ask: Ask, typed: str, day: str) -> None:
    assert f"is understood as {day}" in ask("set", FIRST, "--status", "done", "--on", typed).err
    assert day in ask("show", FIRST).out
    assert f"on {day}" in ask("set", FTA, "--stage", "signed", "--on", typed).out
    assert f"As of {day}" in ask("export", "--brief", "--as-of", typed).out


def test_a_summary_looks_back_too(ask: Ask) -> None:
    assert "As of 2032-02-27" in ask("summary", "--brief", "--as-of", "thứ sáu").out


@pytest.mark.parametrize("typed", ["2032-06-30", "30/06/2032", "30-6-2032"])
def test_a_day_that_is_written_out_is_not_told_again(ask: Ask, typed: str) -> None:
    assert "understood" not in ask("set", FIRST, "--due", typed).err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("set", FIRST, "--status", "done", "--on", "2204-01-01"), "Did you mean 2024-01-01?"),
        (("set", FIRST, "--status", "done", "--on", "0032-12-31"), "Did you mean 2031-12-31?"),
        (("set", FIRST, "--status", "done", "--on", "tomorrow"), "“tomorrow” is still to come."),
        (("set", FIRST, "--due", "0032-12-31"), "Did you mean 2032-12-31?"),
        (("set", FTA, "--stage", "in-force", "--on", "2204-01-01"), "the year must be from 1945 to 2100"),
        (("summary", "--as-of", "1/1/1899"), "the year must be from 1945 to 2100"),
    ],
)
def test_an_impossible_day_is_a_mistake_with_the_nearest_reading(
    ask: Ask, arguments: tuple[str, ...], expected: str
) -> None:
    answer = ask(*arguments)
    assert answer.code == 2
    assert expected in answer.err
    assert "edit" not in ask("history").out


@pytest.mark.parametrize(
    ("named", "is_taken"),
    [("1/3/2032", True), ("ngày 1 tháng 3 năm 2032", True), ("3/2032", False), ("0032-03-01", False)],
)
def test_the_day_of_the_environment_is_one_day_with_its_year(ask: Ask, named: str, is_taken: bool) -> None:
    answer = ask("set", FIRST, "--due", "in 1 day", env={"NGKT_TODAY": named})
    assert answer.code == (0 if is_taken else 2)
    assert ("2032-03-02" in answer.out) is is_taken


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_help_says_which_phrases_are_read(ask: Ask, language: str) -> None:
    text = " ".join(ask("set", "--help", "--lang", language).out.split())
    assert ("quý IV/2024" if language == "vi" else "Q4 2024") in text
