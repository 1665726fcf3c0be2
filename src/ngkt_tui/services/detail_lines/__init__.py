"""The detail of a record as lines of text runs, by kind."""

from collections.abc import Callable
from typing import Any

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.services.detail_lines.builder import DetailBuilder, Lines
from ngkt_tui.services.detail_lines.conference_lines import conference, official, organisation
from ngkt_tui.services.detail_lines.directive_lines import directive
from ngkt_tui.services.detail_lines.economy_lines import agreement, company, market
from ngkt_tui.services.detail_lines.formatter import Formatter, formatter_of
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, line
from ngkt_tui.services.detail_lines.loaded_detail import LoadedDetail, load_detail
from ngkt_tui.services.detail_lines.provenance import history, inferences, notes, remark, sources
from ngkt_tui.services.detail_lines.reference_lines import article, document, family, figure, result, theme

__all__ = ["Formatter", "LoadedDetail", "build_detail", "formatter_of", "load_detail"]

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
require_complete("services.detail_lines", _KINDS)


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
