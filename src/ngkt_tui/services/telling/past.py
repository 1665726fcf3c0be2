"""Telling what users did to a record: their notes, and every change with who, when, from, to and why."""

from collections.abc import Iterator, Sequence

from ngkt_tui.query.detail.record import NEWEST
from ngkt_tui.query.detail.values import NoteEntry
from ngkt_tui.query.history import ChangeGroupRow, ChangeRow
from ngkt_tui.services.telling.changes import format_change
from ngkt_tui.services.telling.lines import GAP, DetailLine, TextRun, line
from ngkt_tui.services.telling.teller import DetailBuilder, Lines


def notes(written: Sequence[NoteEntry], builder: DetailBuilder) -> Lines:
    """Return the notes, oldest first, each with who wrote it and when."""
    return builder.section("notes", (entry for note in written for entry in _note(note, builder)))


def history(groups: Sequence[ChangeGroupRow], builder: DetailBuilder) -> Lines:
    """Return the changes, newest first, and where to find the rest of a long history."""
    entries = [entry for group in groups for entry in _group(group, builder)]
    if len(groups) >= NEWEST:
        entries.append(line(builder.translate("older"), "muted"))
    return builder.section("history", entries)


def _note(note: NoteEntry, builder: DetailBuilder) -> Iterator[DetailLine]:
    yield line(f"{builder.formatter.moment(note.at)} · {note.actor}", "muted")
    for text in note.text.splitlines():
        yield line(text)._replace(indent=2)


def _group(group: ChangeGroupRow, builder: DetailBuilder) -> Iterator[DetailLine]:
    formatter = builder.formatter
    parts = [formatter.moment(group.at), group.actor]
    if group.kind != "edit":
        parts.append(f"{formatter.word('group-kind', group.kind)} {group.undoes or ''}".strip())
    parts.append(builder.translate("group", number=group.id))
    undone = (GAP, TextRun(f"· {formatter.translate('history.undone')}", "linked")) if group.undone_by else ()
    yield DetailLine((TextRun(" · ".join(parts), "muted"), *undone))
    for change in group.changes:
        yield _change(change, group, builder)


def _change(change: ChangeRow, group: ChangeGroupRow, builder: DetailBuilder) -> DetailLine:
    words = format_change(change, group, builder.agencies, builder.formatter.language)
    if words.entry:
        return DetailLine(
            (TextRun(words.entry, "muted"), TextRun(words.after or words.before or "", "strong")), indent=2
        )
    before, after = (
        _value(change.field, *each, builder) for each in ((change.before, words.before), (change.after, words.after))
    )
    runs = [
        TextRun(f"{words.field}: ", "muted"),
        TextRun(before),
        GAP,
        TextRun("→ ", "muted"),
        TextRun(after, "strong"),
    ]
    if words.why:
        runs += [GAP, TextRun(f"({words.why})")]
    return DetailLine(tuple(runs), indent=2)


def _value(field: str, value: str | None, words: str | None, builder: DetailBuilder) -> str:
    if value is None or words is None:
        return builder.translate("none")
    return f"{builder.formatter.glyph(value)} {words}" if field == "status" else words
