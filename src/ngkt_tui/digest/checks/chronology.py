"""Times and sizes: nothing ends before it begins, and nothing repeats or answers what comes later."""

from collections.abc import Iterator
from datetime import date

from ngkt_tui.digest.checks.index import Index
from ngkt_tui.digest.faults import FieldPath, Issue
from ngkt_tui.digest.load import DraftRecord
from ngkt_tui.digest.model.base_models import Document, Period
from ngkt_tui.digest.model.records import Directive, Repeat
from ngkt_tui.digest.model.results import Figure, Result
from ngkt_tui.domain.enums import Repetition


def check_chronology(index: Index) -> Iterator[Issue]:
    """Yield repeats and answers of what was said later, periods and ranges the wrong way round."""
    for entry in index.entries:
        record = entry.record
        if isinstance(record, Directive):
            yield from _check_period(record.horizon, (*entry.path, "horizon"))
            yield from _check_repeats(index, entry, record)
        elif isinstance(record, Result):
            yield from _check_answers(index, entry, record)
        elif isinstance(record, Document):
            yield from _check_period(record.period, (*entry.path, "period"))
        elif isinstance(record, Figure):
            yield from _check_range(record, entry.path)


def _check_period(period: Period | None, path: FieldPath) -> Iterator[Issue]:
    if period and period.start and period.end and period.end < period.start:
        yield Issue((*path, "end"), "period", {"start": period.start, "end": period.end})


def _check_range(figure: Figure, path: FieldPath) -> Iterator[Issue]:
    if figure.value is not None and figure.value_max is not None and figure.value_max < figure.value:
        yield Issue((*path, "value_max"), "range", {"low": figure.value, "high": figure.value_max})


def _check_repeats(index: Index, entry: DraftRecord, directive: Directive) -> Iterator[Issue]:
    own = _day(index, directive.id) if directive.repeats else None
    for number, repeat in enumerate(directive.repeats):
        path = (*entry.path, "repeats", number, "directive")
        yield from _check_not_later(index, repeat.directive, own, "repeats-later", path)
        if _is_within_one_conference(index, directive, repeat):
            yield Issue(path, "repeats-beside", {"id": repeat.directive})


def _is_within_one_conference(index: Index, directive: Directive, repeat: Repeat) -> bool:
    """Tell whether something is said to be asked again at the conference where it was asked; schema 1 allows it."""
    heading = index.draft.heading
    if repeat.how is Repetition.RELATED or repeat.directive == directive.id:
        return False
    if heading is None or heading.schema_version == 1:
        return False
    conference = index.fact(directive.id, "conference")
    return conference is not None and conference == index.fact(repeat.directive, "conference")


def _check_answers(index: Index, entry: DraftRecord, result: Result) -> Iterator[Issue]:
    own = _day(index, result.id) if result.answers else None
    for number, target in enumerate(result.answers):
        yield from _check_not_later(index, target, own, "answers-later", (*entry.path, "answers", number))


def _check_not_later(index: Index, target: str, own: date | None, key: str, path: FieldPath) -> Iterator[Issue]:
    day = _day(index, target) if own else None
    if own and day and day > own:
        yield Issue(path, key, {"id": target, "day": day, "own": own})


def _day(index: Index, id_: str) -> date | None:
    return index.day_of_conference(index.fact(id_, "conference"))
