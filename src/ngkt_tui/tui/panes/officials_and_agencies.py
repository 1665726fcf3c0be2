"""Pane 4: the leaders with what they asked for, and the agencies with what they owe."""

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.posts import BETWEEN_POSTS
from ngkt_tui.query.rows import AgencyRow, OfficialRow
from ngkt_tui.services.panes import UNLED, UnledRow
from ngkt_tui.tui.panes.posts import posts_in
from ngkt_tui.tui.panes.spec import PaneSpec
from ngkt_tui.tui.widgets.cells import Line, fit_line, shown, spread, width_of
from ngkt_tui.tui.widgets.sections import Drawing, Section

NAME_CELLS = 17
"""A name of this width or less is followed by the post in a column of its own."""


def draw_official(row: OfficialRow, _above: OfficialRow | None, drawing: Drawing) -> list[Line]:
    """Return name, posts at the newest conference as far as there is room, and how many directives the person gave."""
    inks = drawing.inks
    name_cells = min(NAME_CELLS, drawing.width // 2)
    posts = drawing.pick(row.posts_vi, row.posts_en).split(BETWEEN_POSTS)
    post = posts_in(posts, drawing.language, drawing.width - name_cells - 6)
    left = [*fit_line(drawing.found(shown(row.name), inks.strong), name_cells), *drawing.found(f" {post}", inks.muted)]
    number = Segment(f"{row.issued or '–':>4}", inks.gold if row.issued else inks.muted)
    return [spread(left, [number], drawing.width)]


def draw_agency(row: AgencyRow, _above: AgencyRow | None, drawing: Drawing) -> list[Line]:
    """Return the name, what hinders it, how often it leads, joins in and is addressed, and what is still open."""
    inks = drawing.inks
    right = [
        *_troubles(row, drawing),
        Segment(f"{row.lead:>3}", inks.gold if row.lead else inks.muted),
        Segment("/", inks.muted),
        Segment(f"{row.coordinating}/{row.addressed}".ljust(5), inks.muted),
        Segment(f"{drawing.glyph('☐', 'o')}{row.open:>3}", inks.text if row.open else inks.muted),
    ]
    name = _name(row, drawing, drawing.width - width_of(right) - 1)
    return [spread(drawing.found(name, inks.text), right, drawing.width)]


def draw_unled(row: UnledRow, _above: None, drawing: Drawing) -> list[Line]:
    """Return how many directives have no agency in charge, and how many of them are still open."""
    inks = drawing.inks
    right = [
        *_troubles(row, drawing),
        Segment(f"{row.directives}  ", inks.gold),
        Segment(f"{drawing.glyph('☐', 'o')}{row.open:>3}", inks.text if row.open else inks.muted),
    ]
    return [spread([Segment(drawing.say("agency.unled"), inks.gold)], right, drawing.width)]


def _name(row: AgencyRow, drawing: Drawing, room: int) -> str:
    name = drawing.pick(row.name_vi, row.name_en)
    return name if cell_len(name) <= room else drawing.pick(row.short_vi, row.short_en) or name


def _troubles(row: AgencyRow | UnledRow, drawing: Drawing) -> Line:
    troubles: Line = []
    if row.blocked:
        troubles.append(Segment(f"{drawing.glyph('▲', '!')}{row.blocked} ", drawing.inks.vermilion))
    if row.overdue:
        troubles.append(Segment(drawing.say("agency.overdue", count=row.overdue) + " ", drawing.inks.vermilion))
    return troubles


SPEC = PaneSpec(
    "officials-and-agencies",
    (
        Section("officials", RecordKind.OFFICIAL, 1, draw_official),
        Section(UNLED, RecordKind.ORGANISATION, 1, draw_unled, is_counted=False),
        Section("agencies", RecordKind.ORGANISATION, 1, draw_agency, heading="section.agencies"),
    ),
    shows_progress=True,
)
