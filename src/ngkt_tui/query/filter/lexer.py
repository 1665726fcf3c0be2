"""Cutting a filter into tokens with their columns. Knows quotes, commas, colons and minus signs, no field."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ngkt_tui.domain.folding import without_ignorable
from ngkt_tui.domain.text import sanitize
from ngkt_tui.query.filter.filter_spec import Quoting, SourceSpan

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
