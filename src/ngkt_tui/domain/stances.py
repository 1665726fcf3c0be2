"""What conferences said of a market on the newest day on which one spoke of it: all of it, what counts most first."""

import json

from ngkt_tui.domain.enums import Stance

WEIGHED_STANCES = (
    Stance.EXPAND,
    Stance.KEY,
    Stance.TRADITIONAL,
    Stance.POTENTIAL,
    Stance.PARTNER,
    Stance.ORIGIN,
    Stance.REPORTED,
)
"""An order to act outranks what a market is, and that what was only reported of it."""


def newest_stances(mentions: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the newest day of a JSON list of [date, stance], oldest first, and its stances, each once.

    A damaged list has none.
    """
    try:
        pairs = [(day, str(stance)) for day, stance in json.loads(mentions)]
    except (ValueError, TypeError):
        return None, ()
    if not pairs:
        return None, ()
    newest = pairs[-1][0]
    return newest, tuple(dict.fromkeys(stance for day, stance in reversed(pairs) if day == newest))
