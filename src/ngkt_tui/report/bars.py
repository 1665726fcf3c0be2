"""Drawing a share as a bar of characters."""

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar_text(part: int, whole: int, width: int, is_ascii: bool = False) -> str:
    """Return a bar `width` cells wide; any part above 0 shows, and only the whole fills it."""
    if whole <= 0:
        return ("." if is_ascii else "░") * width
    eighths = part * width * 8 // whole
    if part and not eighths:
        eighths = 1
    if is_ascii:
        filled = eighths // 8
        return "#" * filled + "." * (width - filled)
    filled, rest = divmod(eighths, 8)
    edge = _EIGHTHS[rest] if rest else ""
    return "█" * filled + edge + "░" * (width - filled - len(edge))
