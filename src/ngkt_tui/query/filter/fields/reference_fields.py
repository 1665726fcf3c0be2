"""Fields whose values are records of the store: a conference, an agency, a theme, a person."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date

from ngkt_tui.domain.dates import Aim
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import stored_date, undamaged
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.fields import CompileContext, ResolvedValue, Suggestion
from ngkt_tui.query.filter.fields.times import (
    begun_date,
    days_of,
    is_begun,
    is_time,
    show_partial,
    time_on,
    written_time,
)
from ngkt_tui.query.filter.filter_spec import FieldName, ValueMistakeError
from ngkt_tui.query.lookup import (
    MAX_CANDIDATES,
    by_id,
    find,
    first,
    has_marks_of,
    is_word_of,
    matches,
    normalize_name,
    require_one,
    whole,
    with_prefix,
)
from ngkt_tui.query.names import Candidate, load_refs
from ngkt_tui.query.relations import all_ids
from ngkt_tui.query.repetitions import IS_REPEATED, thread_ids

NONE = "none"


class ReferenceField:
    """A field whose values are records of the kinds `targets`.

    `tie` is given the kind of record asked about and a subselect of ids, and returns the condition on `it`.
    The value `none` stands for those that are tied to no record at all: of directives `without` says so, where given.
    """

    def __init__(
        self,
        name: FieldName,
        vietnamese: str,
        kinds: Iterable[RecordKind],
        targets: tuple[RecordKind, ...],
        tie: Callable[[RecordKind, str], str],
        without: str = "",
    ) -> None:
        self.name = name
        self.vietnamese = vietnamese
        self.kinds = frozenset(kinds)
        self._targets = targets
        self._tie = tie
        self._without = without

    @property
    def targets(self) -> tuple[RecordKind, ...]:
        """Return the kinds of the records that a value may name."""
        return self._targets

    def normalize(self, typed: str, _kind: RecordKind) -> str:
        """Return the value as typed, but for `none`: only the store knows its records."""
        return NONE if normalize_name(typed) in none_words() else typed

    def resolve_day(self, value: str, _today: date) -> str:
        return value

    def resolve(self, connection: Readable, value: str) -> ResolvedValue:
        """Return the ids of the records called `value`, empty for `none`; raises `ValueMistakeError`."""
        return () if value == NONE else self.named(connection, value)

    def named(self, connection: Readable, value: str) -> tuple[str, ...]:
        """Return the ids of the records called `value`, which is not `none`; raises `ValueMistakeError`."""
        return find(connection, self._targets, value)

    def to_sql(self, question: CompileContext, meanings: tuple[ResolvedValue, ...]) -> str:
        """Return the condition that the record is tied to one of the meant records, or to none."""
        ids = sorted({record for meaning in meanings for record in meaning})
        conditions = []
        if ids:
            conditions.append(self._tie(question.kind, question.bindings.add_list(ids)))
        if () in meanings:
            untied = self._without if question.kind is RecordKind.DIRECTIVE else ""
            conditions.append(untied or f"({self._tie(question.kind, all_ids(self._targets))}) IS NOT TRUE")
        return " OR ".join(conditions)

    def written(self, value: str, _kind: RecordKind, language: Language) -> str:
        """Return the value itself: ids and names are of no language; `none` is."""
        return none_word(language) if value == NONE else value

    def listed(self, _kind: RecordKind, language: Language) -> tuple[Suggestion, ...]:
        """Return the word for those that are tied to nothing: the records stand in the store."""
        return (Suggestion(none_word(language), translate(language, "filter.none")),)

    def label(self, connection: Readable, value: str, _kind: RecordKind, language: Language) -> str:
        """Return the name of the record called `value`; the value itself where it is not to be found."""
        if value == NONE:
            return translate(language, "filter.none")
        try:
            ids = self.resolve(connection, value)
        except ValueMistakeError:
            return value
        return ", ".join(record.name(language) for record in load_refs(connection, ids).values())

    def suggest(
        self, connection: Readable, start: str, _kind: RecordKind, language: Language, limit: int
    ) -> tuple[Suggestion, ...]:
        wanted = normalize_name(start)
        if not wanted:
            return _choices(first(connection, self._targets, limit), language)[:limit]
        found = with_prefix(connection, self._targets, wanted, limit * 10)
        return _choices((each for each in found if matches(each, wanted)), language)[:limit]


class ConferenceField(ReferenceField):
    """A reference that takes a time as well, as `domain.parse_typed_date` reads it: every conference of that time."""

    def normalize(self, typed: str, kind: RecordKind) -> str:
        """Return a time with its year in canonical form, anything else as typed; may raise `ValueMistakeError`."""
        return ("" if is_begun(typed) else written_time(typed)) or super().normalize(typed, kind)

    def resolve_day(self, value: str, today: date) -> str:
        """Return a time without its year as the last such one; what may be the start of a date stays."""
        if is_begun(value) or written_time(value) or not is_time(value):
            return value
        return time_on(value, today, Aim.PAST)

    def resolve(self, connection: Readable, value: str) -> ResolvedValue:
        """Return the ids of the conferences of that name or time; raises `ValueMistakeError` where there is none."""
        if is_begun(value) or not written_time(value):
            return _begun(connection, value) or super().resolve(connection, value)
        first, last = days_of(value)
        statement = "SELECT id FROM conference WHERE date BETWEEN :first AND :last"
        ends = {"first": first.isoformat(), "last": last.isoformat()}
        ids = tuple(row[0] for row in connection.execute(statement, ends).fetchall())
        if not ids:
            raise ValueMistakeError("filter.problem.unknown-value")
        return ids

    def written(self, value: str, kind: RecordKind, language: Language) -> str:
        """Return a date as the language writes it, anything else as it is."""
        is_time_said = not is_begun(value) and written_time(value)
        return show_partial(value, language) if is_time_said else super().written(value, kind, language)

    def label(self, connection: Readable, value: str, kind: RecordKind, language: Language) -> str:
        """Return a date as the language writes it, anything else by name."""
        is_time_said = not is_begun(value) and written_time(value)
        return show_partial(value, language) if is_time_said else super().label(connection, value, kind, language)


def _begun(connection: Readable, typed: str) -> tuple[str, ...]:
    """Return the ids of the conferences whose dates begin with what is typed; none where that is no half date."""
    may_become = begun_date(typed)
    if may_become is None:
        return ()
    rows = connection.execute("SELECT id, date FROM conference WHERE date IS NOT NULL").fetchall()
    return tuple(id for id, day in rows if (known := undamaged(stored_date(day))) and may_become(known))


def _choices(candidates: Iterable[Candidate], language: Language) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(each.record.id, each.record.name(language)) for each in candidates)


def none_word(language: Language) -> str:
    """Return the shortest word of `language` for `none`: the first of those that the catalogue has."""
    return translate(language, "filter.none").partition(" ")[0]


def none_words() -> set[str]:
    """Return what may be typed for `none`: the words of either language, or the first of them."""
    return {
        NONE,
        *(normalize_name(word) for each in Language for word in (none_word(each), translate(each, "filter.none"))),
    }


class ThreadField(ReferenceField):
    """A reference to directives that stands for all of their threads; `none` for what is tied to no other."""

    def resolve(self, connection: Readable, value: str) -> ResolvedValue:
        """Return the ids of the threads of the directives called `value`, empty for `none`."""
        named = () if value == NONE else self.named(connection, value)
        return tuple(dict.fromkeys(each for record in named for each in thread_ids(connection, record)))

    def to_sql(self, question: CompileContext, meanings: tuple[ResolvedValue, ...]) -> str:
        """Return the condition that a directive is of one of the threads, or of none."""
        ids = sorted({record for meaning in meanings for record in meaning})
        alone = [f"({IS_REPEATED}) IS NOT TRUE"] if () in meanings else []
        return " OR ".join([f"it.id IN {question.bindings.add_list(ids)}", *alone])

    def label(self, connection: Readable, value: str, kind: RecordKind, language: Language) -> str:
        """Return what the directive says by which the thread is called."""
        with suppress(ValueMistakeError):
            named = () if value == NONE else self.named(connection, value)
            if named:
                return ", ".join(record.name(language) for record in load_refs(connection, named).values())
        return super().label(connection, value, kind, language)


class PersonField(ReferenceField):
    """A reference to officials and whoever else gives directives.

    Of officials a word of the name is enough, the given name first, where it is one person's alone; a post stands for
    everybody who held it.
    """

    def resolve(self, connection: Readable, value: str) -> ResolvedValue:
        """Return the ids of those called `value`; raises `ValueMistakeError` for nobody, or for several of one name."""
        wanted = normalize_name(value)
        if value == NONE or not wanted or by_id(connection, self.targets, value):
            return super().resolve(connection, value)
        found = with_prefix(connection, self.targets, wanted, MAX_CANDIDATES)
        if whole(found, wanted):
            return super().resolve(connection, value)
        people = [each for each in found if each.record.kind is RecordKind.OFFICIAL]
        named = _named(people, value)
        if named:
            return require_one([each.record for each in named])
        return _holders(connection, people, wanted) or super().resolve(connection, value)


def _named(people: Sequence[Candidate], typed: str) -> list[Candidate]:
    """Return the officials of whose names what is typed is the end, else those of whose names it is a word."""
    wanted = normalize_name(typed)
    given = [each for each in people if any(f" {normalize_name(name)}".endswith(f" {wanted}") for name in each.names)]
    named = given or [each for each in people if any(is_word_of(normalize_name(name), wanted) for name in each.names)]
    marked = [each for each in named if any(has_marks_of(name, typed) for name in each.names)]
    return marked or named


def _holders(connection: Readable, people: Sequence[Candidate], wanted: str) -> tuple[str, ...]:
    """Return the officials with a post of that title, else with one whose title begins so."""
    statement = "SELECT official, title_vi, title_en FROM post WHERE official IN (SELECT value FROM json_each(:ids))"
    ids = json.dumps([each.record.id for each in people])
    titles: dict[str, list[str]] = {}
    for official, *names in connection.execute(statement, {"ids": ids}).fetchall():
        titles.setdefault(official, []).extend(normalize_name(name) for name in names if name)
    exact = tuple(official for official, held in titles.items() if wanted in held)
    return exact or tuple(official for official, held in titles.items() if any(_begins(each, wanted) for each in held))


def _begins(title: str, wanted: str) -> bool:
    return f"{title} ".startswith(f"{wanted} ")
