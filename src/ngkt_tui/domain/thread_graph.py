"""The branches of a thread drawn in signs, as `git log --graph` does: a lane for each ask that is to be repeated."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class GraphRow(NamedTuple):
    """What stands before an ask, and before what is told under it."""

    node: str
    below: str


_SIGNS, _ASCII = tuple("●│─╮├┤┼┬"), tuple("*|-\\++++")


def thread_graph(asks: Sequence[str], repeats: Mapping[str, Sequence[str]], is_plain: bool = False) -> list[GraphRow]:
    """Return a row for each of `asks`, the oldest first; `repeats` tells which earlier ones each of them repeats.

    All rows are equally wide. Where a thread has no branches there is one lane.
    """
    places = {ask: place for place, ask in enumerate(asks)}
    later: dict[str, list[str]] = {ask: [] for ask in asks}
    for ask, place in places.items():
        for earlier in dict.fromkeys(repeats.get(ask, ())):
            if places.get(earlier, place) < place:
                later[earlier].append(ask)
    lanes: list[str | None] = []
    rows = []
    for ask in asks:
        at = lanes.index(ask) if ask in lanes else _free(lanes)
        before = [*lanes]
        lanes[at] = None
        followers = sorted(later[ask], key=lambda each: each in lanes)
        joined, begun = list[int](), list[int]()
        for follower in followers:
            if follower in lanes:
                joined.append(lanes.index(follower))
            else:
                begun.append(_free(lanes, at if begun else at - 1))
                lanes[begun[-1]] = follower
        rows.append((_drawn(before, at, joined, begun[1:], is_plain), [*lanes]))
    width = max((len(node) for node, _ in rows), default=0)
    bar = (_ASCII if is_plain else _SIGNS)[1]
    below = (" ".join(bar if lane else " " for lane in lanes) for _, lanes in rows)
    return [GraphRow(node.ljust(width), rails.ljust(width)) for (node, _), rails in zip(rows, below, strict=True)]


def _free(lanes: list[str | None], behind: int = -1) -> int:
    """Return the first lane behind another in which nothing is awaited, a new one where there is none."""
    for lane in range(behind + 1, len(lanes)):
        if lanes[lane] is None:
            return lane
    lanes.append(None)
    return len(lanes) - 1


def _drawn(lanes: Sequence[str | None], at: int, joined: Sequence[int], begun: Sequence[int], is_plain: bool) -> str:
    """Return the row of an ask in the lane `at`, with lines to the lanes that it joins and to those that it begins."""
    node, bar, level, begins, left, right, cross, more = _ASCII if is_plain else _SIGNS
    first, last = min((at, *joined, *begun)), max((at, *joined, *begun))
    met = {lane: {first: left, last: right}.get(lane, cross) for lane in joined}
    met |= {lane: begins if lane == last else more for lane in begun} | {at: node}
    drawn = []
    for lane in range(max(len(lanes), last + 1)):
        is_awaited = lane < len(lanes) and lanes[lane] is not None
        crossed = (cross if is_awaited else level) if first < lane < last else bar if is_awaited else " "
        drawn.append(met.get(lane, crossed) + (level if first <= lane < last else " "))
    return "".join(drawn).rstrip()
