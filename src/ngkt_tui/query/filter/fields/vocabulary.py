"""Fields whose values come from a closed list: a status, a kind, a stage."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.suggestions import nearest
from ngkt_tui.domain.words import LazyText, translate
from ngkt_tui.query.filter.fields.field import CompileContext, ResolvedValue, Suggestion
from ngkt_tui.query.filter.filter_spec import FieldName, ValueMistakeError
from ngkt_tui.query.lookup import normalize_name


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
