"""Why nothing cites a paragraph: the article's notes may say it, as in `¶1, 25: headline; ¶3: caption`."""

import re

_PLACE = r"\d+(?:\s*[-–]\s*\d+)?"
_REASON = re.compile(rf"¶\s*({_PLACE}(?:\s*,\s*¶?\s*{_PLACE})*)\s*:\s*([^;.\n¶]+)")
_RUN = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_MAX_RUN_LENGTH = 10_000


def uncited_reasons(notes: str) -> dict[int, str]:
    """Return what `notes` say of paragraphs, by number; a reason ends at a full stop, a semicolon or the line's end."""
    found: dict[int, str] = {}
    for places, reason in _REASON.findall(notes):
        for first, last in _RUN.findall(places):
            start, end = (int(each[:9]) for each in (first, last or first))
            found.update(dict.fromkeys(range(start, min(end, start + _MAX_RUN_LENGTH) + 1), reason.strip()))
    return found
