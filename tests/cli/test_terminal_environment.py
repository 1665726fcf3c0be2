"""The dashboard is drawn for the terminal that is there, whatever the environment says of another one."""

import pytest

from ngkt_tui.cli.streams import correct_environment


def corrected(**environ: str) -> dict[str, str]:
    correct_environment(environ)
    return environ


def test_exported_sizes_are_not_believed() -> None:
    assert corrected(COLUMNS="80", LINES="24", TERM="xterm") == {"TERM": "xterm"}


@pytest.mark.parametrize(
    "inside", [{"TERM": "screen"}, {"TERM": "screen.xterm-256color"}, {"STY": "1.pts", "TERM": "x"}]
)
def test_gnu_screen_has_no_true_colours_although_the_terminal_around_it_has(inside: dict[str, str]) -> None:
    assert corrected(COLORTERM="truecolor", **inside) == inside


@pytest.mark.parametrize("other", [{"TERM": "xterm-256color"}, {"TERM": "screen-256color", "TMUX": "/tmp/tmux,1,0"}])
def test_other_terminals_keep_their_colours(other: dict[str, str]) -> None:
    assert corrected(COLORTERM="truecolor", **other) == {"COLORTERM": "truecolor", **other}


@pytest.mark.parametrize("inside", [{"TERM_PROGRAM": "iTerm.app"}, {"LC_TERMINAL": "iTerm2"}])
def test_iterm_is_not_asked_for_the_keyboard_protocol_that_stops_its_input_methods(inside: dict[str, str]) -> None:
    assert corrected(**inside)["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert corrected(TEXTUAL_DISABLE_KITTY_KEY="0", **inside)["TEXTUAL_DISABLE_KITTY_KEY"] == "0"
