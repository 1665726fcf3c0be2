"""`ngkt-tui export`: the summary as a file, or on the standard output."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import DateType, EnumChoice, FilePathType
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.progress_output import progress_bar
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.report.formats import Format

STANDARD_OUTPUT = Path("-")
_ENDINGS = {".txt": Format.TEXT, ".md": Format.MARKDOWN, ".htm": Format.HTML}


def _export(call: Invocation, form: Format | None, output: Path | None, force: bool, **asked: Any) -> None:
    from ngkt_tui.services.summary import export_file, exported  # reads the store, which help does not need

    target = output or STANDARD_OUTPUT
    chosen = form or _format_of(target)
    if asked["codes"] and chosen is not Format.CSV:
        raise usage_error("codes-without-csv")
    context = call.ready()
    view = call.view()
    if target != STANDARD_OUTPUT:
        with progress_bar(call) as report:
            context = replace(context, report=report)
            export_file(context, chosen, target, view.filter, scope=view.scope, may_replace=force, **asked)
        call.print_message("export.written", path=sanitize_line(str(target)))
        return
    write = call.terminal.out.write if chosen is Format.TEXT else call.terminal.out.write_utf8
    with progress_bar(call, beside_output=True) as report:
        for piece in exported(replace(context, report=report), chosen, view.filter, scope=view.scope, **asked):
            write(piece)


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
        LocalizedOption("--format", "form", type=EnumChoice(Format), words="format"),
        LocalizedOption("-o", "--output", type=FilePathType(), metavar="FILE|-"),
        LocalizedOption("--force", is_flag=True),
        LocalizedOption("--as-of", type=DateType(may_come=True), metavar="DATE"),
        LocalizedOption("--brief", is_flag=True),
        LocalizedOption("--codes", is_flag=True),
    ],
    takes_filter=True,
)
