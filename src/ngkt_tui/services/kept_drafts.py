"""Drafts: text that was being typed when the dashboard ended, kept with its last state for the next start."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain.text import sanitize, sanitize_line

MAX_DRAFTS = 3
"""Drafts that are kept for a store: those typed last."""
MAX_DRAFT_RECORDS = 500
MAX_DRAFT_TEXT = 100_000
"""Characters of a text that are kept."""


class DraftKind(StrEnum):
    """What the text was being typed for; the words are `draft.<value>`."""

    NOTE = "note"
    STATUS = "status"
    EDIT = "edit"
    PROGRESS = "progress"
    STEP = "step"
    REMIND = "remind"
    ANSWER = "answer"
    ADD = "add"
    CORRECT = "correct"
    FILTER = "filter"


class Draft(NamedTuple):
    """Texts by the names of their fields, for an act on records; for a filter, the field is the id of its pane.

    What is being added has no id yet: its kind stands in the place of one."""

    act: DraftKind
    records: tuple[str, ...]
    texts: Mapping[str, str]

    @property
    def text(self) -> str:
        return "\n".join(text for text in self.texts.values() if text)


def read_drafts(kept: object) -> tuple[Draft, ...]:
    """Return the drafts that a state file holds; what is not as it was written is left out."""
    entries = kept[-MAX_DRAFTS:] if isinstance(kept, list) else []
    return tuple(draft for entry in entries if (draft := _draft(entry)) is not None)


def plain_drafts(drafts: Iterable[Draft]) -> list[dict[str, object]]:
    """Return drafts as they are written into a state file."""
    return [
        {
            "act": draft.act,
            "records": list(draft.records[:MAX_DRAFT_RECORDS]),
            "texts": {field: text[:MAX_DRAFT_TEXT] for field, text in draft.texts.items()},
        }
        for draft in list(drafts)[-MAX_DRAFTS:]
    ]


def _draft(entry: object) -> Draft | None:
    if not isinstance(entry, dict) or entry.get("act") not in tuple(DraftKind):
        return None
    records, texts = entry.get("records"), entry.get("texts")
    ids = records[:MAX_DRAFT_RECORDS] if isinstance(records, list) else []
    kept = {
        sanitize_line(field): sanitize(text[:MAX_DRAFT_TEXT])
        for field, text in (texts.items() if isinstance(texts, dict) else ())
        if isinstance(text, str)
    }
    draft = Draft(DraftKind(entry["act"]), tuple(sanitize_line(each) for each in ids if isinstance(each, str)), kept)
    return draft if draft.text.strip() else None
