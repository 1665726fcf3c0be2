"""Progress lines and next steps of a record, and results that answer a directive or do not.

What a key and a command share: each returns the updates of one edit, or makes it.
"""

from datetime import date

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.stored_values import undamaged
from ngkt_tui.domain.text import sanitize
from ngkt_tui.domain.user_fields import USER_FIELDS, EntryEdit, FieldUpdates
from ngkt_tui.domain.words import LazyText, localized
from ngkt_tui.query.detail.bodies import ResultDetail
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.detail.links import step_numbered
from ngkt_tui.query.detail.values import StepEntry
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, edit_fields
from ngkt_tui.services.reader import Reader

_STEP = USER_FIELDS["step"]
_PROGRESS = USER_FIELDS["progress"]


def progress_line(text: str, made_on: date) -> FieldUpdates:
    """Return the updates that add a progress line of a day."""
    values = {"made_on": str(made_on), "text": sanitize(text).strip()}
    return FieldUpdates(entries=(("progress", dump_entry(_PROGRESS, values)),))


def next_step(text: str, who: str | None = None, due: date | None = None) -> FieldUpdates:
    """Return the updates that add a next step; `who` is the id of an organisation."""
    values = {"text": sanitize(text).strip(), "who": who, "due": str(due) if due else None}
    return FieldUpdates(entries=(("step", dump_entry(_STEP, values)),))


def step_done(step: StepEntry, on: date | None) -> FieldUpdates:
    """Return the updates by which a step is done on a day, or open again for `None`."""
    after = dump_entry(_STEP, step.values | {"done_on": str(on) if on else None})
    return FieldUpdates(entry_edits=(EntryEdit("step", step.number, dump_entry(_STEP, step.values), after),))


def step_removed(step: StepEntry) -> FieldUpdates:
    """Return the updates that take a step away."""
    return FieldUpdates(entry_edits=(EntryEdit("step", step.number, dump_entry(_STEP, step.values)),))


def tick_step(context: Context, number: int) -> EditMessage:
    """Make a next step done as of today, or open again where it is done."""
    step = find_step(context, number)
    return edit_fields(context, [step.record], step_done(step, None if step.done_on else context.today()))


def find_step(context: Context, number: int) -> StepEntry:
    """Return the next step of a number. Raises `EditRefusedError` where there is none."""
    with Reader(context) as reader, reader.connection() as connection:
        step = step_numbered(connection, number)
    if step is None:
        raise EditRefusedError(id=f"#{number}", detail=LazyText("edit.no-step", {"number": number}))
    return step


def answer_accepted(reader: Reader, result: str, directive: str, on: date | None = None) -> FieldUpdates:
    """Return the updates by which a result is the evidence of a directive, which it makes done.

    It is done on the day of the result's conference, where nobody says another; what is done already keeps its day.
    Raises `EditRefusedError` for records of other kinds, `UnknownRecordError`.
    """
    body = _directive(reader, directive)
    _require_result(reader, result, directive)
    detail = reader.detail(result)
    text = " ".join(f"{result} {localized(reader.context.language, *detail.name)}".split())
    day, today = on, reader.context.today()
    if day is None and isinstance(detail.body, ResultDetail) and detail.body.conference:
        day = undamaged(detail.body.conference.date)
    is_done = body.status is Status.DONE
    return FieldUpdates(
        status=None if is_done else Status.DONE,
        on=on if is_done else min(day or today, today),
        evidence=() if body.accepts(result) else (text,),
        entry_edits=tuple(
            EntryEdit("declined", each.id, dump_entry(USER_FIELDS["declined"], each._asdict()))
            for each in body.declined
            if each.result == result
        ),
    )


def answer_declined(reader: Reader, result: str, directive: str, why: str) -> FieldUpdates:
    """Return the updates that decline, with a reason, a result proposed as an answer to a directive.

    Raises `EditRefusedError` where it is not proposed, or accepted already; `UnknownRecordError`.
    """
    body = _directive(reader, directive)
    _require_result(reader, result, directive)
    problem = "accepted-already" if body.accepts(result) else ""
    if not any(each.id == result for each in body.results):
        problem = "not-proposed"
    if problem:
        raise EditRefusedError(id=directive, detail=LazyText(f"edit.{problem}", {"result": result}))
    field = USER_FIELDS["declined"]
    text = dump_entry(field, {"result": result, "why": sanitize(why).strip()})
    earlier = next((each for each in body.declined if each.result == result), None)
    if earlier is None:
        return FieldUpdates(entries=(("declined", text),))
    return FieldUpdates(entry_edits=(EntryEdit("declined", earlier.id, dump_entry(field, earlier._asdict()), text),))


def accept_answer(context: Context, result: str, directive: str, on: date | None = None) -> EditMessage:
    """Take a result as the answer to a directive: evidence and status, as one group."""
    with Reader(context) as reader:
        updates = answer_accepted(reader, result, directive, on)
    return edit_fields(context, [directive], updates)


def decline_answer(context: Context, result: str, directive: str, why: str) -> EditMessage:
    """Decline a result that was proposed as an answer to a directive; the reason outlives every import."""
    with Reader(context) as reader:
        updates = answer_declined(reader, result, directive, why)
    return edit_fields(context, [directive], updates)


def _directive(reader: Reader, directive: str) -> DirectiveDetail:
    body = reader.detail(directive).body
    if not isinstance(body, DirectiveDetail):
        raise EditRefusedError(id=directive, detail=LazyText("edit.no-directive", {"id": directive}))
    return body


def _require_result(reader: Reader, result: str, directive: str) -> None:
    if reader.find(result).kind is not RecordKind.RESULT:
        raise EditRefusedError(id=directive, detail=LazyText("edit.no-result", {"id": result}))
