"""Telling what users did to a record: their notes, and every change with who, when, from, to and why."""

from collections.abc import Iterable, Iterator, Sequence

from ngkt_tui.query.detail.values import NoteOf
from ngkt_tui.query.history import Change, ChangeGroup
from ngkt_tui.services.telling.lines import Entry, Run, line
from ngkt_tui.services.telling.teller import Lines, Teller


def notes(written: Sequence[NoteOf], teller: Teller) -> Lines:
    """Return the notes, oldest first, each with who wrote it and when."""
    return teller.section("notes", (entry for note in written for entry in _note(note, teller)))


def history(groups: Iterable[ChangeGroup], teller: Teller) -> Lines:
    """Return the changes, newest first."""
    return teller.section("history", (entry for group in groups for entry in _group(group, teller)))


def _note(note: NoteOf, teller: Teller) -> Iterator[Entry]:
    yield line(f"{teller.manner.moment(note.at)} · {note.actor}", "muted")
    for text in note.text.splitlines():
        yield line(text)._replace(indent=2)


def _group(group: ChangeGroup, teller: Teller) -> Iterator[Entry]:
    manner = teller.manner
    runs = [Run(f"{manner.moment(group.at)} · {group.actor}", "muted")]
    kind = manner.word("group-kind", group.kind)
    if group.kind != "edit":
        runs.append(Run(f" · {kind}{f' {group.undoes}' if group.undoes else ''}", "muted"))
    runs.append(Run(f" · {teller.say('group', number=group.id)}", "muted"))
    if group.undone_by:
        runs.append(Run(f" · {manner.say('history.undone')}", "linked"))
    yield Entry(tuple(runs))
    for change in group.changes:
        yield _change(change, teller)


def _change(change: Change, teller: Teller) -> Entry:
    manner = teller.manner
    field = manner.word("field", change.field)
    before, after = (_value(change.field, value, teller) for value in (change.before, change.after))
    runs = [Run(f"{field}: ", "muted"), Run(before), Run(" → ", "muted"), Run(after, "strong")]
    if change.why and change.field == "status":
        runs.append(Run(f" ({change.why})"))
    return Entry(tuple(runs), indent=2)


def _value(field: str, value: str | None, teller: Teller) -> str:
    if value is None:
        return teller.say("none")
    if field == "status":
        return f"{teller.manner.glyph(value)} {teller.manner.word('status', value)}"
    return teller.manner.day(value) if field in ("done_on", "due") else value
