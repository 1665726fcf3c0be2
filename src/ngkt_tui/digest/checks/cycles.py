"""What contains what: no organisation, market or agreement within itself, no document carrying out itself, no directive
repeating itself; and what contains others is of a kind that can.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ngkt_tui.digest.checks.index import Edge, Index
from ngkt_tui.digest.faults import Issue
from ngkt_tui.digest.model.records import Directive
from ngkt_tui.domain.enums import AgreementKind, MarketKind, RecordKind, Repetition

_RELATIONS = ("parent", "member_of", "within", "implements", "repeats")
"""The fields that lead from a record to one above or before it."""

_CONTAINERS: Mapping[RecordKind, tuple[str, ...]] = {
    RecordKind.MARKET: (MarketKind.REGION, MarketKind.BLOC),
    RecordKind.AGREEMENT: (AgreementKind.SET, AgreementKind.NETWORK),
}
"""Of which kind a record must be that others are `within`."""

_MAX_SHOWN_LENGTH = 8


def check_cycles(index: Index) -> Iterator[Issue]:
    """Yield one complaint for each circle of one relation, at the reference that closes it."""
    for relation in _RELATIONS:
        edges = _edges(index, relation)
        done: set[str] = set()
        for start in list(edges):
            yield from _cycles_from(start, edges, done)


def check_containers(index: Index) -> Iterator[Issue]:
    """Yield what records are said to be within that cannot contain any."""
    for path, record in index.entries:
        kinds = _CONTAINERS.get(record.kind_of_record, ())
        for number, target in enumerate(getattr(record, "within", ())):
            kind = index.fact(target, "kind") if index.kind(target) is record.kind_of_record else None
            if kind is not None and kind not in kinds:
                yield Issue((*path, "within", number), "no-container", {"id": target, "kinds": ", ".join(kinds)})


def _cycles_from(start: str, edges: dict[str, list[Edge]], done: set[str]) -> Iterator[Issue]:
    trail: list[str] = []
    ahead: list[tuple[str, Iterator[Edge]]] = []
    on_trail: set[str] = set()
    step: str | None = start if start not in done else None
    while step is not None or ahead:
        if step is not None:
            trail.append(step)
            on_trail.add(step)
            done.add(step)
            ahead.append((step, iter(edges.get(step, ()))))
        edge = next(ahead[-1][1], None)
        step = None
        if edge is None:
            ahead.pop()
            on_trail.discard(trail.pop())
        elif edge.target in on_trail and edge.target != edge.source:
            yield _issue(edge, trail[trail.index(edge.target) :])
        elif edge.target not in done:
            step = edge.target


def _issue(edge: Edge, circle: list[str]) -> Issue:
    shown = circle if len(circle) <= _MAX_SHOWN_LENGTH else [*circle[:_MAX_SHOWN_LENGTH], "…"]
    return Issue(edge.path, "circle", {"chain": " → ".join([*shown, edge.target])})


def _edges(index: Index, relation: str) -> dict[str, list[Edge]]:
    edges: dict[str, list[Edge]] = {}
    for path, record in index.entries:
        for within, target in _targets(record, relation):
            edges.setdefault(record.id, []).append(Edge(record.id, target, path + within))
    for id_ in list(edges):
        _add_outside(index, relation, id_, edges)
    return edges


def _targets(record: object, relation: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    value = getattr(record, relation, None)
    if relation == "repeats" and isinstance(record, Directive):
        for number, repeat in enumerate(record.repeats):
            if repeat.how is not Repetition.RELATED:  # which has no direction
                yield (relation, number, "directive"), repeat.directive
    elif isinstance(value, str):
        yield (relation,), value
    elif value:
        yield from (((relation, number), target) for number, target in enumerate(value))


def _known_targets(known: Mapping[str, Any], relation: str) -> set[str]:
    value = known.get(relation) or ()
    if relation == "repeats":
        return {each["directive"] for each in value if each["how"] != Repetition.RELATED}
    return {value} if isinstance(value, str) else set(value)


def _add_outside(index: Index, relation: str, start: str, edges: dict[str, list[Edge]]) -> None:
    """Follow the references of other digests from `start` on; they are closed, if at all, by one of our own."""
    path = edges[start][0].path
    waiting, seen = [edge.target for edge in edges[start]] + [start], set()
    while waiting:
        id_ = waiting.pop()
        known = index.outside.records.get(id_)
        if known is None or id_ in seen:
            continue
        seen.add(id_)
        present = {edge.target for edge in edges.get(id_, ())}
        for target in sorted(_known_targets(known.fields, relation) - present):
            edges.setdefault(id_, []).append(Edge(id_, target, path))
            waiting.append(target)
