"""The chain of one ask across conferences: all directives that repeat it, or that it repeats, through any number."""

import datetime
import json
from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.query.search import POSITION, match_any_word
from ngkt_tui.query.sql import IS_NOT_DECLINED, Parameters, read_rows

MAX_REPEATING = 100
_STANDS = """
    link.relation = 'repeats' AND (
        -- Few users take asks apart: where nobody has, the digests' own ties are not looked at one by one.
        NOT EXISTS (SELECT 1 FROM thread_link AS apart WHERE apart.kind = 'apart')
        OR NOT EXISTS (
            SELECT 1
            FROM thread_link AS apart
            WHERE apart.kind = 'apart'
                AND (apart.record, apart.directive) IN ((link.record, link.target), (link.target, link.record))
        )
    )
"""
"""A repetition that a digest names and that no user has taken apart."""
_TIED = "thread_link.kind = 'same'"
"""A repetition that a user has told."""
REPEATING = f"""
    SELECT link.record FROM link WHERE {_STANDS}
    UNION ALL
    SELECT thread_link.record FROM thread_link WHERE {_TIED}
"""
REPEATED = f"""
    SELECT link.target FROM link WHERE {_STANDS}
    UNION ALL
    SELECT thread_link.directive FROM thread_link WHERE {_TIED}
"""
"""The directives that repeat another, and those that are repeated, each as often as it is tied."""
IS_REPEATED = f"+it.id IN ({REPEATING}) OR +it.id IN ({REPEATED})"
"""A directive that is tied to another one."""
_TIED_TO = f"""
    SELECT link.target FROM link WHERE link.record {{meant}} AND {_STANDS}
    UNION  -- two directives that name each other are tied once
    SELECT link.record FROM link WHERE link.target {{meant}} AND {_STANDS}
    UNION
    SELECT thread_link.directive FROM thread_link WHERE thread_link.record {{meant}} AND {_TIED}
    UNION
    SELECT thread_link.record FROM thread_link WHERE thread_link.directive {{meant}} AND {_TIED}
"""
TIED_TO = _TIED_TO.format(meant="= {id}")
"""The directives that are tied to the one that bears the id `{id}`, from either end."""
_TIED_TO_ANY = _TIED_TO.format(meant="IN (SELECT value FROM json_each(:ids))")
_ASKS = """
    SELECT
        it.id AS id,
        it.conference AS conference,
        coalesce(conference.date, it.issued) AS date,
        it.kind AS kind,
        it.status AS status,
        it.due AS due,
        it.text_vi AS text_vi,
        it.text_en AS text_en
    FROM directive AS it
    LEFT JOIN conference ON conference.id = it.conference
    WHERE it.id IN (SELECT value FROM json_each(:ids))
    ORDER BY date NULLS LAST, it.conference NULLS FIRST, it.position
"""
REPEATS = f"""
    SELECT link.record, link.target, link.how, 0, link.ordinal
    FROM link
    WHERE link.record IN (SELECT value FROM json_each(:ids)) AND {_STANDS}
    UNION ALL
    SELECT thread_link.record, thread_link.directive, thread_link.kind, 1, thread_link.id
    FROM thread_link
    WHERE thread_link.record IN (SELECT value FROM json_each(:ids)) AND {_TIED}
    ORDER BY 1, 4, 5
"""
REPEATED_BY = f"""
    SELECT link.record, link.how, 0, link.position
    FROM link
    WHERE link.target = :id AND {_STANDS}
    UNION ALL
    SELECT thread_link.record, thread_link.kind, 1, thread_link.id
    FROM thread_link
    WHERE thread_link.directive = :id AND {_TIED}
    ORDER BY 3, 4
    LIMIT {MAX_REPEATING}
"""
_PAIR = """
    SELECT thread_link.id, thread_link.record, thread_link.directive, thread_link.kind
    FROM thread_link
    WHERE (thread_link.record, thread_link.directive) IN ((:id, :other), (:other, :id))
"""
_DIGEST_PAIR = """
    SELECT 1
    FROM link
    WHERE link.relation = 'repeats' AND (link.record, link.target) IN ((:id, :other), (:other, :id))
"""
_NEAREST = """
    SELECT directive.id, directive.text_vi, directive.text_en
    FROM search
    JOIN directive ON directive.position = {position}
    LEFT JOIN conference ON conference.id = directive.conference
    WHERE {match}
        AND directive.id NOT IN (SELECT value FROM json_each(:known))
        {within}
    ORDER BY {rank}, directive.position
    LIMIT :most
"""


class AskTie(NamedTuple):
    """The id of a directive that is repeated, or repeats, and the manner; `is_own` where a user told it."""

    id: str
    how: str | None
    is_own: bool = False


class Ask(NamedTuple):
    """One directive of a thread. `repeats` are the ids of the earlier ones with the manner of each."""

    id: str
    conference: str | None
    date: StoredDate | None
    kind: str
    status: Status | Damaged
    due: StoredDate | None
    text_vi: str | None
    text_en: str | None
    repeats: tuple[AskTie, ...] = ()


