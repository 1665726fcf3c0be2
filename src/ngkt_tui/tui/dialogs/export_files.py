"""Writing the report that was asked for: a question before a file is replaced, a download in a browser."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from textual.app import ComposeResult

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.report_items import ReportRequest
from ngkt_tui.domain.words import format_date
from ngkt_tui.report.formats import Format
from ngkt_tui.services.context import expand_path
from ngkt_tui.services.detail_lines.lines import BLANK, line
from ngkt_tui.services.file_writing import atomic_write, require_replaceable
from ngkt_tui.services.reports import Coverage, report_pieces
from ngkt_tui.services.summary import FileForm
from ngkt_tui.tui.dashboard.pane_controller import DIRECTIVES_PANE
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.rich_list import RichList


class ExportRequest(NamedTuple):
    """What is to be written where. `is_all` leaves the filter and the scope aside; `file` is as typed."""

    format: Format
    is_brief: bool
    is_all: bool
    file: str
    as_of: date | None = None
    """The day at whose end statuses are counted; `None` for now."""
    report: ReportRequest = ReportRequest()
    is_copied: bool = False
    """Whether it goes to the clipboard and not into a file."""
    is_shown: bool = False
    """Whether it is the table as the screen shows it, in place of a report."""
    is_preview: bool = False
    """Whether it is only to be looked at."""


MAX_PREVIEW = 300
"""Lines of a report that are shown before it is written."""


class PreviewDialog(Dialog[None]):
    """Shows the first lines of what would be written."""

    TITLE_KEY = "dialog.export.preview.title"
    WIDTH = 110

    def __init__(self, language: Language, lines: Sequence[str], *, is_plain: bool) -> None:
        super().__init__(language)
        self._lines, self._is_plain = lines, is_plain

    def body(self) -> ComposeResult:
        entries = [line(text) if text.strip() else BLANK for text in self._lines]
        yield RichList(entries, marks_stops=False, is_plain=self._is_plain)

    def choose(self, choice: str) -> None:
        """Do nothing: there is nothing to choose but leaving."""


async def preview(host: DialogHost, request: ExportRequest) -> None:
    """Show what would be written: as text, where the format is none that one reads; report what goes wrong."""
    is_text = request.format in (Format.TEXT, Format.MARKDOWN, Format.CSV)
    seen = request if is_text else request._replace(format=Format.TEXT)
    try:
        lines = await host.workers.work(lambda: _first_lines(_pieces(host, seen)))
    except NgktError as error:
        host.notifier.report(error)
        return
    await host.ask(PreviewDialog(host.context.language, lines, is_plain=host.context.ascii))


def _first_lines(pieces: Iterator[str]) -> list[str]:
    lines: list[str] = [""]
    for piece in pieces:
        first, *others = piece.removeprefix("\ufeff").splitlines() or [""]
        lines[-1] += first
        lines += others
        lines += [""] if piece.endswith(("\n", "\r")) else []
        if len(lines) > MAX_PREVIEW:
            return [*lines[:MAX_PREVIEW], "…"]
    return lines


async def is_written(host: DialogHost, request: ExportRequest) -> bool:
    """Write what was asked for, and notify of it, or of what went wrong; return whether it was."""
    if host.notifier.is_in_browser and not request.is_copied:
        return await _is_downloaded(host, request)
    path = await host.workers.work(lambda: expand_path(request.file).absolute())
    try:
        if request.is_copied:
            host.notifier.copy(await host.workers.work(lambda: "".join(_pieces(host, request))))
            return True
        may_replace = await host.workers.work(partial(os.path.lexists, path))
        if may_replace:
            await host.workers.work(partial(require_replaceable, path))
            if not await _may_replace(host, path):
                return False
        await host.workers.work(partial(_write, host, request, path, may_replace))
    except NgktError as error:
        host.notifier.report(error)
        return False
    _notify_of_file(host, request, path)
    return True


async def _is_downloaded(host: DialogHost, request: ExportRequest) -> bool:
    """Give the file to the browser: the machine that the dashboard runs on is not its user's."""
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / (Path(request.file).name or "ngkt")
            await host.workers.work(partial(_write, host, request, path, False))
            host.notifier.download(path.open("rb"), path.name)
    except NgktError as error:
        host.notifier.report(error)
        return False
    host.notifier.show_message(host.translate("dialog.export.downloaded", path=path.name))
    return True


def _notify_of_file(host: DialogHost, request: ExportRequest, path: Path) -> None:
    as_of = format_date(request.as_of, host.context.language)
    words = host.translate("dialog.export.done-as-of" if as_of else "dialog.export.done", path=path, date=as_of)
    host.notifier.show_written(path, words)


async def open_folder(host: DialogHost) -> None:
    """Open the folder of what was exported last."""
    host.notifier.open_folder()


async def _may_replace(host: DialogHost, path: Path) -> bool:
    question = ChoiceDialog(
        host.context.language,
        title=host.translate("dialog.export.replace.title"),
        text=host.translate("dialog.export.replace.text", path=path),
        yes="dialog.export.replace.yes",
        no="dialog.export.replace.no",
    )
    is_sure = await host.ask(question)
    return is_sure is True


def _write(host: DialogHost, request: ExportRequest, path: Path, may_replace: bool) -> None:
    atomic_write(path, _pieces(host, request), may_replace)


def _pieces(host: DialogHost, request: ExportRequest) -> Iterator[Any]:
    """Return the report as the dashboard shows its directives: scope, filter and the order that it asks for."""
    text = "" if request.is_all else present_filter(host)
    scope = () if request.is_all else host.panes.view.scope
    coverage = Coverage(text, scope, request.as_of)
    if request.is_shown:
        from ngkt_tui.services.shown_table import ShownTable, shown_pieces  # only for the table of the screen

        options = host.panes[DIRECTIVES_PANE].options
        return shown_pieces(host.context, request.format, coverage, ShownTable(options.grouping, options.columns))
    return report_pieces(host.context, request.format, request.report, coverage, FileForm(request.is_brief))


def present_filter(host: DialogHost) -> str:
    """Return the filter of the directives, which are what a report lists."""
    return host.panes.view.filters[DIRECTIVES_PANE]
