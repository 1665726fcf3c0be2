"""The reports that are handed in: each is read from the store in one moment and written in one of several formats."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.report_items import (
    Brief,
    FollowUpReport,
    ForecastChange,
    PeriodReport,
    RegisterReport,
    ReportKind,
    ReportRequest,
    ReviewSection,
    Span,
)
from ngkt_tui.domain.typed_dates import day_complaint
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.report_parts import other_reports
from ngkt_tui.query.scope import Scope, ScopeItem
from ngkt_tui.query.sql import IS_OWN, CompiledFilter
from ngkt_tui.query.totals import dashboard_totals
from ngkt_tui.report.blocks import Block
from ngkt_tui.report.csv_rows import CsvForm
from ngkt_tui.report.formats import BLOCK_FORMATS, ROW_FORMATS, Format, write_blocks
from ngkt_tui.services.agencies import agencies_called
from ngkt_tui.services.brief import brief_day, build_brief
from ngkt_tui.services.context import Context, moment_of
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.scope_labels import scope_item_called
from ngkt_tui.services.summary import PLAIN, FileForm, build_summary, exported, what_is_left
from ngkt_tui.services.word_papers import report_paper


class Coverage(NamedTuple):
    """The records that a report covers, and the day at whose end their statuses count, `None` for now."""

    filter: str = ""
    scope: Scope = ()
    as_of: date | None = None


def report_pieces(
    context: Context,
    chosen: Format,
    request: ReportRequest,
    coverage: Coverage,
    form: FileForm = PLAIN,
) -> Iterator[Any]:
    """Yield a report as `chosen`, piece by piece, as `exported` does a summary.

    Raises `UsageError` for a subject that is none, and for a format that the report does not have.
    """
    text, scope, as_of = coverage
    if request.kind.is_summary:
        subject = _subject(context, request)
        if chosen is Format.DOCX:
            from ngkt_tui.report.status_report import status_blocks  # each format loads what it alone needs

            with build_summary(context, text, scope=scope, as_of=as_of, brief=form.brief, subject=subject) as summary:
                yield report_paper(context, request.kind, status_blocks(summary), summary.as_of)
            return
        yield from exported(context, chosen, text, scope=scope, as_of=as_of, form=form, subject=subject)
        return
    formats = (*BLOCK_FORMATS, *ROW_FORMATS)
    if chosen not in formats:
        values = {"report": request.kind, "formats": ", ".join(formats)}
        raise UsageError(detail=LazyText("usage.report-format", values))
    with Reader(context) as reader:
        most = None if chosen in ROW_FORMATS else other_reports.MAX_TOLD
        report = _BUILDERS[request.kind](reader, request, coverage, most)
    if chosen in ROW_FORMATS:
        from ngkt_tui.report.report_rows import report_csv, report_json, report_xlsx  # as above

        if chosen is Format.CSV:
            yield from report_csv(report, CsvForm(has_codes=form.codes, delimiter=form.delimiter))
        elif chosen is Format.XLSX:
            yield from report_xlsx(report, context.translate(f"report.kind.{request.kind}"), as_of or context.today())
        else:
            yield from report_json(report)
        return
    blocks = _blocks(report, context.ascii)
    if chosen is Format.DOCX:
        yield report_paper(context, request.kind, blocks, as_of or context.today())
    else:
        yield from write_blocks(chosen, blocks, context.language, context.ascii)


def _blocks(report: "Report", is_ascii: bool) -> Iterator[Block]:
    from ngkt_tui.report import brief_blocks, office_reports  # as above

    if isinstance(report, Brief):
        return brief_blocks.brief_blocks(report, is_ascii)
    if isinstance(report, PeriodReport):
        return office_reports.period_blocks(report, is_ascii)
    if isinstance(report, FollowUpReport):
        return office_reports.follow_up_blocks(report)
    return office_reports.register_blocks(report)


def _subject(context: Context, request: ReportRequest) -> ScopeItem | None:
    """Return the agency or conference that a report is on; raises `UsageError` for anything else."""
    if not request.subject:
        return None
    with Reader(context) as reader:
        if request.kind is ReportKind.STATUS:
            return scope_item_called(reader, request.subject)
        if request.kind is ReportKind.AGENCY:
            return ScopeItem(RecordKind.ORGANISATION, agencies_called(reader, [request.subject])[0])
        (conference,) = reader.full_ids([request.subject])
        if reader.find(conference).kind is not RecordKind.CONFERENCE:
            raise UsageError(detail=LazyText("brief.no-conference", {"id": conference}))
    return ScopeItem(RecordKind.CONFERENCE, conference)


def _span(request: ReportRequest, last: date) -> Span:
    """Return the days of a period: those asked for, else the month of the last day that counts."""
    start = request.start or (request.end or last).replace(day=1)
    end = request.end or start.replace(day=monthrange(start.year, start.month)[1])
    issue = day_complaint(start) or day_complaint(end)
    if issue is None and end < start:
        issue = LazyText("usage.period-backwards", {"start": start, "end": end})
    if issue is not None:
        raise UsageError(detail=issue)
    return Span(start, end)


def _period(reader: Reader, request: ReportRequest, coverage: Coverage, most: int | None) -> PeriodReport:
    context = reader.context
    text, scope, as_of = coverage
    language, today = context.language, as_of or context.today()
    span = _span(request, today)
    before = other_reports.span_before(span)
    spec = parse(text, RecordKind.DIRECTIVE)
    with reader.connection() as connection, connection.one_moment():
        where = compile_filter(connection, RecordKind.DIRECTIVE, moment_of(context, as_of), spec, scope)
        now = other_reports.period_counts(connection, where, span)
        asked = other_reports.within(where, span)
        asked = asked._replace(conditions=(*asked.conditions, other_reports.IS_ASKED_WITHIN))
        own = dashboard_totals(connection, asked._replace(conditions=(*asked.conditions, IS_OWN)))
        return PeriodReport(
            language=language,
            filter_sentence=what_is_left(connection, spec, scope, language, today),
            now=now,
            before=other_reports.period_counts(connection, where, before),
            parts=tuple(other_reports.period_parts(connection, where, now, language, most)),
            recommendations=dashboard_totals(connection, asked).recommendations,
            own=own.form.total + own.recommendations,
            review=None if as_of else _review_section(reader, where if text or scope else None, span),
        )


def _review_section(reader: Reader, where: CompiledFilter | None, span: Span) -> ReviewSection | None:
    """Return the review of the last month of a span: of all records, else of the directives of a filter."""
    from ngkt_tui.query.review_lines import ReviewLine, review_lines, reviewed_periods  # as above
    from ngkt_tui.services.review import compare_lines, indicators_of
    from ngkt_tui.services.review_text import confidence_words

    language, period = reader.context.language, f"{span.end:%Y-%m}"
    meant = None if where is None else {row.id for row in reader.rows(where, reader.positions(where))}

    def read(connection: Readable, month: str) -> list[ReviewLine]:
        return [each for each in review_lines(connection, month) if meant is None or each.record in meant]

    with reader.connection() as connection:
        lines = read(connection, period)
        before = next((each for each in reviewed_periods(connection) if each < period), "")
        compared = compare_lines(read(connection, before) if before else (), lines)
    if not lines:
        return None
    changes = (
        ForecastChange(
            line.name.name(language) if line.name else line.record,
            old.milestone or "–",
            line.milestone or "–",
            confidence_words(line, language),
        )
        for old, line in compared.changed
    )
    new, done, carried = (len(each) for each in compared[:3])
    reviewed = sum(line.is_reviewed for line in lines)
    indicators = indicators_of(reader, lines, period)
    return ReviewSection(period, before, reviewed, len(lines), new, done, carried, tuple(changes), indicators)


def _follow_up(reader: Reader, request: ReportRequest, coverage: Coverage, most: int | None) -> FollowUpReport:
    context = reader.context
    text, scope, as_of = coverage
    moment, language = moment_of(context, as_of), context.language
    span = _span(request, moment.day) if request.start or request.end else None
    spec = parse(text, RecordKind.DIRECTIVE)
    if request.subject:
        scope = (ScopeItem(RecordKind.ORGANISATION, agencies_called(reader, [request.subject])[0]), *scope)
    with reader.connection() as connection, connection.one_moment():
        where = compile_filter(connection, RecordKind.DIRECTIVE, moment, spec, scope)
        restriction = what_is_left(connection, spec, scope, language, moment.day)
        reminders = tuple(other_reports.reminder_items(connection, where, language, span))
    return FollowUpReport(language, moment.day, restriction, span, reminders)


def _register(reader: Reader, request: ReportRequest, coverage: Coverage, most: int | None) -> RegisterReport:
    context = reader.context
    text, scope, as_of = coverage
    moment, language = moment_of(context, as_of), context.language
    spec = parse(text, RecordKind.AGREEMENT)
    with reader.connection() as connection, connection.one_moment():
        where = compile_filter(connection, RecordKind.AGREEMENT, moment, spec, scope)
        restriction = what_is_left(connection, spec, scope, language, moment.day, RecordKind.AGREEMENT)
        entries = tuple(other_reports.register_entries(connection, where, language))
    return RegisterReport(language, moment.day, restriction, entries)


def _brief(reader: Reader, request: ReportRequest, coverage: Coverage, most: int | None) -> Brief:
    context = reader.context
    last = coverage.as_of or context.today()
    until, conference = brief_day(context, request.subject) if request.subject else (last, "")
    return build_brief(reader, until, conference, coverage.filter, coverage.scope)


Report = Brief | FollowUpReport | PeriodReport | RegisterReport
Builder = Callable[[Reader, ReportRequest, Coverage, int | None], Report]
"""The last argument: how many directives are shown at most under one heading, `None` for all."""
_BUILDERS: Mapping[ReportKind, Builder] = {
    ReportKind.BRIEF: _brief,
    ReportKind.PERIOD: _period,
    ReportKind.FOLLOW_UP: _follow_up,
    ReportKind.REGISTER: _register,
}
