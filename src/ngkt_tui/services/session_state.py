"""What the dashboard looked at when it was left, by store: kept in a small file of its user, for the next start.

Nothing of it is vital. What cannot be read or written is done without, and what does not fit is left out piece by
piece: a damaged file, one that was made to do harm, a record that is gone. Nothing here ever fails. A `Draft` is text
that was being typed then.
"""

import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.table_columns import known_columns
from ngkt_tui.domain.text import sanitize, sanitize_line
from ngkt_tui.query.scope import CHIP_KINDS, Scope, ScopeItem
from ngkt_tui.store.files import make_folder

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


MAX_STORES = 12
"""Stores of which something is kept: those left last."""
MAX_USED = 10
"""Filters that were used before, kept for each pane."""
MAX_CHIPS = 12
MAX_FOLDS = 100
"""Groups folded or unfolded by hand, kept for each pane: the last."""
MAX_TEXT_LENGTH = 1000
MAX_FILE_BYTES = 10_000_000
"""Bytes beyond which a file is none of ours."""


class SessionState(NamedTuple):
    """What was looked at. The keys of the mappings are the ids of panes; `None` stands for what is not known."""

    filters: Mapping[str, str] = {}
    used: Mapping[str, tuple[str, ...]] = {}
    """Filters that were used before, oldest first."""
    records: Mapping[str, str] = {}
    """The ids of the records under the cursors."""
    groupings: Mapping[str, str] = {}
    """What the rows of panes are grouped by, where that is not what it is from the start."""
    folds: Mapping[str, Mapping[str, bool]] = {}
    """The groups that were folded (true) or unfolded by hand."""
    wrapped: tuple[str, ...] = ()
    """The panes whose rows are folded."""
    columns: tuple[str, ...] = ()
    """The columns of the table that were chosen."""
    scope: Scope = ()
    pane: str | None = None
    is_zoomed: bool = False
    is_undocked: bool = False
    """Whether the detail is not wanted beside the panes."""
    theme: str | None = None
    language: Language | None = None
    exported: Mapping[str, str] = {}
    """What was chosen when a report was last written: format and length."""
    drafts: tuple[Draft, ...] = ()
    """What was being typed, oldest first."""
    seen: int | None = None
    """The newest entry of the history that was looked at."""

    def without_view(self) -> "SessionState":
        """Return what is left where something else is to be looked at: the manner, and what was typed and used."""
        return self._replace(filters={}, records={}, folds={}, scope=(), pane=None)


NOTHING = SessionState()


def load_session(file: Path, store: Place) -> SessionState:
    """Return what was looked at when the dashboard over `store` was last left; `NOTHING` where that is not known."""
    entry = _stores(file).get(_key(store))
    return _state(entry) if isinstance(entry, dict) else NOTHING


def save_session(file: Path, store: Place, state: SessionState, known: Sequence[Draft] | None = None) -> None:
    """Keep what is looked at now, as whole as before or not at all; older stores than the last few are forgotten.

    What another dashboard of the same user has left since is kept beside: drafts that are not among those that this one
    began with, `known`, where they are given.
    """
    from ngkt_tui.services.file_writing import put_file  # needed once, at the end

    with suppress(NgktError, OSError, ValueError):
        make_folder(file.parent)
        with _locked(file.parent):
            stores = _stores(file)
            before = stores.pop(_key(store), None)
            left = _state(before).drafts if isinstance(before, dict) and known is not None else ()
            others = (draft for draft in left if draft not in (known or ()) and draft not in state.drafts)
            state = state._replace(drafts=(*others, *state.drafts))
            kept = dict([*stores.items(), (_key(store), _plain(state))][-MAX_STORES:])
            if file.is_symlink() or file.is_file() or not file.exists():  # a pipe or a device is somebody else's
                put_file(file, [json.dumps({"stores": kept}, indent=1), "\n"], may_replace=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one dashboard at a time read and write what is kept; where the system has no such lock, all at once."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:  # Windows
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # a disk without locks
            flock(descriptor, LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _key(store: Place) -> str:
    return str(store.absolute() if isinstance(store, Path) else store)


def _stores(file: Path) -> dict[str, Any]:
    """Return all entries of the file, the one that was kept last at the end; none where it is not as it was written."""
    try:
        known = json.loads(_text(file))
    except (OSError, ValueError, RecursionError):
        return {}
    stores = known.get("stores") if isinstance(known, dict) else None
    return stores if isinstance(stores, dict) else {}


def _text(file: Path) -> str:
    """Return what a plain file of a sensible size holds, else nothing; never waits for a pipe."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb") as opened:
        about = os.fstat(opened.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_FILE_BYTES:
            return ""
        return opened.read(MAX_FILE_BYTES).decode("utf-8")


def _state(entry: Mapping[str, object]) -> SessionState:
    language, theme, pane = (_word(entry.get(name)) for name in ("language", "theme", "pane"))
    return SessionState(
        filters=_by_pane(entry.get("filters")),
        used={pane: found for pane, texts in _mapping(entry.get("used")).items() if (found := _texts(texts))},
        records=_by_pane(entry.get("records")),
        groupings=_by_pane(entry.get("groupings")),
        folds={pane: _folds(folds) for pane, folds in _mapping(entry.get("folds")).items()},
        wrapped=_texts(entry.get("wrapped")),
        columns=known_columns(columns if isinstance(columns := entry.get("columns"), list) else ()),
        scope=tuple(_chips(entry.get("scope"))),
        pane=pane,
        is_zoomed=entry.get("zoomed") is True,
        is_undocked=entry.get("undocked") is True,
        theme=theme,
        language=Language(language) if language in tuple(Language) else None,
        exported=_by_pane(entry.get("exported")),
        drafts=read_drafts(entry.get("drafts")),
        seen=seen if isinstance(seen := entry.get("seen"), int) else None,
    )


def _word(value: object) -> str | None:
    return sanitize_line(value, MAX_TEXT_LENGTH) if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...]:
    found = (_word(each) for each in (value if isinstance(value, list) else ()))
    return tuple(each for each in found if each)[-MAX_USED:]


def _folds(value: object) -> dict[str, bool]:
    found = [(key, is_folded) for key, is_folded in _mapping(value).items() if isinstance(is_folded, bool)]
    return dict(found[-MAX_FOLDS:])


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _by_pane(value: object) -> dict[str, str]:
    found = ((pane, _word(text)) for pane, text in _mapping(value).items())
    return {pane: text for pane, text in found if text}


def _chips(value: object) -> list[ScopeItem]:
    pairs = value[:MAX_CHIPS] if isinstance(value, list) else []
    found = ((pair[0], _word(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2)
    return [ScopeItem(RecordKind(kind), record) for kind, record in found if kind in tuple(CHIP_KINDS) and record]


def _plain(state: SessionState) -> dict[str, object]:
    return {
        "filters": {pane: text for pane, text in state.filters.items() if text},
        "used": {pane: list(texts[-MAX_USED:]) for pane, texts in state.used.items() if texts},
        "records": dict(state.records),
        "groupings": dict(state.groupings),
        "folds": {pane: dict([*folds.items()][-MAX_FOLDS:]) for pane, folds in state.folds.items() if folds},
        "wrapped": list(state.wrapped),
        "columns": list(state.columns),
        "scope": [[chip.kind, chip.id] for chip in state.scope],
        "pane": state.pane,
        "zoomed": state.is_zoomed,
        "undocked": state.is_undocked,
        "theme": state.theme,
        "language": state.language,
        "exported": dict(state.exported),
        "drafts": plain_drafts(state.drafts),
        "seen": state.seen,
    }
