"""Pane 3: the agreements with the stages they have passed, and the markets with how conferences spoke of them."""

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.dates import short_date
from ngkt_tui.domain.enums import RecordKind, Stage
from ngkt_tui.domain.standing import newest_stances, stage_word
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.query.lists.rows import AgreementRow, MarketRow
from ngkt_tui.tui.panes.pane import PaneSpec
from ngkt_tui.tui.widgets.drawing import (
    Line,
    RenderContext,
    Section,
    assessment_ink,
    fit,
    fit_line,
    justify,
    own_mark,
    stance_mark,
)

TRACK_CELLS = 2 * len(Stage) - 1


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
    text_styles = drawing.text_styles
    if number == now:
        return Segment(drawing.glyph("◉", "@"), text_styles.gold)
    if is_known:
        return Segment(drawing.glyph("●", "o"), text_styles.jade)
    return Segment(drawing.glyph("┄", ".") if number < now else drawing.glyph("○", "-"), text_styles.faint)


MARKS = 6
"""How many of a market's newest stances are drawn."""
STANCE_CELLS = 14
ALL_STANCES_CELLS = 26
"""Room for what was said on the newest day, in a wide line."""
ROOMY = 60
"""From this width on, a line has room for the assessment of a market beside its newest stance."""


def draw_agreement(row: AgreementRow, _above: AgreementRow | None, drawing: RenderContext) -> list[Line]:
    """Return the name with the day of its stage, and the track with the stage and the next step in words.

    Where the stage is only reported, the day is one by which it was reached. What the other of article and user last
    said stands behind; where no step is named, what was reported last.
    """
    text_styles = drawing.text_styles
    day = _day(row.stage_on, bool(row.stage_is_own), drawing)
    name = drawing.found(drawing.localized(row.name_vi, row.name_en), text_styles.strong)
    following = drawing.localized(row.next_step_vi, row.next_step_en)
    reported = "" if following else drawing.localized(row.what_vi, row.what_en)
    line = [*track(row, drawing), *_stage_words(row, drawing)]
    if following:
        line.append(Segment(f" {drawing.glyph('→', '>')} {following}", text_styles.muted))
    line += [
        Segment(f" {drawing.glyph('·', '-')} {told}", text_styles.muted)
        for told in (_other(row, drawing), reported)
        if told
    ]
    return [justify(name, [Segment(day, text_styles.muted)] if day else [], drawing.width), line]


def _day(on: StoredDate | None, is_own: bool, drawing: RenderContext) -> str:
    day = short_date(on, drawing.language)
    return drawing.translate("agreement.reported-by", on=day) if day and not is_own else day


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


def draw_market(row: MarketRow, _above: MarketRow | None, drawing: RenderContext) -> list[Line]:
    """Return the name, a glyph for each conference that spoke of it, how it is seen, and its directives.

    In words stand a user's assessment and what was said on the newest day, all of it where there is room, else what
    counts most; where there is not room for both, the assessment alone.
    """
    text_styles = drawing.text_styles
    marks = [Segment(*stance_mark(stance, text_styles, drawing.ascii)) for _, stance in row.stances[-MARKS:]]
    assessed = _assessed(row, drawing)
    if drawing.width >= ROOMY or not assessed:
        marks.append(Segment(" " + _stances(row, drawing), text_styles.muted))
    if drawing.width >= ROOMY or assessed:
        marks += fit_line([Segment(" "), *assessed], STANCE_CELLS + 1)
    right = [*marks, Segment(f"{row.directives or '–':>4}", text_styles.text)]
    return [justify(drawing.found(drawing.localized(row.name_vi, row.name_en), text_styles.text), right, drawing.width)]


def _stances(row: MarketRow, drawing: RenderContext) -> str:
    """Return what was said on the newest day, in words, as much of it as there is room for."""
    _, newest = newest_stances(row.stances)
    words = [drawing.translate(f"stance.{stance}.short") for stance in newest]
    cells = STANCE_CELLS if drawing.width < ROOMY else ALL_STANCES_CELLS
    while len(words) > 1 and cell_len(" · ".join(words)) > cells:
        words.pop()
    return fit(" · ".join(words), cells)


def _assessed(row: MarketRow, drawing: RenderContext) -> Line:
    if row.assessment is None:
        return []
    assessment = row.assessment
    words = assessment if isinstance(assessment, Damaged) else drawing.translate(f"assessment.{assessment}")
    ink = assessment_ink(assessment, drawing.text_styles)
    return [Segment(f"{own_mark(drawing.ascii)} ", drawing.text_styles.sky), Segment(words, ink)]


SPEC = PaneSpec(
    "agreements-and-markets",
    (
        Section("agreements", RecordKind.AGREEMENT, 2, draw_agreement),
        Section("markets", RecordKind.MARKET, 1, draw_market, heading="section.markets"),
    ),
)
