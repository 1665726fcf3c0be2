"""Joining what several digests say of one record into one. Pure: plain values in, plain values out.

Single values fill each other's gaps and must not contradict each other. Lists are joined in the order of the digests;
an entry that two digests give alike, but for its sources, is one entry of the first of them, with the sources of both.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Body = Mapping[str, Any]


class Said(NamedTuple):
    """What one digest says of a record."""

    digest: str
    body: Body


class Cited(NamedTuple):
    """A source, and the digest that gives it."""

    source: Body
    digest: str


@dataclass(slots=True)
class Entry:
    """An entry of a list: its value without its sources, the digest that it comes from, and its sources."""

    value: Any
    digest: str
    sources: list[Cited] = field(default_factory=list)


class Contradiction(NamedTuple):
    """Two digests that give different values for one field. `name` is dotted, as in `name.vi`."""

    name: str
    first: str
    value: Any
    second: str
    other: Any


@dataclass(slots=True)
class Merged:
    """A record as all digests together give it. `values` holds what is no list."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[Entry]] = field(default_factory=dict)
    sources: list[Cited] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)

    def text(self, name: str) -> tuple[str | None, str | None]:
        """Return a bilingual text as Vietnamese and English; `None` where there is none."""
        return both(self.values.get(name))

    def entries(self, name: str) -> list[Entry]:
        """Return the entries of a list."""
        return self.lists.get(name, [])

    def has(self, name: str) -> bool:
        """Tell whether some digest gives a value, or at least one entry, for the field `name`."""
        return name in self.values or bool(self.lists.get(name)) or (name == "sources" and bool(self.sources))


def both(text: Body | None) -> tuple[str | None, str | None]:
    """Return a bilingual text as Vietnamese and English; `None` where there is none."""
    return (text["vi"], text.get("en")) if text else (None, None)


def merge(record: str, said: Sequence[Said]) -> Merged:
    """Join what digests say of `record`, given in the order in which they were first taken in."""
    merged = Merged(record)
    for each in said:
        for name, value in each.body.items():
            if name == "sources":
                _join_sources(merged.sources, value, each.digest)
            elif isinstance(value, list):
                _join(merged.lists.setdefault(name, []), value, each.digest)
            elif name != "id":
                _fill(merged, said, (name,), merged.values, value, each.digest)
    return merged


def _fill(merged: Merged, said: Sequence[Said], path: tuple[str, ...], into: Any, value: Any, digest: str) -> None:
    name = path[-1]
    if isinstance(value, dict):
        below = into.setdefault(name, {})
        for key, each in value.items():
            _fill(merged, said, (*path, key), below, each, digest)
    elif name not in into:
        into[name] = value
    elif into[name] != value:
        first = next(each.digest for each in said if _at(each.body, path) is not None)
        merged.contradictions.append(Contradiction(".".join(path), first, into[name], digest, value))


def _at(body: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        body = body.get(name) if isinstance(body, Mapping) else None
    return body


def _join(joined: list[Entry], entries: Sequence[Any], digest: str) -> None:
    present = {_key(entry.value): entry for entry in joined}
    for each in entries:
        bare, sources = _split(each)
        entry = present.get(_key(bare))
        if entry is None:
            entry = present[_key(bare)] = Entry(bare, digest)
            joined.append(entry)
        _join_sources(entry.sources, sources, digest)


def _split(entry: Any) -> tuple[Any, Sequence[Body]]:
    if not isinstance(entry, dict):
        return entry, ()
    return {name: value for name, value in entry.items() if name != "sources"}, entry.get("sources", ())


def _join_sources(joined: list[Cited], sources: Sequence[Body], digest: str) -> None:
    for source in sources:
        if all(cited.source != source for cited in joined):
            joined.append(Cited(source, digest))


def _key(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
