"""What the title of a conference says that the titles of others do not.

Most begin alike: a conference of somebody with somebody on carrying out economic diplomacy.
"""

import re

from ngkt_tui.domain.enums import Language

MIN_SUBJECT = 6
"""A shorter rest of a title tells nothing: then the whole title stands."""

_OPENINGS = {
    Language.VI: tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (r"^.*?\bngoại giao kinh tế,?\s+(.+)$", r"^(?:hội nghị|cuộc|phiên|buổi).*? (?:về|với các) (.+)$")
    ),
    Language.EN: tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"^.*?\beconomic diplomacy,?\s+(.+)$",
            r"^.*?\b(?:conference|meeting|session)\b.*? (?:on|with) (.+)$",
        )
    ),
}
"""What stands before the subject of a title, the most telling first."""
_LINKING = {
    Language.VI: re.compile(r"^(?:năm \d{4} )?(?:phục vụ|nhằm|để) ", re.IGNORECASE),
    Language.EN: re.compile(r"^(?:in \d{4} )?(?:in the service of|in order to|to|for) ", re.IGNORECASE),
}


def conference_subject(title: str, language: Language) -> str:
    """Return what a title in `language` says that other titles do not, the whole title where that is nothing."""
    for opening in _OPENINGS[language]:
        if found := opening.match(title):
            subject = _LINKING[language].sub("", found[1], count=1).strip()
            return subject if len(subject) >= MIN_SUBJECT else title
    return title
