"""Telling a record of any kind: its name in both languages, what is told of its kind, and what all kinds have."""

from collections.abc import Callable
from typing import Any

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.services.telling.conference import conference
from ngkt_tui.services.telling.directive import directive
from ngkt_tui.services.telling.economy import agreement, company, market
from ngkt_tui.services.telling.lines import BLANK, Entry, line
from ngkt_tui.services.telling.manner import Manner
from ngkt_tui.services.telling.origins import inferences, remark, sources
from ngkt_tui.services.telling.outcomes import family, figure, result, theme
from ngkt_tui.services.telling.papers import article, document
from ngkt_tui.services.telling.past import history, notes
from ngkt_tui.services.telling.people import official, organisation
from ngkt_tui.services.telling.reading import Told
from ngkt_tui.services.telling.teller import Lines, Teller

_KINDS: dict[RecordKind, Callable[[Any, Teller], Lines]] = {
    RecordKind.ARTICLE: article,
    RecordKind.DOCUMENT: document,
    RecordKind.ORGANISATION: organisation,
    RecordKind.THEME: theme,
    RecordKind.CONFERENCE: conference,
    RecordKind.OFFICIAL: official,
    RecordKind.FAMILY: family,
    RecordKind.DIRECTIVE: directive,
    RecordKind.AGREEMENT: agreement,
    RecordKind.MARKET: market,
    RecordKind.COMPANY: company,
    RecordKind.FIGURE: figure,
    RecordKind.RESULT: result,
}


def tell(told: Told, manner: Manner) -> tuple[Entry, ...]:
    """Return everything about a record."""
    teller = Teller(manner, told.detail.id, told.directives, told.agencies)
    detail = told.detail
    own = _KINDS[detail.kind](detail.body, teller)
    return (
        *_head(detail, teller),
        *([BLANK] if own and own[0] is not BLANK else []),
        *own,
        *notes(detail.notes, teller),
        *sources(detail, teller),
        *inferences(detail.inferred, teller),
        *remark(detail, teller),
        *history(detail.history, teller),
    )


def _head(detail: RecordDetail, teller: Teller) -> Lines:
    first, second = detail.name.vi, detail.name.en
    if teller.manner.language is Language.EN and second:
        first, second = second, first
    lines = [line(first, "strong")]
    if second and second != first:
        lines.append(line(second, "muted"))
    if detail.is_withdrawn:
        lines.append(line(teller.say("withdrawn"), "alarm"))
    return lines
