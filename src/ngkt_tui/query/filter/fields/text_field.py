"""Fields whose values are words of a text that users give, in place of what digests say where these say anything."""

from collections.abc import Iterable, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import partial

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.text import prefix_patterns, tokenize, tokenize_query
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.fields.field import CompileContext, ResolvedValue, Suggestion
from ngkt_tui.query.filter.fields.reference import NONE, none_word, none_words
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
            digest = " OR ".join(f"{column} IN {texts}" for column in self._digest_columns) or "0"
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
