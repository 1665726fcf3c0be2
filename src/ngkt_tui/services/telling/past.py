"""Telling what users did to a record: their notes, and every change with who, when, from, to and why."""

from collections.abc import Iterator, Sequence

from ngkt_tui.query.detail.record import NEWEST
from ngkt_tui.query.detail.values import NoteOf
from ngkt_tui.query.history import Change, ChangeGroup
from ngkt_tui.services.telling.changes import told_change
from ngkt_tui.services.telling.lines import GAP, Entry, Run, line
from ngkt_tui.services.telling.teller import Lines, Teller


def notes(written: Sequence[NoteOf], teller: Teller) -> Lines:
    """Return the notes, oldest first, each with who wrote it and when."""
    return teller.section("notes", (entry for note in written for entry in _note(note, teller)))


def history(groups: Sequence[ChangeGroup], teller: Teller) -> Lines:
    """Return the changes, newest first, and where to find the rest of a long history."""
    entries = [entry for group in groups for entry in _group(group, teller)]
    if len(groups) >= NEWEST:
        entries.append(line(teller.say("older"), "muted"))
    return teller.section("history", entries)


def _note(note: NoteOf, teller: Teller) -> Iterator[Entry]:
    yield line(f"{teller.manner.moment(note.at)} · {note.actor}", "muted")
    for text in note.text.splitlines():
        yield line(text)._replace(indent=2)


def _group(group: ChangeGroup, teller: Teller) -> Iterator[Entry]:
    manner = teller.manner
    parts = [manner.moment(group.at), group.actor]
    if group.kind != "edit":
        parts.append(f"{manner.word('group-kind', group.kind)} {group.undoes or ''}".strip())
    parts.append(teller.say("group", number=group.id))
    undone = (GAP, Run(f"· {manner.say('history.undone')}", "linked")) if group.undone_by else ()
    yield Entry((Run(" · ".join(parts), "muted"), *undone))
    for change in group.changes:
        yield _change(change, group, teller)


def _change(change: Change, group: ChangeGroup, teller: Teller) -> Entry:
    words = told_change(change, group, teller.agencies, teller.manner.language)
    if words.entry:
        return Entry((Run(words.entry, "muted"), Run(words.after or words.before or "", "strong")), indent=2)
    before, after = (
        _value(change.field, *each, teller) for each in ((change.before, words.before), (change.after, words.after))
    )
    runs = [Run(f"{words.field}: ", "muted"), Run(before), GAP, Run("→ ", "muted"), Run(after, "strong")]
    if words.why:
        runs += [GAP, Run(f"({words.why})")]
    return Entry(tuple(runs), indent=2)


def _value(field: str, value: str | None, words: str | None, teller: Teller) -> str:
    if value is None or words is None:
        return teller.say("none")
    return f"{teller.manner.glyph(value)} {words}" if field == "status" else words
