"""Reminding agencies of directives and keeping what they answer: each is one group, whatever it is about."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.text import sanitize, sanitize_line
from ngkt_tui.domain.typed_dates import day_complaint
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.reminders import Reminder, addressed, reminders_of
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, perform
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import FieldEdit

MAX_LEVEL = 3


class Letter(NamedTuple):
    """What a reminder says. `level` is 1 to 3, `None` for the next one of each directive; `sent_on` `None` for today.

    `agencies` are whom it goes to, none of them for whoever is in charge of each directive, else addressed.
    """

    level: int | None = None
    number: str | None = None
    channel: str | None = None
    sent_on: date | None = None
    reply_by: date | None = None
    agencies: tuple[str, ...] = ()


def next_level(reminders: Iterable[Reminder], today: date) -> int:
    """Return the level of the next reminder: one more where the day for an answer has passed without one."""
    waiting = [each for each in reminders if each.is_awaiting]
    late = [each.level for each in waiting if isinstance(each.reply_by, date) and each.reply_by < today]
    present = [each.level for each in waiting]
    return min(MAX_LEVEL, max([1, *present, *(level + 1 for level in late)]))


def _line(text: str | None) -> str | None:
    return sanitize_line(text) if text else None


def proposed_level(reader: Reader, ids: Collection[str]) -> int:
    """Return the highest level that the next reminder of one of the directives has."""
    with reader.connection() as connection:
        found = reminders_of(connection, ids)
    today = reader.context.today()
    return max((next_level((each for each in found if each.record == record), today) for record in ids), default=1)


def remind(context: Context, ids: Sequence[str], letter: Letter) -> EditMessage:
    """Keep that agencies were reminded of directives, a letter to each agency, as one group.

    Raises `EditRefusedError` for a directive that nobody is in charge of, and for days that cannot be.
    """
    from ngkt_tui.store.unit_of_work import FieldEdit  # loaded when an edit is made

    today = context.today()
    sent_on = letter.sent_on or today
    _require_days(ids, letter, sent_on, today)
    with Reader(context) as reader, reader.connection() as connection:
        for record in ids:
            _require_directive(reader, record)
        reminders = reminders_of(connection, ids)
        meant = dict.fromkeys(ids, letter.agencies) if letter.agencies else addressed(connection, ids)
        names = load_refs(connection, {agency for agencies in meant.values() for agency in agencies})
    letters: Counter[str] = Counter()
    edits = []
    for record in dict.fromkeys(ids):
        if not meant.get(record):
            raise EditRefusedError(id=record, detail=LazyText("edit.nobody-to-remind"))
        level = letter.level or next_level((each for each in reminders if each.record == record), today)
        for agency in meant[record]:
            letters[agency] += 1
            values = {
                "sent_on": str(sent_on), "level": str(level), "agency": agency, "number": _line(letter.number),
                "channel": _line(letter.channel), "reply_by": str(letter.reply_by) if letter.reply_by else None,
            }  # fmt: skip
            edits.append(FieldEdit(record, "reminder", dump_entry(USER_FIELDS["reminder"], values)))
    made = apply_edits(context, edits)
    sent = ", ".join(f"{names[each].short(context.language)} ({many})" for each, many in letters.items())
    return made._replace(sentence="edited.reminded", values={"count": len(made.records), "agencies": sent})


def answer(context: Context, ids: Sequence[str], text: str, on: date | None = None) -> EditMessage:
    """Keep what was answered about directives, as one group: it answers every reminder that was sent by then.

    Raises `EditRefusedError` for a day to come.
    """
    from ngkt_tui.store.unit_of_work import FieldEdit  # as above

    today = context.today()
    issue = day_complaint(on, today) if on else None
    if issue is not None:
        raise EditRefusedError(id=ids[0], detail=issue)
    with Reader(context) as reader, reader.connection() as connection:
        for record in ids:
            _require_directive(reader, record)
        sent = reminders_of(connection, ids)
    edits = []
    for record in dict.fromkeys(ids):
        last = max((each.id for each in sent if each.record == record), default=0)
        values = {"replied_on": str(on or today), "text": sanitize(text).strip(), "reminder": str(last)}
        edits.append(FieldEdit(record, "reply", dump_entry(USER_FIELDS["reply"], values)))
    made = apply_edits(context, edits)
    return made._replace(sentence="edited.answered", values={"count": len(made.records)})


def _require_directive(reader: Reader, record: str) -> None:
    if reader.find(record).kind is not RecordKind.DIRECTIVE:
        raise EditRefusedError(id=record, detail=LazyText("edit.only-directives"))


def _require_days(ids: Sequence[str], letter: Letter, sent_on: date, today: date) -> None:
    issue = day_complaint(sent_on, today) or (day_complaint(letter.reply_by) if letter.reply_by else None)
    if letter.reply_by is not None and letter.reply_by < sent_on:
        issue = LazyText("edit.reply-before-letter")
    if issue is not None:
        raise EditRefusedError(id=ids[0], detail=issue)


def confirm(
    context: Context, ids: Sequence[str], *, on: date | None = None, evidence: Sequence[str] = ()
) -> EditMessage:
    """Make directives done that were reported as done: as of the day of the report, where `on` is not given.

    Raises `EditRefusedError` for one that was not reported.
    """
    from ngkt_tui.store.edits import confirm_directives  # as above

    today = context.today()
    return perform(
        context, ids, lambda unit, author: confirm_directives(unit, ids, author, today, on=on, evidence=evidence)
    )


def apply_edits(context: Context, edits: "Sequence[FieldEdit]") -> EditMessage:
    """Make edits of fields as one group. Raises as `apply` does; nothing is changed then."""
    from ngkt_tui.store.edits import apply  # as above

    return perform(context, {each.record for each in edits}, lambda unit, author: apply(unit, edits, author))
