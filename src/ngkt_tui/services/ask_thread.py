"""The thread of a directive: when the same was asked, at which conferences, and how far each ask is."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError, UsageError
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.text import strip_diacritics, tokenize
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText, localized
from ngkt_tui.query.repetitions import (
    Ask,
    OwnTie,
    asks_with_words,
    is_tied_by_digest,
    load_thread,
    own_ties,
    tied_to,
)
from ngkt_tui.services.agency_reports import apply_edits
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import FieldEdit

SAME, APART = "same", "apart"
MAX_OFFERED = 5
"""How many directives are offered to be tied to one."""
MAX_COMPARED = 400
"""How many are compared pair by pair: those with most of the words."""


class AskThread(NamedTuple):
    """The asks of a thread, the oldest first. `days` lie between the first and the last."""

    asks: tuple[Ask, ...]
    days: int
    conferences: int


def thread_of(reader: Reader, record: str) -> AskThread:
    """Return the thread of a directive; raises `UnknownRecordError`, and `UsageError` for a record of another kind."""
    found = reader.find(record)
    if found.kind is not RecordKind.DIRECTIVE:
        raise UsageError(detail=LazyText("thread.no-directive", {"id": record}))
    with reader.connection() as connection:
        asks = load_thread(connection, record)
    dates = [ask.date for ask in asks if isinstance(ask.date, date)]
    days = (max(dates) - min(dates)).days if dates else 0
    return AskThread(asks, days, len({ask.conference for ask in asks if ask.conference}))


def link_asks(context: Context, record: str, other: str) -> EditMessage:
    """Tie two directives into one thread, as a user says; what was taken apart is tied again.

    Raises `EditRefusedError` for a record of another kind and for the same one twice.
    """
    with Reader(context) as reader:
        later, earlier = _in_order(reader, record, other)
        with reader.connection() as connection:
            apart = [each for each in own_ties(connection, record, other) if each.kind == APART]
            is_tied, by_digest = other in tied_to(connection, record), is_tied_by_digest(connection, record, other)
    return apply_edits(
        context, [*map(_removal, apart), *([] if is_tied or by_digest else [_tie(later, earlier, SAME)])]
    )


def unlink_asks(context: Context, record: str, *others: str) -> EditMessage:
    """Take directives apart from another to which they are tied: a user's tie is taken away, as one group.

    What a digest ties stays apart however often the digest is taken in. Raises `EditRefusedError` for one that is not
    tied to it.
    """
    with Reader(context) as reader:
        edits = [edit for other in others for edit in _apart(reader, record, other)]
    return apply_edits(context, edits)


def _apart(reader: Reader, record: str, other: str) -> "Iterator[FieldEdit]":
    later, earlier = _in_order(reader, record, other)
    with reader.connection() as connection:
        if other not in tied_to(connection, record):
            raise EditRefusedError(id=record, detail=LazyText("edit.not-tied", {"other": other}))
        own, by_digest = own_ties(connection, record, other), is_tied_by_digest(connection, record, other)
    yield from map(_removal, own)
    if by_digest:
        yield _tie(later, earlier, APART)


def nearest_to(reader: Reader, record: str) -> tuple[tuple[str, str], ...]:
    """Return ids and texts of the directives that are said most alike, but for those of the same thread."""
    thread = thread_of(reader, record)
    own = next(ask for ask in thread.asks if ask.id == record)
    return asks_like(reader, own.text_vi or own.text_en or "", known=[ask.id for ask in thread.asks])


def asks_like(
    reader: Reader,
    text: str,
    *,
    known: Sequence[str] = (),
    before: date | None = None,
    conference: str | None = None,
) -> tuple[tuple[str, str], ...]:
    """Return ids and texts of the directives that say most of what a text says, but for `known` ones.

    They are those asked before a day, of one conference, or all; those with most of its words are looked at.
    """
    words = dict.fromkeys(tokenize(strip_diacritics(text)))
    if not words:
        return ()
    day = before.isoformat() if before else None
    with reader.connection() as connection:
        found = asks_with_words(connection, words, MAX_COMPARED, known=known, before=day, conference=conference)
    from ngkt_tui.domain.clause_proposals import rank_alike  # loads what takes articles apart

    named = {id: localized(reader.context.language, vi, en) for id, vi, en in found}
    return tuple((id, named[id]) for id in rank_alike(text, {id: vi for id, vi, _ in found}, MAX_OFFERED))


def _in_order(reader: Reader, record: str, other: str) -> tuple[str, str]:
    """Return the later and the earlier of two directives; raises `EditRefusedError` where they are none, or one."""
    for each in (record, other):
        if reader.find(each).kind is not RecordKind.DIRECTIVE:
            raise EditRefusedError(id=each, detail=LazyText("thread.no-directive", {"id": each}))
    if record == other:
        raise EditRefusedError(id=record, detail=LazyText("edit.tied-to-itself"))
    days = {ask.id: ask.date for each in (record, other) for ask in thread_of(reader, each).asks if ask.id == each}
    first, second = days[record], days[other]
    is_later = isinstance(first, date) and isinstance(second, date) and first < second
    return (other, record) if is_later else (record, other)


def _tie(later: str, earlier: str, kind: str) -> "FieldEdit":
    from ngkt_tui.store.unit_of_work import FieldEdit  # loaded when an edit is made

    return FieldEdit(later, "thread_link", dump_entry(USER_FIELDS["thread_link"], {"directive": earlier, "kind": kind}))


def _removal(tie: OwnTie) -> "FieldEdit":
    made = _tie(tie.record, tie.directive, tie.kind)
    return made._replace(value=None, seen=made.value)


def days_since_last(thread: AskThread) -> list[int | None]:
    """Return for each ask how many days after the one before it came; `None` where either has no day."""
    before = (None, *thread.asks)
    return [
        (ask.date - last.date).days
        if last is not None and isinstance(last.date, date) and isinstance(ask.date, date)
        else None
        for last, ask in zip(before, thread.asks, strict=False)
    ]
