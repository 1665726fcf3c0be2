"""What was typed on the command line, and the error of a mistake in it.

It is kept from what only click needs: a plain start of the dashboard does without.
"""

import os
import re
from collections.abc import Iterable

from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.words import LazyText

METAVAR_WORD = re.compile(r"[A-Z]+")
"""A word that stands for a value in a usage line; the catalogue has it as `metavar.<word>`."""
_SHORT_OPTION = re.compile(r"-(?:[!-~]|[!-~]=.*|[ln][0-9]+)", re.DOTALL)


def usage_error(problem: str, **values: object) -> UsageError:
    """Return the error of a wrong argument; `problem` is the end of the catalogue key `usage.…`."""
    return UsageError(detail=LazyText(f"usage.{problem}", values))


def argument_name(metavar: str) -> LazyText | str:
    """Return what an argument is called in a sentence: its word, `FILE` of `FILE|-`, in the language of the reader."""
    word = METAVAR_WORD.search(metavar)
    return LazyText(f"metavar.{word[0]}") if word else metavar


def refuse_options(words: Iterable[str]) -> None:
    """Raise for what is meant as an option among words that may begin with one dash: `--fromat`, `-o`, `-n3`, `-l=3`.

    A dash before a longer word excludes it, as does one before a word in quotes, however short.
    """
    for word in words:
        if word.startswith("--"):
            import click  # only for the mistake

            raise click.NoSuchOption(word.partition("=")[0], ctx=click.get_current_context())
        if _SHORT_OPTION.fullmatch(word):
            raise usage_error("no-short-option", word=word[:2])


def decode_argument(argument: str) -> str:
    """Return an argument of the command line read as UTF-8, even where the locale says that it is ASCII."""
    return os.fsencode(argument).decode("utf-8", errors="surrogateescape")
