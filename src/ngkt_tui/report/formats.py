"""The formats that a summary can be written in: a name, a file ending, and how to write it."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ngkt_tui.domain.enums import Language

if TYPE_CHECKING:
    from ngkt_tui.domain.summary_items import Summary
    from ngkt_tui.report.blocks import Block

Writer = Callable[["Summary"], Iterator[Any]]
"""Yields texts, or bytes where the format is binary."""


class Format(StrEnum):
    """A format of a summary."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    ICS = "ics"
    DOCX = "docx"

    @property
    def is_binary(self) -> bool:
        """Return whether it is no text, and nothing for a terminal."""
        return self in (Format.XLSX, Format.DOCX)

    @property
    def ending(self) -> str:
        """Return the usual file ending, with its dot."""
        return {Format.TEXT: ".txt", Format.MARKDOWN: ".md"}.get(self, f".{self}")


BLOCK_FORMATS = (Format.TEXT, Format.MARKDOWN, Format.HTML, Format.DOCX)
"""The formats of a report that is laid out in blocks."""
ROW_FORMATS = (Format.CSV, Format.XLSX, Format.JSON)
"""The formats with all rows of a report that is no summary."""


def get_writer(chosen: Format, is_ascii: bool = False) -> Writer:
    """Return the function that writes a summary as `chosen`; only its own module is loaded."""
    if chosen is Format.CSV:
        from ngkt_tui.report.csv_rows import csv_rows  # each format loads what it alone needs

        return csv_rows
    if chosen is Format.ICS:
        from ngkt_tui.report.calendar_file import calendar_file  # as above

        return calendar_file
    if chosen is Format.JSON:
        from ngkt_tui.report.json_text import json_text  # as above

        return json_text
    if chosen is Format.XLSX:
        from ngkt_tui.report.annex_workbook import xlsx  # as above

        return xlsx
    if chosen is Format.SVG:
        from ngkt_tui.report.svg import svg  # as above

        return svg
    from ngkt_tui.report.status_report import status_blocks  # as above

    return lambda summary: write_blocks(chosen, status_blocks(summary, is_ascii), summary.language, is_ascii)


def write_blocks(
    chosen: Format, blocks: "Iterator[Block]", language: Language, is_ascii: bool = False
) -> Iterator[str]:
    """Return the pieces of a report as text, Markdown or HTML."""
    if chosen is Format.MARKDOWN:
        from ngkt_tui.report.markdown import markdown_blocks  # as above

        return markdown_blocks(blocks)
    if chosen is Format.HTML:
        from ngkt_tui.report.html import html_blocks  # as above

        return html_blocks(blocks, language)
    from ngkt_tui.report.plain_text import text_blocks  # as above

    return text_blocks(blocks, is_ascii=is_ascii)
