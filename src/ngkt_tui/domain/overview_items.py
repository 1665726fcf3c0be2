"""The overview: where everything stands, as values of its charts. Names are in both languages, dates are `date`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from ngkt_tui.domain.chart_scales import OPEN_STATUSES
from ngkt_tui.domain.dates import MIN_YEAR
from ngkt_tui.domain.enums import FigureKind, ResultKind, Stage, Stance, Status
from ngkt_tui.domain.stored_values import Damaged

CLOSED = (Status.DONE, Status.DROPPED)


class StatusTally(NamedTuple):
    """Directives by status. `statuses` counts those that can be followed, in the order of `Status`."""

    statuses: tuple[int, ...]
    overdue: int = 0
    spirit: int = 0

    @classmethod
    def of(cls, counts: Mapping[Status, int]) -> "StatusTally":
        """Return the tally of counts by status."""
        return cls(tuple(counts.get(status, 0) for status in Status))

    def count(self, status: Status) -> int:
        """Return how many have a status."""
        return self.statuses[tuple(Status).index(status)]

    @property
    def followed(self) -> int:
        return sum(self.statuses)

    @property
    def open(self) -> int:
        """Return how many of these are neither done nor dropped."""
        return sum(self.count(status) for status in OPEN_STATUSES)


class StatusBar(NamedTuple):
    """The directives of a conference, an agency or a theme. `name_vi` is `None` for those that name none."""

    name_vi: str | None
    name_en: str | None
    date: date | None
    """Of a conference."""
    tally: StatusTally
    filter: str
    """What leaves exactly these directives."""


class AskedCount(NamedTuple):
    """How many directives that can be followed were asked on a day and have a status now."""

    day: date | None
    status: Status
    directives: int


class StatusMove(NamedTuple):
    """How many times in a month, given by its first day, directives went from one status to another."""

    month: date
    before: Status
    after: Status
    directives: int


class MonthTally(NamedTuple):
    """What was asked in a month and what came of it; `done` and `open` are all that were so at its end."""

    month: date
    asked: int
    finished: int
    """Done in this month, less those that turned out not to be."""
    done: int
    open: int


class AgeTally(NamedTuple):
    """What is open and was asked from `first` to `last`. `age` names the stretch of time."""

    age: str
    first: date | None
    last: date | None
    tally: StatusTally


class StageCount(NamedTuple):
    """How many agreements stand at a stage; sets and networks of agreements are counted beside them."""

    stage: Stage | None
    agreements: int
    sets: int


class MarketStances(NamedTuple):
    """How a market was spoken of on each of the days of a matrix, the stance that counts most first."""

    id: str
    name_vi: str
    name_en: str | None
    kind: str
    stances: tuple[tuple[Stance | Damaged, ...], ...]


class MarketMatrix(NamedTuple):
    """The markets by the days of the conferences that spoke of any of them, the newest last."""

    days: tuple[date, ...]
    markets: tuple[MarketStances, ...]


class FigurePoint(NamedTuple):
    """A figure as one conference has it."""

    id: str
    date: date | None
    kind: FigureKind | None
    value: float | None
    value_max: float | None
    amount_vi: str
    amount_en: str
    period_vi: str | None
    period_en: str | None
    said_by_vi: str
    said_by_en: str


class FigureSeries(NamedTuple):
    """What was said of one thing over time, oldest first: targets, forecasts and what was reached."""

    label_vi: str
    label_en: str | None
    points: tuple[FigurePoint, ...]


class AnsweredAsk(NamedTuple):
    """A directive that a result may answer."""

    result: str
    id: str
    status: Status | Damaged
    text_vi: str
    text_en: str | None
    date: date | Damaged | None


class ResultEntry(NamedTuple):
    """A result with the directives that it may answer."""

    id: str
    kind: ResultKind | None
    text_vi: str
    text_en: str | None
    date: date | None
    answers: tuple[AnsweredAsk, ...]


class ThemeResults(NamedTuple):
    """The results of a theme; of none where its names are `None`."""

    theme: str | None
    name_vi: str | None
    name_en: str | None
    results: tuple[ResultEntry, ...]


class AskedAgain(NamedTuple):
    """An ask that was repeated: its newest directive, at how many conferences, since when, and how it stands."""

    id: str
    text_vi: str
    text_en: str | None
    conferences: int
    first: date | None
    last: date | None
    asks: int
    done: int
    open: int


class Overview(NamedTuple):
    """Everything that the overview shows, of what the dashboard is narrowed to."""

    whole: StatusTally
    conferences: tuple[StatusBar, ...]
    agencies: tuple[StatusBar, ...]
    repeated: tuple[AskedAgain, ...]
    themes: tuple[StatusBar, ...]
    months: tuple[MonthTally, ...]
    ages: tuple[AgeTally, ...]
    stages: tuple[StageCount, ...]
    matrix: MarketMatrix
    series: tuple[FigureSeries, ...]


def monthly(asked: Sequence[AskedCount], moves: Iterable[StatusMove]) -> tuple[MonthTally, ...]:
    """Return the months in which anything was asked or done, oldest first.

    The counts go back from the present ones: what the history does not know happened before it began.
    """
    news: Counter[date] = Counter()
    for each in asked:
        if each.day:
            news[each.day.replace(day=1)] += each.directives
    finished, closed = Counter[date](), Counter[date]()
    for move in moves:
        finished[move.month] += move.directives * ((move.after is Status.DONE) - (move.before is Status.DONE))
        closed[move.month] += move.directives * ((move.after in CLOSED) - (move.before in CLOSED))
    done = sum(each.directives for each in asked if each.status is Status.DONE)
    still_open = sum(each.directives for each in asked if each.status not in CLOSED)
    rows = []
    for month in sorted({*news, *(month for month in (*finished, *closed) if finished[month] or closed[month])})[::-1]:
        rows.append(MonthTally(month, news[month], finished[month], done, max(0, still_open)))
        done -= finished[month]
        still_open += closed[month] - news[month]
    return tuple(rows[::-1])


AGES = (("quarter", 91), ("half-year", 183), ("year", 365), ("two-years", 731), ("three-years", 1096))
"""The stretches of time that what is open is counted by, each with the days after which it ends."""


def by_age(asked: Sequence[AskedCount], today: date) -> tuple[AgeTally, ...]:
    """Return what is open by how long ago it was asked, the newest first; stretches without any are left out."""
    newest = max((each.day for each in asked if each.day), default=today)
    past = [today - timedelta(days=days) for _, days in AGES]
    ends = [max(today, newest) + timedelta(days=1), *past, date(MIN_YEAR, 1, 1)]
    names = [*(name for name, _ in AGES), "older"]
    spans = [(name, end, last - timedelta(days=1)) for name, (last, end) in zip(names, pairwise(ends), strict=True)]
    counts: dict[str, Counter[Status]] = {name: Counter() for name in (*names, "undated")}
    for each in asked:
        if each.status not in CLOSED:
            name = next((name for name, first, last in spans if each.day and first <= each.day <= last), "undated")
            counts[name][each.status] += each.directives
    rows = [AgeTally(name, first, last, StatusTally.of(counts[name])) for name, first, last in spans]
    rows.append(AgeTally("undated", None, None, StatusTally.of(counts["undated"])))
    return tuple(row for row in rows if row.tally.open)
