"""References: each names a record that there is, of the right kind, and not its own."""

from collections.abc import Callable, Iterator

from ngkt_tui.digest.checks.index import Index
from ngkt_tui.digest.fault import Complaint, Path
from ngkt_tui.digest.model.shape import nested, shape
from ngkt_tui.digest.model.values import Part
from ngkt_tui.digest.nearest import nearest
from ngkt_tui.domain.kinds import RecordKind

_MOST_SUGGESTIONS = 30
"""Looking for a near id among many costs time; after so many dangling references nobody reads suggestions."""

_Use = tuple[Path, str, frozenset[RecordKind]]


def check_references(index: Index) -> Iterator[Complaint]:
    """Yield references to no record, to one of the wrong kind, and to the record itself."""
    suggest = _suggestions(index)
    for path, record in index.entries:
        for at, target, kinds in uses(record, path):
            kind = index.kind(target)
            if kind in kinds and target != record.id:
                continue
            if target == record.id:
                yield Complaint(at, "itself", {"id": target})
            elif kind is not None:
                yield Complaint(at, "wrong-kind", {"id": target, "kind": kind, "kinds": _in_order(kinds)})
            elif not index.open_ended:
                yield Complaint(at, "dangling", {"id": target, "nearest": suggest(target, kinds)})


def unchecked_references(index: Index) -> Iterator[Complaint]:
    """Yield the references that only a digest which is not at hand can define, each id once."""
    if not index.open_ended:
        return
    seen: set[str] = set()
    for path, record in index.entries:
        for at, target, _ in uses(record, path):
            if target not in seen and index.kind(target) is None:
                seen.add(target)
                yield Complaint(at, "unchecked", {"id": target})


def uses(part: Part, path: Path) -> Iterator[_Use]:
    """Yield every reference of `part` and of what stands within: its path, the id, and the kinds it may name."""
    for name, kinds, many in shape(type(part)).references:
        value = getattr(part, name)
        if many:
            for number, target in enumerate(value):
                yield (*path, name, number), target, kinds
        elif value is not None:
            yield (*path, name), value, kinds
    for within, each in nested(part):
        yield from uses(each, path + within)


def _in_order(kinds: frozenset[RecordKind]) -> tuple[RecordKind, ...]:
    return tuple(kind for kind in RecordKind if kind in kinds)


def _suggestions(index: Index) -> Callable[[str, frozenset[RecordKind]], str]:
    made: dict[tuple[str, frozenset[RecordKind]], str] = {}

    def suggest(target: str, kinds: frozenset[RecordKind]) -> str:
        if (target, kinds) not in made and len(made) < _MOST_SUGGESTIONS:
            own = (id_ for id_, entry in index.first.items() if entry.record.kind_of_record in kinds)
            others = (id_ for id_, known in index.outside.records.items() if known.kind in kinds)
            made[target, kinds] = nearest(target, own) or nearest(target, others)
        return made.get((target, kinds), "")

    return suggest
