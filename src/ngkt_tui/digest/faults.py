"""A fault of a digest: what is wrong, and where in the file.

While a digest is read and checked, an `Issue` names the place by its path in the document
(`("directives", 3, "text")`); once found in the file it becomes a `Diagnostic` with line and column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ngkt_tui.domain.enums import OWN_DIGEST, Language, RecordKind
from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText, translate

FieldPath = tuple[str | int, ...]
MAX_FAULTS = 1000
"""Reading stops after this many complaints: the file is then something else than a digest."""


class SourcePosition(NamedTuple):
    """A place in a file, line and column from 1."""

    line: int
    column: int


class Issue(NamedTuple):
    """What is wrong, with the path of the node it is about.

    `at_key` points at the key instead of the value. `other` is the path of a second node whose line the words
    name as `{line}`. `place` is given where it is known already.
    """

    path: FieldPath
    key: str
    values: Mapping[str, object]
    at_key: bool = False
    other: FieldPath | None = None
    place: SourcePosition | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
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
        return ":".join(str(part) for part in (sanitize_line(self.path), self.line, self.column) if part is not None)

    def message(self, language: Language) -> str:
        """Return what is wrong, in words, with the nearest right word where there is one."""
        values = {name: _shown(value, language) for name, value in self.values.items()}
        text = translate(language, f"fault.{self.key}", **values)
        if self.values.get("nearest"):
            text = f"{text} {translate(language, 'fault.nearest', **values)}"
        return text

    def render(self, language: Language) -> str:
        """Return `file:line:column: message`, and below it the line of the file."""
        first = f"{self.place}: {self.message(language)}"
        excerpt = sanitize_line(self.excerpt, 160)
        return f"{first}\n    {excerpt}" if excerpt else first


def _shown(value: object, language: Language) -> str:
    if isinstance(value, RecordKind):
        return translate(language, f"record.{value}")
    if isinstance(value, LazyText):
        return value.render(language)
    if isinstance(value, tuple):
        return ", ".join(_shown(each, language) for each in value)
    return sanitize_line(str(value), 100)


class DigestReadError(Exception):
    """Reading cannot go on. Raised and caught within this package, which turns it into a `InvalidDigestError`.

    `place` is `None` where the whole file is meant; `offset` counts bytes where only that is known.
    """

    def __init__(
        self, key: str, place: SourcePosition | None = None, offset: int | None = None, **values: object
    ) -> None:
        super().__init__(key)
        self.key = key
        self.place = place
        self.offset = offset
        self.values = values


def invalid(name: str, faults: tuple[Diagnostic, ...]) -> InvalidDigestError:
    """Return the error that lists `faults` of the file `name`."""
    return InvalidDigestError(faults, path=sanitize_line(name))


def contradiction_of(digest: str) -> str:
    """Return the key of the fault that something contradicts `digest`: what users made can be corrected here."""
    return "contradicts-own" if digest == OWN_DIGEST else "contradicts"
