"""`ngkt-tui export`: a report as a file, or on the standard output."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import DateType, EnumChoice, FilePathType
from ngkt_tui.cli.completions import RecordIdType
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.progress_output import progress_bar
from ngkt_tui.domain.report_items import NAMING, ReportKind, ReportRequest
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.report.formats import Format

STANDARD_OUTPUT = Path("-")
_ENDINGS = {".txt": Format.TEXT, ".md": Format.MARKDOWN, ".htm": Format.HTML}


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
    from ngkt_tui.services.file_writing import atomic_write  # these read the store, which help does not need
    from ngkt_tui.services.reports import Coverage, report_pieces

    target = output or STANDARD_OUTPUT
    chosen = form or _format_of(target)
    if asked["codes"] and chosen is not Format.CSV:
        raise usage_error("codes-without-csv")
    request = ReportRequest(report, subject or "", start, end)
    _refuse_misplaced(request)
    context = call.ready()
    view = call.view()
    with progress_bar(call, beside_output=target == STANDARD_OUTPUT) as show:
        coverage = Coverage(view.filter, view.scope, as_of)
        pieces = report_pieces(replace(context, report=show), chosen, request, coverage, **asked)
        if target == STANDARD_OUTPUT:
            write = call.terminal.out.write if chosen is Format.TEXT else call.terminal.out.write_utf8
            for piece in pieces:
                write(piece)
            return
        atomic_write(target, pieces, may_replace=force)
    call.print_message("export.written", path=sanitize_line(str(target)))


def _refuse_misplaced(request: ReportRequest) -> None:
    """Raise `UsageError` for an option that the report does not have, and for a subject that is missing."""
    kind = request.kind
    if request.subject and kind not in (*NAMING, ReportKind.FOLLOW_UP, ReportKind.BRIEF):
        raise usage_error("report-without", report=kind, option="--for")
    if (request.start or request.end) and kind not in (ReportKind.PERIOD, ReportKind.FOLLOW_UP):
        raise usage_error("report-without", report=kind, option="--from, --to")
    if kind in NAMING and not request.subject:
        raise usage_error("report-subject", report=kind)


def _format_of(target: Path) -> Format:
    """Return the format that a file's ending names; text for the standard output."""
    if target == STANDARD_OUTPUT:
        return Format.TEXT
    ending = target.suffix.lower()
    by_ending = {each.ending: each for each in Format} | _ENDINGS
    if ending not in by_ending:
        raise usage_error("format-wanted", path=sanitize_line(target.name))
    return by_ending[ending]


EXPORT_COMMAND = LocalizedCommand(
    "export",
    _export,
    [
        LocalizedOption("--report", type=EnumChoice(ReportKind, "report.kind"), default=ReportKind.STATUS),
        LocalizedOption("--for", "subject", metavar="ORG|CONFERENCE", words="report-for", type=RecordIdType()),
        LocalizedOption(
            "--from", "start", type=DateType(may_come=True, is_start=True), metavar="DATE", words="report-from"
        ),
        LocalizedOption("--to", "end", type=DateType(may_come=True), metavar="DATE", words="report-to"),
        LocalizedOption("--format", "form", type=EnumChoice(Format), words="format"),
        LocalizedOption("-o", "--output", type=FilePathType(), metavar="FILE|-"),
        LocalizedOption("--force", is_flag=True),
        LocalizedOption("--as-of", type=DateType(may_come=True), metavar="DATE"),
        LocalizedOption("--brief", is_flag=True),
        LocalizedOption("--codes", is_flag=True),
    ],
    takes_filter=True,
)
