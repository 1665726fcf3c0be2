"""What the environment says of the terminal, put right before Textual reads it: it is believed there without a look."""

from collections.abc import Mapping, MutableMapping

TERMINALS_WITHOUT_A_SCREEN = ("", "dumb", "unknown")
SIZES = ("COLUMNS", "LINES")
"""Exported by `resize`, `docker exec -e` and service managers; they go before the size that the terminal itself has."""


def correct_environment(environ: MutableMapping[str, str]) -> None:
    """Take away or add what would make the dashboard draw for another terminal than the one that is there."""
    for name in SIZES:
        environ.pop(name, None)
    if _is_gnu_screen(environ):
        environ.pop("COLORTERM", None)
    if _is_iterm(environ):
        environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def _is_gnu_screen(environ: Mapping[str, str]) -> bool:
    """Tell whether GNU screen draws: it hands on the variables of the terminal around it, and knows no such colours.

    tmux calls itself `screen` too, and reduces the colours by itself where it has to.
    """
    return "TMUX" not in environ and ("STY" in environ or environ.get("TERM", "").startswith("screen"))


def _is_iterm(environ: Mapping[str, str]) -> bool:
    """Tell whether iTerm2 draws, also over ssh: in kitty's keyboard protocol it gets in the way of input methods."""
    return environ.get("TERM_PROGRAM") == "iTerm.app" or environ.get("LC_TERMINAL") == "iTerm2"
