"""Mistakes in the arguments: exit code 2, told in the user's language, with what to do next."""

import pytest

from ngkt_tui.cli.dispatch import COMMANDS
from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each


@for_each(
    ("arguments", "expected"),
    [
        (["nonsense"], "There is no command “nonsense”."),
        (["lst"], "did you mean “list”?"),
        (["paths", "--langg", "en"], "There is no option --langg; did you mean --lang?"),
        (
            ["paths", "extra", "words"],
            "This command does not take: extra words. Leave it out, or put the whole text in quotes.",
        ),
        (["paths", "--db"], "--db needs a value."),
        (["paths", "--readonly=yes"], "--readonly takes no value."),
        (["paths", "--lang", "fr"], "--lang: “fr” is not allowed; choose one of vi, en."),
        (["--fresh", "paths"], "--fresh works only when the dashboard is opened, without a command."),
        (["paths", "--filter", "x"], "`paths` takes no --filter."),
        (["list"], "KIND is missing."),
        (["list", "things"], "“things” is not allowed; choose one of directives"),
        (["list", "directives", "--limit", "-1"], "--limit: “-1” is not a whole number of 0 or more."),
        (["list", "directives", "--fromat", "csv"], "There is no option --fromat; did you mean --format?"),
        (["set", "x", "--done-on", "1"], "There is no option --done-on; did you mean --on?"),
        (["set", "x", "--done-on", "1"], "See `ngkt-tui set --help`."),
        (["review", "start"], "See `ngkt-tui review --help`."),
        (["nonsense"], "See `ngkt-tui --help`."),
        (["summary", "--as-of", "2026-02-30"], "--as-of: The day “2026-02-30” does not exist"),
        (["set", "x"], "Nothing to set: give --status"),
        (["set", "--status", "done"], "ID is missing."),
        (
            ["set", "x", "--status", "finished"],
            "--status: “finished” is not allowed; choose one of unrated, doing,",
        ),
        (["set", "x", "--status", "doing", "--on", "2026-01-01"], "use it with --status done"),
        (["note", "x", " "], "The text is missing; write it after the id."),
        (["undo", "0"], "“0” is not a whole number of 1 or more."),
        (["export", "-o", "report.pdf"], "report.pdf: its ending names no format"),
        (["export", "-o", "/"], "/: its ending names no format"),
        (["--db", "", "paths"], "--db: a path is missing."),
    ],
)
def test_a_wrong_argument_is_told_with_exit_code_2(ask: Ask, arguments: list[str], expected: str) -> None:
    answer = ask(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("ngkt-tui: ")
    assert expected in answer.err


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("NGKT_LANG", "fr", "NGKT_LANG: không dùng được “fr”; hãy chọn một trong vi, en."),
        ("NGKT_TODAY", "tomorrow", "NGKT_TODAY: “tomorrow” is not a date"),
    ],
)
def test_a_wrong_variable_is_told_by_name(ask: Ask, variable: str, value: str, expected: str) -> None:
    answer = ask("list", "directives", env={variable: value})
    assert answer.code == 2
    assert expected in answer.err


def test_a_mistake_is_told_in_the_chosen_language_wherever_the_flag_stands(ask: Ask) -> None:
    assert "Không có lệnh “nonsense”." in ask("nonsense", "--lang", "vi").err
    assert "Không có lệnh “nonsense”." in ask("--lang=vi", "nonsense").err


def test_a_vocabulary_is_understood_by_code_and_by_label(ask: Ask) -> None:
    for typed in ("done", "hoàn thành", "Hoan Thanh"):
        answer = ask("set", "x", "--status", typed, "--on", "nonsense")
        assert "“nonsense” is not a date" in answer.err


@for_each("typed", ["-o", "-q", "-n", "-v", "-n3", "-l=3", "-1", "-?"])
def test_a_short_option_is_no_word_of_a_filter(ask: Ask, typed: str) -> None:
    for arguments in (["list", "directives", typed], ["view", "save", "x", typed], ["note", "x", typed]):
        answer = ask(*arguments)
        assert (answer.code, answer.out) == (2, "")
        assert f"There is no option {typed.partition('=')[0]}." in answer.err or f"no option {typed[:2]}." in answer.err
        assert "--help" in answer.err


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("typed", ["-hn:hn-2031-03-05", "-tt:done", "-gạo", "-g20", '-"n"'])
def test_a_word_that_must_not_occur_is_no_option(ask: Ask, typed: str) -> None:
    assert ask("list", "directives", typed).code == 0


@for_each("name", ["", *COMMANDS])
def test_a_lone_h_asks_for_help_everywhere(ask: Ask, name: str) -> None:
    arguments = [name] if name else []
    assert ask(*arguments, "-h") == ask(*arguments, "--help")
    assert "-h, --help" in ask(*arguments, "-h").out


def test_h_after_a_double_dash_is_a_word(ask: Ask) -> None:
    assert ask("list", "directives", "--", "-h").code == 2
