"""Pane 4: the leaders with what they asked for, and the agencies with what they owe."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.short_names import abbreviate_agency
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
from ngkt_tui.query.lists.rows import BETWEEN_POSTS, AgencyRow, OfficialRow
from ngkt_tui.services.line_sources import NO_LEAD, NoLeadRow
from ngkt_tui.tui.panes.pane import PaneSpec
from ngkt_tui.tui.widgets.drawing import (
    ColumnHeading,
    Line,
    RenderContext,
    Section,
    fit_line,
    justify,
    made_marks,
    sanitize_cell,
    stacked_bar,
    width_of,
)

BAR_CELLS = 6
SHARE_CELLS, WIDE_SHARE_CELLS = 7, 10
"""The cells of ` 12/345`, and of ` 124/9613` where there is room."""
ROOM_FOR_PARTS = 60
"""From this width on a line shows what an agency leads and joins in."""
TROUBLE_CELLS = 8
"""The cells of `▲123` and of `123 late`, where each has a column."""
MAX_WIDTH = 120
"""Cells of a line at most, so that the numbers stand near the names."""
NAME_CELLS = 17
"""A name of this width or less is followed by the post in a column of its own."""


def _near(drawing: RenderContext) -> RenderContext:
    return drawing._replace(width=min(drawing.width, MAX_WIDTH))


def _share_cells(drawing: RenderContext) -> int:
    return WIDE_SHARE_CELLS if drawing.width >= ROOM_FOR_PARTS else SHARE_CELLS


def _right(word: str, cells: int, gap: int = 1) -> ColumnHeading:
    return ColumnHeading("", word, cells, gap=gap, is_right=True)


def agency_columns(drawing: RenderContext) -> list[ColumnHeading]:
    """Return the headings of the agencies: what is late and blocked, and what is done of what can be followed."""
    inner, words = _near(drawing), {each: drawing.translate(f"overview.column.{each}") for each in ("late", "blocked")}
    done = drawing.translate("agency.column.done")
    if inner.width < ROOM_FOR_PARTS:
        text = " · ".join((*words.values(), drawing.translate("overview.column.done")))
        columns = [_right(text, cell_len(text), gap=0)]
    else:
        columns = [_right(word, TROUBLE_CELLS) for word in words.values()]
        columns.append(_right(done, BAR_CELLS + WIDE_SHARE_CELLS, gap=0))
    taken = sum(column.width for column in columns)
    return [ColumnHeading("", drawing.translate("heading.who"), max(0, inner.width - taken)), *columns]


def official_columns(drawing: RenderContext) -> list[ColumnHeading]:
    """Return the headings of the leaders."""
    inner, given = _near(drawing), drawing.translate("official.column.given")
    name = min(NAME_CELLS, inner.width // 2) + 1
    return [
        ColumnHeading("", drawing.translate("official.column.name"), name),
        ColumnHeading("", drawing.translate("official.column.post"), max(0, inner.width - name - cell_len(given))),
        _right(given, cell_len(given), gap=0),
    ]


def draw_official(row: OfficialRow, _above: OfficialRow | None, drawing: RenderContext) -> list[Line]:
    """Return name, posts at the newest conference as far as there is room, and how many directives the person gave."""
    drawing, text_styles = _near(drawing), drawing.text_styles
    name_cells = min(NAME_CELLS, drawing.width // 2)
    posts = drawing.localized(row.posts_vi, row.posts_en).split(BETWEEN_POSTS)
    post = posts_in(posts, drawing.language, drawing.width - name_cells - 6)
    left = [
        *fit_line([*made_marks(row, drawing), *drawing.found(sanitize_cell(row.name), text_styles.strong)], name_cells),
        *drawing.found(f" {post}", text_styles.muted),
    ]
    number = Segment(f"{row.issued or '–':>4}", text_styles.gold if row.issued else text_styles.muted)
    return [justify(left, [number], drawing.width)]


def draw_agency(row: AgencyRow, _above: AgencyRow | None, drawing: RenderContext) -> list[Line]:
    """Return the name, what is late or hinders it, and how much of what it was asked is done, as a bar and numbers.

    Where there is room it shows what of that it leads, joins in and was only addressed with.
    """
    drawing = _near(drawing)
    right = [*_parts_of(row, drawing), *_troubles(row, drawing), *_owed(row, drawing)]
    is_tree = drawing.options.grouping is ListGrouping.TREE
    marks = [*([Segment("  " * (row.level + 1))] if is_tree else []), *made_marks(row, drawing)]
    name = _name(row, drawing, drawing.width - width_of([*marks, *right]) - 1)
    ink = drawing.text_styles.text if row.followed or row.through_groups else drawing.text_styles.muted
    return [justify([*marks, *drawing.found(name, ink)], right, drawing.width)]


def draw_body(group: RecordGroup, drawing: RenderContext, is_folded: bool) -> Line:
    """Return the line that heads agencies that hang together: what they owe as a whole, as a bar and numbers."""
    drawing, text_styles = _near(drawing), drawing.text_styles
    arrow = drawing.glyph("▸", ">") if is_folded else drawing.glyph("▾", "v")
    name = drawing.localized(group.label_vi, group.label_en) or drawing.translate("agency.alone")
    followed = group.done + group.open
    parts = (
        (group.done, text_styles.jade),
        (group.late, text_styles.vermilion),
    )
    right = _trouble_words(group.late, group.blocked, drawing)
    if followed:
        right += stacked_bar(parts, followed, BAR_CELLS, text_styles, plain=drawing.ascii)
        right.append(Segment(f" {group.done}/{followed}".rjust(_share_cells(drawing)), text_styles.text))
    left = [Segment(f"{arrow} ", text_styles.muted), Segment(name, text_styles.title)]
    return justify([*left, Segment(f"  {group.records}", text_styles.muted)], right, drawing.width)


def _owed(row: AgencyRow, drawing: RenderContext) -> Line:
    text_styles = drawing.text_styles
    if not row.followed:
        words = drawing.translate("agency.through-groups", count=row.through_groups) if row.through_groups else "–"
        return [Segment(words.rjust(BAR_CELLS + _share_cells(drawing)), text_styles.muted)]
    parts = (
        (row.done, text_styles.jade),
        (row.reported, text_styles.gold),
        (row.doing, text_styles.sky),
        (row.blocked, text_styles.vermilion),
        (row.dropped, text_styles.faint),
    )
    bar = stacked_bar(parts, row.followed, BAR_CELLS, text_styles, plain=drawing.ascii)
    share = Segment(f" {row.done}/{row.followed}".rjust(_share_cells(drawing)), text_styles.text)
    return [*bar, share]


def _parts_of(row: AgencyRow, drawing: RenderContext) -> Line:
    if drawing.width < ROOM_FOR_PARTS or not row.followed:
        return []
    counts = (("lead", row.lead), ("coordinating", row.coordinating), ("groups", row.through_groups))
    text = " · ".join(drawing.translate(f"agency.part.{part}", count=count) for part, count in counts if count)
    return [Segment(f"{text}  ", drawing.text_styles.muted)]


def draw_unled(row: NoLeadRow, _above: None, drawing: RenderContext) -> list[Line]:
    """Return how many directives have no agency in charge, and how many of them are still open."""
    drawing, text_styles = _near(drawing), drawing.text_styles
    left_over = drawing.translate("agency.unled-open", open=row.open, count=row.directives)
    right = [*_troubles(row, drawing), Segment(left_over, text_styles.text if row.open else text_styles.muted)]
    return [justify([Segment(drawing.translate("agency.unled"), text_styles.gold)], right, drawing.width)]


def _name(row: AgencyRow, drawing: RenderContext, room: int) -> str:
    name = drawing.localized(row.name_vi, row.name_en)
    if cell_len(name) <= room:
        return name
    short = drawing.localized(row.short_vi, row.short_en) or name
    return short if cell_len(short) <= room else abbreviate_agency(short, drawing.language)


def _troubles(row: AgencyRow | NoLeadRow, drawing: RenderContext) -> Line:
    return _trouble_words(row.overdue, row.blocked, drawing)


def _trouble_words(overdue: int, hindered: int, drawing: RenderContext) -> Line:
    """Return what is late and what is blocked, each in a column of its own where there is room for columns."""
    blocked = f"{drawing.glyph('▲', '!')}{hindered} " if hindered else ""
    late = drawing.translate("conference.overdue", count=overdue) + " " if overdue else ""
    cells = TROUBLE_CELLS if drawing.width >= ROOM_FOR_PARTS else 0
    ink = drawing.text_styles.vermilion
    return [Segment(words.rjust(cells), ink) for words in (late, blocked) if words or cells]


_SHORTER: dict[Language, tuple[tuple[str, str], ...]] = {
    Language.VI: (
        ("Thủ tướng Chính phủ", "Thủ tướng"),
        ("Bộ trưởng Bộ", "Bộ trưởng"),
        ("Ủy ban nhân dân", "UBND"),
        (" Thường trực", " TT"),
        ("Phó Chủ tịch", "PCT"),
        ("Chủ tịch", "CT"),
        ("UBND tỉnh ", "tỉnh "),
        ("UBND thành phố ", "TP "),
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
    text = short_post(posts[0], language, cells)
    for post in posts[1:]:
        room = cells - cell_len(text) - len(BETWEEN_POSTS)
        further = short_post(post, language, room)
        if cell_len(further) <= room:
            text += BETWEEN_POSTS + further
    return text


SPEC = PaneSpec(
    "officials-and-agencies",
    (
        Section(
            NO_LEAD,
            RecordKind.ORGANISATION,
            1,
            draw_unled,
            is_counted=False,
            shows_progress=True,
            columns=agency_columns,
        ),
        Section(
            "agencies",
            RecordKind.ORGANISATION,
            1,
            draw_agency,
            shows_progress=True,
            columns=agency_columns,
            draw_group=draw_body,
        ),
        Section(
            "officials",
            RecordKind.OFFICIAL,
            1,
            draw_official,
            heading="section.officials",
            columns=official_columns,
        ),
    ),
    groupings=(ListGrouping.NONE, ListGrouping.TREE),
)
