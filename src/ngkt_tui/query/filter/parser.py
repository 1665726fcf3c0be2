"""Reading a filter: text in, a `FilterSpec` out, or a `FilterError` that names the place and the nearest right word.

First it is cut into tokens with their columns: that knows quotes, commas, colons and minus signs, no field.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.suggestions import nearest
from ngkt_tui.domain.text import sanitize, tokenize_query, without_ignorable
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.filter.fields.field_registry import (
    BY_TYPED_NAME,
    FIELDS,
    field_called,
    names_of,
    sort_words,
    spelling_in,
)
from ngkt_tui.query.filter.filter_spec import (
    FieldName,
    FieldTerm,
    FilterSpec,
    Quoting,
    Sort,
    SortKey,
    SourceSpan,
    TextTerm,
    Value,
    ValueMistakeError,
    format_filter,
)

_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*):")
_QUOTED = re.compile(r'((?:[<>]=?)?)"((?:[^"]|"")*)("|$)')
_BARE_WORD = re.compile(r'[^\s"]+')
_BARE_VALUE = re.compile(r'[^\s",]*')


class TokenPart(NamedTuple):
    """A word, a phrase, or one value of a field, without its quotes."""

    text: str
    quoting: Quoting
    span: SourceSpan


class Token(NamedTuple):
    """Words, or a field with its values. `name` is empty for words; a token has at least one part."""

    is_negated: bool
    name: str
    name_span: SourceSpan
    parts: tuple[TokenPart, ...]
    span: SourceSpan


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`, cleaned and in NFC; any text has tokens, a wrong one too.

    Columns are those of what is seen: characters that nobody sees take none.
    """
    text = sanitize(without_ignorable(text))
    at = _skip_space(text, 0)
    while at < len(text):
        token, at = _token(text, at)
        yield token
        at = _skip_space(text, at)


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _token(text: str, start: int) -> tuple[Token, int]:
    is_negated = text[start] == "-" and start + 1 < len(text) and not text[start + 1].isspace()
    at = start + is_negated
    name = _NAME.match(text, at)
    if name:
        parts, end = _values(text, name.end())
        named, name_span = name.group(1), _span(at, name.end() - 1)
    else:
        part, end = _part(text, at, _BARE_WORD)
        parts, named, name_span = (part,), "", _span(at, at)
    return Token(is_negated, named, name_span, parts, _span(start, end)), end


def _values(text: str, at: int) -> tuple[tuple[TokenPart, ...], int]:
    parts = []
    while True:
        part, at = _part(text, at, _BARE_VALUE)
        parts.append(part)
        if text[at : at + 1] != ",":
            return tuple(parts), at
        at += 1


def _part(text: str, at: int, bare: re.Pattern[str]) -> tuple[TokenPart, int]:
    quoted = _QUOTED.match(text, at)
    if quoted:
        inner = quoted.group(1) + " ".join(quoted.group(2).replace('""', '"').split())
        quoting = Quoting.CLOSED if quoted.group(3) else Quoting.OPEN
        return TokenPart(inner, quoting, _span(at, quoted.end())), quoted.end()
    match = bare.match(text, at)
    end = match.end() if match else at
    return TokenPart(text[at:end], Quoting.BARE, _span(at, end)), end


def _span(start: int, end: int) -> SourceSpan:
    return SourceSpan(start + 1, end - start)


MAX_TERMS = 64
MAX_VALUES = 256
MAX_TEXT_LENGTH = 10_000
_MARKS = frozenset("-–—‒―‐‑−/|&·•:;,.…")


def parse(text: str, kind: RecordKind) -> FilterSpec:
    """Return what `text` says of records of `kind`.

    Values that are records stay as typed, for the store to find. Raises `FilterError`, and nothing else.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise _error("filter.problem.too-long", SourceSpan(MAX_TEXT_LENGTH, 1), text[:20], most=MAX_TEXT_LENGTH)
    terms: list[TextTerm | FieldTerm] = []
    order: list[SortKey] = []
    for number, token in enumerate(tokens(text)):
        if number == MAX_TERMS:
            raise _error("filter.problem.too-many", token.span, _typed(token), most=MAX_TERMS)
        if _is_mark(token):
            continue
        if not token.name:
            terms.append(_text_term(token))
            continue
        name = _field_name(token, kind)
        if name is FieldName.SORT:
            order.extend(_sort_keys(token, kind))
        else:
            terms.append(_field_term(token, name, kind))
    return FilterSpec(tuple(terms), tuple(dict.fromkeys(order)))


def translate(text: str, kind: RecordKind, language: Language) -> str:
    """Return a filter in the words of `language`; raises `FilterError` where it has a mistake."""
    return format_filter(parse(text, kind), spelling_in(language, kind))


def _is_mark(token: Token) -> bool:
    """Return whether a token is a mark between the words of a title, which says nothing: a dash, a slash, a dot."""
    part = token.parts[0]
    return not token.name and part.quoting is Quoting.BARE and bool(part.text) and set(part.text) <= _MARKS


def _text_term(token: Token) -> TextTerm:
    (part,) = token.parts
    found = tokenize_query(part.text)
    if not found:
        raise _error("filter.problem.no-letters", token.span, _typed(token))
    if len(found) > MAX_TERMS:
        raise _error("filter.problem.too-many", token.span, found[0], most=MAX_TERMS)
    return TextTerm(part.text, part.quoting, token.is_negated, token.span)


def _field_name(token: Token, kind: RecordKind) -> FieldName:
    name = field_called(token.name)
    if name is None:
        right = nearest(token.name, BY_TYPED_NAME)
        raise _error("filter.problem.unknown-field", token.name_span, token.name, nearest=right and f"{right}:")
    if name is not FieldName.SORT and kind not in FIELDS[name].kinds:
        fields = " ".join(names_of(kind, token.name))
        called = LazyText(f"record.{kind}")
        raise _error("filter.problem.not-here", token.name_span, token.name, kind=called, fields=fields)
    return name


def _field_term(token: Token, name: FieldName, kind: RecordKind) -> FieldTerm:
    values = []
    for part in _typed_values(token):
        try:
            canonical = FIELDS[name].normalize(part.text, kind)
        except ValueMistakeError as mistake:
            raise mistake.at(part.span, part.text, token.name) from mistake
        values.append(Value(canonical, part.span))
    span = token.span._replace(word=token.name)
    return FieldTerm(name, tuple(dict.fromkeys(values)), token.is_negated, span)


def _sort_keys(token: Token, kind: RecordKind) -> Iterator[SortKey]:
    if token.is_negated:
        raise _error("filter.problem.negated-sort", token.span, _typed(token))
    for part in _typed_values(token):
        try:
            by = sort_words(kind).find(part.text.removeprefix("-"))
        except ValueMistakeError as mistake:
            raise mistake.at(part.span, part.text, token.name) from mistake
        yield SortKey(Sort(by), part.text.startswith("-"))


def _typed_values(token: Token) -> tuple[TokenPart, ...]:
    if len(token.parts) > MAX_VALUES:
        raise _error("filter.problem.too-many", token.span, token.name, most=MAX_VALUES)
    for part in token.parts:
        if not part.text:
            raise _error("filter.problem.no-value", SourceSpan(part.span.column - 1, 1), token.name)
    return token.parts


def _typed(token: Token) -> str:
    return token.name or token.parts[0].text or "“”"


def _error(problem: str, span: SourceSpan, word: str, nearest: str = "", **values: object) -> FilterError:
    return FilterError(column=span.column, length=span.length, problem=problem, word=word, nearest=nearest, **values)
