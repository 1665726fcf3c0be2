"""Telling what was done to the store, group by group, newest first, narrowed to what holds every typed word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ngkt_tui.domain.field_values import AGENCIES
from ngkt_tui.domain.fold import bare
from ngkt_tui.domain.id_list import read_ids
from ngkt_tui.query.history import MOST_SHOWN, Change, ChangeGroup
from ngkt_tui.query.names import Named, named
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.telling.changes import told_change
from ngkt_tui.services.telling.lines import GAP, Entry, Run, line
from ngkt_tui.services.telling.manner import Manner

_WORDS = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")

AT_ONCE = 200
MOST_READ = 5000
"""Groups that are looked through for typed words at one time."""
MOST_TOLD = 4
"""Changes of a group that are told; the rest is counted."""


class ToldGroup(NamedTuple):
    """A group of changes and the lines that tell of it, of which the first can be followed."""

    group: ChangeGroup
    entries: tuple[Entry, ...]

    @property
    def can_be_undone(self) -> bool:
        """Tell whether the group can be taken back as far as the history knows."""
        return self.group.kind in ("edit", "redo") and self.group.undone_by is None

    @property
    def records(self) -> tuple[str, ...]:
        """Return the records that the group changed, the first ones where there are many."""
        return tuple(dict.fromkeys(change.record for change in self.group.changes))


class Chronicle(NamedTuple):
    """Groups of changes, and the group before which reading goes on; `None` at the end of the history."""

    groups: tuple[ToldGroup, ...]
    before: int | None


def chronicle(
    reader: Reader,
    manner: Manner,
    record: str | None = None,
    typed: str = "",
    most: int = 100,
    before: int | None = None,
) -> Chronicle:
    """Return about `most` groups that changed a record, or any, and that hold every word of `typed`."""
    words = bare(typed).split()
    found: list[ToldGroup] = []
    for _ in range(MOST_READ // AT_ONCE):
        page = reader.history(record, AT_ONCE, before)
        found += _told(reader, manner, page, record, words)
        before = page[-1].id if len(page) == AT_ONCE else None
        if before is None or len(found) >= most:
            break
    return Chronicle(tuple(found), before)


def _told(
    reader: Reader, manner: Manner, groups: Sequence[ChangeGroup], record: str | None, words: Sequence[str]
) -> Iterator[ToldGroup]:
    with reader.reading() as connection:
        names = named(connection, sorted(set(_ids(groups))))
    for group in groups:
        if not words or _holds(list(_entries(group, manner, names, record, MOST_SHOWN)), words):
            yield ToldGroup(group, tuple(_entries(group, manner, names, record)))


def _holds(entries: Sequence[Entry], words: Sequence[str]) -> bool:
    """Tell whether every word begins a word of the entries; a part of a date or of an id may stand anywhere."""
    text = bare(" ".join(entry.text for entry in entries))
    begun = " " + " ".join(_WORDS.findall(text))
    return all(f" {word}" in begun if _LETTERS.fullmatch(word) else word in text for word in words)


def _ids(groups: Sequence[ChangeGroup]) -> Iterator[str]:
    for change in (change for group in groups for change in group.changes):
        yield change.record
        if change.field in AGENCIES:
            yield from (*read_ids(change.before), *read_ids(change.after))


def _entries(
    group: ChangeGroup, manner: Manner, names: Mapping[str, Named], record: str | None, most: int = MOST_TOLD
) -> Iterator[Entry]:
    parts = [manner.moment(group.at), group.actor, manner.say("detail.group", number=group.id)]
    if group.kind != "edit":
        parts.append(f"{manner.word('group-kind', group.kind)} {group.undoes or group.title or ''}".strip())
    undone = (GAP, Run(f"· {manner.say('history.undone')}", "linked")) if group.undone_by else ()
    yield Entry((Run(" · ".join(parts), "key"), *undone), target=str(group.id))
    present = None
    for change in group.changes[:most]:
        if change.record not in (present, record):
            present = change.record
            named_as = names[present].name(manner.language) if present in names else ""
            yield Entry((Run(f"{present} ", "muted"), Run(named_as, "strong")), indent=2)
        yield Entry(tuple(_change(change, group, manner, names)), indent=4)
    rest = group.size - min(len(group.changes), most)
    if rest > 0:
        yield line(manner.say("history.more", count=rest), "muted")._replace(indent=4)


def _change(change: Change, group: ChangeGroup, manner: Manner, names: Mapping[str, Named]) -> Iterator[Run]:
    words = told_change(change, group, names, manner.language)
    if words.entry:
        yield Run(words.entry, "muted")
        yield Run(words.after or words.before or "", "strong")
    else:
        nothing = manner.say("edit.nothing")
        yield Run(f"{words.field}: ", "muted")
        yield Run(nothing if words.before is None else words.before)
        yield Run(" → ", "muted")
        yield Run(nothing if words.after is None else words.after, "strong")
    if words.why:
        yield Run(f" ({words.why})")
