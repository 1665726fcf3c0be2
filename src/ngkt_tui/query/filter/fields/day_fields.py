"""Fields of days: `due:` (overdue, none, any, the next days, beyond these, a time, before, after, a range).

Beside it those of days that have been: `done:`, `asked:`, `changed:`, `reminded:`, `moved:`.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from ngkt_tui.domain.dates import Aim
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.fields import CompileContext, ResolvedValue, Suggestion
from ngkt_tui.query.filter.fields.times import days_of, is_time, show_partial, time_on, written_time
from ngkt_tui.query.filter.fields.word_fields import Vocabulary
from ngkt_tui.query.filter.filter_spec import FieldName, ValueMistakeError
from ngkt_tui.query.sql import ASKED_ON, IS_ACT
from ngkt_tui.query.stages import moved_when

OVERDUE, NONE, ANY = "overdue", "none", "any"
_WORDS = Vocabulary((OVERDUE, NONE, ANY), "filter.due", {NONE: "không"})
_EXAMPLES = ("7d", ">30d", "<2024-12-31", "2024-12", "2024-Q4", "2024-07..2024-12", ">=2024-07")
DAYS = re.compile(r"([0-9]{1,4})\s*[dn]", re.IGNORECASE)
BEYOND = re.compile(r">\s*([0-9]{1,4})\s*[dn]", re.IGNORECASE)
_COMPARED = re.compile(r"(<=|>=|<|>)\s*(.+)")
_RANGE = re.compile(r"(.*?)\.\.(.*)")
_OVERDUE = "(it.due < {today} AND it.status NOT IN ('done', 'dropped'))"


class DueField:
    """The date by which a directive is to be done."""

    def __init__(self) -> None:
        self.name = FieldName.DUE
        self.vietnamese = "han"
        self.kinds = frozenset({RecordKind.DIRECTIVE})
        self._aim = Aim.AHEAD
        self._vocabulary = _WORDS
        self._words = "filter.due"

    def normalize(self, typed: str, _kind: RecordKind) -> str:
        """Return the canonical form: a word, `7d`, `>30d`, `<2024-12-31`, `2024-07`, `2024-01..2024-06`.

        A range without an end is written as `>=2024-01`, one without a start as `<=2024-06`. A time that depends on the
        day, as `next week`, stays as typed.
        """
        for sign, pattern in (("", DAYS), (">", BEYOND)):
            if days := pattern.fullmatch(typed):
                return f"{sign}{int(days.group(1))}d"
        span = _RANGE.fullmatch(typed)
        if span:
            return _written_span(*span.groups())
        compared = _COMPARED.fullmatch(typed)
        if compared:
            return compared.group(1) + _time(compared.group(2))
        return written_time(typed) or (" ".join(typed.split()) if is_time(typed) else self._vocabulary.find(typed))

    def resolve_day(self, value: str, today: date) -> str:
        if value in self._vocabulary.values or DAYS.fullmatch(value) or BEYOND.fullmatch(value):
            return value
        span = _RANGE.fullmatch(value)
        if span:
            return "..".join(_resolved_day(each, today, self._aim) for each in span.groups())
        sign, time = split_sign(value)
        return sign + _resolved_day(time, today, self._aim)

    def resolve(self, _connection: Readable, value: str) -> ResolvedValue:
        return (value,)

    def to_sql(self, question: CompileContext, meanings: tuple[ResolvedValue, ...]) -> str:
        return " OR ".join(self._condition(question, meaning[0]) for meaning in meanings)

    def _condition(self, question: CompileContext, value: str) -> str:
        today = question.moment.day
        if value == OVERDUE:
            return _OVERDUE.format(today=question.bindings.add(today.isoformat()))
        if value in (NONE, ANY):
            return "it.due IS NULL" if value == NONE else "it.due IS NOT NULL"
        if DAYS.fullmatch(value):
            return between("it.due", today, days_away(today, int(value[:-1])), question)
        if BEYOND.fullmatch(value):
            return f"it.due > {question.bindings.add(days_away(today, int(value[1:-1])).isoformat())}"
        return _compared("it.due", value, question)

    def written(self, value: str, _kind: RecordKind, language: Language) -> str:
        """Return the word of `language`, its letter for days, or its way of writing dates."""
        if value in self._vocabulary.values:
            return self._vocabulary.written(value, language)
        if DAYS.fullmatch(value) or BEYOND.fullmatch(value):
            return value if language is Language.EN else f"{value[:-1]}n"
        sign, time = split_sign(value)
        return sign + "..".join(_written(each, language) for each in time.split(".."))

    def listed(self, kind: RecordKind, language: Language) -> tuple[Suggestion, ...]:
        values = (*self._vocabulary.values, *_EXAMPLES)
        return tuple(Suggestion(self.written(each, kind, language), self._words_of(each, language)) for each in values)

    def label(self, _connection: Readable, value: str, _kind: RecordKind, language: Language) -> str:
        return self._words_of(value, language)

    def _words_of(self, value: str, language: Language) -> str:
        if value in self._vocabulary.values:
            return self._vocabulary.label(value, language)
        if DAYS.fullmatch(value):
            return translate(language, f"{self._words}.days", days=value[:-1])
        if BEYOND.fullmatch(value):
            return translate(language, f"{self._words}.beyond", days=value[1:-1])
        first, dots, last = value.partition("..")
        if dots:
            ends = {"first": _written(first, language), "last": _written(last, language)}
            return translate(language, "filter.due.range", **ends)
        sign, day = split_sign(value)
        return translate(language, _SENTENCES[sign], date=_written(day, language))

    def suggest(
        self, _connection: Readable, start: str, _kind: RecordKind, language: Language, limit: int
    ) -> tuple[Suggestion, ...]:
        """Return the words that begin with `start`, and examples of the other forms where nothing is typed."""
        values = (*self._vocabulary.with_prefix(start), *(() if start else ("7d", "30d", ">30d")))
        return tuple(Suggestion(value, self._words_of(value, language)) for value in values)[:limit]


_SENTENCES = {
    "": "filter.due.on",
    "<": "filter.due.before",
    "<=": "filter.due.until",
    ">": "filter.due.after",
    ">=": "filter.due.from",
}


def _written_span(first: str, last: str) -> str:
    """Return a range, of which one end may be left open."""
    if not first.strip():
        return f"<={_time(last)}"
    return f"{_time(first)}..{_time(last)}" if last.strip() else f">={_time(first)}"


def _time(typed: str) -> str:
    """Return an end of a range, or what is compared with: canonical where its year is said."""
    time = written_time(typed)
    if not time and not is_time(typed):
        raise ValueMistakeError("filter.problem.bad-date")
    return time or " ".join(typed.split())


def _resolved_day(time: str, today: date, aim: Aim) -> str:
    return time if written_time(time) else time_on(time, today, aim)


def _written(time: str, language: Language) -> str:
    return show_partial(time, language) if written_time(time) else time


def split_sign(value: str) -> tuple[str, str]:
    """Return the sign of a comparison, empty for none, and the time behind it."""
    compared = _COMPARED.fullmatch(value)
    return (compared.group(1), compared.group(2)) if compared else ("", value)


def _compared(column: str, value: str, question: CompileContext) -> str:
    sign, time = split_sign(value)
    first, last = days_of(time)
    if not sign:
        return between(column, first, last, question)
    return f"{column} {sign} {question.bindings.add((first if sign in ('<', '>=') else last).isoformat())}"


def between(column: str, first: date, last: date, question: CompileContext) -> str:
    """Return the condition that a column holds one of the days from `first` to `last`."""
    bind = question.bindings.add
    return f"{column} BETWEEN {bind(first.isoformat())} AND {bind(last.isoformat())}"


def days_away(day: date, days: int) -> date:
    """Return the day so many days later, or earlier; the last or first of the calendar where there is none."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


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
_CHANGED = f"""
    SELECT change.record
    FROM change_group CROSS JOIN change ON change.change_group = change_group.id
    WHERE change_group.kind <> 'import' AND {IS_ACT.format(change="change")}
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
