"""Help for who writes a filter: how a half-typed one may go on, what each field takes, what a filter says in words."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from ngkt_tui.domain.enums import OTHER_LANGUAGE, Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.fields import FilterField, Suggestion
from ngkt_tui.query.filter.fields.field_registry import FIELDS, LISTED, SORT_NAME, field_called, name_in, sort_words
from ngkt_tui.query.filter.fields.reference_fields import ReferenceField
from ngkt_tui.query.filter.filter_spec import FieldName, FieldTerm, FilterSpec, Sort, SortKey, Term, quote_value
from ngkt_tui.query.filter.parser import Token, TokenPart, tokens
from ngkt_tui.query.lookup import normalize_name

MAX_COUNT = 20


class FilterCompletion(NamedTuple):
    """One way to go on: `insert` takes the place of the characters from `start` to `end`, counted from 0."""

    start: int
    end: int
    insert: str
    label: str


def complete(
    connection: Readable, text: str, cursor: int, kind: RecordKind, language: Language, limit: int = MAX_COUNT
) -> tuple[FilterCompletion, ...]:
    """Return at most `limit` ways in which what stands before the cursor may go on; none after a space.

    `text` is in NFC, as it is shown.
    """
    typed = list(tokens(text[:cursor]))
    if not typed or typed[-1].span.column - 1 + typed[-1].span.length < cursor:
        return ()
    last = typed[-1]
    if not last.name:
        return tuple(_fields(last.parts[0], kind, language))[:limit]
    choices = _values(connection, last, kind, language, limit)
    start = last.parts[-1].span.column - 1
    return tuple(FilterCompletion(start, cursor, quote_value(each.value), each.label) for each in choices)


def _fields(part: TokenPart, kind: RecordKind, language: Language) -> Iterator[FilterCompletion]:
    start = strip_diacritics(part.text)
    end = part.span.column - 1 + part.span.length
    for name, shown, other in _field_names(kind, language):
        if shown.startswith(start) or other.startswith(start):
            label = translate(language, f"filter.field.{name}")
            yield FilterCompletion(part.span.column - 1, end, f"{shown}:", label)


@cache  # each letter asks for them
def _field_names(kind: RecordKind, language: Language) -> tuple[tuple[FieldName, str, str], ...]:
    """Return the fields of a kind with their names in `language` and in the other one."""
    fields = (*(name for name, field in FIELDS.items() if kind in field.kinds), FieldName.SORT)
    return tuple((name, name_in(language, name), name_in(OTHER_LANGUAGE[language], name)) for name in fields)


def _values(
    connection: Readable, token: Token, kind: RecordKind, language: Language, limit: int
) -> tuple[Suggestion, ...]:
    name = field_called(token.name)
    typed = token.parts[-1].text
    if name is FieldName.SORT:
        words = sort_words(kind)
        sign = "-" if typed.startswith("-") else ""
        found = words.with_prefix(normalize_name(typed))[:limit]
        return tuple(Suggestion(sign + words.written(by, language), words.label(by, language)) for by in found)
    if name is None or kind not in FIELDS[name].kinds:
        return ()
    field = FIELDS[name]
    choices = field.suggest(connection, typed, kind, language, limit)
    return tuple(each._replace(value=field.written(each.value, kind, language)) for each in choices)


_EXAMPLES = {
    FieldName.STATUS: (RecordKind.DIRECTIVE, ("unrated", "doing")),
    FieldName.CONFERENCE: (RecordKind.DIRECTIVE, ("2024-07-18",)),
    FieldName.AGENCY: (RecordKind.DIRECTIVE, ("bng",)),
    FieldName.NAMED: (RecordKind.DIRECTIVE, ("bng",)),
    FieldName.LEAD: (RecordKind.DIRECTIVE, ("bng",)),
    FieldName.BY: (RecordKind.DIRECTIVE, ("phạm minh chính",)),
    FieldName.THEME: (RecordKind.DIRECTIVE, ("cd-fta",)),
    FieldName.MARKET: (RecordKind.DIRECTIVE, ("trung đông",)),
    FieldName.AGREEMENT: (RecordKind.DIRECTIVE, ("fta-moi",)),
    FieldName.DOCUMENT: (RecordKind.DIRECTIVE, ("vb-ct-15",)),
    FieldName.SOURCE: (RecordKind.DIRECTIVE, ("nv-20240718",)),
    FieldName.KIND: (RecordKind.DIRECTIVE, ("task", "request")),
    FieldName.FAMILY: (RecordKind.DIRECTIVE, ("nhom-3-phat-huy",)),
    FieldName.THREAD: (RecordKind.DIRECTIVE, ("hn-2024-07-18-22",)),
    FieldName.NATURE: (RecordKind.DIRECTIVE, ("ongoing", "unjudged")),
    FieldName.DUE: (RecordKind.DIRECTIVE, ("none",)),
    FieldName.DONE: (RecordKind.DIRECTIVE, ("none",)),
    FieldName.ASKED: (RecordKind.DIRECTIVE, ("2024-Q3",)),
    FieldName.CHANGED: (RecordKind.DIRECTIVE, ("none",)),
    FieldName.REMINDED: (RecordKind.DIRECTIVE, ("none",)),
    FieldName.MOVED: (RecordKind.AGREEMENT, ("2024-Q3",)),
    FieldName.IMPORTANCE: (RecordKind.DIRECTIVE, ("none",)),
    FieldName.CLEAR: (RecordKind.DIRECTIVE, ("due", "confirms")),
    FieldName.CELL: (RecordKind.DIRECTIVE, ("unrated",)),
    FieldName.STAGE: (RecordKind.AGREEMENT, ("signed", "in-force")),
    FieldName.IS: (RecordKind.DIRECTIVE, ("open",)),
}
"""Values of each field that find something in the packaged digest, with the kind of record they are looked for in."""


class FieldGuide(NamedTuple):
    """The guide to one field. `values` are those of the first kind that has it; `targets` the kinds it names."""

    name: FieldName
    vietnamese: str
    kinds: tuple[RecordKind, ...]
    values: tuple[Suggestion, ...]
    targets: tuple[RecordKind, ...]
    example: str
    """A value; empty where none is known."""
    example_kind: RecordKind

    def typed(self, language: Language) -> str:
        """Return the name that is typed in a language, with its colon."""
        return f"{self.vietnamese if language is Language.VI else self.name}:"


def guide(language: Language, kind: RecordKind | None = None) -> Iterator[FieldGuide]:
    """Yield the guide to each field that records of `kind` have, `None` for every field."""
    for name, field in FIELDS.items():
        if kind is None or kind in field.kinds:
            yield _guide_of(name, field, kind, language)
    asked = kind or RecordKind.DIRECTIVE
    values = sort_words(asked).listed(language)
    by = "-" + sort_words(asked).written(Sort.CONFERENCE, language)
    yield FieldGuide(FieldName.SORT, SORT_NAME, _in_order(LISTED), values, (), quote_value(by), RecordKind.DIRECTIVE)


def _guide_of(name: FieldName, field: FilterField, kind: RecordKind | None, language: Language) -> FieldGuide:
    kinds = _in_order(field.kinds)
    asked = kind or (RecordKind.DIRECTIVE if RecordKind.DIRECTIVE in kinds else kinds[0])
    targets = field.targets if isinstance(field, ReferenceField) else ()
    values = () if targets else field.listed(asked, language)
    example_kind, examples = _EXAMPLES.get(name, (asked, ()))
    written = [field.written(each, example_kind, language) for each in examples]
    example = ",".join(map(quote_value, written or [each.value for each in values[:1]]))
    return FieldGuide(name, field.vietnamese, kinds, values, targets, example, example_kind)


def _in_order(kinds: frozenset[RecordKind]) -> tuple[RecordKind, ...]:
    return tuple(kind for kind in RECORD_KINDS if kind in kinds)


def describe(
    connection: Readable, spec: FilterSpec, kind: RecordKind, language: Language, today: date | None = None
) -> str:
    """Return what `spec` says of records of `kind`, empty where it says nothing.

    With `today`, times that depend on the day are written as the days that they mean.
    """
    parts = [_term(connection, term, kind, language, today) for term in spec.terms]
    if spec.order:
        keys = ", ".join(_sort_key(key, kind, language) for key in spec.order)
        parts.append(translate(language, "filter.sort", values=keys))
    return translate(language, "filter.and").join(parts)


def _term(connection: Readable, term: Term, kind: RecordKind, language: Language, today: date | None) -> str:
    sign = ".not" if term.is_negated else ""
    if not isinstance(term, FieldTerm):
        return translate(language, f"filter.text{sign}", text=term.text)
    field = FIELDS[term.name]
    values = (field.resolve_day(value.text, today) if today else value.text for value in term.values)
    labels = (field.label(connection, value, kind, language) for value in values)
    return translate(language, f"filter.{term.name}{sign}", values=translate(language, "filter.or").join(labels))


def _sort_key(key: SortKey, kind: RecordKind, language: Language) -> str:
    label = sort_words(kind).label(key.by, language)
    return translate(language, "filter.sort.reversed", value=label) if key.is_reversed else label
