"""Pane 3: the agreements with the stages they have passed, and the markets with how conferences spoke of them."""

from collections.abc import Callable
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.chart_scales import stance_sign
from ngkt_tui.domain.enums import RecordKind, Stage, Stance
from ngkt_tui.domain.standing import stage_word
from ngkt_tui.domain.stored_values import StoredDate
from ngkt_tui.domain.words import short_date, translate
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.query.lists.rows import AgreementRow
from ngkt_tui.services.line_sources import WATCHED, WatchRow
from ngkt_tui.tui.panes.market_matrix import ROOMY, draw_market, market_columns
from ngkt_tui.tui.panes.pane import Pane, PaneSpec
from ngkt_tui.tui.widgets.drawing import (
    ColumnHeading,
    Line,
    RenderContext,
    Section,
    fit_line,
    justify,
    made_marks,
    own_mark,
    sanitize_cell,
)


def track(row: AgreementRow, drawing: RenderContext) -> Line:
    """Return a dot for each stage: filled where it is dated, ringed where the agreement stands, empty beyond it.

    Before the present stage, one that nobody dated has no dot: it may have been passed or left out.
    """
    order = list(Stage)
    now = order.index(row.stage) if isinstance(row.stage, Stage) else -1
    dated = {stage for stage, _ in row.stages}
    known = [number == now or stage in dated for number, stage in enumerate(order)]
    line = [_dot(0, now, known[0], drawing)]
    for number in range(1, len(order)):
        line.append(_tie(known[number - 1] and known[number], drawing))
        line.append(_dot(number, now, known[number], drawing))
    return line


def _tie(is_solid: bool, drawing: RenderContext) -> Segment:
    if is_solid:
        return Segment(drawing.glyph("━", "="), drawing.text_styles.jade)
    return Segment(drawing.glyph("┄", "."), drawing.text_styles.faint)


def _dot(number: int, now: int, is_known: bool, drawing: RenderContext) -> Segment:
    if number == now:
        return Segment(drawing.glyph("◉", "@"), drawing.text_styles.gold)
    if is_known:
        return Segment(drawing.glyph("●", "o"), drawing.text_styles.jade)
    return Segment(drawing.glyph("┄", ".") if number < now else drawing.glyph("○", "-"), drawing.text_styles.faint)


NEAR_DAYS = 7
"""A day that is no further off is drawn in gold."""


def _name_and_day(name: str, day: str) -> Callable[[RenderContext], list[ColumnHeading]]:
    """Return what gives the headings of a name and of the day at the right, from their words."""

    def columns(drawing: RenderContext) -> list[ColumnHeading]:
        right = drawing.translate(day)
        cells = cell_len(right)
        left = ColumnHeading("", drawing.translate(name), max(0, drawing.width - cells))
        return [left, ColumnHeading("", right, cells, gap=0, is_right=True)]

    return columns


def draw_agreement(row: AgreementRow, _above: AgreementRow | None, drawing: RenderContext) -> list[Line]:
    """Return the name with the day of its stage, and the track with the stage and the next step in words.

    Where the stage is only reported, the day is one by which it was reached. What the other of article and user last
    said stands behind; where no step is named, what was reported last.
    """
    text_styles = drawing.text_styles
    day = _day(row.stage_on, bool(row.stage_is_own), drawing)
    is_below_set = bool(row.within) and drawing.options.grouping is ListGrouping.TREE
    name = [
        *([Segment("  ")] if is_below_set else []),
        *made_marks(row, drawing),
        *drawing.found(drawing.localized(row.name_vi, row.name_en), text_styles.strong),
    ]
    following = drawing.localized(row.next_step_vi, row.next_step_en)
    reported = "" if following else drawing.localized(row.what_vi, row.what_en)
    line = [*track(row, drawing), *_stage_words(row, drawing)]
    if moved := _moved(row, drawing):
        line.append(Segment(f" {drawing.glyph('←', '<')} {moved}", text_styles.muted))
    if following:
        line.append(Segment(f" {drawing.glyph('→', '>')} {following}", text_styles.muted))
    line += [
        Segment(f" {drawing.glyph('·', '-')} {extra}", text_styles.muted)
        for extra in (_other(row, drawing), reported)
        if extra
    ]
    return [justify(name, [Segment(day, text_styles.muted)] if day else [], drawing.width), line]


