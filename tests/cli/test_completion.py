"""Completion in the shell: commands, options, values, ids of the store."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ask


def offered(command: Ask, line: str) -> list[str]:
    """Return what bash is offered at the end of `line`."""
    words = line.split(" ")
    env = {"_NGKT_TUI_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    told = command(env=env)
    assert told.err == ""
    return [each.partition(",")[2] for each in told.out.split()]


def test_commands_are_offered(command: Ask) -> None:
    assert offered(command, "ngkt-tui s") == ["summary", "show", "set", "schema"]


def test_options_and_their_values_are_offered(command: Ask) -> None:
    assert "--format" in offered(command, "ngkt-tui export --f")
    assert offered(command, "ngkt-tui set x --status d") == ["doing", "done", "dropped"]
    assert offered(command, "ngkt-tui list a") == ["agreements", "agencies", "articles"]
    assert offered(command, "ngkt-tui --lang ") == ["vi", "en"]


@pytest.mark.usefixtures("store")
def test_ids_of_the_store_are_offered(command: Ask) -> None:
    assert offered(command, "ngkt-tui show fta-") == ["fta-doi-tac-so", "fta-mercosur"]


def test_completing_makes_no_store(command: Ask, home: Path) -> None:
    assert offered(command, "ngkt-tui show fta-") == []
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script(ask: Ask, shell: str) -> None:
    told = ask("completion", shell)
    assert told.code == 0
    assert "_NGKT_TUI_COMPLETE" in told.out
