"""Building a `Summary` from the store, and writing it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.progress import Phase, PhaseCounter, ProgressReport
from ngkt_tui.domain.readable import Moment, Readable
from ngkt_tui.domain.stored_values import undamaged
from ngkt_tui.domain.summary_items import ConferenceReport, DirectiveItem, DirectivePart, Summary
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.query import overview_counts
from ngkt_tui.query import report_parts as report_rows
from ngkt_tui.query.figure_series import figure_series, results_by_theme
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.filter.filter_help import describe
from ngkt_tui.query.filter.filter_spec import FilterSpec
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.reminders import IS_UNANSWERED
from ngkt_tui.query.report_parts.attention import calendar_days
from ngkt_tui.query.scope import Scope, ScopeItem, units_of
from ngkt_tui.query.sql import IS_LATE, IS_OPEN, IS_OWN
from ngkt_tui.query.totals import dashboard_totals, without_lead
from ngkt_tui.report.csv_rows import CsvForm, directive_csv
from ngkt_tui.report.formats import Format, get_writer
from ngkt_tui.services.browse import browse_items
from ngkt_tui.services.context import Context, moment_of
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.scope_labels import scope_words


class FileForm(NamedTuple):
    """What is asked of a file beside its format."""

    brief: bool = False
    codes: bool = False
    """The program's codes in the place of words, in CSV."""
    delimiter: str = ","
    every_kind: bool = False
    """A sheet for each kind of record."""


PLAIN = FileForm()


def exported(
    context: Context,
    chosen: Format,
    filter_text: str = "",
    *,
    scope: Scope = (),
    as_of: date | None = None,
    form: FileForm = PLAIN,
    subject: ScopeItem | None = None,
) -> Iterator[Any]:
    """Yield the summary as `chosen`, piece by piece: texts, or bytes where the format is binary.

    CSV and workbooks are the list of directives, so they are never brief; the workbook of an agency is its sheet.
    """
    if chosen is Format.CSV:
        csv_form = CsvForm(has_codes=form.codes, delimiter=form.delimiter)
        yield from _csv(context, filter_text, (subject, *scope) if subject else scope, as_of, csv_form)
        return
    is_brief = form.brief and chosen is not Format.XLSX
    with build_summary(context, filter_text, scope=scope, as_of=as_of, brief=is_brief, subject=subject) as summary:
        counted = _counted(summary, context.report)
        agency = subject.id if subject and subject.kind is RecordKind.ORGANISATION else ""
        if chosen is Format.XLSX and (agency or form.every_kind):
            from ngkt_tui.services.sheets import workbook  # only for a workbook that is more than a report

            whole = (subject, *scope) if subject else scope
            yield from workbook(context, counted, whole, as_of, agency, every_kind=form.every_kind)
        else:
            yield from get_writer(chosen, context.ascii)(counted)


def _csv(context: Context, filter_text: str, scope: Scope, as_of: date | None, form: CsvForm) -> Iterator[str]:
    """Yield the directives in the order of their list; of one moment where they are not too many to be kept."""
    with Reader(context) as reader, reader.connection() as connection:
        with connection.one_moment():
            page = browse_items(reader, filter_text, 0, scope, as_of)
            items = list(page.items) if page.total <= KEPT_WHOLE else page.items
        written = PhaseCounter(context.report, Phase.EXPORTING, page.total)
        yield from directive_csv(written.over(items), context.language, form)


KEPT_WHOLE = 5_000
"""A report on at most so many records is read at once; of a longer one the list is read while it is written."""

_BESIDE = (RecordKind.AGREEMENT, RecordKind.MARKET, RecordKind.OFFICIAL, RecordKind.FIGURE, RecordKind.RESULT)


@contextmanager
def build_summary(
    context: Context,
    filter_text: str = "",
    *,
    scope: Scope = (),
    as_of: date | None = None,
    brief: bool = False,
    subject: ScopeItem | None = None,
) -> Iterator[Summary]:
    """Give the summary of the directives that a filter and a scope leave, and of these of the ones of a `subject`.

    All that it counts is of one moment, and so is its list of directives where it is not too long to be kept. A long
    list is read as it is walked: whoever edits would wait for it, and for whatever it is written to.

    `as_of` counts statuses as they were at the end of that day. Raises `FilterError` and the errors of the store.
    """
    with Reader(context) as reader, reader.connection() as connection:
        with connection.one_moment():
            whole = (subject, *scope) if subject else scope
            summary = _summary(context, connection, filter_text, whole, as_of, brief)
            if subject:
                summary = _on_subject(connection, summary, filter_text, whole, moment_of(context, as_of))
            if summary.form.total + summary.recommendations <= KEPT_WHOLE:
                summary = summary._replace(conferences=tuple(_kept(each) for each in summary.conferences))
        yield summary


def _counted(summary: Summary, report: ProgressReport) -> Summary:
    """Return a summary of which the directives are counted while they are written."""
    written = PhaseCounter(report, Phase.EXPORTING, summary.form.total + summary.recommendations)
    conferences = (each._replace(directives=_Counted(each.directives, written)) for each in summary.conferences)
    return summary._replace(conferences=tuple(conferences))


