"""Where an agreement stands and how a market was spoken of: what counts of all that was said, and why."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.enums import Stage, Stance
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.domain.words import LazyText


class Standing(NamedTuple):
    """The stage of an agreement, as the store holds it. `on` is the day itself where a user gave it (`is_own`).

    An article only says what was reached by the day of its conference. `other_stage` and `other_on` are what the other
    of the two last said, which does not count.
    """

    stage: Stage | Damaged | None
    on: StoredDate | None
    is_own: bool = False
    other_stage: Stage | Damaged | None = None
    other_on: StoredDate | None = None

    @property
    def word(self) -> LazyText:
        return stage_word(self.stage)

    @property
    def day(self) -> LazyText | date | str:
        """Return the day of the stage, or by which day it was reported; empty for none."""
        if not isinstance(self.on, date):
            return self.on or ""
        return self.on if self.is_own else LazyText("stage-day.reported", {"on": self.on})

    @property
    def reason(self) -> LazyText | None:
        """Return why this counts and not the other; `None` where only one of the two said anything."""
        on, other_on = self.on, self.other_on
        if self.other_stage is None or not isinstance(on, date) or not isinstance(other_on, date):
            return None
        values = {"stage": self.word, "on": on, "other": stage_word(self.other_stage), "other_on": other_on}
        if not self.is_own:
            return LazyText("stage-reason.reported", values)
        return LazyText("stage-reason.later" if other_on <= on else "stage-reason.own", values)


def stage_word(stage: Stage | Damaged | None) -> LazyText:
    """Return what a stage is called; a damaged one as it stands, `None` as unknown."""
    if isinstance(stage, Damaged):
        return LazyText("stage-damaged", {"stage": stage})
    return LazyText(f"stage.{stage or 'unknown'}")


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

DatedStance = tuple[StoredDate | None, Stance | Damaged]


def newest_stances(mentions: Sequence[DatedStance]) -> tuple[StoredDate | None, tuple[Stance, ...]]:
    """Return the newest day of stances that come oldest first, and those of that day, each once."""
    if not mentions:
        return None, ()
    newest, _ = mentions[-1]
    of_day = (stance for day, stance in reversed(mentions) if day == newest)
    return newest, tuple(stance for stance in dict.fromkeys(of_day) if isinstance(stance, Stance))


def stances_by_day(mentions: Sequence[DatedStance]) -> dict[date, tuple[Stance | Damaged, ...]]:
    """Return the stances of each day, each once, the one that counts most first; they come as the store has them."""
    by_day: dict[date, dict[Stance | Damaged, None]] = {}
    for day, stance in reversed(mentions):
        if isinstance(day, date):
            by_day.setdefault(day, {})[stance] = None
    return {day: tuple(taken) for day, taken in by_day.items()}
