"""YAML text as the plain values of a digest: events of the parser, scalars, and records built from one pass over them.

Only the event parser of libyaml (or of PyYAML) is used, never a loader: loaders recurse, resolve words to dates and
booleans, and expand aliases. Plain scalars are null, true, false, decimal numbers, or text kept letter for letter.

Each finished entry of a top-level list is handed on at once and only what is made of it is kept, so that a
hostile file is refused early and a large one is never held twice. What YAML offers beyond plain values
(anchors, aliases, merge keys, tags, several documents) is refused, each with its place.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Protocol
from unicodedata import is_normalized, normalize

import yaml
from yaml import events as yaml_events
from yaml.error import Mark
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner

from ngkt_tui.digest.faults import MAX_FAULTS, DigestReadError, FieldPath, Issue, SourcePosition
from ngkt_tui.digest.source import MeteredStream
from ngkt_tui.domain.text import first_control_char, has_control_chars

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


MAX_ENTRIES = 10_000
"""The most entries of a list within a record; the top-level lists are bounded by the number of events alone."""
MAX_KEYS = 500
MAX_SCALAR_LENGTH = 100_000
"""In bytes of UTF-8."""

_NO_KEY: Any = object()
_REFUSED: Any = object()


class TooManyFaultsError(Exception):
    """There are so many complaints that reading stops. Raised and caught within this package."""


class _Mapping:
    """A mapping under construction, and the key whose value comes next."""

    __slots__ = ("entries", "key")

    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}
        self.key: Any = _NO_KEY


class _List:
    """A list under construction."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        self.entries: list[Any] = []


class TreeBuilder:
    """Builds the document. `take` makes of each entry of the `lists` what is kept, given key, number and value."""

    def __init__(self, lists: Collection[str], take: Callable[[str, int, Any], Any]) -> None:
        self._lists = lists
        self._take = take
        self._frames: list[_Mapping | _List] = []
        self._documents = 0
        self.root: Any = None
        self.issues: list[Issue] = []
        self._handlers: dict[type, Callable[[Any], None]] = {
            yaml_events.ScalarEvent: self._scalar,
            yaml_events.MappingStartEvent: self._start,
            yaml_events.SequenceStartEvent: self._start,
            yaml_events.MappingEndEvent: self._end,
            yaml_events.SequenceEndEvent: self._end,
            yaml_events.AliasEvent: self._alias,
            yaml_events.DocumentStartEvent: self._document,
        }

    def build(self, events: Iterable[Any]) -> None:
        """Walk the events; afterwards `root` holds the document. Raises `DigestReadError` and `TooManyFaultsError`."""
        handlers = self._handlers
        for event in events:
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
        if not self._documents:
            raise DigestReadError("empty-file")

    def finished(self, key: str) -> Any:
        """Return the value of a key of the document where it has been read whole; `None` before."""
        root = self._frames[0] if self._frames else None
        return root.entries.get(key) if isinstance(root, _Mapping) else None

    def report(self, issue: Issue) -> None:
        """Keep a complaint; raises `TooManyFaultsError` with the last one that is kept."""
        self.issues.append(issue)
        if len(self.issues) >= MAX_FAULTS:
            raise TooManyFaultsError

    def _report_here(self, mark: Mark, key: str, other: FieldPath | None = None, **values: object) -> None:
        self.report(Issue(self._path(), key, values, other=other, place=place_of(mark)))

    def _path(self) -> FieldPath:
        steps = (frame.key if isinstance(frame, _Mapping) else len(frame.entries) for frame in self._frames)
        return tuple(step for step in steps if isinstance(step, str | int))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise DigestReadError("documents", place_of(event.start_mark))
        if event.tags:
            raise DigestReadError("directive", place_of(event.start_mark))

    def _scalar(self, event: Any) -> None:
        letters = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_marking(event)
        if not letters.isprintable() and has_control_chars(letters):
            self._report_here(event.start_mark, "unsafe", code=first_control_char(letters))
        if len(letters) > MAX_SCALAR_LENGTH // 4 and len(letters.encode("utf-8", "surrogatepass")) > MAX_SCALAR_LENGTH:
            raise DigestReadError("scalar-long", place_of(event.start_mark), limit=MAX_SCALAR_LENGTH // 1000)
        frame = self._frames[-1] if self._frames else None
        if isinstance(frame, _Mapping) and frame.key is _NO_KEY:
            self._take_key(frame, letters, event)
        else:
            # In NFC, so that lengths are those of what is seen; most texts are already.
            text = letters if is_normalized("NFC", letters) else normalize("NFC", letters)
            self._put(text if event.style else resolve(text), event.start_mark)

    def _take_key(self, frame: _Mapping, letters: str, event: Any) -> None:
        frame.key = letters
        if letters == "<<" and not event.style:
            self._report_here(event.start_mark, "merge-key")
        elif letters in frame.entries:
            self._report_here(event.start_mark, "duplicate-key", self._path(), name=letters)
        elif len(frame.entries) >= MAX_KEYS:
            raise DigestReadError("keys", place_of(event.start_mark), limit=MAX_KEYS)
        else:
            return
        frame.key = _REFUSED

    def _start(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marking(event)
        if len(self._frames) >= MAX_DEPTH:
            raise DigestReadError("depth", place_of(event.start_mark), limit=MAX_DEPTH)
        self._refuse_as_key(event)
        self._frames.append(_Mapping() if type(event) is yaml_events.MappingStartEvent else _List())

    def _end(self, event: Any) -> None:
        self._put(self._frames.pop().entries, event.start_mark)

    def _put(self, value: Any, mark: Mark) -> None:
        frame = self._frames[-1] if self._frames else None
        if frame is None:
            self.root = value
        elif isinstance(frame, _Mapping):
            if frame.key is not _REFUSED:
                frame.entries[frame.key] = value
            frame.key = _NO_KEY
        else:
            self._append(frame.entries, value, mark)

    def _append(self, entries: list[Any], value: Any, mark: Mark) -> None:
        if len(self._frames) == 2 and isinstance(root := self._frames[0], _Mapping) and root.key in self._lists:
            value = self._take(root.key, len(entries), value)
        elif len(entries) >= MAX_ENTRIES:
            raise DigestReadError("entries", place_of(mark), limit=MAX_ENTRIES)
        entries.append(value)

    def _alias(self, event: Any) -> None:
        self._refuse_as_key(event)
        self._report_here(event.start_mark, "alias", name=event.anchor)
        self._put(None, event.start_mark)

    def _refuse_marking(self, event: Any) -> None:
        key, name = ("anchor", event.anchor) if event.anchor is not None else ("tag", event.tag)
        self._report_here(event.start_mark, key, name=name)

    def _refuse_as_key(self, event: Any) -> None:
        frame = self._frames[-1] if self._frames else None
        if isinstance(frame, _Mapping) and frame.key is _NO_KEY:
            raise DigestReadError("key-not-text", place_of(event.start_mark))
