"""Where an agreement stands and how a market was spoken of: what counts of all that was said, and why."""

import json
from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.enums import Stage, Stance
from ngkt_tui.domain.words import LazyText


class Standing(NamedTuple):
    """The stage of an agreement, as the store holds it. `on` is the day itself where a user gave it (`is_own`).

    An article only says what was reached by the day of its conference. `other_stage` and `other_on` are what the other
    of the two last said, which does not count.
    """

    stage: str | None
    on: str | None
    is_own: bool = False
    other_stage: str | None = None
    other_on: str | None = None

    @property
    def word(self) -> LazyText:
        """Return what the stage is called."""
        return stage_word(self.stage)

    @property
    def day(self) -> LazyText | date | str:
        """Return the day of the stage, or by which day it was reported; empty for none."""
        on = parse_date(self.on)
        if on is None:
            return self.on or ""
        return on if self.is_own else LazyText("stage-day.reported", {"on": on})

    @property
    def reason(self) -> LazyText | None:
        """Return why this counts and not the other; `None` where only one of the two said anything."""
        on, other_on = parse_date(self.on), parse_date(self.other_on)
        if self.other_stage is None or on is None or other_on is None:
            return None
        values = {"stage": self.word, "on": on, "other": stage_word(self.other_stage), "other_on": other_on}
        if not self.is_own:
            return LazyText("stage-reason.reported", values)
        return LazyText("stage-reason.later" if other_on <= on else "stage-reason.own", values)


def stage_word(stage: str | None) -> LazyText:
    """Return what a stage is called; a damaged one as it stands, `None` as unknown."""
    if stage is None or stage in set(Stage):
        return LazyText(f"stage.{stage or 'unknown'}")
    return LazyText("stage-damaged", {"stage": stage})


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
