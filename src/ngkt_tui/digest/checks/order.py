"""What stands in order: nothing contains, carries out or repeats itself; what contains others is of a kind that can.

Nothing ends before it begins, is larger than its upper end, or repeats or answers what comes later.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ngkt_tui.digest.checks import Edge, Index
from ngkt_tui.digest.faults import FieldPath, Issue
from ngkt_tui.digest.load import DraftRecord
from ngkt_tui.digest.model.base_models import Document, Period
from ngkt_tui.digest.model.records import Directive, Repeat
from ngkt_tui.digest.model.results import Figure, Result
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
        known = index.elsewhere(id_)
        if known is None or id_ in seen:
            continue
        seen.add(id_)
        present = {edge.target for edge in edges.get(id_, ())}
        for target in sorted(_known_targets(known.fields, relation) - present):
            edges.setdefault(id_, []).append(Edge(id_, target, path))
            waiting.append(target)


def check_chronology(index: Index) -> Iterator[Issue]:
    """Yield repeats and answers of what was said later, periods and ranges the wrong way round."""
    for entry in index.entries:
        record = entry.record
        if isinstance(record, Directive):
            yield from _check_period(record.horizon, (*entry.path, "horizon"))
            yield from _check_repeats(index, entry, record)
        elif isinstance(record, Result):
            yield from _check_answers(index, entry, record)
        elif isinstance(record, Document):
            yield from _check_period(record.period, (*entry.path, "period"))
        elif isinstance(record, Figure):
            yield from _check_range(record, entry.path)


def _check_period(period: Period | None, path: FieldPath) -> Iterator[Issue]:
    if period and period.start and period.end and period.end < period.start:
        yield Issue((*path, "end"), "period", {"start": period.start, "end": period.end})


def _check_range(figure: Figure, path: FieldPath) -> Iterator[Issue]:
    if figure.value is not None and figure.value_max is not None and figure.value_max < figure.value:
        yield Issue((*path, "value_max"), "range", {"low": figure.value, "high": figure.value_max})


def _check_repeats(index: Index, entry: DraftRecord, directive: Directive) -> Iterator[Issue]:
    own = _day(index, directive.id) if directive.repeats else None
    for number, repeat in enumerate(directive.repeats):
        path = (*entry.path, "repeats", number, "directive")
        yield from _check_not_later(index, repeat.directive, own, "repeats-later", path)
        if _is_within_one_conference(index, directive, repeat):
            yield Issue(path, "repeats-beside", {"id": repeat.directive})


def _is_within_one_conference(index: Index, directive: Directive, repeat: Repeat) -> bool:
    """Return whether something is said to be asked again at the conference where it was asked; schema 1 allows it."""
    heading = index.draft.heading
    if repeat.how is Repetition.RELATED or repeat.directive == directive.id:
        return False
    if heading is None or heading.schema_version == 1:
        return False
    conference = index.fact(directive.id, "conference")
    return conference is not None and conference == index.fact(repeat.directive, "conference")


def _check_answers(index: Index, entry: DraftRecord, result: Result) -> Iterator[Issue]:
    own = _day(index, result.id) if result.answers else None
    for number, target in enumerate(result.answers):
        yield from _check_not_later(index, target, own, "answers-later", (*entry.path, "answers", number))


def _check_not_later(index: Index, target: str, own: date | None, key: str, path: FieldPath) -> Iterator[Issue]:
    day = _day(index, target) if own else None
    if own and day and day > own:
        yield Issue(path, key, {"id": target, "day": day, "own": own})


def _day(index: Index, id_: str) -> date | None:
    return index.day_of_conference(index.fact(id_, "conference"))
