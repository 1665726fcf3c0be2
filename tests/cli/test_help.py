"""The help: in both languages, for every command, with examples that name real commands and options."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from ngkt_tui.cli.dispatch import APP, COMMANDS
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.words import catalogue
from ngkt_tui.services.record_fields import flat_fields
from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each

COMMAND_LINE = re.compile(r"(?<![/\w])ngkt-tui(?![\w.])[^|>]*")
"""A command of ours in an example, without what it is piped to."""
BY_FIELDS = ("add", "correct")
"""The commands that take the fields of the schema beside their options."""
ENGLISH_WORD = re.compile(
    r"\b(?:OPTIONS|COMMAND|ARGS|KIND|EXPR|ID|FILE|DIR|TEXT|GROUP|NAME|PATH|DATE|ORG|REF|STATUS)\b"
)


@for_each("name", COMMANDS)
@for_each("language", list(Language))
def test_every_command_has_help_with_examples(ask: Ask, name: str, language: Language) -> None:
    answer = ask(name, "--help", "--lang", language)
    assert (answer.code, answer.err) == (0, "")
    words = catalogue(language)
    flat = " ".join(answer.out.split())
    assert words[f"command.{name}"] in flat
    assert words["help.examples"] in flat
    assert f"--db {words['metavar.PATH']}" in flat
    if language is Language.VI:
        assert ENGLISH_WORD.findall(answer.out) == []


def test_a_mistake_names_an_argument_by_the_word_of_the_usage_line(ask: Ask) -> None:
    vietnamese = {"NGKT_LANG": "vi"}
    for arguments, words in (
        (["list"], "Thiếu LOẠI."),
        (["set", "--status", "done"], "Thiếu MÃ."),
        (["view", "save"], "Thiếu TÊN."),
        (["view", "save", "x"], "Thiếu BỘ LỌC."),
        (["list", "x"], "LOẠI"),
        (["import", " "], "TỆP"),
        (["completion", "tcsh"], "shell"),
    ):
        answer = ask(*arguments, env=vietnamese)
        assert answer.code == 2
        assert words in answer.err, answer.err


def test_the_help_of_the_program_lists_every_command(ask: Ask) -> None:
    answer = ask("--help")
    assert answer.code == 0
    assert [name for name in COMMANDS if not re.search(rf"^  {name} ", answer.out, re.MULTILINE)] == []


@for_each("name", COMMANDS)
def test_only_commands_that_filter_offer_a_filter(ask: Ask, name: str) -> None:
    offers = "--filter" in ask(name, "--help").out
    assert offers == (name in ("summary", "export", "list"))


@pytest.mark.parametrize("language", list(Language))
def test_every_example_names_a_command_and_options_that_exist(language: Language) -> None:
    words = catalogue(language)
    examples = [line for key in words if key.endswith(".examples") for line in words[key].splitlines()]
    assert len(examples) > len(COMMANDS)
    for command_line in (part for line in examples for part in COMMAND_LINE.findall(line)):
        _, _, rest = command_line.partition("ngkt-tui")
        named = re.findall(r"(?<=\s)--?[a-z][a-z-]*", rest)
        name = rest.split()[0].rstrip(")") if rest.split() else ""
        command = APP.get_command(None, name) if name else APP  # type: ignore[arg-type]
        assert command is not None, command_line
        known = {opt for param in command.params for opt in param.opts}
        known |= {f"--{field}" for kind in RecordKind for field in flat_fields(kind)} if name in BY_FIELDS else set()
        assert {option for option in named if option.startswith("--")} <= known, command_line


def test_the_version_is_told(ask: Ask) -> None:
    from ngkt_tui import __version__

    assert ask("--version") == (0, f"ngkt-tui {__version__}\n", "")


OUTSIDE = (
    *("import ", "check ", "verify ", "backup ", "restore ", "<(", "undo 12", "serve", "digest draft"),
    *("review set", "grant", "revoke", "ngkt-tui who"),
)
"""What needs a file, a history or a server that is not there, a screen, or goes on until it is stopped."""


def command_lines(language: Language) -> list[str]:
    """Return the examples that need nothing but the packaged digest, in the order of the catalogue."""
    words = catalogue(language)
    lines = [line for key in words if key.endswith(".examples") for line in words[key].splitlines()]
    return [line for line in lines if line.startswith("ngkt-tui") and not any(name in line for name in OUTSIDE)]


@pytest.mark.parametrize("language", list(Language))
def test_every_example_works_on_the_packaged_digest(
    ask: Ask, language: Language, seeded: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    shutil.copy(seeded, home / "store.sqlite")
    (home / "bao-mai-20300305.txt").write_text("Một bài\n\nNgày 5/3/2030, Bộ Ngoại giao họp.\n", encoding="utf-8")
    failed = []
    alike = command_lines(Language.VI) if language is Language.EN else []  # tried already
    for line in (each for each in command_lines(language) if each not in alike):
        piped = None
        for part in COMMAND_LINE.findall(line):
            answer = ask(*shlex.split(part)[1:], stdin=piped)
            piped = answer.out.encode()
            if answer.code != 0 or not answer.out + answer.err or (" list " in part and not answer.out):
                failed.append((part, answer))
    assert failed == []
