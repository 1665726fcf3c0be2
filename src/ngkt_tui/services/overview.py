"""The overview: where everything stands, chart by chart, so that a screen shows each as soon as it has been read.

Directives are counted by the counting form: in all, and by conference, agency or theme, each with the filter it is.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.overview_items import FigureSeries, Overview, StatusBar, StatusTally, ThemeResults
from ngkt_tui.domain.stored_values import StoredDate, undamaged
from ngkt_tui.query import overview_counts as charts
from ngkt_tui.query.figure_series import figure_series, results_by_theme
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.filter_spec import FieldName
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.totals import DashboardTotals, Grouping
from ngkt_tui.services.reader import Reader


def read_overview(reader: Reader, scope: Scope = ()) -> Overview:
    """Return all charts of what a scope leaves."""
    return Overview(**{part: read(reader, scope) for part, read in PARTS.items()})


class FigureSheet(NamedTuple):
    """The figures over time, and the results by theme."""

    series: tuple[FigureSeries, ...]
    results: tuple[ThemeResults, ...]


def read_figures(reader: Reader, scope: Scope = ()) -> FigureSheet:
    """Return the figures and the results of what a scope leaves."""
    kinds = (RecordKind.FIGURE, figure_series), (RecordKind.RESULT, results_by_theme)
    return FigureSheet(*(_chart(kind, read)(reader, scope) for kind, read in kinds))


def _whole(reader: Reader, scope: Scope) -> StatusTally:
    totals = reader.dashboard_totals(reader.compile_filter(RecordKind.DIRECTIVE, None, scope))
    return _tally(totals.form, totals.statuses)


def _tally(form: CountingForm, statuses: tuple[int, ...]) -> StatusTally:
    return StatusTally(statuses, form.overdue, form.spirit)


def _groups(by: Grouping) -> "Part":
    def read(reader: Reader, scope: Scope) -> tuple[StatusBar, ...]:
        bars = [
            StatusBar(each.name_vi, each.name_en, undamaged(each.date), _tally(each.form, each.statuses), each.filter)
            for each in count_groups(reader, scope, by)
        ]
        if by is not Grouping.CONFERENCE:  # those who owe most first; what names none of them stays last
            bars.sort(key=lambda bar: (bar.name_vi is None, -bar.tally.open, -bar.tally.followed))
        return tuple(bars)

    return read


def _chart(kind: RecordKind, count: Callable[..., Any]) -> "Part":
    def read(reader: Reader, scope: Scope) -> Any:
        where = reader.compile_filter(kind, None, scope)
        with reader.connection() as connection:
            return count(connection, where)

    return read


Part = Callable[[Reader, Scope], Any]
PARTS: Mapping[str, Part] = {
    "whole": _whole,
    "conferences": _groups(Grouping.CONFERENCE),
    "repeated": _chart(RecordKind.DIRECTIVE, charts.asked_again),
    "agencies": _groups(Grouping.AGENCY),
    "themes": _groups(Grouping.THEME),
    "months": _chart(RecordKind.DIRECTIVE, charts.months),
    "ages": _chart(RecordKind.DIRECTIVE, charts.ages),
    "stages": _chart(RecordKind.AGREEMENT, charts.stages),
    "matrix": _chart(RecordKind.MARKET, charts.matrix),
    "series": _chart(RecordKind.FIGURE, figure_series),
}
"""How each field of an `Overview` is read, in the order in which a screen asks for them."""


_FIELDS: Mapping[Grouping, FieldName] = {
    Grouping.CONFERENCE: FieldName.CONFERENCE,
    Grouping.AGENCY: FieldName.NAMED,
    Grouping.THEME: FieldName.THEME,
}
"""The fields whose filters leave exactly the directives of a group."""


class CountedGroup(NamedTuple):
    """The form of one group. `filter` leaves exactly its directives; `name_vi` is `None` for those of no group."""

    name_vi: str | None
    name_en: str | None
    form: CountingForm
    evidenced: int
    """Of those done, the ones with evidence."""
    filter: str
    date: StoredDate | None = None
    """Of a conference."""
    statuses: tuple[int, ...] = ()
    """Of those that can be followed, how many have each status, in the order of `Status`."""


class CountingResult(NamedTuple):
    """The form of all directives of a scope, and of the groups they were counted by."""

    whole: DashboardTotals
    groups: tuple[CountedGroup, ...] = ()


def count_directives(reader: Reader, scope: Scope = (), by: Grouping | None = None) -> CountingResult:
    """Count the directives of a scope, by groups where `by` is given."""
    where = reader.compile_filter(RecordKind.DIRECTIVE, None, scope)
    return CountingResult(reader.dashboard_totals(where), count_groups(reader, scope, by) if by else ())


def count_groups(reader: Reader, scope: Scope, by: Grouping) -> tuple[CountedGroup, ...]:
    """Count the directives of a scope by groups; groups without a directive are left out.

    The newest conference comes first. A directive counts in every agency and theme that it names; those that name
    none come last.
    """
    where = reader.compile_filter(RecordKind.DIRECTIVE, None, scope)
    field = _FIELDS[by]
    forms = reader.counting(where, by)[:: -1 if by is Grouping.CONFERENCE else 1]
    with reader.connection() as connection:
        names = load_refs(connection, (form.id for form in forms))
    groups = [
        CountedGroup(
            form.label_vi,
            form.label_en,
            form.form,
            form.evidenced,
            f"{field}:{form.id}",
            names[form.id].date,
            form.statuses,
        )
        for form in forms
    ]
    without = f"{field}:none"
    rest = reader.dashboard_totals(
        reader.compile_filter(RecordKind.DIRECTIVE, parse(without, RecordKind.DIRECTIVE), scope)
    )
    groups.append(CountedGroup(None, None, rest.form, rest.evidenced, without, statuses=rest.statuses))
    return tuple(group for group in groups if group.form.total)
