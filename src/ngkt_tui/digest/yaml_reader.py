"""YAML events of an input file, and the values of plain scalars.

Only the event parser of libyaml (or of PyYAML) is used, never a loader: loaders recurse, resolve words to dates and
booleans,
and expand aliases. Plain scalars are null, true, false, decimal numbers, or text kept letter for letter.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import yaml
from yaml.error import Mark
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner

from ngkt_tui.digest.faults import DigestReadError, SourcePosition
from ngkt_tui.digest.source import MeteredStream

MAX_DEPTH = 20
MAX_EVENTS = 10_000_000

_PROBLEMS = {
    "mapping values are not allowed": "syntax-colon",
    "found unexpected end of stream": "syntax-quote",
    "did not find expected ',' or '": "syntax-flow",
    "expected ',' or '": "syntax-flow",
    "did not find expected key": "syntax-indent",
    "did not find expected '-'": "syntax-indent",
    "expected <block end>": "syntax-indent",
    "could not find expected ':'": "syntax-no-colon",
    "that cannot start any token": "syntax-start",
    "tab character": "syntax-tab",
    "expected node content": "syntax-value",
    "expected the node content": "syntax-value",
    "escape": "syntax-escape",
    "expected <document start>": "syntax-after",
    "maximum nesting depth": "depth",  # libyaml of PyYAML 6.0.4 and later gives up at 1,000 levels
}
"""What libyaml and PyYAML say, by a part of it, and the fault that says it better."""


class EventParser(Protocol):
    """The part of a PyYAML parser that is used."""

    def get_event(self) -> Any:
        """Return the next event; `None` after the last."""


class PureParser(Reader, Scanner, Parser):
    """PyYAML's parser without libyaml, put together as PyYAML does it."""

    def __init__(self, stream: Any) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


def default_parser() -> Callable[[Any], EventParser]:
    """Return libyaml's parser, or the pure one where PyYAML was built without libyaml."""
    try:
        from yaml._yaml import CParser  # may be missing, and is needed only where a digest is read
    except ImportError:
        return PureParser
    return CParser


def place_of(mark: Mark) -> SourcePosition:
    """Return the place of a mark, counted from 1."""
    return SourcePosition(mark.line + 1, mark.column + 1)


def events(stream: MeteredStream, make_parser: Callable[[Any], EventParser]) -> Iterator[Any]:
    """Yield the events of `stream`; raises `DigestReadError` for what is not YAML and for too many of them."""
    try:
        for count, event in enumerate(iter(make_parser(stream).get_event, None)):
            stream.bytes_since_event = 0
            if count > MAX_EVENTS:
                raise DigestReadError("events", place_of(event.start_mark), limit=MAX_EVENTS)
            yield event
    except ReaderError as error:
        raise _unreadable_bytes(error) from None
    except yaml.MarkedYAMLError as error:
        raise _unreadable_yaml(error) from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:  # the pure parser's own failures
        raise DigestReadError("syntax", problem=str(error)) from None


def _unreadable_bytes(error: ReaderError) -> DigestReadError:
    character = error.character
    if "control" in error.reason or "special" in error.reason:
        code = ord(character) if isinstance(character, str) else character
        return DigestReadError("control", offset=error.position, code=f"U+{code:04X}")
    return DigestReadError("encoding", offset=error.position)


def _unreadable_yaml(error: yaml.MarkedYAMLError) -> DigestReadError:
    problem = error.problem or error.context or ""
    key = next((key for part, key in _PROBLEMS.items() if part in problem), "syntax")
    at_start = key in ("syntax-quote", "syntax-flow") and error.context_mark is not None
    mark = error.context_mark if at_start else error.problem_mark or error.context_mark
    return DigestReadError(key, place_of(mark) if mark else None, problem=problem, limit=MAX_DEPTH)


_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER_START = frozenset("-0123456789")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")


def resolve(letters: str) -> object:
    """Return the value of a plain scalar. A number of more than 15 digits stays text."""
    if letters in _WORDS:
        return _WORDS[letters]
    if letters[0] in _NUMBER_START and (match := _NUMBER.fullmatch(letters)):
        return float(letters) if match[1] else int(letters)
    return letters
