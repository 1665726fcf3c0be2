"""Posts as they are told: with the province that a title leaves out, several of them in one text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, OrganisationKind, localized

BETWEEN_POSTS = "; "
"""Stands between the posts of one person: a title may hold a comma of its own."""

RANKED_BODIES = (
    OrganisationKind.GOVERNMENT,
    OrganisationKind.MINISTRY,
    OrganisationKind.AGENCY,
    OrganisationKind.PROVINCE,
    OrganisationKind.MISSION,
    None,
    OrganisationKind.COMMITTEE,
    OrganisationKind.GROUP,
    OrganisationKind.PARTY,
)
"""The bodies whose posts come first; `None` stands for all that are not named, and for a post without a body."""

_PLACES = {
    Language.VI: re.compile(
        r"(?:(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) (?:tỉnh|thành phố|TP)|Tỉnh ủy|Thành ủy) (.+)"
    ),
    Language.EN: re.compile(r"(.+?) (?:Provincial|Municipal|City) .+"),
}
_LEFT_OUT = {
    Language.VI: re.compile(r"(?:tỉnh|thành phố|TP|[Tt]ỉnh ủy|[Tt]hành ủy|[Tt]ỉnh ủy viên|[Tt]hành ủy viên)$"),
    Language.EN: re.compile(r"(?=\b(?:Provincial|Municipal|City)\b)"),
}


class TitledPost(NamedTuple):
    """A post by its title and the body in which it is held; a body without a name is none."""

    title_vi: str
    title_en: str | None
    body_vi: str | None
    body_en: str | None

    def format(self, language: Language) -> str:
        """Return the title in `language`; a provincial one names its province."""
        title = localized(language, self.title_vi, self.title_en)
        own = Language.EN if language is Language.EN and self.title_en else Language.VI
        place = _place(self.body_vi, self.body_en, own)
        if not place or place in title:
            return title
        left_out = _LEFT_OUT[own].search(title)
        if left_out is None:
            body = localized(language, self.body_vi or "", self.body_en)
            return f"{title}, {body}"
        if own is Language.VI:
            return f"{title} {place}"
        return f"{title[: left_out.start()]}{place} {title[left_out.start() :]}"


def format_posts(posts: Iterable[TitledPost], language: Language) -> str:
    """Return several posts in their order, each once."""
    return BETWEEN_POSTS.join(dict.fromkeys(post.format(language) for post in posts))


def _place(body_vi: str | None, body_en: str | None, language: Language) -> str:
    """Return the name of the province or city of a body; empty where it has none."""
    body = body_en if language is Language.EN else body_vi
    named = _PLACES[language].fullmatch(body or "")
    if named:
        return named[1]
    return _place(body_vi, body_en, Language.VI) if language is Language.EN else ""
