"""All threads of a store at once, each with what it is called: how often the same was asked, over how many days."""

import json
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.domain.words import localized, translate
from ngkt_tui.query.lists.grouping import NamedThread
from ngkt_tui.query.names import written
from ngkt_tui.query.repetitions import repeat_pairs
from ngkt_tui.query.sql import ASKED_ON

_MEMBERS = f"""
    SELECT it.id, {ASKED_ON} AS asked_on, it.text_vi, it.text_en
    FROM directive AS it
    WHERE it.id IN (SELECT value FROM json_each(:ids))
    ORDER BY asked_on NULLS FIRST, it.position
"""


def thread_keys(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each directive that is tied to another the id that stands for all that are tied to it in any way."""
    above: dict[str, str] = {}

    def root(record: str) -> str:
        while above.setdefault(record, record) != record:
            above[record] = record = above[above[record]]  # the way is halved for whoever comes next
        return record

    for later, earlier in pairs:
        first, second = sorted((root(later), root(earlier)))
        above[second] = first
    return {record: root(record) for record in tuple(above)}


def named_threads(connection: Readable) -> tuple[NamedThread, ...]:
    """Return all threads, the one of most asks first; each is called by its length, days and newest text."""
    keys = thread_keys(repeat_pairs(connection))
    rows = connection.execute(_MEMBERS, {"ids": json.dumps(list(keys))}).fetchall()
    keyed = sorted(((keys[row[0]], row) for row in rows), key=itemgetter(0))  # the rows of each stay in their order
    found = [_named(key, [row for _, row in members]) for key, members in groupby(keyed, key=itemgetter(0))]
    return tuple(sorted(found, key=lambda each: (-len(each.members), each.id)))


def _named(key: str, rows: list[tuple[str, str | None, str, str | None]]) -> NamedThread:
    days = [day for row in rows if row[1] and isinstance(day := stored_date(row[1]), date)]
    between = (max(days) - min(days)).days if days else 0
    _, _, vi, en = rows[-1]

    def label(language: Language) -> str:
        text = localized(language, vi, en)
        return translate(language, "thread.label", asks=len(rows), days=written(between, language), text=text)

    return NamedThread(key, label(Language.VI), label(Language.EN), tuple(row[0] for row in rows))
