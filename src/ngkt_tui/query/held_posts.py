"""The posts that people hold: which one of several comes first, and in what form a row carries them.

An office of state comes before membership of a Party body or a committee; of equals the first in the digest's order.
"""

import json

from ngkt_tui.domain.json_values import each_of
from ngkt_tui.domain.posts import RANKED_BODIES, TitledPost


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

NEWEST_FIRST = f"{NEWEST} DESC, {RANK}, post.ordinal"
"""The order of posts, `holding` being the organisation of each."""

PACKED = "json_array(post.title_vi, post.title_en, holding.name_vi, holding.name_en)"
"""A post in one value, for `unpacked`."""

HOLDING = "LEFT JOIN organisation AS holding ON holding.id = post.organisation"

PRESENT_POSTS = f"""(
    SELECT json_group_array(json(present.packed))
    FROM (
        SELECT {PACKED} AS packed, rank() OVER (ORDER BY {NEWEST} DESC) AS age
        FROM post {HOLDING}
        WHERE post.official = it.id
        ORDER BY {RANK}, post.ordinal
    ) AS present
    WHERE present.age = 1
)"""
"""JSON list of the posts of the official `it` at the newest conference, in their order, each for `unpacked`."""


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