class _Counted:
    """The directives of a conference, counted each time they are walked."""

    def __init__(self, directives: Iterable[DirectiveItem], written: PhaseCounter) -> None:
        self._directives = directives
        self._written = written

    def __iter__(self) -> Iterator[DirectiveItem]:
        return self._written.over(self._directives)


def what_is_left(
    connection: Readable,
    spec: FilterSpec,
    scope: Scope,
    language: Language,
    today: date,
    kind: RecordKind = RecordKind.DIRECTIVE,
) -> str:
    """Return what a report is narrowed to, in words: the scope, then the filter."""
    sentence = describe(connection, spec, kind, language, today)
    parts = (*scope_words(connection, scope, language), sentence)
    return translate(language, "filter.and").join(part for part in parts if part)


def _kept(conference: ConferenceReport) -> ConferenceReport:
    return conference._replace(directives=tuple(conference.directives))


def _on_subject(connection: Readable, summary: Summary, filter_text: str, scope: Scope, moment: Moment) -> Summary:
    """Return a summary with the name of its subject; of an agency, its directives by what it has to do with them."""
    subject, language = scope[0], summary.language
    name = load_refs(connection, [subject.id])[subject.id]
    if subject.kind is RecordKind.CONFERENCE:
        day = undamaged(name.date)
        called = translate(language, "report.of-day", date=format_date(day, language)) if day else name.name(language)
        return summary._replace(subject=called)
    parts, asked = [], parse(filter_text, RecordKind.DIRECTIVE)
    units = ",".join(units_of(connection, subject.id))
    for part, words in AGENCY_PARTS.items():
        own = parse(words.format(id=subject.id, units=units), RecordKind.DIRECTIVE)
        spec = asked._replace(terms=(*asked.terms, *own.terms))
        where = compile_filter(connection, RecordKind.DIRECTIVE, moment, spec, scope)
        directives = report_rows.directives_that(connection, where, language, (), (), KEPT_WHOLE)
        form = dashboard_totals(connection, where)
        title = translate(language, f"report.agency.{part}")
        parts.append(DirectivePart(title, directives, form.form.total + form.recommendations))
    return summary._replace(subject=name.name(language), parts=tuple(parts))


AGENCY_PARTS = {
    "lead": "lead:{id} -kind:recommendation",
    "named": "named:{units} -lead:{id} -kind:recommendation",
    "groups": "-named:{units} -lead:{id} -kind:recommendation",
    "recommendations": "kind:recommendation",
}
"""The filters of the directives of an agency by what it has to do with them; a recommendation is none."""


def _summary(
    context: Context, connection: Readable, filter_text: str, scope: Scope, as_of: date | None, brief: bool
) -> Summary:
    moment, language = moment_of(context, as_of), context.language
    spec = parse(filter_text, RecordKind.DIRECTIVE)
    directives = compile_filter(connection, RecordKind.DIRECTIVE, moment, spec, scope)
    wheres = {kind: compile_filter(connection, kind, moment, scope=scope) for kind in _BESIDE}
    head = dashboard_totals(connection, directives)
    own = dashboard_totals(connection, directives._replace(conditions=(*directives.conditions, IS_OWN)))
    is_open = (*directives.conditions, IS_OPEN)
    late = directives._replace(conditions=(*is_open, IS_UNANSWERED))
    return Summary(
        language=language,
        as_of=moment.day,
        store=context.store.name,
        filter_sentence=what_is_left(connection, spec, scope, language, moment.day),
        form=head.form,
        evidenced=head.evidenced,
        recommendations=head.recommendations,
        brief=brief,
        conferences=report_rows.conferences(connection, directives, language, brief),
        by_agency=report_rows.by_agency(connection, directives, language),
        by_theme=report_rows.by_theme(connection, directives, language),
        attention=report_rows.attention(connection, directives, language),
        agreements=report_rows.agreements(connection, wheres[RecordKind.AGREEMENT], language),
        markets=report_rows.markets(connection, wheres[RecordKind.MARKET], language),
        officials=report_rows.officials(connection, wheres[RecordKind.OFFICIAL], language),
        figures=report_rows.figures(connection, wheres[RecordKind.FIGURE], language),
        results=report_rows.results(connection, wheres[RecordKind.RESULT], language),
        sources=report_rows.sources(connection, directives),
        through_groups=report_rows.through_groups(connection, directives, language),
        reported=head.reported,
        months=overview_counts.months(connection, directives),
        ages=overview_counts.ages(connection, directives),
        stages=overview_counts.stages(connection, wheres[RecordKind.AGREEMENT]),
        matrix=overview_counts.matrix(connection, wheres[RecordKind.MARKET]),
        series=figure_series(connection, wheres[RecordKind.FIGURE]),
        theme_results=results_by_theme(connection, wheres[RecordKind.RESULT]),
        own=own.form.total + own.recommendations,
        calendar=calendar_days(connection, directives, wheres[RecordKind.MARKET], language),
        blocked=head.blocked,
        late=dashboard_totals(connection, directives._replace(conditions=(*is_open, IS_LATE))).form.followed,
        without_lead=without_lead(connection, directives._replace(conditions=is_open)).form.followed,
        unanswered=dashboard_totals(connection, late).form.followed,
    )
