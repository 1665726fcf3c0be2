"""How a half-typed filter may go on: names of fields, and values from the store."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ngkt_tui.domain.enums import OTHER_LANGUAGE, Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.fields import Suggestion
from ngkt_tui.query.filter.fields.field_registry import FIELDS, field_called, name_in, sort_words
from ngkt_tui.query.filter.filter_spec import FieldName, quote_value
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
