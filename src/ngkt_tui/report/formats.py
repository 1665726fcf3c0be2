"""The formats that a summary can be written in: a name, a file ending, and how to write it."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module

from ngkt_tui.domain.summary_items import Summary

Writer = Callable[[Summary], Iterator[str]]


class Format(StrEnum):
    """A format of a summary."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"
    CSV = "csv"
    JSON = "json"

    @property
    def ending(self) -> str:
        """Return the usual file ending, with its dot."""
        return {Format.TEXT: ".txt", Format.MARKDOWN: ".md"}.get(self, f".{self}")


_MODULES = {
    Format.TEXT: "plain_text",
    Format.MARKDOWN: "markdown",
    Format.HTML: "html",
    Format.SVG: "svg",
    Format.CSV: "csv_rows",
    Format.JSON: "json_text",
}
_FUNCTIONS = {Format.TEXT: "text", Format.CSV: "csv_rows", Format.JSON: "json_text"}


def get_writer(chosen: Format, codes: bool = False) -> Writer:
    """Return the function that writes a summary as `chosen`; only its own module is loaded.

    `codes` asks CSV for the program's codes in the place of words.
    """
    module = import_module(f"ngkt_tui.report.{_MODULES[chosen]}")
    name = "csv_codes" if codes and chosen is Format.CSV else _FUNCTIONS.get(chosen, chosen.value)
    function: Writer = getattr(module, name)
    return function
