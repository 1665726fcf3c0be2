"""Posts and agencies in few cells: the usual abbreviations of the civil service, the gentler ones first."""

from rich.cells import cell_len

from ngkt_tui.domain.language import Language
from ngkt_tui.tui.widgets.cells import ELLIPSIS, fit

_SHORTER: dict[Language, tuple[tuple[str, str], ...]] = {
    Language.VI: (
        ("Thủ tướng Chính phủ", "Thủ tướng"),
        ("Bộ trưởng Bộ", "Bộ trưởng"),
        ("Ủy ban nhân dân", "UBND"),
        (" Thường trực", ""),
        ("Phó Chủ tịch", "PCT"),
        ("Chủ tịch", "CT"),
        ("Bộ trưởng", "BT"),
        ("Ngoại giao", "NG"),
    ),
    Language.EN: (
        ("Provincial People’s Committee", "province"),
        ("Provincial People's Committee", "province"),
        ("Standing ", ""),
        ("Prime Minister", "PM"),
        ("Vice Chair", "V.-Chair"),
    ),
}


def short_post(post: str, language: Language, cells: int) -> str:
    """Return a post abbreviated as far as it must be to fit into `cells`, and no further."""
    for long, short in _SHORTER[language]:
        if cell_len(post) <= cells:
            break
        post = post.replace(long, short)
    return post


_PLURALS = {Language.VI: "Các ", Language.EN: "The "}


def short_agency(name: str, language: Language, cells: int) -> str:
    """Return the name of an agency in `cells`: without what begins any of them, then cut after a whole word."""
    bare = name.removeprefix(_PLURALS[language])
    name = bare[:1].upper() + bare[1:]
    words = name.split()
    while len(words) > 1 and cell_len(" ".join(words)) > cells - (len(words) < len(name.split())):
        words.pop()
    kept = " ".join(words).rstrip(",;-–")
    whole = kept if kept == name else kept + ELLIPSIS
    return fit(whole, min(cells, cell_len(whole)))
