"""Joining what several digests say of one record into one. Pure: plain values in, plain values out.

Single values fill each other's gaps and must not contradict each other. Lists are joined in the order of the digests;
an entry that two digests give alike, but for its sources, is one entry of the first of them, with the sources of both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Body = Mapping[str, Any]


class Statement(NamedTuple):
    """What one digest says of a record."""

    digest: str
    body: Body
    is_own: bool = False
    """Whether the digest holds what a unit made itself."""


class OwnedCitation(NamedTuple):
    """A source, and the digest that gives it."""

    source: Body
    digest: str


class MergedItem(NamedTuple):
    """An entry of a list: its value without its sources, the digest that it comes from, and its sources."""

    value: Body
    digest: str
    sources: list[OwnedCitation]


class Contradiction(NamedTuple):
    """Two digests that give different values for one field. `name` is dotted, as in `name.vi`."""

    name: str
    first: str
    value: Any
    second: str
    other: Any


@dataclass(slots=True)
class MergedRecord:
    """A record as all digests together give it.

    `values` holds single values and lists of plain ones (references, aliases), `entries` the lists of mappings.
    """

    id: str
    values: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, list[MergedItem]] = field(default_factory=dict)
    sources: list[OwnedCitation] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    is_own: bool = False
    """Whether a unit made it, or a part of it."""
    is_only_own: bool = False
    """Whether nobody else speaks of it."""
    corrected: tuple[str, ...] = ()
    """The fields in which what a unit says stands in place of what other digests say."""

    @property
    def is_unproven(self) -> bool:
        """Return whether a unit made it, and neither an article nor a document stands for any of it."""
        cited = any(entry.sources for entries in self.entries.values() for entry in entries)
        return self.is_only_own and not (self.sources or cited)

    def has(self, name: str) -> bool:
        """Return whether some digest gives a value, or at least one entry, for the field `name`."""
        return bool(self.sources) if name == "sources" else bool(self.values.get(name) or self.entries.get(name))


def as_pair(text: Body | None) -> tuple[str | None, str | None]:
    """Return a bilingual text as Vietnamese and English; `None` where there is none."""
    return (text["vi"], text.get("en")) if text else (None, None)


def merge(record: str, statements: Sequence[Statement]) -> MergedRecord:
    """Join what digests say of `record`, given in the order in which they were first taken in.

    What a unit `corrects` stands in place of what the others say of it.
    """
    merged = MergedRecord(
        record, is_own=any(each.is_own for each in statements), is_only_own=all(each.is_own for each in statements)
    )
    corrections: list[tuple[str, Any, str]] = []
    for each in statements:
        corrects = each.body.get("corrects", ())
        for name, value in each.body.items():
            if name == "corrects":
                continue
            if name in corrects:
                corrections.append((name, value, each.digest))
            elif name == "sources":
                _join_sources(merged.sources, value, each.digest)
            elif isinstance(value, list):
                _join(merged, name, value, each.digest)
            elif name != "id":
                _fill(merged, statements, (name,), merged.values, value, each.digest)
    for name, value, digest in corrections:
        _correct(merged, name, value, digest)
    return merged


def _correct(merged: MergedRecord, name: str, value: Any, digest: str) -> None:
    """Put what a unit says in place of what stands there; of a bilingual text only the languages that it gives."""
    before = merged.values.get(name)
    merged.corrected = tuple(dict.fromkeys((*merged.corrected, name)))
    if isinstance(value, dict):
        merged.values[name] = {**(before or {}), **value}
    elif isinstance(value, list):
        merged.values.pop(name, None)
        merged.entries.pop(name, None)
        _join(merged, name, value, digest)
    else:
        merged.values[name] = value


def _fill(
    merged: MergedRecord, statements: Sequence[Statement], path: tuple[str, ...], into: Any, value: Any, digest: str
) -> None:
    name = path[-1]
    if isinstance(value, dict):
        below = into.setdefault(name, {})
        for key, each in value.items():
            _fill(merged, statements, (*path, key), below, each, digest)
    elif name not in into:
        into[name] = value
    elif into[name] != value:
        first = next(each.digest for each in statements if _at(each.body, path) is not None)
        merged.contradictions.append(Contradiction(".".join(path), first, into[name], digest, value))


def _at(body: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        body = body.get(name) if isinstance(body, Mapping) else None
    return body


def _join(merged: MergedRecord, name: str, value: list[Any], digest: str) -> None:
    if value and isinstance(value[0], dict):
        _join_entries(merged.entries.setdefault(name, []), value, digest)
    else:
        merged.values[name] = list(dict.fromkeys([*merged.values.get(name, ()), *value]))


def _join_entries(joined: list[MergedItem], entries: Sequence[Body], digest: str) -> None:
    for each in entries:
        value = {name: part for name, part in each.items() if name != "sources"}
        entry = next((earlier for earlier in joined if earlier.value == value), None)
        if entry is None:
            entry = MergedItem(value, digest, [])
            joined.append(entry)
        _join_sources(entry.sources, each.get("sources", ()), digest)


def _join_sources(joined: list[OwnedCitation], sources: Sequence[Body], digest: str) -> None:
    for source in sources:
        if all(cited.source != source for cited in joined):
            joined.append(OwnedCitation(source, digest))
