"""Fields of days that have been: `done:`, `asked:`, `changed:`, `reminded:`, `moved:`; a day, a period, days back."""

from collections.abc import Callable
from datetime import date, timedelta

from ngkt_tui.domain.dates import Aim
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.filter.fields.due import ANY, BEYOND, DAYS, NONE, DueField, between, days_away, split_sign
from ngkt_tui.query.filter.fields.field import CompileContext
from ngkt_tui.query.filter.fields.times import days_of
from ngkt_tui.query.filter.fields.vocabulary import Vocabulary
from ngkt_tui.query.filter.filter_spec import FieldName
from ngkt_tui.query.sql import ASKED_ON
from ngkt_tui.query.stages import moved_when

_PAST_WORDS = Vocabulary((NONE, ANY), "filter.due", {NONE: "không"})
Within = Callable[[CompileContext, date | None, date | None], str]
"""Writes the condition that something lies in a stretch of days, both ends included; `None` for an open end."""


class PeriodField(DueField):
    """A day, or one of several, on which something has been; `without` is the condition that it never was."""

    def __init__(
        self, name: FieldName, vietnamese: str, kinds: frozenset[RecordKind], within: Within, without: str
    ) -> None:
        super().__init__()
        self.name = name
        self.vietnamese = vietnamese
        self.kinds = kinds
        self._aim = Aim.PAST
        self._vocabulary = _PAST_WORDS
        self._words = "filter.period"
        self._within = within
        self._without = without

    def _condition(self, question: CompileContext, value: str) -> str:
        today = question.moment.day
        if value in (NONE, ANY):
            return self._without if value == NONE else f"NOT ({self._without})"
        if DAYS.fullmatch(value):
            return self._within(question, days_away(today, -int(value[:-1])), today)
        if BEYOND.fullmatch(value):
            return self._within(question, None, days_away(today, -int(value[1:-1]) - 1))
        sign, time = split_sign(value)
        first, last = days_of(time)
        ends = {"": (first, last), "<": (None, days_away(first, -1)), "<=": (None, last), ">=": (first, None)}
        return self._within(question, *ends.get(sign, (days_away(last, 1), None)))


def _dated(column: str) -> Within:
    """Return what writes the condition on a column that holds a day."""

    def within(question: CompileContext, first: date | None, last: date | None) -> str:
        return between(column, first or date.min, last or date.max, question)

    return within


_REMINDED = "SELECT reminder.record FROM reminder"
_CHANGED = """
    SELECT change.record
    FROM change_group CROSS JOIN change ON change.change_group = change_group.id
    WHERE change_group.kind <> 'import'
"""


def _done_within(question: CompileContext, first: date | None, last: date | None) -> str:
    return f"it.status = 'done' AND {_dated('it.done_on')(question, first, last)}"  # an index begins with the status


def _asked_within(question: CompileContext, first: date | None, last: date | None) -> str:
    of_conference, own = _dated("held.date")(question, first, last), _dated("it.issued")(question, first, last)
    held = f"SELECT held.id FROM conference AS held WHERE {of_conference}"
    return f"it.conference IN ({held}) OR (it.conference IS NULL AND {own})"


def _reminded_within(question: CompileContext, first: date | None, last: date | None) -> str:
    return f"it.id IN ({_REMINDED} WHERE {_dated('reminder.sent_on')(question, first, last)})"


def _changed_within(question: CompileContext, first: date | None, last: date | None) -> str:
    """Return the condition that a user changed a record then: days are those of the reader, moments UTC."""
    moment, bind = question.moment._replace(as_of=None), question.bindings.add
    since = moment._replace(today=first - timedelta(days=1)).cutoff if first and first > date.min else ""
    until = moment._replace(today=last or date.max).cutoff
    return f"it.id IN ({_CHANGED} AND change_group.at >= {bind(since)} AND change_group.at < {bind(until)})"


def _moved_within(question: CompileContext, first: date | None, last: date | None) -> str:
    return moved_when(_dated("moved.since")(question, first, last))


def period_fields(
    directive: frozenset[RecordKind], listed: frozenset[RecordKind]
) -> tuple[PeriodField, PeriodField, PeriodField, PeriodField, PeriodField]:
    """Return the fields: three of directives, what was changed, of all that is listed, and when agreements moved."""
    agreement = frozenset({RecordKind.AGREEMENT})
    return (
        PeriodField(FieldName.DONE, "xong", directive, _done_within, "it.done_on IS NULL"),
        PeriodField(FieldName.ASKED, "neu", directive, _asked_within, f"({ASKED_ON}) IS NULL"),
        PeriodField(FieldName.CHANGED, "doi", listed, _changed_within, f"+it.id NOT IN ({_CHANGED})"),
        PeriodField(FieldName.REMINDED, "dondoc", directive, _reminded_within, f"+it.id NOT IN ({_REMINDED})"),
        PeriodField(FieldName.MOVED, "chuyen", agreement, _moved_within, f"NOT {moved_when('TRUE')}"),
    )
