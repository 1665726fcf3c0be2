"""Pane 4: the leaders with what they asked for, and the agencies with what they owe."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.held_posts import BETWEEN_POSTS
from ngkt_tui.query.lists.rows import AgencyRow, OfficialRow
from ngkt_tui.services.pane_lists import NO_LEAD, NoLeadRow
from ngkt_tui.tui.panes.pane import PaneSpec
from ngkt_tui.tui.widgets.drawing import Line, RenderContext, Section, fit_line, justify, sanitize_cell, width_of

NAME_CELLS = 17
"""A name of this width or less is followed by the post in a column of its own."""


def draw_official(row: OfficialRow, _above: OfficialRow | None, drawing: RenderContext) -> list[Line]:
    """Return name, posts at the newest conference as far as there is room, and how many directives the person gave."""
    text_styles = drawing.text_styles
    name_cells = min(NAME_CELLS, drawing.width // 2)
    posts = drawing.localized(row.posts_vi, row.posts_en).split(BETWEEN_POSTS)
    post = posts_in(posts, drawing.language, drawing.width - name_cells - 6)
    left = [
        *fit_line(drawing.found(sanitize_cell(row.name), text_styles.strong), name_cells),
        *drawing.found(f" {post}", text_styles.muted),
    ]
    number = Segment(f"{row.issued or '–':>4}", text_styles.gold if row.issued else text_styles.muted)
    return [justify(left, [number], drawing.width)]


def draw_agency(row: AgencyRow, _above: AgencyRow | None, drawing: RenderContext) -> list[Line]:
    """Return the name, what hinders it, how often it leads, joins in and is addressed, and what is still open."""
    text_styles = drawing.text_styles
    right = [
        *_troubles(row, drawing),
        Segment(f"{row.lead:>3}", text_styles.gold if row.lead else text_styles.muted),
        Segment("/", text_styles.muted),
        Segment(f"{row.coordinating}/{row.addressed}".ljust(5), text_styles.muted),
        Segment(f"{drawing.glyph('☐', 'o')}{row.open:>3}", text_styles.text if row.open else text_styles.muted),
    ]
    name = _name(row, drawing, drawing.width - width_of(right) - 1)
    return [justify(drawing.found(name, text_styles.text), right, drawing.width)]


def draw_unled(row: NoLeadRow, _above: None, drawing: RenderContext) -> list[Line]:
    """Return how many directives have no agency in charge, and how many of them are still open."""
    text_styles = drawing.text_styles
    right = [
        *_troubles(row, drawing),
        Segment(f"{row.directives}  ", text_styles.gold),
        Segment(f"{drawing.glyph('☐', 'o')}{row.open:>3}", text_styles.text if row.open else text_styles.muted),
    ]
    return [justify([Segment(drawing.translate("agency.unled"), text_styles.gold)], right, drawing.width)]


def _name(row: AgencyRow, drawing: RenderContext, room: int) -> str:
    name = drawing.localized(row.name_vi, row.name_en)
    return name if cell_len(name) <= room else drawing.localized(row.short_vi, row.short_en) or name


def _troubles(row: AgencyRow | NoLeadRow, drawing: RenderContext) -> Line:
    troubles: Line = []
    if row.blocked:
        troubles.append(Segment(f"{drawing.glyph('▲', '!')}{row.blocked} ", drawing.text_styles.vermilion))
    if row.overdue:
        troubles.append(
            Segment(drawing.translate("agency.overdue", count=row.overdue) + " ", drawing.text_styles.vermilion)
        )
    return troubles


_SHORTER: dict[Language, tuple[tuple[str, str], ...]] = {
    Language.VI: (
        ("Thủ tướng Chính phủ", "Thủ tướng"),
        ("Bộ trưởng Bộ", "Bộ trưởng"),
        ("Ủy ban nhân dân", "UBND"),
        ("UBND tỉnh ", "tỉnh "),
        ("UBND thành phố ", "TP "),
        (" Thường trực", " TT"),
        ("Phó Chủ tịch", "PCT"),
        ("Chủ tịch", "CT"),
        (" tỉnh ", " "),
        ("Ủy viên Trung ương", "UV TƯ"),
        ("Bộ trưởng", "BT"),
        ("Ngoại giao", "NG"),
    ),
    Language.EN: (
        ("Provincial People’s Committee", "province"),
        ("Provincial People's Committee", "province"),
        ("Standing ", "Std. "),
        ("Prime Minister", "PM"),
        ("Vice Chair of the ", "V.-Chair "),
        ("Vice Chair", "V.-Chair"),
        ("Chair of the ", "Chair "),
        (" province", ""),
    ),
}


def short_post(post: str, language: Language, cells: int) -> str:
    """Return a post abbreviated as far as it must be to fit into `cells`, and no further."""
    for long, short in _SHORTER[language]:
        if cell_len(post) <= cells:
            break
        post = post.replace(long, short)
    return post


def posts_in(posts: Sequence[str], language: Language, cells: int) -> str:
    """Return all posts where there is room for them, else the first one, and of the others those that still fit."""
    whole = BETWEEN_POSTS.join(posts)
    if cell_len(whole) <= cells:
        return whole
    told = short_post(posts[0], language, cells)
    for post in posts[1:]:
        room = cells - cell_len(told) - len(BETWEEN_POSTS)
        further = short_post(post, language, room)
        if cell_len(further) <= room:
            told += BETWEEN_POSTS + further
    return told


SPEC = PaneSpec(
    "officials-and-agencies",
    (
        Section("officials", RecordKind.OFFICIAL, 1, draw_official),
        Section(NO_LEAD, RecordKind.ORGANISATION, 1, draw_unled, is_counted=False),
        Section("agencies", RecordKind.ORGANISATION, 1, draw_agency, heading="section.agencies"),
    ),
    shows_progress=True,
)
