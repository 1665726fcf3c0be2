"""Fields whose values are words: of a closed list (a status, a kind, a stage), or of a text that users give."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.suggestions import nearest
from ngkt_tui.domain.text import prefix_patterns, tokenize, tokenize_query
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText, translate
from ngkt_tui.query.filter.fields import CompileContext, ResolvedValue, Suggestion
from ngkt_tui.query.filter.fields.reference_fields import NONE, none_word, none_words
from ngkt_tui.query.filter.filter_spec import FieldName, ValueMistakeError
from ngkt_tui.query.lookup import normalize_name
from ngkt_tui.query.search import POSITION, TypedPhrase, match_phrases
from ngkt_tui.query.sql import Parameters


class TextField:
    """A field of records of one kind: the user's `<column>`, which may override `<column>_vi` and `_en` of the digests.

    A value is words that stand beside each other in the text; the last of them may go on. `none` stands for no text.
    """

    def __init__(self, name: FieldName, vietnamese: str, kind: RecordKind, column: str) -> None:
        self.name = name
        self.vietnamese = vietnamese
        self.kinds = frozenset({kind})
        self._column = column
        self._digest_columns = (f"it.{column}_vi", f"it.{column}_en") if USER_FIELDS[column].is_override else ()
        self._table = kind.value

    def normalize(self, typed: str, _kind: RecordKind) -> str:
        """Return the value as typed, but for `none`; raises `ValueMistakeError` where it holds no word."""
        if normalize_name(typed) in none_words():
            return NONE
        if not tokenize_query(typed):
            raise ValueMistakeError("filter.problem.no-letters")
        return typed

    def resolve_day(self, value: str, _today: date) -> str:
        return value

    def resolve(self, connection: Readable, value: str) -> ResolvedValue:
        """Return the texts of the store, past ones too, that hold the words, and the value; nothing for `none`."""
        if value == NONE:
            return ()
        wanted = [prefix_patterns(word) for word in tokenize_query(value)]
        texts = dict.fromkeys((*self._present(connection, value), *self._past(connection)))
        return (value, *(text for text in texts if text and _holds(tokenize(text), wanted)))

    def _present(self, connection: Readable, value: str) -> Iterable[str | None]:
        """Return the texts of the records that the search index finds by the words."""
        bindings = Parameters()
        match = match_phrases(connection, bindings, (TypedPhrase(value),))
        statement = f"""
            SELECT {", ".join((f"it.{self._column}", *self._digest_columns))}
            FROM search
            JOIN record ON record.position = {POSITION}
            JOIN {self._table} AS it ON it.id = record.id
            WHERE {match.conditions}
        """
        return (text for row in connection.execute(statement, bindings.values).fetchall() for text in row)

    def _past(self, connection: Readable) -> Iterable[str | None]:
        """Return the texts that users ever gave: a reader of the past asks for those that stand no more."""
        statement = "SELECT change.after FROM change WHERE change.field = :field"
        return (text for (text,) in connection.execute(statement, {"field": self._column}).fetchall())

    def to_sql(self, question: CompileContext, meanings: tuple[ResolvedValue, ...]) -> str:
        """Return the condition that the text that counts is one of those meant, or that there is none."""
        own = f"it.{self._column}"
        conditions = []
        if any(meanings):
            texts = question.bindings.add_list(sorted({text for meaning in meanings for text in meaning}))
            digest = " OR ".join(f"{column} IN {texts}" for column in self._digest_columns) or "FALSE"
            conditions.append(f"CASE WHEN {own} IS NULL THEN {digest} ELSE {own} IN {texts} END")
        if () in meanings:
            conditions += [" AND ".join(f"{column} IS NULL" for column in (own, *self._digest_columns))]
        return " OR ".join(conditions)

    def written(self, value: str, _kind: RecordKind, language: Language) -> str:
        """Return the value itself: words are of no language; `none` is."""
        return none_word(language) if value == NONE else value

    def listed(self, _kind: RecordKind, language: Language) -> tuple[Suggestion, ...]:
        return (Suggestion(none_word(language), translate(language, "filter.none")),)

    def label(self, _connection: Readable, value: str, _kind: RecordKind, language: Language) -> str:
        return translate(language, "filter.none") if value == NONE else f"“{value}”"

    def suggest(
        self, _connection: Readable, start: str, kind: RecordKind, language: Language, limit: int
    ) -> tuple[Suggestion, ...]:
        choices = ((NONE, label) for word, label in self.listed(kind, language) if word.startswith(start))
        return tuple(Suggestion(value, label) for value, label in choices)[:limit]


def _holds(words: Sequence[str], wanted: Sequence[Sequence[str]]) -> bool:
    """Return whether what is `wanted`, patterns of a word each, stands in `words`; only the last one may go on."""
    whole = [[pattern.removesuffix("*") for pattern in patterns] for patterns in wanted[:-1]]
    patterns = [*whole, wanted[-1]]
    return any(
        all(any(map(partial(fnmatchcase, words[at + place]), each)) for place, each in enumerate(patterns))
        for at in range(len(words) - len(patterns) + 1)
    )


class Vocabulary(NamedTuple):
    """A closed list; the catalogue entry `<words>.<value>` names each value.

    `also` holds what some are called besides in Vietnamese: shorter, and therefore what is written into filters.
    """

    values: tuple[str, ...]
    words: str
    also: Mapping[str, str] = MappingProxyType({})

    def label(self, value: str, language: Language) -> str:
        """Return what `value` is called."""
        return translate(language, f"{self.words}.{value}")

    def written(self, value: str, language: Language) -> str:
        """Return how `value` is typed in `language`: its code is its English word."""
        return value if language is Language.EN else self.also.get(value) or self.label(value, language)

    def listed(self, language: Language) -> tuple[Suggestion, ...]:
        """Return every value as it is typed in `language`, and what it is called."""
        return tuple(Suggestion(self.written(value, language), self.label(value, language)) for value in self.values)

    def aliases(self, value: str) -> tuple[str, ...]:
        """Return everything that `value` may be called."""
        return (value, *(self.label(value, language) for language in Language), *filter(None, [self.also.get(value)]))

    def find(self, typed: str) -> str:
        """Return the value called `typed`, or of which alone it is the start; raises `ValueMistakeError`."""
        wanted = normalize_name(typed)
        whole = [value for value in self.values if any(normalize_name(form) == wanted for form in self.aliases(value))]
        starting = whole[:1] or (self.with_prefix(wanted) if wanted else [])
        if len(starting) == 1:
            return starting[0]
        if starting:
            candidates = tuple(LazyText(f"{self.words}.{value}") for value in starting)
            raise ValueMistakeError("filter.problem.ambiguous", candidates=candidates)
        right = nearest(typed, (form for value in self.values for form in self.aliases(value)))
        if right:
            raise ValueMistakeError("filter.problem.unknown-value", nearest=right)
        known = tuple(LazyText(f"{self.words}.{value}") for value in self.values)
        raise ValueMistakeError("filter.problem.not-of-list", known=known)

    def with_prefix(self, wanted: str) -> list[str]:
        """Return the values of which the plain words `wanted` are a start."""
        return [
            value
            for value in self.values
            if any(normalize_name(form).startswith(wanted) for form in self.aliases(value))
        ]


class VocabularyField:
    """A field with a closed list for each kind of record that has it.

    `condition` is given the question and the values, and returns the condition that one of them holds.
    """

    def __init__(
        self,
        name: FieldName,
        vietnamese: str,
        vocabularies: Mapping[RecordKind, Vocabulary],
        condition: Callable[[CompileContext, Sequence[str]], str],
    ) -> None:
        self.name = name
        self.vietnamese = vietnamese
        self.kinds = frozenset(vocabularies)
        self._vocabularies = vocabularies
        self._condition = condition

    def normalize(self, typed: str, kind: RecordKind) -> str:
        """Return the value called `typed`; raises `ValueMistakeError`."""
        return self._vocabularies[kind].find(typed)

    def resolve_day(self, value: str, _today: date) -> str:
        return value

    def resolve(self, _connection: Readable, value: str) -> ResolvedValue:
        return (value,)

    def to_sql(self, question: CompileContext, meanings: tuple[ResolvedValue, ...]) -> str:
        return self._condition(question, [meaning[0] for meaning in meanings])

    def written(self, value: str, kind: RecordKind, language: Language) -> str:
        return self._vocabularies[kind].written(value, language)

    def listed(self, kind: RecordKind, language: Language) -> tuple[Suggestion, ...]:
        return self._vocabularies[kind].listed(language)

    def label(self, _connection: Readable, value: str, kind: RecordKind, language: Language) -> str:
        return self._vocabularies[kind].label(value, language)

    def suggest(
        self, _connection: Readable, start: str, kind: RecordKind, language: Language, limit: int
    ) -> tuple[Suggestion, ...]:
        vocabulary = self._vocabularies[kind]
        values = vocabulary.with_prefix(normalize_name(start))[:limit]
        return tuple(Suggestion(value, vocabulary.label(value, language)) for value in values)