def load_thread(connection: Readable, record: str) -> tuple[Ask, ...]:
    """Return the thread of a directive, the oldest ask first; itself alone where it has none."""
    asks = read_rows(connection, _ASKS, {"ids": json.dumps(thread_ids(connection, record))}, Ask)
    repeats = repeats_of(connection, [ask.id for ask in asks])
    return tuple(ask._replace(repeats=repeats.get(ask.id, ())) for ask in asks)


def thread_ids(connection: Readable, record: str) -> list[str]:
    """Return the ids of all directives that are tied to one, through any number of others, and its own."""
    found = new = {record}
    while new:  # as often as the farthest is ties away: a recursive statement with four terms is SQLite's alone
        tied = connection.execute(_TIED_TO_ANY, {"ids": json.dumps(sorted(new))}).fetchall()
        new = {each for (each,) in tied} - found
        found = found | new
    return sorted(found)


def repeats_of(connection: Readable, ids: Iterable[str]) -> dict[str, tuple[AskTie, ...]]:
    """Return what directives repeat, by their ids; those that repeat nothing are left out."""
    repeats: dict[str, list[AskTie]] = {}
    for later, earlier, how, is_own, _ in connection.execute(REPEATS, {"ids": json.dumps(list(ids))}).fetchall():
        repeats.setdefault(later, []).append(AskTie(earlier, how, bool(is_own)))
    return {later: tuple(dict.fromkeys(earlier)) for later, earlier in repeats.items()}


class OwnTie(NamedTuple):
    """What a user said of two directives: `kind` is same or apart."""

    id: int
    record: str
    directive: str
    kind: str


def own_ties(connection: Readable, record: str, other: str) -> tuple[OwnTie, ...]:
    """Return what users said of two directives."""
    return tuple(OwnTie(*row) for row in connection.execute(_PAIR, {"id": record, "other": other}).fetchall())


def is_tied_by_digest(connection: Readable, record: str, other: str) -> bool:
    """Return whether a digest says that one of two directives repeats the other."""
    found = connection.execute(_DIGEST_PAIR, {"id": record, "other": other}).fetchone()
    return found is not None


def tied_to(connection: Readable, record: str) -> set[str]:
    """Return the directives that are tied to one, from either end."""
    return {tied for (tied,) in connection.execute(TIED_TO.format(id=":id"), {"id": record}).fetchall()}


def asks_with_words(
    connection: Readable,
    words: Iterable[str],
    most: int,
    *,
    known: Iterable[str] = (),
    before: str | None = None,
    conference: str | None = None,
) -> tuple[tuple[str, str, str | None], ...]:
    """Return id and texts of the directives that have most of `words`, the best match first, but for `known` ones.

    They are those asked before a day, of one conference, or all.
    """
    bindings = Parameters()
    match = match_any_word(connection, bindings, words)
    within = ""
    if before is not None:
        within += f" AND coalesce(conference.date, directive.issued) < {bindings.add(before)}"
    if conference is not None:
        within += f" AND directive.conference = {bindings.add(conference)}"
    statement = _NEAREST.format(position=POSITION, match=match.condition, rank=match.rank, within=within)
    values: dict[str, object] = {**bindings.values, "known": json.dumps(list(known)), "most": most}
    return tuple(connection.execute(statement, values).fetchall())


_THEMED = """
    SELECT directive.text_vi, json_group_array(link.target)
    FROM (SELECT * FROM directive ORDER BY position LIMIT :most) AS directive
    JOIN link ON link.record = directive.id AND link.relation = 'theme'
    GROUP BY directive.position, directive.text_vi
"""


def texts_with_themes(connection: Readable, most: int) -> list[tuple[str, list[str]]]:
    """Return the texts of at most `most` directives, the newest, with the ids of their themes."""
    rows = connection.execute(_THEMED, {"most": most}).fetchall()
    return [(text, json.loads(themes)) for text, themes in rows]


_PAIRS = f"""
    SELECT link.record, link.target FROM link WHERE {_STANDS}
    UNION
    SELECT thread_link.record, thread_link.directive FROM thread_link WHERE {_TIED}
"""


def repeat_pairs(connection: Readable) -> list[tuple[str, str]]:
    """Return every directive that repeats another with the one that it repeats."""
    return connection.execute(_PAIRS).fetchall()


_ANSWERS = f"""
    SELECT
        link.target AS directive,
        conference.date AS date,
        result.text_vi AS text_vi,
        result.text_en AS text_en
    FROM link
    JOIN result ON result.id = link.record
    LEFT JOIN conference ON conference.id = result.conference
    WHERE link.relation = 'answers' AND (result.conference IS NULL OR conference.date <= :until) AND {IS_NOT_DECLINED}
    ORDER BY link.target, conference.date NULLS FIRST, result.id
"""


class Answer(NamedTuple):
    """A result that may answer a directive, with the day of the conference that told it."""

    directive: str
    date: StoredDate | None
    text_vi: str
    text_en: str | None


def answers(connection: Readable, until: datetime.date) -> list[Answer]:
    """Return what may answer directives, as far as it was known by a day."""
    return read_rows(connection, _ANSWERS, {"until": until.isoformat()}, Answer)
