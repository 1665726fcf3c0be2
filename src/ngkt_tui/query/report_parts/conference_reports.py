"""Conferences as a report tells them, each with its directives to be read while they are written."""

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import Language, localized
from ngkt_tui.domain.json_values import each_of, valid_or_empty
from ngkt_tui.domain.stored_values import stored_date, undamaged
from ngkt_tui.domain.summary_items import ConferenceReport, DirectiveItem
from ngkt_tui.query.filter.compiler import CompiledFilter
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.report_parts.directive_items import DirectiveItems, DirectiveReader
from ngkt_tui.query.totals import GroupForm, by_conference

_CONFERENCES = (
    "SELECT it.id, it.title_vi, it.title_en, it.date, it.place_vi, it.place_en,"
    f" json_type({valid_or_empty('record.inferred')}, '$.date') IS NOT NULL"
    " FROM conference AS it JOIN record ON record.id = it.id WHERE it.id IN (SELECT value FROM json_each(:ids))"
)
_CHAIRS = (
    "SELECT participant.conference, coalesce(official.name, organisation.name_vi, participant.who_vi),"
    " coalesce(official.name, organisation.name_en, participant.who_en)"
    " FROM participant LEFT JOIN official ON official.id = participant.official"
    " LEFT JOIN organisation ON organisation.id = participant.organisation"
    " WHERE participant.conference IN (SELECT value FROM json_each(:ids))"
    f" AND EXISTS (SELECT 1 FROM {each_of('participant.roles')} AS role WHERE role.value IN ('chair', 'co-chair'))"
    " ORDER BY participant.conference, participant.ordinal"
)


class _Heading(NamedTuple):
    """What is told of a conference above its directives."""

    title: str
    date: str | None
    place: str
    is_inferred: bool


def conferences(
    connection: sqlite3.Connection, where: CompiledFilter, language: Language, brief: bool = False
) -> tuple[ConferenceReport, ...]:
    """Return every conference at which a meant directive or recommendation was given, oldest first.

    The directives of a brief report are empty.
    """
    forms = by_conference(connection, where)
    ids = json.dumps([form.id for form in forms])
    headings = _headings(connection, ids, language)
    chairs = _chairs(connection, ids, language)
    positions: Mapping[str, array[int]] = {} if brief else _positions(connection, where)
    ordered = array("q", (position for form in forms for position in positions.get(form.id, ())))
    reading = DirectiveReader(connection, where, language, ordered)
    ends = accumulate(len(positions.get(form.id, ())) for form in forms)
    lines = {
        form.id: DirectiveItems(reading, end - len(positions.get(form.id, ())), end)
        for form, end in zip(forms, ends, strict=True)
    }
    return tuple(_report(form, headings[form.id], chairs[form.id], lines[form.id]) for form in forms)


def _report(
    form: GroupForm, heading: _Heading, chairs: tuple[str, ...], directives: Iterable[DirectiveItem]
) -> ConferenceReport:
    return ConferenceReport(
        id=form.id,
        title=heading.title,
        date=undamaged(stored_date(heading.date)),
        date_inferred=heading.is_inferred,
        place=heading.place,
        chairs=chairs,
        form=form.form,
        recommendations=form.recommendations,
        directives=directives,
    )


def _positions(connection: sqlite3.Connection, where: CompiledFilter) -> "Mapping[str, array[int]]":
    """Return the positions of the meant directives in their order, by conference: eight bytes for each."""
    meant = selection(where)
    order = ", ".join((*where.order, meant.position))
    statement = f"{where.with_tables} SELECT it.conference, it.position {meant.clause} ORDER BY {order}"
    positions: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
    for conference, position in connection.execute(statement, where.parameters):
        positions[conference].append(position)
    return positions


def _headings(connection: sqlite3.Connection, ids: str, language: Language) -> dict[str, _Heading]:
    rows: list[tuple[Any, ...]] = connection.execute(_CONFERENCES, {"ids": ids}).fetchall()
    return {
        row[0]: _Heading(localized(language, row[1], row[2]), row[3], localized(language, row[4], row[5]), bool(row[6]))
        for row in rows
    }


def _chairs(connection: sqlite3.Connection, ids: str, language: Language) -> Mapping[str, tuple[str, ...]]:
    chairs: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for conference, vi, en in connection.execute(_CHAIRS, {"ids": ids}).fetchall():
        chairs[conference] += (localized(language, vi, en),)
    return chairs
