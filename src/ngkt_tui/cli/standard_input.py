"""What a command reads from the standard input: where `-` stands for an argument, and what it asks first."""

import os
from collections.abc import Iterable

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.invocation import Invocation

DASH = "-"
MAX_BYTES = 16 * 1024 * 1024


def text_or_input(call: Invocation, typed: str) -> str:
    """Return a text as typed; for `-`, the standard input without the line break at its end."""
    return _input(call).rstrip("\r\n") if typed == DASH else typed


def words_or_input(call: Invocation, typed: Iterable[str]) -> tuple[str, ...]:
    """Return words as typed; in the place of `-`, the words of the standard input.

    Raises `UsageError` where no word is left.
    """
    words: list[str] = []
    for word in typed:
        words += _input(call).split() if word == DASH else [word]
    if not words:
        raise usage_error("empty-input")
    return tuple(words)


def is_confirmed(call: Invocation, question: str, agreement: str, **values: object) -> bool:
    """Ask and return whether the answer is one of those that the catalogue lists under `agreement`.

    Raises `UsageError` where nobody is there to answer.
    """
    terminal = call.terminal
    if terminal.input is None or not terminal.has_keys:
        raise usage_error("no-answer")
    call.print_message(question, **values)
    answer = terminal.input.readline(100).decode("utf-8", errors="replace")
    return answer.strip().casefold() in call.translate(agreement).split()


def reopen_keyboard() -> bool:
    """Put the terminal in the place of a standard input that has been read to its end; return whether there is one."""
    try:
        keyboard = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    os.dup2(keyboard, 0)
    os.close(keyboard)
    return True


def _input(call: Invocation) -> str:
    """Return the whole standard input; raises `UsageError` where it is closed or far too long."""
    terminal = call.terminal
    if terminal.input is None:
        raise usage_error("no-input")
    if terminal.has_keys:
        call.print_message("input.waiting")
    content = terminal.input.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise usage_error("long-input", most=MAX_BYTES // (1024 * 1024))
    return content.decode("utf-8-sig", errors="replace")
