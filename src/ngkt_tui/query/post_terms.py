"""Who held a post, and when: what conferences reported, from the first report to the last, also as of a day.

Articles say who held a post at a conference, not since when or until when. So a term is known by its reports; between
two reports of one person nobody else is taken to have held the post, and beyond them only the nearest report is shown.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import each_of, stored_date, undamaged
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.typed_dates import Aim, DateParseError, DateRange, read_period
from ngkt_tui.query.held_posts import HOLDING, PACKED, TitledPost, unpacked

MAX_WORDS_OF_TIME = 3
"""Words at the end of what is typed that may be a time: "tháng 9 2022"."""


class TermNearness(StrEnum):
    """How a term lies to the time that was asked for; the words are `post-term.<value>`."""

    WITHIN = "within"
    BEFORE = "before"
    """The last report is before the time."""
    AFTER = "after"


class PostTerm(NamedTuple):
    """A post as one person was reported to hold it, from `first` to `last`; no `nearness` where no time counts."""

    official: str
    name: str
    post: TitledPost
    first: date
    last: date
    nearness: TermNearness | None = None


_TERMS = f"""
    SELECT official.id, official.name, {PACKED}, min(conference.date), max(conference.date)
    FROM post {HOLDING}
    JOIN official ON official.id = post.official
    CROSS JOIN {each_of("post.conferences")} AS held
    JOIN conference ON conference.id = held.value
    GROUP BY official.id, official.name, post.title_vi, post.title_en, holding.name_vi, holding.name_en
"""


def post_terms(connection: Readable, typed: str, today: date, limit: int) -> tuple[PostTerm, ...]:
    """Return who held the post that the words of `typed` call, at most `limit` terms, those held last first.

    A time at the end of `typed` leaves for each post who was reported then, else who was nearest to it. Words stand in
    their order, if any post has them so, and a shorter title comes before one that says more.
    """
    words, period = _split(typed, today)
    if not words:
        return ()
    called = [(rank, term) for term in _all_terms(connection) if (rank := _rank(term.post, words)) is not None]
    best = min((rank.out_of_order for rank, _ in called), default=False)
    kept = [each for each in called if each[0].out_of_order is best]
    terms = [term for _, term in sorted(kept, key=lambda each: (each[0], -each[1].last.toordinal()))]
    return tuple(_nearest(terms, period) if period else terms)[:limit]


def _split(typed: str, today: date) -> tuple[list[str], DateRange | None]:
    """Return the plain words of a post, and the time behind them, if there is one."""
    words = typed.split()
    for many in range(min(MAX_WORDS_OF_TIME, len(words) - 1), 0, -1):
        last = words[-many:]
        if not any(letter.isdigit() for letter in last[-1]):
            break
        try:
            return [strip_diacritics(word) for word in words[:-many]], read_period(" ".join(last), today, Aim.PAST)
        except DateParseError:
            continue
    return [strip_diacritics(word) for word in words], None


def _all_terms(connection: Readable) -> Iterable[PostTerm]:
    """Return every term that has a day; reports of one person in one post are one term."""
    terms: dict[tuple[str, str], PostTerm] = {}
    for official, name, packed, begun, ended in connection.execute(_TERMS).fetchall():
        post, first, last = unpacked(packed), undamaged(stored_date(begun)), undamaged(stored_date(ended))
        if post is None or first is None or last is None:
            continue
        key = (official, post.format(Language.VI))
        known = terms.get(key)
        begin, end = (min(first, known.first), max(last, known.last)) if known else (first, last)
        terms[key] = PostTerm(official, name, post, begin, end)
    return terms.values()


class _Rank(NamedTuple):
    out_of_order: bool
    length: int


def _rank(post: TitledPost, words: Sequence[str]) -> _Rank | None:
    """Return how well a post is called by the starts of its words, in either language; `None` where it is not."""
    ranks = [_rank_of(strip_diacritics(post.format(language)).split(), words) for language in Language]
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank_of(title: Sequence[str], words: Sequence[str]) -> _Rank | None:
    if not all(any(each.startswith(word) for each in title) for word in words):
        return None
    rest = iter(title)
    is_in_order = all(any(each.startswith(word) for each in rest) for word in words)
    return _Rank(not is_in_order, len(title))


def _nearest(terms: Iterable[PostTerm], period: DateRange) -> Iterable[PostTerm]:
    """Return of each post the terms that a time lies in; where it lies in none, the nearest before it, else after."""
    by_post: dict[str, list[PostTerm]] = {}
    for term in terms:
        by_post.setdefault(term.post.format(Language.VI), []).append(term)
    for held in by_post.values():
        within = [term for term in held if term.first <= period.last and period.first <= term.last]
        if within:
            yield from (term._replace(nearness=TermNearness.WITHIN) for term in within)
        elif before := [term for term in held if term.last < period.first]:
            yield max(before, key=lambda term: term.last)._replace(nearness=TermNearness.BEFORE)
        else:
            yield min(held, key=lambda term: term.first)._replace(nearness=TermNearness.AFTER)
