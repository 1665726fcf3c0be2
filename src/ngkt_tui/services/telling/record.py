"""Telling a record of any kind: its name in both languages, what is told of its kind, and what all kinds have."""

from collections.abc import Callable
from typing import Any

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.services.telling.conference import conference
from ngkt_tui.services.telling.directive import directive
from ngkt_tui.services.telling.economy import agreement, company, market
from ngkt_tui.services.telling.lines import BLANK, DetailLine, line
from ngkt_tui.services.telling.manner import Formatter
from ngkt_tui.services.telling.origins import inferences, remark, sources
from ngkt_tui.services.telling.outcomes import family, figure, result, theme
from ngkt_tui.services.telling.papers import article, document
from ngkt_tui.services.telling.past import history, notes
from ngkt_tui.services.telling.people import official, organisation
from ngkt_tui.services.telling.reading import LoadedDetail
from ngkt_tui.services.telling.teller import DetailBuilder, Lines

_KINDS: dict[RecordKind, Callable[[Any, DetailBuilder], Lines]] = {
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


def build_detail(told: LoadedDetail, formatter: Formatter) -> tuple[DetailLine, ...]:
    """Return everything about a record."""
    builder = DetailBuilder(formatter, told.detail.id, told.directives, told.agencies)
    detail = told.detail
    own = _KINDS[detail.kind](detail.body, builder)
    return (
        *_head(detail, builder),
        *([BLANK] if own and own[0] is not BLANK else []),
        *own,
        *notes(detail.notes, builder),
        *sources(detail, builder),
        *inferences(detail.inferred, builder),
        *remark(detail, builder),
        *history(detail.history, builder),
    )


def _head(detail: RecordDetail, builder: DetailBuilder) -> Lines:
    first, second = detail.name.vi, detail.name.en
    if builder.formatter.language is Language.EN and second:
        first, second = second, first
    lines = [line(first, "strong")]
    if second and second != first:
        lines.append(line(second, "muted"))
    if detail.is_withdrawn:
        lines.append(line(builder.translate("withdrawn"), "alarm"))
    return lines