def _day(on: StoredDate | None, is_own: bool, drawing: RenderContext) -> str:
    day = short_date(on, drawing.language)
    return drawing.translate("agreement.reported-by", on=day) if day and not is_own else day


def _moved(row: AgreementRow, drawing: RenderContext) -> str:
    """Return from which stage it came, and when that was; empty where no other stage is known or room is short."""
    before = [(stage, on) for stage, on in row.stages if stage != row.stage]
    if not before or row.other_stage == before[-1][0] or drawing.width < ROOMY:
        return ""
    stage = stage_word(before[-1][0]).render(drawing.language)
    return drawing.translate("agreement.moved", stage=stage, day=short_date(before[-1][1], drawing.language))


def _other(row: AgreementRow, drawing: RenderContext) -> str:
    """Return what the other of article and user last said of the stage; empty where it said nothing."""
    if row.other_stage is None:
        return ""
    is_own = not row.stage_is_own
    day = _day(row.other_stage_on, is_own, drawing)
    stage = stage_word(row.other_stage).render(drawing.language)
    if not is_own:
        return drawing.translate("agreement.also-reported", day=day, stage=stage)
    return f"{own_mark(drawing.ascii)} {drawing.translate('agreement.also-own', day=day, stage=stage)}"


def _stage_words(row: AgreementRow, drawing: RenderContext) -> Line:
    """Return the stage in words, a pen before one that a user dated."""
    words = drawing.translate(f"stage.{row.stage}" if isinstance(row.stage, Stage) else "stage.unknown")
    own = f"{own_mark(drawing.ascii)} " if row.stage_is_own else ""
    return [
        Segment(f"  {own}", drawing.text_styles.sky),
        Segment(words, drawing.text_styles.gold if row.stage else drawing.text_styles.muted),
    ]


def draw_watched(row: WatchRow, _above: WatchRow | None, drawing: RenderContext) -> list[Line]:
    """Return market and product with the next day, late or near ones in their ink, and measure, stage and note."""
    text_styles, item = drawing.text_styles, row.item
    market = sanitize_cell(item.market.name(drawing.language)) if item.market else item.market_id
    name = [
        *drawing.found(market, text_styles.strong),
        *drawing.found(f" {drawing.glyph('·', '-')} {sanitize_cell(item.product)}", text_styles.text),
    ]
    ink = text_styles.muted
    if isinstance(item.next_on, date):
        days = (item.next_on - drawing.today).days
        ink = text_styles.vermilion if days < 0 else text_styles.gold if days <= NEAR_DAYS else text_styles.muted
    day = short_date(item.next_on, drawing.language) if item.next_on else drawing.translate("watch.no-day")
    text = f" {drawing.glyph('·', '-')} ".join(
        sanitize_cell(each) for each in (item.measure, item.stage, item.note) if each
    )
    return [
        justify(name, [Segment(day, ink)], drawing.width),
        fit_line([Segment("  "), *drawing.found(text, text_styles.muted)], drawing.width),
    ]


def legend(pane: Pane) -> str:
    """Return how many agreements stand at each stage, where they are a board; of markets what the signs mean."""
    if pane.part == "markets":
        signs = ((stance_sign(stance, pane.ascii)[0], f"stance.{stance}.short") for stance in Stance)
        return "  ".join(f"{sign} {translate(pane.language, words)}" for sign, words in signs)
    if pane.part != "agreements" or pane.options.grouping is not ListGrouping.STAGE:
        return ""
    return " · ".join(f"{translate(pane.language, group.words)} {group.records}" for group in pane.groups)


_AGREEMENT_COLUMNS = _name_and_day("tracked.agreement", "tracked.stage-day")
_WATCHED_COLUMNS = _name_and_day("watch.heading", "watch.heading.next")
SPEC = PaneSpec(
    "agreements-and-markets",
    (
        Section("agreements", RecordKind.AGREEMENT, 2, draw_agreement, columns=_AGREEMENT_COLUMNS),
        Section("markets", RecordKind.MARKET, 1, draw_market, columns=market_columns),
        Section(WATCHED, RecordKind.MARKET, 2, draw_watched, columns=_WATCHED_COLUMNS, is_counted=False),
    ),
    groupings=(ListGrouping.NONE, ListGrouping.STAGE, ListGrouping.TREE),
    legend=legend,
    parts=("agreements", "markets", WATCHED),
    told_parts=(WATCHED,),
    folded=("sets",),
)
