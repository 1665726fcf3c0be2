"""What closes a report: agreements by stage, markets by stance, leaders with their posts, figures, results, sources."""

import json
from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from ngkt_tui.domain.enums import Language, Stage, Stance
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.standing import newest_stances
from ngkt_tui.domain.stored_values import stored_date, undamaged
from ngkt_tui.domain.summary_items import AgreementItem, FigureItem, MarketItem, OfficialItem, ResultLine, SourceItem
from ngkt_tui.domain.words import localized
from ngkt_tui.query.held_posts import HOLDING, NEWEST_FIRST, PACKED, unpacked
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.lists.people_list import OFFICIALS
from ngkt_tui.query.lists.reference_list import FIGURES, RESULTS
from ngkt_tui.query.lists.trade_lists import AGREEMENTS, MARKETS
from ngkt_tui.query.sql import CompiledFilter

EVERY_ROW = -1
_STAGES = tuple(Stage)
_STANCES = tuple(Stance)


def agreements(connection: Readable, where: CompiledFilter, language: Language) -> tuple[AgreementItem, ...]:
    """Return the agreements by stage, those of unknown stage last."""
    lines = [
        AgreementItem(
            row.id,
            localized(language, row.name_vi, row.name_en),
            undamaged(row.stage),
            undamaged(row.stage_on),
            localized(language, row.next_step_vi, row.next_step_en),
            bool(row.stage_is_own),
            localized(language, row.what_vi, row.what_en),
            undamaged(row.other_stage),
            undamaged(row.other_stage_on),
            bool(row.own),
        )
        for row in AGREEMENTS.page(connection, where, EVERY_ROW)
    ]
    return tuple(sorted(lines, key=lambda line: _rank(_STAGES, line.stage)))


def markets(connection: Readable, where: CompiledFilter, language: Language) -> tuple[MarketItem, ...]:
    """Return the markets that a conference spoke of, by the stance that counts most on the newest day."""
    lines = []
    for row in MARKETS.page(connection, where, EVERY_ROW):
        day, taken = newest_stances(row.stances)
        if taken:
            name, assessment = localized(language, row.name_vi, row.name_en), undamaged(row.assessment)
            lines.append(MarketItem(row.id, name, taken[0], undamaged(day), assessment, taken[1:], bool(row.own)))
    return tuple(sorted(lines, key=lambda line: _rank(_STANCES, line.stance)))


def officials(connection: Readable, where: CompiledFilter, language: Language) -> tuple[OfficialItem, ...]:
    """Return the leaders with every post reported of each, the newest first, in the order of the digests."""
    rows = OFFICIALS.page(connection, where, EVERY_ROW)
    statement = f"""
        {where.with_tables}
        SELECT post.official, {PACKED}
        FROM post {HOLDING}
        WHERE post.official IN (SELECT value FROM json_each(:ids))
        ORDER BY post.official, {NEWEST_FIRST}
    """
    values = {**where.parameters, "ids": json.dumps([row.id for row in rows])}
    posts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for official, packed in connection.execute(statement, values).fetchall():
        held = unpacked(packed)
        if held:
            posts[official][held.format(language)] = None
    return tuple(OfficialItem(row.id, row.name, tuple(posts[row.id]), row.issued, bool(row.own)) for row in rows)


def figures(connection: Readable, where: CompiledFilter, language: Language) -> tuple[FigureItem, ...]:
    """Return the figures, each with its value as the language writes it."""
    return tuple(
        FigureItem(
            row.id,
            localized(language, row.label_vi, row.label_en),
            row.printed_as,
            row.kind,
            localized(language, row.said_by_vi, row.said_by_en),
            localized(language, row.amount_vi, row.amount_en),
            bool(row.own),
        )
        for row in FIGURES.page(connection, where, EVERY_ROW)
    )


def results(connection: Readable, where: CompiledFilter, language: Language) -> tuple[ResultLine, ...]:
    """Return the results, assessments, forecasts and what was agreed, in the order of the digests."""
    return tuple(
        ResultLine(
            row.id,
            row.kind,
            localized(language, row.text_vi, row.text_en),
            undamaged(row.conference_date),
            localized(language, row.said_by_vi, row.said_by_en),
            row.answers,
            bool(row.own),
        )
        for row in RESULTS.page(connection, where, EVERY_ROW)
    )


def sources(connection: Readable, where: CompiledFilter) -> tuple[SourceItem, ...]:
    """Return the articles that the meant directives or their conferences rest on; all where nothing is left out."""
    meant = "TRUE"
    if where.conditions or where.match or where.moment.as_of:
        meant = f"""
            article.id IN (
                SELECT source.article
                FROM source
                WHERE source.record IN (
                    SELECT it.id {selection(where).clause}
                    UNION
                    SELECT it.conference {selection(where).clause}
                )
            )
        """
    statement = f"""
        {where.with_tables}
        SELECT article.id, article.title, article.outlet, article.published, article.url
        FROM article JOIN record ON record.id = article.id
        WHERE {meant}
        ORDER BY record.position
    """
    rows = connection.execute(statement, where.parameters).fetchall()
    return tuple(
        SourceItem(id, title or "", outlet or "", undamaged(stored_date(published)), url or "")
        for id, title, outlet, published, url in rows
    )


def _rank(terms: Sequence[StrEnum], term: StrEnum | None) -> int:
    return len(terms) if term is None else terms.index(term)
