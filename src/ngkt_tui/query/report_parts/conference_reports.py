"""Conferences as a report shows them, each with its directives to be read while they are written."""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION
from ngkt_tui.domain.stored_values import StoredDate, each_of, undamaged, valid_or_empty
from ngkt_tui.domain.summary_items import ConferenceReport, DirectiveItem
from ngkt_tui.domain.words import localized, translate
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.report_parts.directive_items import DirectiveItems, DirectiveReader
from ngkt_tui.query.sql import CompiledFilter, read_rows
from ngkt_tui.query.totals import GroupForm, by_conference, dashboard_totals

_CONFERENCES = f"""
    SELECT
        it.id AS id,
        it.title_vi AS title_vi,
        it.title_en AS title_en,
        it.date AS date,
        it.place_vi AS place_vi,
        it.place_en AS place_en,
        json_type({valid_or_empty("record.inferred")}, '$.date') IS NOT NULL AS is_inferred
    FROM conference AS it JOIN record ON record.id = it.id
    WHERE it.id IN (SELECT value FROM json_each(:ids))
"""
_CHAIRS = f"""
    SELECT
        participant.conference,
        coalesce(official.name, organisation.name_vi, participant.who_vi),
        coalesce(official.name, organisation.name_en, participant.who_en)
    FROM participant
    LEFT JOIN official ON official.id = participant.official
    LEFT JOIN organisation ON organisation.id = participant.organisation
    WHERE participant.conference IN (SELECT value FROM json_each(:ids))
        AND EXISTS (
            SELECT 1 FROM {each_of("participant.roles")} AS role WHERE role.value IN ('chair', 'co-chair')
        )
    ORDER BY participant.conference, participant.ordinal
"""


class _Heading(NamedTuple):
    """What stands of a conference above its directives."""

    id: str
    title_vi: str
    title_en: str | None
    date: StoredDate | None
    place_vi: str | None
    place_en: str | None
    is_inferred: int


def conferences(
    connection: Readable, where: CompiledFilter, language: Language, brief: bool = False
) -> tuple[ConferenceReport, ...]:
    """Return every conference at which a meant directive or recommendation was given, oldest first.

    Those of no conference come last, under an empty id. The directives of a brief report are empty.
    """
    forms = [*by_conference(connection, where), *_of_none(connection, where, language)]
    ids = json.dumps([form.id for form in forms])
    headings = {each.id: each for each in read_rows(connection, _CONFERENCES, {"ids": ids}, _Heading)}
    chairs = _chairs(connection, ids, language)
    positions: Mapping[str, array[int]] = {} if brief else _positions(connection, where)
    ordered = array("q", (position for form in forms for position in positions.get(form.id, ())))
    reading = DirectiveReader(connection, where, language, ordered)
    ends = accumulate(len(positions.get(form.id, ())) for form in forms)
    lines = {
        form.id: DirectiveItems(reading, end - len(positions.get(form.id, ())), end)
        for form, end in zip(forms, ends, strict=True)
    }
    return tuple(
        _report(form, headings.get(form.id) or _named(form), language, chairs[form.id], lines[form.id])
        for form in forms
    )


def _of_none(connection: Readable, where: CompiledFilter, language: Language) -> Iterator[GroupForm]:
    totals = dashboard_totals(connection, where._replace(conditions=(*where.conditions, "it.conference IS NULL")))
    if totals.form.total or totals.recommendations:
        title = translate(language, "summary.no-conference")
        yield GroupForm("", title, title, totals.form, totals.recommendations, totals.evidenced)


def _named(form: GroupForm) -> "_Heading":
    return _Heading(form.id, form.label_vi, form.label_en, None, None, None, 0)


def _report(
    form: GroupForm,
    heading: _Heading,
    language: Language,
    chairs: tuple[str, ...],
    directives: Iterable[DirectiveItem],
) -> ConferenceReport:
    return ConferenceReport(
        id=form.id,
        title=localized(language, heading.title_vi, heading.title_en),
        date=undamaged(heading.date),
        date_inferred=bool(heading.is_inferred),
        place=localized(language, heading.place_vi, heading.place_en),
        chairs=chairs,
        form=form.form,
        recommendations=form.recommendations,
        directives=directives,
        statuses=form.statuses,
    )


def _positions(connection: Readable, where: CompiledFilter) -> "Mapping[str, array[int]]":
    """Return the positions of the meant directives in their order, recommendations last, by conference.

    They take eight bytes each.
    """
    meant = selection(where)
    order = ", ".join((*where.order, meant.position))
    statement = f"""
        {where.with_tables}
        SELECT it.conference, it.position {meant.clause}
        ORDER BY {order}
    """
    positions: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
    beside: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
    for conference, position in connection.execute(statement, where.parameters):
        (positions if position < FIRST_RECOMMENDATION else beside)[conference or ""].append(position)
    for conference, recommendations in beside.items():
        positions[conference] += recommendations
    return positions


def _chairs(connection: Readable, ids: str, language: Language) -> Mapping[str, tuple[str, ...]]:
    chairs: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for conference, vi, en in connection.execute(_CHAIRS, {"ids": ids}).fetchall():
        chairs[conference] += (localized(language, vi, en),)
    return chairs
