"""What is clear of a directive: six things, each lacking or there, in the words of a user or of the digests.

Agencies and a product count whoever gave them. `LACKING` is what a filter asks, `LACKS` what a row holds,
`standing_columns` what filling in leaves alone.
"""

import json
from collections.abc import Iterable, Mapping

from ngkt_tui.domain.enums import UNJUDGED, ClearAspect
from ngkt_tui.domain.readable import Readable
from ngkt_tui.query.sql import NATURE


def _no_agencies(relation: str) -> str:
    """Return the condition that neither a user nor a digest names an agency as `relation`."""
    named = f"SELECT 1 FROM link WHERE link.record = it.id AND link.relation = '{relation}'"
    return f"(it.{relation} IS NULL AND NOT EXISTS ({named}))"


LACKING: Mapping[ClearAspect, str] = {
    ClearAspect.LEAD: _no_agencies("lead"),
    ClearAspect.TEXT: "(trim(it.text_vi) = '')",
    ClearAspect.DUE: "(it.due IS NULL)",
    ClearAspect.COORDINATING: _no_agencies("coordinating"),
    ClearAspect.PRODUCT: "(it.product IS NULL AND it.product_vi IS NULL)",
    ClearAspect.CONFIRMS: "(it.confirms IS NULL)",
}
"""The condition that a directive lacks one of the six."""

LACKS = """
    nullif(
        '[' || substr({}, 2) || ']',
        '[]'
    )
""".format(
    " || ".join(f"""CASE WHEN {condition} THEN ',"{aspect}"' ELSE '' END""" for aspect, condition in LACKING.items())
)
"""The JSON list of what a directive lacks; NULL for nothing."""


_EMPTY: Mapping[str, str] = {
    **{aspect.value: condition for aspect, condition in LACKING.items() if aspect is not ClearAspect.TEXT},
    "importance": "(it.importance IS NULL)",
    "nature": f"({NATURE.format(it='it')} = '{UNJUDGED}')",
    "transfer": "(it.transfer IS NULL)",
}
_STANDING = f"""
    SELECT it.id, {", ".join(_EMPTY.values())}
    FROM directive AS it
    WHERE it.id IN (SELECT value FROM json_each(?))
"""


def standing_columns(connection: Readable, ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return the columns in which a value stands, a user's or the digests', of each directive."""
    rows = connection.execute(_STANDING, [json.dumps(list(ids))]).fetchall()
    return {
        record: frozenset(name for name, is_empty in zip(_EMPTY, empty, strict=True) if not is_empty)
        for record, *empty in rows
    }


def is_lacking(*aspects: str) -> str:
    """Return the condition that a directive lacks at least one of `aspects`."""
    return " OR ".join(LACKING[ClearAspect(aspect)] for aspect in aspects)
