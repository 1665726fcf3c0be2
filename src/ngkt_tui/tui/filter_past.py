"""The filters that were used before, to be gone through with the arrows. Plain values."""

from typing import NamedTuple

MAX_COUNT = 50
"""Filters that are kept for each pane."""


class FilterHistory(NamedTuple):
    """Filters from the oldest to the newest, and which of them is in the box: `cursor` counts from the newest.

    `cursor` 0 is what is being typed, which `draft` keeps while older ones are looked at.
    """

    texts: tuple[str, ...] = ()
    cursor: int = 0
    draft: str = ""

    def with_used(self, text: str) -> "FilterHistory":
        """Return the past with one more filter as its newest; blanks alone are none."""
        text = text.strip()
        if not text:
            return FilterHistory(self.texts)
        return FilterHistory((*(each for each in self.texts if each != text), text)[-MAX_COUNT:])

    def moved(self, step: int, present: str) -> "tuple[FilterHistory, str] | None":
        """Return the past `step` filters further back (or forth) and the filter there; `None` at the ends.

        `present` is what stands in the box. A filter like it is passed over on the way back from what is typed.
        """
        draft = present if self.cursor == 0 else self.draft
        place = self.cursor + step
        if self.cursor == 0 and step > 0 and self.texts and self.texts[-1] == present.strip():
            place += 1
        if not 0 <= place <= len(self.texts):
            return None
        return FilterHistory(self.texts, place, draft), draft if place == 0 else self.texts[-place]
