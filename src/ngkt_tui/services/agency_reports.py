"""Reminding agencies of directives and keeping what they answer: each is one group, whatever it is about."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.text import sanitize, sanitize_line
from ngkt_tui.domain.typed_dates import day_complaint
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.reminders import Reminder, addressed, reminders_of
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, perform
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import FieldEdit

MAX_LEVEL = 3


class Letter(NamedTuple):
    """What a reminder says. `level` is 1 to 3, `None` for the next one of each agency; `sent_on` `None` for today.

    `agencies` are whom it goes to, none of them for those that `recipients` tells.
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
    late = [each.level for each in waiting if each.is_late(today)]
    present = [each.level for each in waiting]
    return min(MAX_LEVEL, max([1, *present, *(level + 1 for level in late)]))


def recipients(connection: Readable, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return whom the next letter about each directive goes to: whoever is in charge, else addressed.

    Where others of them still owe an answer, those that have answered are left out. Where nobody is in charge or
    addressed, it goes to those that were reminded.
    """
    letters: dict[str, dict[str, bool]] = {record: {} for record in ids}
    for each in reversed(reminders_of(connection, ids)):
        owes = letters[each.record]
        owes[each.agency_id] = owes.get(each.agency_id, False) or bool(each.is_awaiting)
    in_charge = addressed(connection, ids)
    return {record: _next_recipients(in_charge.get(record, ()), owes) for record, owes in letters.items()}


def _next_recipients(in_charge: Sequence[str], owes: Mapping[str, bool]) -> tuple[str, ...]:
    if not in_charge:
        return tuple(each for each in owes if owes[each]) or tuple(owes)
    is_anybody_late = any(owes.get(each) for each in in_charge)
    return tuple(each for each in in_charge if owes.get(each, True) or not is_anybody_late)


def owing_agencies(reader: Reader, ids: Collection[str]) -> tuple[RecordRef, ...]:
    """Return the agencies that owe an answer about one of the directives."""
    with reader.connection() as connection:
        found = {each.agency_id: each.agency for each in reminders_of(connection, ids) if each.is_awaiting}
    return tuple(each for _, each in sorted(found.items()) if each is not None)


def _line(text: str | None) -> str | None:
    return sanitize_line(text) if text else None


class NextLetters(NamedTuple):
    """What the next reminder of some directives is: to whom, by directive, and of which level for each of these."""

    agencies: Mapping[str, tuple[str, ...]]
    levels: Mapping[tuple[str, str], int]
    """By directive and agency."""
    names: Mapping[str, RecordRef]

    def counted(self, language: Language) -> str:
        """Return the agencies, each with the number of its directives."""
        many = Counter(agency for agencies in self.agencies.values() for agency in agencies)
        return ", ".join(f"{_short(self.names, [each], language)} ({count})" for each, count in many.items())


def next_letters(reader: Reader, ids: Collection[str], agencies: tuple[str, ...] = ()) -> NextLetters:
    """Return what the next reminder of directives is, to `agencies` where given, else to those that `recipients` tells.

    A directive that nobody is in charge of has no agencies.
    """
    today = reader.context.today()
    with reader.connection() as connection:
        meant = dict.fromkeys(ids, agencies) if agencies else recipients(connection, ids)
        sent = reminders_of(connection, ids)
        names = load_refs(connection, {agency for each in meant.values() for agency in each})
    levels = {
        (record, agency): next_level(
            (each for each in sent if (each.record, each.agency_id) == (record, agency)), today
        )
        for record, named in meant.items()
        for agency in named
    }
    return NextLetters(meant, levels, names)


def remind(context: Context, ids: Sequence[str], letter: Letter) -> EditMessage:
    """Keep that agencies were reminded of directives, a letter to each agency, as one group.

    Raises `EditRefusedError` for a directive that nobody is in charge of, and for days that cannot be.
    """
    from ngkt_tui.store.unit_of_work import FieldEdit  # loaded when an edit is made

    today = context.today()
    sent_on = letter.sent_on or today
    _require_days(ids, letter, sent_on, today)
    with Reader(context) as reader:
        for record in ids:
            _require_directive(reader, record)
        coming = next_letters(reader, ids, letter.agencies)
    edits = []
    for record in dict.fromkeys(ids):
        if not coming.agencies[record]:
            raise EditRefusedError(id=record, detail=LazyText("edit.nobody-to-remind"))
        for agency in coming.agencies[record]:
            level = letter.level or coming.levels[record, agency]
            values = {
                "sent_on": str(sent_on), "level": str(level), "agency": agency, "number": _line(letter.number),
                "channel": _line(letter.channel), "reply_by": str(letter.reply_by) if letter.reply_by else None,
            }  # fmt: skip
            edits.append(FieldEdit(record, "reminder", dump_entry(USER_FIELDS["reminder"], values)))
    made = apply_edits(context, edits)
    sent = {"count": len(made.records), "agencies": coming.counted(context.language)}
    return made._replace(sentence="edited.reminded", values=sent)


def answer(
    context: Context, ids: Sequence[str], text: str, on: date | None = None, agencies: Sequence[str] = ()
) -> EditMessage:
    """Keep what was answered about directives, as one group: it answers every reminder that was sent so far.

    With `agencies` it is their answer alone, about those of the directives of which they were reminded, or nobody was.
    Raises `EditRefusedError` for a day to come, and where `agencies` were reminded of none of them.
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
        names = load_refs(connection, {*agencies, *(each.agency_id for each in sent)})
    edits, answered = [], dict[str, None]()
    values = {"replied_on": str(on or today), "text": sanitize(text).strip()}
    for record in dict.fromkeys(ids):
        letters = [each for each in reversed(sent) if each.record == record]
        for agency in agencies or (None,):
            meant = [each for each in letters if agency in (None, each.agency_id)]
            if meant or not letters:
                answered |= dict.fromkeys(
                    [agency] if agency else [each.agency_id for each in meant if each.is_awaiting]
                )
                last = {"reminder": str(max((each.id for each in meant), default=0)), "agency": agency}
                edits.append(FieldEdit(record, "reply", dump_entry(USER_FIELDS["reply"], values | last)))
    if not edits:
        unasked = _short(names, agencies, context.language)
        raise EditRefusedError(id=ids[0], detail=LazyText("edit.not-reminded", {"agencies": unasked}))
    made = apply_edits(context, edits)
    numbers = {"count": len(made.records), "agencies": _short(names, answered, context.language)}
    return made._replace(sentence="edited.answered-for" if answered else "edited.answered", values=numbers)


def _short(names: Mapping[str, RecordRef], agencies: Iterable[str], language: Language) -> str:
    return ", ".join(names[each].short(language) if each in names else each for each in agencies)


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
