"""Completion in the shell: commands, options, values, ids of the store."""

import os
import pty
import re
from pathlib import Path

import pytest

from ngkt_tui.cli.bash_completion import TypedWord, last_word, offered_pieces
from tests.cli.conftest import COMMAND, Answer, Ask
from tests.fixtures.examples import for_each


@pytest.fixture
def complete(ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a function that completes in this process: click reads the words from it and prints for the shell."""

    def run(*, env: dict[str, str]) -> Answer:
        with monkeypatch.context() as patching:
            for name, value in env.items():
                patching.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                ask(env=env)
        return Answer(int(ended.value.code or 0), *capsys.readouterr())

    return run


def offered(command: Ask, line: str) -> list[str]:
    """Return what bash is offered at the end of `line`."""
    words = line.split(" ")
    env = {"_NGKT_TUI_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    answer = command(env=env)
    assert answer.err == ""
    return [each.partition(",")[2] for each in answer.out.split()]


def test_commands_are_offered(command: Ask, complete: Ask) -> None:
    for each in (command, complete):
        assert offered(each, "ngkt-tui s") == ["summary", "show", "set", "step", "schema", "serve"]


def test_options_and_their_values_are_offered(complete: Ask) -> None:
    assert "--format" in offered(complete, "ngkt-tui export --f")
    assert offered(complete, "ngkt-tui set x --status d") == ["doing", "done", "dropped"]
    assert offered(complete, "ngkt-tui list a") == ["agreements", "agencies", "articles"]
    assert offered(complete, "ngkt-tui --lang ") == ["vi", "en"]


@pytest.mark.usefixtures("store")
def test_ids_of_the_store_are_offered(complete: Ask) -> None:
    assert offered(complete, "ngkt-tui show fta-") == ["fta-doi-tac-so", "fta-mercosur"]


def test_completing_makes_no_store(complete: Ask, home: Path) -> None:
    assert offered(complete, "ngkt-tui show fta-") == []
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script(ask: Ask, shell: str) -> None:
    answer = ask("completion", shell)
    assert answer.code == 0
    assert "_NGKT_TUI_COMPLETE" in answer.out


def explained(command: Ask, line: str) -> dict[str, str]:
    """Return what fish is offered at the end of `line`, with what it means."""
    words = line.split(" ")
    env = {
        "_NGKT_TUI_COMPLETE": "fish_complete",
        "COMP_WORDS": " ".join(words[:-1]),
        "COMP_CWORD": words[-1],
    }
    answer = command(env=env)
    assert answer.err == ""
    pairs = [each.removeprefix("plain,").partition("\t")[::2] for each in answer.out.splitlines()]
    return dict(pairs)


def test_everything_offered_is_explained(complete: Ask) -> None:
    assert explained(complete, "ngkt-tui su") == {"summary": "Print a summary of where everything stands."}
    assert explained(complete, "ngkt-tui export --for")["--force"] == "Overwrite an existing file."


def test_no_option_is_offered_that_the_command_refuses(complete: Ask) -> None:
    assert "--filter" in offered(complete, "ngkt-tui list --")
    for name in ("paths", "set", "doctor", "undo"):
        options = offered(complete, f"ngkt-tui {name} --")
        assert "--db" in options
        assert {"--filter", "--view", "--fresh"}.isdisjoint(options)


@pytest.mark.usefixtures("store")
def test_fields_and_values_of_the_filter_are_offered(complete: Ask) -> None:
    assert "status:" in offered(complete, "ngkt-tui list directives sta")
    assert "status:done" in offered(complete, "ngkt-tui list directives status:do")
    assert offered(complete, "ngkt-tui list agreements sta") == ["stage:"]
    assert "agency:bct" in offered(complete, "ngkt-tui summary --filter agency:bc")


@pytest.mark.usefixtures("store")
def test_views_agencies_and_changes_are_offered(complete: Ask, ask: Ask) -> None:
    ask("view", "save", "viec-cua-toi", "is:open")
    ask("set", "hn-2031-03-05-01", "--status", "doing")
    assert explained(complete, "ngkt-tui list directives --view viec")["viec-cua-toi"] == "is:open"
    assert "viec-cua-toi" in offered(complete, "ngkt-tui view delete viec")
    assert "bct" in offered(complete, "ngkt-tui set x --lead bc")
    ((number, meaning),) = explained(complete, "ngkt-tui undo ").items()
    assert number.isdigit()
    assert meaning == "lan: hn-2031-03-05-01"
    assert explained(complete, "ngkt-tui show fta-mer")["fta-mercosur"]


BREAKS = " \t\n\"'><=;|&(:"
"""What bash cuts words at, unless somebody has changed it."""


@for_each(
    ("line", "word"),
    [
        ("ngkt-tui list agency:bo", TypedWord("agency:bo", "agency:bo", "")),
        ('ngkt-tui list "cq:Bộ N', TypedWord('"cq:Bộ N', "cq:Bộ N", '"')),
        ("ngkt-tui list 'a b' tt:x", TypedWord("tt:x", "tt:x", "")),
        ("ngkt-tui set a\\ b", TypedWord("a\\ b", "a b", "")),
        ("ngkt-tui set ", TypedWord("", "", "")),
    ],
)
def test_the_word_at_the_end_of_a_line_is_known_with_its_open_quote(line: str, word: TypedWord) -> None:
    assert last_word(line) == word


@for_each(
    ("typed", "words", "pieces"),
    [
        ("tt:x", ["tt:xong"], ["xong"]),
        ("--status=bl", ["--status=blocked"], ["blocked"]),
        ("agency:bo", ["agency:bng"], ["bng"]),
        ("agency:bo", ["agency:bng", "agency:bct"], ["bo", "bo -> agency:bng", "bo -> agency:bct"]),
        ("st", ["status:", "stage:"], ["status:", "stage:"]),
        ("tt:vuong", ['tt:"vướng mắc"'], ['\\"vướng\\ mắc\\"']),
        ('"cq:bn', ["cq:bng"], ["cq:bng"]),
        ("'cq:Bộ", ["cq:bng"], ["cq:bng"]),
    ],
)
def test_bash_gets_the_piece_that_it_puts_in_place(typed: str, words: list[str], pieces: list[str]) -> None:
    assert list(offered_pieces(last_word(f"ngkt-tui {typed}"), words, BREAKS)) == pieces
    assert list(offered_pieces(last_word("x tt:x"), ["tt:xong"], BREAKS.replace(":", ""))) == ["tt:xong"]


@pytest.mark.usefixtures("store")
def test_a_real_bash_completes_words_that_it_cuts(environ: dict[str, str]) -> None:
    process, terminal = pty.fork()
    if not process:
        os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], environ)
    try:
        path = f"PATH={Path(COMMAND).parent}:$PATH"
        os.write(terminal, f"{path}; bind 'set bell-style none'; eval \"$(ngkt-tui completion bash)\"\n".encode())
        for typed, completed in (
            ("ngkt-tui list directives agency:bc", "[ngkt-tui][list][directives][agency:bct]"),
            ('ngkt-tui list directives "agency:bc', "[ngkt-tui][list][directives][agency:bct]"),
            ("ngkt-tui set x --status=bl", "[ngkt-tui][set][x][--status=blocked]"),
            ("ngkt-tui list directives status:do", "[ngkt-tui][list][directives][status:do]"),
            ("ngkt-tui list directives stat", "[ngkt-tui][list][directives][status:]"),
        ):
            os.write(terminal, f"{typed}\t\x01printf '[%s]' \x05\n".encode())
            assert printed(terminal) == completed
    finally:
        os.close(terminal)
        os.waitpid(process, 0)


def printed(terminal: int) -> str:
    """Return the arguments that a line was found to have, each in brackets."""
    shown = ""
    while not (found := re.search(r"(\[ngkt-tui\](?:\[[^][]*\])+)[^[]", shown)):
        shown += os.read(terminal, 65536).decode(errors="replace")
    return found[1]
