"""What needs somebody today, and the thread of an ask, as lines to read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind, Repetition, Status
from ngkt_tui.domain.words import format_date, localized
from ngkt_tui.query.filter import format_filter, parse, spelling_in
from ngkt_tui.query.reminders import Reminder
from ngkt_tui.services.ask_thread import AskThread, days_since_last
from ngkt_tui.services.detail_lines.lines import BLANK, GAP, DetailLine, Formatter, TextRun, heading, line, tone_of
from ngkt_tui.services.detail_lines.other_lines import watch_line
from ngkt_tui.services.detail_lines.provenance import step_words
from ngkt_tui.services.work_today import WorkGroup, WorkItem, WorkList

WHOLE = "group:"
"""Begins the target of the line that leads to all directives of a group; its name follows."""


_BETWEEN = TextRun(" · ", "muted")


def today_lines(lists: Iterable[WorkList], formatter: Formatter, more: str) -> list[DetailLine]:
    """Return every group with its directives, a blank behind each; those that have none in a line each at the end.

    `more` is the words key of the line for the directives of a group that are not told.
    """
    lines: list[DetailLine] = []
    empty: list[DetailLine] = []
    for each in lists:
        title = formatter.translate(f"today.{each.group.name}")
        if not each.total:
            empty.append(line(formatter.translate("today.none", heading=title), "muted"))
            continue
        lines.append(heading(_counted_title(title, each, formatter) if each.is_counted else title))
        lines += [_item(item, formatter) for item in each.items]
        if each.is_counted and (rest := each.total - len(each.items)) > 0:
            words = formatter.translate(more, count=rest, filter=filter_words(each.group, formatter))
            lines.append(line(words, "key", target=f"{WHOLE}{each.group.name}"))
        lines.append(BLANK)
    return lines + empty


def _counted_title(title: str, found: WorkList, formatter: Formatter) -> str:
    words = formatter.translate("today.some", heading=title, count=found.total)
    return f"{words} {formatter.translate('today.uncounted', count=found.uncounted)}" if found.uncounted else words


def filter_words(group: WorkGroup, formatter: Formatter) -> str:
    """Return the filter of a group in the words of the language."""
    kind = RecordKind.DIRECTIVE
    return format_filter(parse(group.filter, kind), spelling_in(formatter.language, kind))


def _item(item: WorkItem, formatter: Formatter) -> DetailLine:
    if item.watch is not None:
        return watch_line(item.watch, formatter, names_market=True)
    text = localized(formatter.language, item.text_vi, item.text_en)
    row, before = item.directive, list[TextRun]()
    if row is not None:
        before += [TextRun(formatter.glyph(row.status), tone_of(row.status)), GAP]
    if item.steps:
        before += [part for step in item.steps for part in (TextRun(step_words(step, formatter)), _BETWEEN)]
        return DetailLine((*before, TextRun(text, "muted")), target=item.id)
    if item.level is not None:
        before += [TextRun(formatter.translate("today.level", level=item.level), "key"), _BETWEEN]
    elif row is not None and row.due:
        before += [TextRun(formatter.translate("today.due", date=formatter.day(row.due)), "muted"), GAP]
    owes = localized(formatter.language, row.agencies_vi, row.agencies_en) if row is not None else ""
    if item.late:
        owes = "; ".join(_owing(each, formatter) for each in item.late)
    after = [_BETWEEN, TextRun(owes, "key")] if owes else []
    if row is not None and row.status == Status.BLOCKED and row.why:
        after += [_BETWEEN, TextRun(row.why, "alarm")]
    return DetailLine((*before, TextRun(text), *after), target=item.id)


def _owing(letter: Reminder, formatter: Formatter) -> str:
    agency = letter.agency.short(formatter.language) if letter.agency else letter.agency_id
    return formatter.translate("today.owes", agency=agency, date=formatter.day(letter.reply_by))


def thread_lines(thread: AskThread, formatter: Formatter) -> list[DetailLine]:
    """Return the asks, the oldest first, each with its day, what lies between, its branch, and what it repeats."""
    lines: list[DetailLine] = []
    repeats = {ask.id: [each.id for each in ask.repeats] for ask in thread.asks}
    graph = thread_graph(list(repeats), repeats, formatter.is_plain)
    for ask, days, row in zip(thread.asks, days_since_last(thread), graph, strict=True):
        day = format_date(ask.date, formatter.language) if ask.date else formatter.translate("thread.no-day")
        since = [TextRun(formatter.translate("thread.since", days=days), "muted"), GAP] if days else []
        mark = TextRun(formatter.glyph(ask.status), tone_of(ask.status))
        text = localized(formatter.language, ask.text_vi, ask.text_en) or ""
        node = TextRun(f"{row.node} ", "linked")
        lines.append(DetailLine((node, mark, GAP, *since, TextRun(text)), label=day, target=ask.id))
        for each in ask.repeats:
            repetition = formatter.word("repetition", each.how or Repetition.SAME)
            own = f" · {formatter.translate('detail.own-value')}" if each.is_own else ""
            below = TextRun(f"{row.below} ", "linked")
            lines.append(DetailLine((below, TextRun(f"{repetition} {each.id}{own}", "muted")), label=""))
    return lines


def thread_heading(thread: AskThread, formatter: Formatter) -> str:
    """Return how often, at how many conferences and over how many days the same was asked."""
    if len(thread.asks) == 1:
        return formatter.translate("thread.heading-once")
    return formatter.translate(
        "thread.heading", asks=len(thread.asks), conferences=thread.conferences, days=thread.days
    )


class GraphRow(NamedTuple):
    """What stands before an ask, and before the lines under it."""

    node: str
    below: str


_SIGNS, _ASCII = tuple("●│─╮├┤┼┬"), tuple("*|-\\++++")


def thread_graph(asks: Sequence[str], repeats: Mapping[str, Sequence[str]], is_plain: bool = False) -> list[GraphRow]:
    """Return a row for each of `asks`, the oldest first; `repeats` holds the earlier ones that each of them repeats.

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
