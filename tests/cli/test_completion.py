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


def explained(command: Ask, line: str) -> dict[str, str]:
    """Return what fish is offered at the end of `line`, with what it means."""
    words = line.split(" ")
    env = {
        "_NGKT_TUI_COMPLETE": "fish_complete",
        "COMP_WORDS": " ".join(words[:-1]),
        "COMP_CWORD": words[-1],
    }
    told = command(env=env)
    assert told.err == ""
    pairs = [each.removeprefix("plain,").partition("\t")[::2] for each in told.out.splitlines()]
    return dict(pairs)


def test_everything_offered_is_explained(command: Ask) -> None:
    assert explained(command, "ngkt-tui su") == {"summary": "Print a summary of where everything stands."}
    assert explained(command, "ngkt-tui export --for")["--force"] == "Overwrite an existing file."


def test_no_option_is_offered_that_the_command_refuses(command: Ask) -> None:
    assert "--filter" in offered(command, "ngkt-tui list --")
    for name in ("paths", "set", "doctor", "undo"):
        options = offered(command, f"ngkt-tui {name} --")
        assert "--db" in options
        assert {"--filter", "--view", "--fresh"}.isdisjoint(options)


@pytest.mark.usefixtures("store")
def test_fields_and_values_of_the_filter_are_offered(command: Ask) -> None:
    assert "status:" in offered(command, "ngkt-tui list directives sta")
    assert "status:done" in offered(command, "ngkt-tui list directives status:do")
    assert offered(command, "ngkt-tui list agreements sta") == ["stage:"]
    assert "agency:bct" in offered(command, "ngkt-tui summary --filter agency:bc")


@pytest.mark.usefixtures("store")
def test_views_agencies_and_changes_are_offered(command: Ask) -> None:
    command("view", "save", "viec-cua-toi", "is:open")
    command("set", "hn-2031-03-05-01", "--status", "doing")
    assert explained(command, "ngkt-tui list directives --view viec")["viec-cua-toi"] == "is:open"
    assert "viec-cua-toi" in offered(command, "ngkt-tui view delete viec")
    assert "bct" in offered(command, "ngkt-tui set x --lead bc")
    ((number, meaning),) = explained(command, "ngkt-tui undo ").items()
    assert number.isdigit()
    assert meaning == "lan: hn-2031-03-05-01"
    assert explained(command, "ngkt-tui show fta-mer")["fta-mercosur"]
