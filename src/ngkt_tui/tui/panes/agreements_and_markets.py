"""Pane 3: the agreements with the stages they have passed, and the markets with how conferences spoke of them."""

from rich.segment import Segment

from ngkt_tui.domain.kinds import RecordKind, Stage, Stance
from ngkt_tui.query.rows import AgreementRow, MarketRow
from ngkt_tui.tui.panes.dates import short_date
from ngkt_tui.tui.panes.marks import stance_mark
from ngkt_tui.tui.panes.spec import PaneSpec
from ngkt_tui.tui.panes.stages import dated_pairs, track
from ngkt_tui.tui.widgets.cells import Line, fit, spread
from ngkt_tui.tui.widgets.sections import Drawing, Section

MARKS = 6
"""How many of a market's newest stances are drawn."""
STANCE_CELLS = 14


def draw_agreement(row: AgreementRow, _above: AgreementRow | None, drawing: Drawing) -> list[Line]:
    """Return the name with the date of its newest stage, and the track with the stage and the next step in words."""
    inks = drawing.inks
    day = short_date(row.stage_on, drawing.language)
    name = drawing.found(drawing.pick(row.name_vi, row.name_en), inks.strong)
    words = _stage_words(row, drawing)
    following = drawing.pick(row.next_step_vi, row.next_step_en)
    line = [*track(row.stages, row.stage, drawing), Segment(f"  {words}", inks.gold if row.stage else inks.muted)]
    if following:
        line.append(Segment(f" {drawing.glyph('→', '>')} {following}", inks.muted))
    return [spread(name, [Segment(day, inks.muted)] if day else [], drawing.width), line]


def _stage_words(row: AgreementRow, drawing: Drawing) -> str:
    known = row.stage in list(Stage)
    return drawing.say(f"stage.{row.stage}" if known else "stage.unknown")


def draw_market(row: MarketRow, _above: MarketRow | None, drawing: Drawing) -> list[Line]:
    """Return the name, a glyph for each conference that spoke of it, the newest stance in words, and its directives."""
    inks = drawing.inks
    stances = [stance for day, stance in dated_pairs(row.stances)][-MARKS:]
    marks = [Segment(*stance_mark(stance, inks, drawing.ascii)) for stance in stances]
    newest = stances[-1] if stances else ""
    words = drawing.say(f"stance.{newest}.short") if newest in list(Stance) else ""
    right = [
        *marks,
        Segment(" " + fit(words, STANCE_CELLS), inks.muted),
        Segment(f"{row.directives or '–':>4}", inks.text),
    ]
    return [spread(drawing.found(drawing.pick(row.name_vi, row.name_en), inks.text), right, drawing.width)]


SPEC = PaneSpec(
    "agreements-and-markets",
    (
        Section("agreements", RecordKind.AGREEMENT, 2, draw_agreement),
        Section("markets", RecordKind.MARKET, 1, draw_market, heading="section.markets"),
    ),
)
