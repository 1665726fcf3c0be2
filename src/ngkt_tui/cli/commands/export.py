"""`ngkt-tui export`: the summary as a file, or on the standard output."""

from pathlib import Path
from typing import Any

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.typed import wrong
from ngkt_tui.cli.values import Day, FilePath, OneOf
from ngkt_tui.domain.clean import one_line
from ngkt_tui.report.formats import Format

STANDARD_OUTPUT = Path("-")
_ENDINGS = {".txt": Format.TEXT, ".md": Format.MARKDOWN, ".htm": Format.HTML}


def _export(call: Call, form: Format | None, output: Path | None, force: bool, **asked: Any) -> None:
    from ngkt_tui.services.export import export_file, exported  # reads the store, which help does not need

    target = output or STANDARD_OUTPUT
    chosen = form or _format_of(target)
    if asked["codes"] and chosen is not Format.CSV:
        raise wrong("codes-without-csv")
    context = call.ready()
    view = call.view()
    if target != STANDARD_OUTPUT:
        export_file(context, chosen, target, view.filter, scope=view.scope, may_replace=force, **asked)
        call.tell("export.written", path=one_line(str(target)))
        return
    write = call.terminal.out.write if chosen is Format.TEXT else call.terminal.out.write_utf8
    for piece in exported(context, chosen, view.filter, scope=view.scope, **asked):
        write(piece)


def _format_of(target: Path) -> Format:
    """Return the format that a file's ending names; text for the standard output."""
    if target == STANDARD_OUTPUT:
        return Format.TEXT
    ending = target.suffix.lower()
    by_ending = {each.ending: each for each in Format} | _ENDINGS
    if ending not in by_ending:
        raise wrong("format-wanted", path=one_line(target.name))
    return by_ending[ending]


COMMAND = SpokenCommand(
    "export",
    _export,
    [
        SpokenOption("--format", "form", type=OneOf(Format), words="format"),
        SpokenOption("-o", "--output", type=FilePath(), metavar="FILE|-"),
        SpokenOption("--force", is_flag=True),
        SpokenOption("--as-of", type=Day(may_come=True), metavar="DATE"),
        SpokenOption("--brief", is_flag=True),
        SpokenOption("--codes", is_flag=True),
    ],
    takes_filter=True,
)
