"""The field `due:`: overdue, none, any, the next days, beyond these, a time, before, after, a range."""

import re
import sqlite3
from datetime import date, timedelta

from ngkt_tui.domain.dates import Aim
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.fields.field import CompileContext, ResolvedValue, Suggestion
from ngkt_tui.query.filter.fields.times import days_of, is_time, show_partial, time_on, written_time
from ngkt_tui.query.filter.fields.vocabulary import Vocabulary
from ngkt_tui.query.filter.filter_spec import FieldName, ValueMistakeError

OVERDUE, NONE, ANY = "overdue", "none", "any"
_WORDS = Vocabulary((OVERDUE, NONE, ANY), "filter.due", {NONE: "không"})
_EXAMPLES = ("7d", ">30d", "<2024-12-31", "2024-12", "2024-Q4", "2024-07..2024-12")
_DAYS = re.compile(r"([0-9]{1,4})\s*[dn]", re.IGNORECASE)
_BEYOND = re.compile(r">\s*([0-9]{1,4})\s*[dn]", re.IGNORECASE)
_COMPARED = re.compile(r"(<=|>=|<|>)\s*(.+)")
_RANGE = re.compile(r"(.*?)\.\.(.*)")
_OVERDUE = "(it.due < {today} AND it.status NOT IN ('done', 'dropped'))"


class DueField:
    """The date by which a directive is to be done."""

    name = FieldName.DUE
    vietnamese = "han"
    kinds = frozenset({RecordKind.DIRECTIVE})

    def normalize(self, typed: str, _kind: RecordKind) -> str:
        """Return the canonical form: a word, `7d`, `>30d`, `<2024-12-31`, `2024-07`, `2024-01..2024-06`.

        A time that depends on the day, as `next week`, stays as typed.
        """
        for sign, pattern in (("", _DAYS), (">", _BEYOND)):
            if days := pattern.fullmatch(typed):
                return f"{sign}{int(days.group(1))}d"
        span = _RANGE.fullmatch(typed)
        if span:
            return f"{_time(span.group(1))}..{_time(span.group(2))}"
        compared = _COMPARED.fullmatch(typed)
        if compared:
            return compared.group(1) + _time(compared.group(2))
        return written_time(typed) or (" ".join(typed.split()) if is_time(typed) else _WORDS.find(typed))

    def settled(self, value: str, today: date) -> str:
        if value in _WORDS.values or _DAYS.fullmatch(value) or _BEYOND.fullmatch(value):
            return value
        span = _RANGE.fullmatch(value)
        if span:
            return "..".join(_settled(each, today) for each in span.groups())
        sign, time = _split(value)
        return sign + _settled(time, today)

    def resolve(self, _connection: sqlite3.Connection, value: str) -> ResolvedValue:
        return (value,)

    def to_sql(self, question: CompileContext, meanings: tuple[ResolvedValue, ...]) -> str:
        return " OR ".join(_condition(question, meaning[0]) for meaning in meanings)

    def written(self, value: str, _kind: RecordKind, language: Language) -> str:
        """Return the word of `language`, its letter for days, or its way of writing dates."""
        if value in _WORDS.values:
            return _WORDS.written(value, language)
        if _DAYS.fullmatch(value) or _BEYOND.fullmatch(value):
            return value if language is Language.EN else f"{value[:-1]}n"
        sign, time = _split(value)
        return sign + "..".join(_written(each, language) for each in time.split(".."))

    def listed(self, kind: RecordKind, language: Language) -> tuple[Suggestion, ...]:
        values = (OVERDUE, NONE, ANY, *_EXAMPLES)
        return tuple(Suggestion(self.written(each, kind, language), self._said(each, language)) for each in values)

    def label(self, _connection: sqlite3.Connection, value: str, _kind: RecordKind, language: Language) -> str:
        return self._said(value, language)

    def _said(self, value: str, language: Language) -> str:
        if value in _WORDS.values:
            return _WORDS.label(value, language)
        if _DAYS.fullmatch(value):
            return translate(language, "filter.due.days", days=value[:-1])
        if _BEYOND.fullmatch(value):
            return translate(language, "filter.due.beyond", days=value[1:-1])
        first, dots, last = value.partition("..")
        if dots:
            ends = {"first": _written(first, language), "last": _written(last, language)}
            return translate(language, "filter.due.range", **ends)
        sign, day = _split(value)
        return translate(language, _SENTENCES[sign], date=_written(day, language))

    def suggest(
        self, _connection: sqlite3.Connection, start: str, _kind: RecordKind, language: Language, limit: int
    ) -> tuple[Suggestion, ...]:
        """Return the words that begin with `start`, and examples of the other forms where nothing is typed."""
        values = (*_WORDS.with_prefix(start), *(() if start else ("7d", "30d", ">30d")))
        return tuple(Suggestion(value, self._said(value, language)) for value in values)[:limit]


_SENTENCES = {
    "": "filter.due.on",
    "<": "filter.due.before",
    "<=": "filter.due.until",
    ">": "filter.due.after",
    ">=": "filter.due.from",
}


def _time(typed: str) -> str:
    """Return an end of a range, or what is compared with: canonical where its year is said."""
    time = written_time(typed)
    if not time and not is_time(typed):
        raise ValueMistakeError("filter.problem.bad-date")
    return time or " ".join(typed.split())


def _settled(time: str, today: date) -> str:
    return time if written_time(time) else time_on(time, today, Aim.AHEAD)


def _written(time: str, language: Language) -> str:
    return show_partial(time, language) if written_time(time) else time


def _split(value: str) -> tuple[str, str]:
    compared = _COMPARED.fullmatch(value)
    return (compared.group(1), compared.group(2)) if compared else ("", value)


def _condition(question: CompileContext, value: str) -> str:
    today = question.moment.day
    bind = question.bindings.add
    if value == OVERDUE:
        return _OVERDUE.format(today=bind(today.isoformat()))
    if value in (NONE, ANY):
        return "it.due IS NULL" if value == NONE else "it.due IS NOT NULL"
    if _DAYS.fullmatch(value):
        return f"it.due BETWEEN {bind(today.isoformat())} AND {bind(_later(today, int(value[:-1])))}"
    if _BEYOND.fullmatch(value):
        return f"it.due > {bind(_later(today, int(value[1:-1])))}"
    sign, time = _split(value)
    first, last = (day.isoformat() for day in days_of(time))
    if not sign:
        return f"it.due BETWEEN {bind(first)} AND {bind(last)}"
    return f"it.due {sign} {bind(first if sign in ('<', '>=') else last)}"


def _later(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()
