"""Labels of records on chips, and the usual abbreviations of posts and agencies in narrow columns."""

from collections.abc import Sequence

from rich.cells import cell_len

from ngkt_tui.domain.dates import format_date, parse_date
from ngkt_tui.domain.enums import Language, localized
from ngkt_tui.domain.posts import BETWEEN_POSTS
from ngkt_tui.query.lists.rows import AgencyRow, AgreementRow, ConferenceRow, DirectiveRow, MarketRow, OfficialRow
from ngkt_tui.tui.widgets.drawing import Row


def label_of(row: Row) -> tuple[str, str | None]:
    """Return the short name of a row's record in Vietnamese and in English."""
    match row:
        case ConferenceRow(date=day) if parse_date(day):
            return format_date(parse_date(day), Language.VI), format_date(parse_date(day), Language.EN)
        case ConferenceRow():
            return row.title_vi, row.title_en
        case AgencyRow():
            return row.short_vi or row.name_vi, row.short_en or row.name_en
        case AgreementRow() | MarketRow():
            return row.name_vi, row.name_en
        case OfficialRow():
            return row.name, None
        case DirectiveRow():
            return row.text_vi, row.text_en
        case _:
            return row.id, None


def text_of(row: Row, language: Language) -> str:
    """Return what a row's record says, or what it is called in full."""
    match row:
        case DirectiveRow():
            return localized(language, row.text_vi, row.text_en)
        case ConferenceRow():
            return localized(language, row.title_vi, row.title_en)
        case AgreementRow() | MarketRow() | AgencyRow():
            return localized(language, row.name_vi, row.name_en)
        case OfficialRow():
            return row.name
        case _:
            return row.id


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
