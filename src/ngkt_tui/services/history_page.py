"""The history of the store: groups of changes, newest first, filtered by typed words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ngkt_tui.domain.field_values import named_ids
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.query.change_groups import MAX_SHOWN, ChangeGroupRow, ChangeRow
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.services.change_text import format_change
from ngkt_tui.services.detail_lines.lines import GAP, DetailLine, Formatter, TextRun, line
from ngkt_tui.services.reader import Reader

PAGE = 200


def groups_of(reader: Reader, record: str | None = None, most: int = 0) -> Iterator[ChangeGroupRow]:
    """Yield the groups that changed a record, or all, newest first; at most `most`, 0 for all.

    Raises `UnknownRecordError` for an id that the store does not know and the history does not either.
    """
    pages = _pages(reader, record, min(PAGE, most) or PAGE)
    return islice(pages, most) if most else pages


def _pages(reader: Reader, record: str | None, size: int) -> Iterator[ChangeGroupRow]:
    before: int | None = None
    while page := reader.history(record, size, before):
        yield from page
        before = page[-1].id
    if before is None and record is not None:
        reader.find(record)


_WORDS = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")

AT_ONCE = 200
MAX_READ = 5000
"""Groups that are looked through for typed words at one time."""
MAX_TOLD = 4
"""Changes of a group that are shown; the rest is counted."""


class HistoryGroup(NamedTuple):
    """A group of changes and its lines, of which the first can be followed."""

    group: ChangeGroupRow
    entries: tuple[DetailLine, ...]

    @property
    def can_be_undone(self) -> bool:
        """Return whether the group can be taken back as far as the history knows."""
        return self.group.kind in ("edit", "redo") and self.group.undone_by is None

    @property
    def records(self) -> tuple[str, ...]:
        """Return the records that the group changed, the first ones where there are many."""
        return tuple(dict.fromkeys(change.record for change in self.group.changes))


class HistoryPage(NamedTuple):
    """Groups of changes, and the group before which reading goes on; `None` at the end of the history."""

    groups: tuple[HistoryGroup, ...]
    before: int | None


def load_history(
    reader: Reader,
    formatter: Formatter,
    record: str | None = None,
    typed: str = "",
    most: int = 100,
    before: int | None = None,
) -> HistoryPage:
    """Return about `most` groups that changed a record, or any, and that hold every word of `typed`."""
    words = strip_diacritics(typed).split()
    found: list[HistoryGroup] = []
    for _ in range(MAX_READ // AT_ONCE):
        page = reader.history(record, AT_ONCE, before)
        found += _history_groups(reader, formatter, page, record, words)
        before = page[-1].id if len(page) == AT_ONCE else None
        if before is None or len(found) >= most:
            break
    return HistoryPage(tuple(found), before)


def _history_groups(
    reader: Reader, formatter: Formatter, groups: Sequence[ChangeGroupRow], record: str | None, words: Sequence[str]
) -> Iterator[HistoryGroup]:
    with reader.connection() as connection:
        names = load_refs(connection, sorted(set(_ids(groups))))
    for group in groups:
        if not words or _holds(list(_entries(group, formatter, names, record, MAX_SHOWN)), words):
            yield HistoryGroup(group, tuple(_entries(group, formatter, names, record)))


def _holds(entries: Sequence[DetailLine], words: Sequence[str]) -> bool:
    """Return whether every word begins a word of the entries; a part of a date or of an id may stand anywhere."""
    text = strip_diacritics(" ".join(entry.text for entry in entries))
    begun = " " + " ".join(_WORDS.findall(text))
    return all(f" {word}" in begun if _LETTERS.fullmatch(word) else word in text for word in words)


def _ids(groups: Sequence[ChangeGroupRow]) -> Iterator[str]:
    for change in (change for group in groups for change in group.changes):
        yield change.record
        yield from (*named_ids(change.field, change.before), *named_ids(change.field, change.after))


def _entries(
    group: ChangeGroupRow,
    formatter: Formatter,
    names: Mapping[str, RecordRef],
    record: str | None,
    most: int = MAX_TOLD,
) -> Iterator[DetailLine]:
    parts = [formatter.moment(group.at), group.actor, formatter.translate("detail.group", number=group.id)]
    if group.kind != "edit":
        parts.append(f"{formatter.word('group-kind', group.kind)} {group.undoes or group.title or ''}".strip())
    undone = (GAP, TextRun(f"· {formatter.translate('history.undone')}", "linked")) if group.undone_by else ()
    yield DetailLine((TextRun(" · ".join(parts), "key"), *undone), target=str(group.id))
    present = None
    for change in group.changes[:most]:
        if change.record not in (present, record):
            present = change.record
            named_as = names[present].name(formatter.language) if present in names else ""
            yield DetailLine((TextRun(f"{present} ", "muted"), TextRun(named_as, "strong")), indent=2)
        yield DetailLine(tuple(_change(change, group, formatter, names)), indent=4)
    rest = group.size - min(len(group.changes), most)
    if rest > 0:
        yield line(formatter.translate("history.more", count=rest), "muted")._replace(indent=4)


def _change(
    change: ChangeRow, group: ChangeGroupRow, formatter: Formatter, names: Mapping[str, RecordRef]
) -> Iterator[TextRun]:
    words = format_change(change, group, names, formatter.language)
    if words.entry:
        yield TextRun(words.entry, "muted")
        yield TextRun(words.after or words.before or "", "strong")
    else:
        nothing = formatter.translate("edit.nothing")
        yield TextRun(f"{words.field}: ", "muted")
        yield TextRun(nothing if words.before is None else words.before)
        yield TextRun(" → ", "muted")
        yield TextRun(nothing if words.after is None else words.after, "strong")
    if words.why:
        yield TextRun(f" ({words.why})")
