"""`ngkt-tui export`: a report as a file, or on the standard output; `template export`: the forms of its papers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import DateType, EnumChoice, FilePathType
from ngkt_tui.cli.completions import RecordIdType
from ngkt_tui.cli.error_stream import progress_bar
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, delimiter_option
from ngkt_tui.domain.report_items import NAMING, PERIODIC, ReportKind, ReportRequest
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.report.formats import Format

if TYPE_CHECKING:
    from ngkt_tui.services.reports import Coverage
    from ngkt_tui.services.summary import FileForm

STANDARD_OUTPUT = Path("-")
_LISTS = (Format.CSV, Format.XLSX, Format.ICS)
"""The formats that list directives or their days, of an agency or a conference too."""


def _export(
    call: Invocation,
    form: Format | None,
    output: Path | None,
    force: bool,
    report: ReportKind,
    subject: str | None,
    start: date | None,
    end: date | None,
    as_of: date | None,
    **asked: Any,
) -> None:
    from ngkt_tui.services.reports import Coverage  # these read the store, which help does not need
    from ngkt_tui.services.summary import FileForm

    target = output or STANDARD_OUTPUT
    chosen = form or _format_of(target)
    _require_fitting(chosen, asked)
    request = ReportRequest(report, subject or "", start, end)
    _refuse_misplaced(request, chosen)
    if asked["every_kind"] and not report.is_summary:
        raise usage_error("report-without", report=report, option="--all")
    delimiter = "\t" if asked["delimiter"] == "tab" else asked["delimiter"] or ","
    layout = FileForm(asked["brief"], asked["codes"], delimiter, asked["every_kind"])
    view = call.view()
    write_report(call, chosen, target, force, request, Coverage(view.filter, view.scope, as_of), layout)


def write_brief(call: Invocation, form: Format | None, output: Path | None, force: bool, subject: str) -> None:
    """Write the paper for a conference, or for a day, as `export --report brief --for` does."""
    from ngkt_tui.services.reports import Coverage  # as above
    from ngkt_tui.services.summary import PLAIN

    target = output or STANDARD_OUTPUT
    request = ReportRequest(ReportKind.BRIEF, subject)
    write_report(call, form or _format_of(target), target, force, request, Coverage(), PLAIN)


def write_report(
    call: Invocation,
    chosen: Format,
    target: Path,
    force: bool,
    request: ReportRequest,
    coverage: "Coverage",
    layout: "FileForm",
) -> None:
    """Write a report to a file or the standard output; raises `UsageError` for bytes in a terminal."""
    from ngkt_tui.services.file_writing import atomic_write  # as above
    from ngkt_tui.services.reports import report_pieces

    if chosen.is_binary and target == STANDARD_OUTPUT and call.terminal.out.isatty():
        raise usage_error("binary-to-terminal", form=chosen)
    context = call.ready()
    with progress_bar(call, beside_output=target == STANDARD_OUTPUT) as show:
        pieces = report_pieces(replace(context, report=show), chosen, request, coverage, layout)
        if target == STANDARD_OUTPUT:
            out = call.terminal.out
            for piece in pieces:
                (out.write if chosen is Format.TEXT else out.write_utf8)(piece)
            return
        atomic_write(target, pieces, may_replace=force)
    call.print_message("export.written", path=sanitize_line(str(target)))


def _require_fitting(chosen: Format, asked: Mapping[str, Any]) -> None:
    """Raise `UsageError` for an option that the format does not have."""
    if chosen is not Format.CSV and (asked["codes"] or asked["delimiter"]):
        raise usage_error("codes-without-csv")
    if chosen is not Format.XLSX and asked["every_kind"]:
        raise usage_error("only-workbook")


def _refuse_misplaced(request: ReportRequest, chosen: Format) -> None:
    """Raise `UsageError` for an option that the report does not have, and for a subject that is missing."""
    kind = request.kind
    is_list = kind is ReportKind.STATUS and chosen in _LISTS
    if request.subject and not is_list and kind not in (*NAMING, ReportKind.FOLLOW_UP, ReportKind.BRIEF):
        raise usage_error("report-without", report=kind, option="--for")
    if (request.start or request.end) and kind not in PERIODIC:
        raise usage_error("report-without", report=kind, option="--from, --to")
    if kind in NAMING and not request.subject:
        raise usage_error("report-subject", report=kind)


def _format_of(target: Path) -> Format:
    """Return the format that a file's ending names; text for the standard output."""
    if target == STANDARD_OUTPUT:
        return Format.TEXT
    ending = target.suffix.lower()
    by_ending = {each.ending: each for each in Format} | {".htm": Format.HTML}
    if ending not in by_ending:
        raise usage_error("format-wanted", path=sanitize_line(target.name or str(target)))
    return by_ending[ending]


def _template(call: Invocation, act: str, force: bool) -> None:
    from ngkt_tui.services.word_papers import export_templates  # as above

    for path in export_templates(call.context, force):
        call.print_message("template.written", path=sanitize_line(str(path)))


TEMPLATE_COMMAND = LocalizedCommand(
    "template",
    _template,
    [
        click.Argument(["act"], type=click.Choice(["export"]), metavar="export"),
        LocalizedOption("--force", is_flag=True, words="template-force"),
    ],
)


def _follow_up(
    call: Invocation,
    form: Format | None,
    output: Path | None,
    force: bool,
    subject: str | None,
    start: date | None,
    end: date | None,
) -> None:
    from ngkt_tui.services.reports import Coverage  # as above
    from ngkt_tui.services.summary import PLAIN

    target = output or STANDARD_OUTPUT
    request = ReportRequest(ReportKind.FOLLOW_UP, subject or "", start, end)
    write_report(call, form or _format_of(target), target, force, request, Coverage(), PLAIN)


_FROM = LocalizedOption(
    "--from", "start", type=DateType(may_come=True, is_start=True), metavar="DATE", words="report-from"
)
_TO = LocalizedOption("--to", "end", type=DateType(may_come=True), metavar="DATE", words="report-to")
_TO_A_FILE = (
    LocalizedOption("--format", "form", type=EnumChoice(Format), words="format"),
    LocalizedOption("-o", "--output", type=FilePathType(), metavar="FILE|-"),
    LocalizedOption("--force", is_flag=True),
)

FOLLOW_UP_COMMAND = LocalizedCommand(
    "follow-up",
    _follow_up,
    [
        LocalizedOption("--for", "subject", metavar="ORG", words="follow-up-for", type=RecordIdType()),
        _FROM,
        _TO,
        *_TO_A_FILE,
    ],
)

EXPORT_COMMAND = LocalizedCommand(
    "export",
    _export,
    [
        LocalizedOption("--report", type=EnumChoice(ReportKind, "report.kind"), default=ReportKind.STATUS),
        LocalizedOption("--for", "subject", metavar="ORG|CONFERENCE", words="report-for", type=RecordIdType()),
        _FROM,
        _TO,
        *_TO_A_FILE,
        LocalizedOption("--as-of", type=DateType(may_come=True), metavar="DATE"),
        LocalizedOption("--brief", is_flag=True),
        LocalizedOption("--codes", is_flag=True),
        delimiter_option(),
        LocalizedOption("--all", "every_kind", is_flag=True, words="export-all"),
    ],
    takes_filter=True,
)
