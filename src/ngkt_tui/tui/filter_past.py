"""The filters that were used before, to be gone through with the arrows. Plain values."""

from typing import NamedTuple

MOST = 50
"""Filters that are kept for each pane."""


class FilterPast(NamedTuple):
    """Filters from the oldest to the newest, and which of them is in the box: `place` counts from the newest.

    `place` 0 is what is being typed, which `draft` keeps while older ones are looked at.
    """

    texts: tuple[str, ...] = ()
    place: int = 0
    draft: str = ""

    def with_used(self, text: str) -> "FilterPast":
        """Return the past with one more filter as its newest; blanks alone are none."""
        text = text.strip()
        if not text:
            return FilterPast(self.texts)
        return FilterPast((*(each for each in self.texts if each != text), text)[-MOST:])

    def moved(self, step: int, present: str) -> "tuple[FilterPast, str] | None":
        """Return the past `step` filters further back (or forth) and the filter there; `None` at the ends.

        `present` is what stands in the box. A filter like it is passed over on the way back from what is typed.
        """
        draft = present if self.place == 0 else self.draft
        place = self.place + step
        if self.place == 0 and step > 0 and self.texts and self.texts[-1] == present.strip():
            place += 1
        if not 0 <= place <= len(self.texts):
            return None
        return FilterPast(self.texts, place, draft), draft if place == 0 else self.texts[-place]
