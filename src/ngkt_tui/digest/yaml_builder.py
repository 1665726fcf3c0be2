"""Building the plain values of a digest from one pass over YAML events, record by record.

Each finished entry of a top-level list is handed on at once and only what is made of it is kept, so that a
hostile file is refused early and a large one is never held twice. What YAML offers beyond plain values
(anchors, aliases, merge keys, tags, several documents) is refused, each with its place.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any
from unicodedata import is_normalized, normalize

from yaml import events as yaml_events
from yaml.error import Mark

from ngkt_tui.digest.faults import MAX_FAULTS, DigestReadError, FieldPath, Issue
from ngkt_tui.digest.yaml_reader import MAX_DEPTH, place_of, resolve
from ngkt_tui.domain.text import first_control_char, has_control_chars

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
