"""Finding where in the file the node of a complaint stands.

Places are looked up in a second pass, only when there is something to complain of: reading a digest without
faults keeps no marks at all.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from yaml import events as yaml_events

from ngkt_tui.digest.faults import Diagnostic, DigestReadError, FieldPath, Issue, SourcePosition
from ngkt_tui.digest.source import InputFile, MeteredStream
from ngkt_tui.digest.yaml_reader import default_parser, events, place_of

_MAX_LINE_LENGTH = 4000

Node = tuple[FieldPath, bool]
"""A path, and whether its key is meant instead of its value."""


class _Frame:
    """A collection being passed; `path` is `None` where nothing within it is looked for."""

    __slots__ = ("in_mapping", "path", "step")

    def __init__(self, path: FieldPath | None, in_mapping: bool) -> None:
        self.path = path
        self.in_mapping = in_mapping
        self.step: str | int | None = None if in_mapping else 0


class _NodeLocator:
    def __init__(self, wanted: Collection[Node]) -> None:
        self._wanted = set(wanted)
        self._on_the_way = {path[:length] for path, _ in wanted for length in range(len(path))}
        self._frames: list[_Frame] = []
        self.places: dict[Node, SourcePosition] = {}

    def walk(self, passing: Iterable[Any]) -> None:
        for event in passing:
            if isinstance(event, yaml_events.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml_events.CollectionEndEvent):
                self._frames.pop()
                self._advance()
            elif isinstance(event, yaml_events.NodeEvent):
                self._leaf(event)
            if len(self.places) == len(self._wanted):
                return

    def _start(self, event: Any) -> None:
        path = self._here()
        self._note_leaf(path, event)
        within = path if path in self._on_the_way else None
        self._frames.append(_Frame(within, isinstance(event, yaml_events.MappingStartEvent)))

    def _leaf(self, event: Any) -> None:
        frame = self._frames[-1] if self._frames else None
        if frame is not None and frame.step is None:
            frame.step = getattr(event, "value", "")
            self._note_leaf(self._here(), event, at_key=True)
        else:
            self._note_leaf(self._here(), event)
            self._advance()

    def _here(self) -> FieldPath | None:
        if not self._frames:
            return ()
        frame = self._frames[-1]
        return None if frame.path is None or frame.step is None else (*frame.path, frame.step)

    def _note_leaf(self, path: FieldPath | None, event: Any, at_key: bool = False) -> None:
        if path is not None and (path, at_key) in self._wanted:
            self.places.setdefault((path, at_key), place_of(event.start_mark))

    def _advance(self) -> None:
        if self._frames:
            frame = self._frames[-1]
            frame.step = None if isinstance(frame.step, str) or frame.step is None else frame.step + 1


def locate_nodes(source: InputFile, wanted: Collection[Node]) -> dict[Node, SourcePosition]:
    """Return the places of those nodes that can be found; of two equal keys the first counts."""
    search = _NodeLocator(wanted)
    if wanted:
        try:
            with source.open() as stream:
                search.walk(events(MeteredStream(stream), default_parser()))
        except DigestReadError:
            pass  # the file breaks off, or is gone since: what was found so far stands
    return search.places


def find_offset(source: InputFile, offset: int) -> SourcePosition | None:
    """Return the place of a byte, its column counted in characters; of broken UTF-8 the first byte counts."""
    try:
        with source.open() as stream:
            before = stream.read(offset)
    except (DigestReadError, OSError):
        return None
    line_start = before.rfind(b"\n") + 1
    line = before[line_start:]
    try:
        column = len(line.decode())
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode())
    return SourcePosition(before.count(b"\n") + 1, column + 1)


def locate_issues(source: InputFile, issues: Iterable[Issue]) -> tuple[Diagnostic, ...]:
    """Return the complaints as faults with their places and lines, in file order."""
    listed = list(issues)
    wanted = {(each.path, each.at_key) for each in listed if each.place is None}
    wanted |= {(_above(each), False) for each in listed if each.place is None}
    wanted |= {(each.other, _is_key(each.other)) for each in listed if each.other is not None}
    places = locate_nodes(source, wanted)
    placed = [(_placed(each, places), each) for each in listed]
    lines = _excerpts(source, {place.line for place, _ in placed if place})
    found = [_diagnostic(source.name, each, place, lines, places) for place, each in placed]
    return tuple(sorted(found, key=lambda fault: (fault.line or 0, fault.column or 0)))


def locate_issue(source: InputFile, error: DigestReadError) -> Diagnostic:
    """Return the fault of a source that could not be read on."""
    place = error.place
    if place is None and error.offset is not None:
        place = find_offset(source, error.offset)
    if place is None:
        return Diagnostic(source.name, None, None, error.key, error.values)
    excerpt = _excerpts(source, {place.line}).get(place.line, "")
    return Diagnostic(source.name, place.line, place.column, error.key, error.values, excerpt)


def _above(issue: Issue) -> FieldPath:
    """Return the path above the complaint's: of the value itself where one stands for a list of one."""
    return issue.path[:-1]


def _placed(issue: Issue, places: dict[Node, SourcePosition]) -> SourcePosition | None:
    own = places.get((issue.path, issue.at_key))
    return issue.place or own or places.get((_above(issue), False))


def _is_key(path: FieldPath) -> bool:
    return bool(path) and isinstance(path[-1], str)


def _diagnostic(
    name: str, issue: Issue, place: SourcePosition | None, lines: dict[int, str], places: dict[Node, SourcePosition]
) -> Diagnostic:
    values = dict(issue.values)
    if issue.other is not None:
        other = places.get((issue.other, _is_key(issue.other)))
        values["line"] = other.line if other else "?"
    if place is None:
        return Diagnostic(name, None, None, issue.key, values)
    return Diagnostic(name, place.line, place.column, issue.key, values, lines.get(place.line, ""))


def _excerpts(source: InputFile, numbers: Collection[int]) -> dict[int, str]:
    wanted = set(numbers)
    try:
        with source.open() as stream:
            return {number: line for number, line in _lines(stream, max(wanted, default=0)) if number in wanted}
    except (DigestReadError, OSError):
        return {}


def _lines(stream: Any, last: int) -> Iterator[tuple[int, str]]:
    number = 1
    while number <= last and (line := stream.readline(_MAX_LINE_LENGTH)):
        yield number, line.decode("utf-8", "replace").strip("\r\n\ufeff")
        while line and not line.endswith(b"\n"):
            line = stream.readline(_MAX_LINE_LENGTH)
        number += 1
