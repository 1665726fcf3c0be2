"""Writing a summary to a file, in one of the six formats."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ngkt_tui.query.scope import Scope
from ngkt_tui.report.formats import Format, get_writer
from ngkt_tui.services.context import Context
from ngkt_tui.services.file_writing import atomic_write
from ngkt_tui.services.summarise import build_summary


def exported(
    context: Context,
    chosen: Format,
    filter_text: str = "",
    *,
    scope: Scope = (),
    as_of: date | None = None,
    brief: bool = False,
    codes: bool = False,
) -> Iterator[str]:
    """Yield the summary as `chosen`, piece by piece. CSV is the list of directives, so it is never brief.

    `codes` asks CSV for the program's codes in the place of words.
    """
    is_brief = brief and chosen is not Format.CSV
    with build_summary(context, filter_text, scope=scope, as_of=as_of, brief=is_brief) as summary:
        yield from get_writer(chosen, codes)(summary)


def export_file(
    context: Context,
    chosen: Format,
    path: Path,
    filter_text: str = "",
    *,
    scope: Scope = (),
    as_of: date | None = None,
    brief: bool = False,
    codes: bool = False,
    may_replace: bool = False,
) -> None:
    """Write the summary to `path`, whole or not at all.

    Raises `ExportError` where `path` exists and may not be replaced, or cannot be written.
    """
    pieces = exported(context, chosen, filter_text, scope=scope, as_of=as_of, brief=brief, codes=codes)
    atomic_write(path, pieces, may_replace)
