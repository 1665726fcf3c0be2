"""The posts that people hold: which one of several comes first, in what form a row carries them, how they are written.

An office of state comes before membership of a Party body or a committee; of equals the first in the digest's order.
A provincial title is written with its province, which it leaves out itself.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, OrganisationKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import each_of
from ngkt_tui.domain.words import localized
from ngkt_tui.query.lists.rows import BETWEEN_POSTS

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
    return BETWEEN_POSTS.join(dict.fromkeys(held.format(language) for held in posts))


def _place(body_vi: str | None, body_en: str | None, language: Language) -> str:
    """Return the name of the province or city of a body; empty where it has none."""
    body = body_en if language is Language.EN else body_vi
    named = _PLACES[language].fullmatch(body or "")
    if named:
        return named[1]
    return _place(body_vi, body_en, Language.VI) if language is Language.EN else ""


def _rank() -> str:
    ranked = {body: number for number, body in enumerate(RANKED_BODIES)}
    cases = " ".join(f"WHEN '{body}' THEN {number}" for body, number in ranked.items() if body)
    return f"CASE holding.kind {cases} ELSE {ranked[None]} END"


RANK = _rank()
"""Where the post of a body comes: `holding` is the organisation, NULL for none."""

NEWEST = f"""(
    SELECT max(conference.date)
    FROM {each_of("post.conferences")} AS held JOIN conference ON conference.id = held.value
)"""
"""The day of the newest conference at which a row of `post` was held; NULL where none has a date."""

NEWEST_FIRST = f"{NEWEST} DESC NULLS LAST, {RANK}, post.ordinal"
"""The order of posts, `holding` being the organisation of each."""

PACKED = "json_array(post.title_vi, post.title_en, holding.name_vi, holding.name_en)"
"""A post in one value, for `unpacked`."""

HOLDING = "LEFT JOIN organisation AS holding ON holding.id = post.organisation"

_HELD_IN_SCOPE = f"""EXISTS (
    SELECT 1
    FROM {each_of("post.conferences")} AS held
    WHERE held.value IN (SELECT value FROM json_each(:conferences))
)"""

PRESENT_POSTS = f"""(
    SELECT json_group_array(json_array(present.title_vi, present.title_en, present.body_vi, present.body_en))
    FROM (
        SELECT
            post.title_vi,
            post.title_en,
            holding.name_vi AS body_vi,
            holding.name_en AS body_en,
            rank() OVER (ORDER BY {_HELD_IN_SCOPE} DESC, {NEWEST} DESC NULLS LAST) AS age
        FROM post {HOLDING}
        WHERE post.official = it.id
        ORDER BY {RANK}, post.ordinal
    ) AS present
    WHERE present.age = 1
)"""
"""JSON list of the posts of the official `it`, in their order, each for `unpacked`.

They are those held at the conferences of the scope, else at the newest conference.
"""


def unpacked(packed: str | None) -> TitledPost | None:
    """Return the post in a value; `None` for none or a damaged one."""
    posts = all_unpacked(f"[{packed}]") if packed else ()
    return posts[0] if posts else None


def all_unpacked(packed: str | None) -> tuple[TitledPost, ...]:
    """Return the posts in a JSON list; those that are damaged are left out."""
    try:
        listed = json.loads(packed or "[]")
    except ValueError:
        return ()
    return tuple(
        TitledPost(*each) for each in listed if isinstance(each, list) and len(each) == len(TitledPost._fields)
    )


_TITLES = f"""
    SELECT post.official, post.title_vi, max({NEWEST}) OVER (PARTITION BY post.title_vi), {NEWEST} AS newest
    FROM post
    ORDER BY post.official, post.ordinal
"""


def latest_titles(connection: Readable) -> dict[str, tuple[str, ...]]:
    """Return the titles of officials by their ids: of those who held the same, only who held it last has it."""
    titles: dict[str, list[str]] = {}
    for official, title, latest, newest in connection.execute(_TITLES).fetchall():
        if newest == latest:
            titles.setdefault(official, []).append(title)
    return {official: tuple(dict.fromkeys(held)) for official, held in titles.items()}
