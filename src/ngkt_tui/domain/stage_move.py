"""A stage that a user dated, as one text in the history: a compact JSON object."""

import json
from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.kinds import Stage


class StageChange(NamedTuple):
    """An agreement reached `stage` on a day; `next_step` is what its user expects next, `None` for nothing."""

    stage: Stage
    on: date
    next_step: str | None = None

    @property
    def text(self) -> str:
        """Return the move as the history keeps it."""
        values = {"stage": self.stage.value, "on": self.on.isoformat(), "next_step": self.next_step}
        said = {name: value for name, value in values.items() if value is not None}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def load_stage_change(text: str) -> StageChange | None:
    """Return the move that `text` keeps; `None` for a damaged one."""
    try:
        values = json.loads(text)
    except ValueError:
        return None
    if not isinstance(values, dict):
        return None
    on, stage, next_step = parse_date(str(values.get("on"))), values.get("stage"), values.get("next_step")
    if on is None or stage not in set(Stage):
        return None
    return StageChange(Stage(stage), on, str(next_step) if next_step else None)
