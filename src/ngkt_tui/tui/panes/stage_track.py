"""The track of an agreement through its stages, drawn as passed only where somebody dated it."""

import json

from rich.segment import Segment

from ngkt_tui.domain.enums import Stage
from ngkt_tui.tui.widgets.sections import RenderContext
from ngkt_tui.tui.widgets.text_cells import Line

TRACK_CELLS = 2 * len(Stage) - 1


def dated_pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a JSON list of pairs of texts; a damaged list, or damaged pairs, are left out."""
    try:
        pairs = json.loads(text)
    except ValueError:
        return []
    if not isinstance(pairs, list):
        return []
    return [(str(pair[0] or ""), str(pair[1] or "")) for pair in pairs if isinstance(pair, list) and len(pair) == 2]


def track(stages: str, present: str | None, drawing: RenderContext) -> Line:
    """Return a dot for each stage: filled where it is dated, ringed where the agreement stands, empty beyond it.

    Before the present stage, one that nobody dated has no dot: it may have been passed or left out.
    """
    order = list(Stage)
    now = order.index(Stage(present)) if present in order else -1
    dated = {stage for stage, day in dated_pairs(stages) if day}
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
