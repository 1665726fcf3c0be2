"""Papers for Word: a report or a letter in the office's own template where it has one, else in the program's."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import ExportError, UsageError, system_problem
from ngkt_tui.domain.report_items import ReminderLetter, ReportKind
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText, format_date, translate
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists.directive_list import DIRECTIVES
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.report_parts.directive_items import DirectiveItems, DirectiveReader
from ngkt_tui.report.blocks import Block
from ngkt_tui.services.agencies import agencies_called
from ngkt_tui.services.agency_reports import Letter, next_letters, remind
from ngkt_tui.services.context import Context, moment_of
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.file_writing import atomic_write, put_file, require_new
from ngkt_tui.services.reader import Reader

UNKNOWN = "………"


def report_paper(context: Context, kind: ReportKind, blocks: Iterable[Block], day: date) -> bytes:
    """Return a report of a day as a Word file."""
    from ngkt_tui.report.docx_file import docx_bytes  # loads python-docx

    template = _template(context, "brief" if kind is ReportKind.BRIEF else "report")
    return docx_bytes(template, blocks, _letterhead(context, day), context.language)


def letter_papers(context: Context, ids: Sequence[str], letter: Letter) -> Iterator[tuple[str, bytes]]:
    """Yield the letter to each agency that a reminder of directives goes to: the agency's id, and a Word file.

    Raises as a reminder does for directives that nobody is in charge of.
    """
    from ngkt_tui.report.docx_file import docx_bytes  # as above
    from ngkt_tui.report.office_reports import letter_blocks

    language, day = context.language, letter.sent_on or context.today()
    with Reader(context) as reader:
        coming = next_letters(reader, ids, letter.agencies)
        with reader.connection() as connection:
            where = compile_filter(connection, RecordKind.DIRECTIVE, moment_of(context))
            rows = DIRECTIVES.by_ids(connection, where, ids)
            reading = DirectiveReader(connection, where, language, [row.position for row in rows])
            items = {line.id: line for line in DirectiveItems(reading, 0, len(rows))}
    for agency, name in coming.names.items():
        asked = [record for record in ids if agency in coming.agencies[record] and record in items]
        directives = tuple(items[record] for record in asked)
        level = letter.level or max((coming.levels[record, agency] for record in asked), default=1)
        text = ReminderLetter(
            language, name.name(language), level, letter.number or "", day, letter.reply_by, directives
        )
        subject = translate(language, "letter.subject", level=level)
        values = _letterhead(context, day) | {"to": text.agency, "subject": subject}
        values |= {"number": text.number} if text.number else {}
        yield agency, docx_bytes(_template(context, "letter"), letter_blocks(text), values, language)


def letter_files(context: Context, ids: Sequence[str], letter: Letter, file: Path) -> dict[Path, bytes]:
    """Return the files to write, `file` or one beside it for each agency, with the letters that `letter_papers` yields.

    Raises `UsageError` for a name that is no Word file's, `ExportError` where one of them exists.
    """
    if file.suffix.lower() != ".docx":
        raise UsageError(detail=LazyText("usage.format-wanted-docx", {"path": sanitize_line(file.name)}))
    papers = list(letter_papers(context, ids, letter))
    alone = len(papers) == 1
    paths = {file if alone else file.with_name(f"{file.stem}-{agency}{file.suffix}"): paper for agency, paper in papers}
    for path in paths:
        require_new(path)
    return paths


def remind_by_letter(context: Context, ids: Sequence[str], letter: Letter, file: Path) -> EditMessage:
    """Keep that agencies were reminded, and write the letters. Raises as `letter_files` and `remind` do."""
    papers = letter_files(context, ids, letter, file)
    made = remind(context, ids, letter)
    for path, content in papers.items():
        atomic_write(path, [content], may_replace=False)
    written = ", ".join(sanitize_line(str(path)) for path in papers)
    return made._replace(sentence="edited.reminded-by-letter", values={**made.values, "paths": written})


def _template(context: Context, name: str) -> Any:
    """Return the office's own template, else the program's; raises `TemplateError` for one that is none."""
    from ngkt_tui.report.docx_template import build_template, open_template  # as above

    path = _path_of(context, name) if context.templates else None
    if path is None or not path.exists():
        return build_template(name, context.language)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ExportError(path=sanitize_line(str(path)), detail=system_problem(error)) from error
    return open_template(content, sanitize_line(str(path)))


def _path_of(context: Context, name: str) -> Path:
    assert context.templates is not None, "a user without a home has no templates"
    return context.templates / f"{name}.{context.language}.docx"


def export_templates(context: Context, may_replace: bool) -> Iterator[Path]:
    """Write the program's templates in the present language to the office's folder, and yield their paths.

    Raises `ExportError` for one that exists and may not be replaced.
    """
    from ngkt_tui.report.docx_file import saved  # as above
    from ngkt_tui.report.docx_template import TEMPLATES, build_template

    if context.templates is None:
        raise ExportError(path="templates", detail=translate(context.language, "template.no-home"))
    try:
        context.templates.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(path=sanitize_line(str(context.templates)), detail=system_problem(error)) from error
    for name in TEMPLATES:
        path = _path_of(context, name)
        put_file(path, [saved(build_template(name, context.language))], may_replace)
        yield path


def _letterhead(context: Context, day: date) -> dict[str, str]:
    """Return who writes, and when; what is not known is left to be filled in by hand."""
    agency, superior = _unit(context)
    language = context.language
    return {
        "agency": (agency or translate(language, "paper.agency")).upper(),
        "superior": (superior or translate(language, "paper.superior")).upper(),
        "number": UNKNOWN,
        "place": UNKNOWN,
        "date": _written(day, language),
        "to": UNKNOWN,
        "subject": "",
    }


def _written(day: date, language: Language) -> str:
    """Return a day as the heading of a paper writes it: a day or a month of one figure gets a nought before it."""
    if language is Language.EN:
        return format_date(day, language)
    values = {"day": f"{day.day:02}", "month": f"{day.month:02}" if day.month < 3 else str(day.month), "year": day.year}
    return translate(language, "paper.day", **values)


def _unit(context: Context) -> tuple[str, str]:
    """Return the names of the reader's unit and of what it belongs to; empty where none is set."""
    if not context.unit:
        return "", ""
    with Reader(context) as reader:
        unit = agencies_called(reader, [context.unit])[0]
        with reader.connection() as connection:
            found = connection.execute("SELECT parent FROM organisation WHERE id = :id", {"id": unit}).fetchone()
            parent = found[0] if found and found[0] else ""
            names = load_refs(connection, filter(None, (unit, parent)))
    return names[unit].name(context.language), names[parent].name(context.language) if parent in names else ""
