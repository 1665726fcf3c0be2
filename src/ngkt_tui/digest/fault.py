"""A fault of a digest: what is wrong, and where in the file.

While a digest is read and checked, a `Complaint` tells where by its path in the document
(`("directives", 3, "text")`); once found in the file it becomes a `Fault` with line and column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.errors import DigestInvalid
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import Saying, say

Path = tuple[str | int, ...]
MOST_FAULTS = 1000
"""Reading stops after this many complaints: the file is then something else than a digest."""


class Place(NamedTuple):
    """A place in a file, line and column from 1."""

    line: int
    column: int


class Complaint(NamedTuple):
    """What is wrong, with the path of the node it is about.

    `at_key` points at the key instead of the value. `other` is the path of a second node whose line the words
    name as `{line}`. `place` is given where it is known already.
    """

    path: Path
    key: str
    values: Mapping[str, object]
    at_key: bool = False
    other: Path | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A complaint with its place. `line` and `column` count from 1; they are `None` where the whole file is meant."""

    path: str
    line: int | None
    column: int | None
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    excerpt: str = ""

    @property
    def place(self) -> str:
        """Return `file:line:column`, as far as known."""
        return ":".join(str(part) for part in (one_line(self.path), self.line, self.column) if part is not None)

    def message(self, language: Language) -> str:
        """Return what is wrong, in words, with the nearest right word where there is one."""
        values = {name: _shown(value, language) for name, value in self.values.items()}
        text = say(language, f"fault.{self.key}", **values)
        if self.values.get("nearest"):
            text = f"{text} {say(language, 'fault.nearest', **values)}"
        return text

    def render(self, language: Language) -> str:
        """Return `file:line:column: message`, and below it the line of the file."""
        first = f"{self.place}: {self.message(language)}"
        excerpt = one_line(self.excerpt, 160)
        return f"{first}\n    {excerpt}" if excerpt else first


def _shown(value: object, language: Language) -> str:
    if isinstance(value, RecordKind):
        return say(language, f"record.{value}")
    if isinstance(value, Saying):
        return value.said(language)
    if isinstance(value, tuple):
        return ", ".join(_shown(each, language) for each in value)
    return one_line(str(value), 100)


class Unreadable(Exception):
    """Reading cannot go on. Raised and caught within this package, which turns it into a `DigestInvalid`.

    `place` is `None` where the whole file is meant; `offset` counts bytes where only that is known.
    """

    def __init__(self, key: str, place: Place | None = None, offset: int | None = None, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.place = place
        self.offset = offset
        self.values = values


def invalid(name: str, faults: tuple[Fault, ...]) -> DigestInvalid:
    """Return the error that lists `faults` of the file `name`."""
    return DigestInvalid(faults, path=one_line(name))
