"""Dialogs of progress lines, of next steps and ticking them, of results that answer a directive or do not.

One of several entries is picked, and taken away: a piece of evidence, a step, a note of one's own.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.field_values import format_field_value
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.domain.words import format_date, render
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.services import edit, progress_steps
from ngkt_tui.services.detail_lines import Formatter, RemovableItem, formatter_of, removable_items
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun, line
from ngkt_tui.services.detail_lines.provenance import STEP, step_line
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.tui.dashboard.selection import EditTarget
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FormField, TextFormField
from ngkt_tui.tui.dialogs.name_fields import names_field
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.validators import agencies, day_gone, due_day, words
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList
from ngkt_tui.tui.widgets.rich_list_render import RecordSummary


class PickEntryDialog(Dialog[str]):
    """Answers the target of the line that is chosen. `title` and `action` are words keys."""

    WIDTH = 84

    def __init__(
        self, language: Language, title: str, action: str, subject: str, lines: Sequence[DetailLine], *, is_plain: bool
    ) -> None:
        super().__init__(language)
        self._title, self._action, self._subject = title, action, subject
        self._lines, self._is_plain = lines, is_plain

    def heading(self) -> str:
        return self.translate(self._title)

    def body(self) -> ComposeResult:
        yield RecordSummary(self._subject)
        yield RichList(self._lines, marks_stops=False, label_width=14, is_plain=self._is_plain)

    def choices(self) -> Sequence[DialogAction]:
        return DialogAction("pick", "enter", self._action), LEAVE

    def choose(self, choice: str) -> None:
        self.answer(self.query_one(RichList).target)

    @on(RichList.Followed)
    def take_entry(self, event: RichList.Followed) -> None:
        self.answer(event.target)


def _entry(number: int, own: RemovableItem, formatter: Formatter) -> DetailLine:
    text = render(formatter.language, format_field_value(own.field, own.text))
    made = f"   {formatter.moment(own.at)} · {own.actor}"
    label = formatter.translate(f"field.{own.field}")
    return DetailLine((TextRun(text), TextRun(made, "muted")), label=label, target=str(number))


async def remove_entry_of(host: DialogHost, detail: RecordDetail) -> None:
    """Ask which entry of a record is to be taken away, and take it away as a change of its own."""
    formatter = formatter_of(host.context)
    entries = removable_items(detail, host.context.actor)
    dialog = PickEntryDialog(
        formatter.language,
        "dialog.take-back.title",
        "dialog.take-back.remove",
        formatter.localized(detail.name),
        [_entry(number, own, formatter) for number, own in enumerate(entries)],
        is_plain=host.context.ascii,
    )
    chosen = await host.ask(dialog)
    if chosen is not None:
        own = entries[int(chosen)]
        await host.edits.edit(partial(edit.remove_entry, host.context, detail.id, own.field, own.text))


async def open_progress(host: DialogHost) -> None:
    """Write down how the record under the cursor, or all that are marked, goes on."""
    if target := await host.edits.current_target():
        await write_progress(host, target)


async def open_step(host: DialogHost) -> None:
    """Plan the next step of the record under the cursor, or of all that are marked."""
    if target := await host.edits.current_target():
        await plan_step(host, target)


async def write_progress(host: DialogHost, target: EditTarget) -> None:
    """Ask for a progress line and its day, and add it to records."""
    today = host.translate("dialog.stage.today", date=format_date(host.context.today(), host.context.language))

    def make() -> FormDialog:
        day = TextFormField("made_on", host.translate("dialog.progress.on"), day_gone(host), hint=today)
        return _form(host, target, "progress", (_text(host, "progress"), day))

    def updates_of(values: Mapping[str, object]) -> FieldUpdates:
        day = values.get("made_on") or host.context.today()
        return progress_steps.progress_line(str(values["text"]), day)  # type: ignore[arg-type]

    await host.edits.ask_and_update(target, DraftKind.PROGRESS, make, updates_of)


async def plan_step(host: DialogHost, target: EditTarget) -> None:
    """Ask for a next step, who does it and by when, and add it to records."""

    def make() -> FormDialog:
        who = names_field(
            host,
            "who",
            host.translate("dialog.step.who"),
            agencies(host, is_override=False),
            (RecordKind.ORGANISATION,),
            has_many=False,
            hint=host.translate("dialog.edit.confirms.hint"),
        )
        due = TextFormField(
            "due", host.translate("dialog.step.by"), due_day(host), hint=host.translate("dialog.edit.due.hint")
        )
        return _form(host, target, "step", (_text(host, "step"), who, due))

    def updates_of(values: Mapping[str, object]) -> FieldUpdates:
        who = next(iter(values.get("who") or ()), None)  # type: ignore[call-overload]
        return progress_steps.next_step(str(values["text"]), who, values.get("due"))  # type: ignore[arg-type]

    await host.edits.ask_and_update(target, DraftKind.STEP, make, updates_of)


async def tick_step(host: DialogHost, number: int) -> None:
    """Make a next step done as of today, or open again."""
    await host.edits.edit(partial(progress_steps.tick_step, host.context, number))


async def tick_step_of(host: DialogHost, target: EditTarget) -> None:
    """Ask which open step of a record is done, and tick it."""
    detail = await host.workers.read(lambda reader: reader.detail(target.ids[0]))
    formatter = formatter_of(host.context)
    lines = [step_line(each, formatter) for each in detail.steps if each.done_on is None]
    chosen = await _pick(host, "dialog.steps.title", "dialog.steps.done", target.subject, lines)
    if chosen is not None:
        await tick_step(host, int(chosen.removeprefix(STEP)))


async def judge_answer(host: DialogHost, detail: RecordDetail, act: str, under_cursor: str | None) -> None:
    """Accept or decline a result that may answer a directive: the one under the cursor, else one that is picked."""
    body = detail.body
    if not isinstance(body, DirectiveDetail):
        return
    formatter = formatter_of(host.context)
    subject = formatter.localized(detail.name)
    results = {each.id: each.name(host.context.language) for each in body.results if not body.accepts(each.id)}
    result = under_cursor if under_cursor in results else next(iter(results)) if len(results) == 1 else None
    if result is None:
        lines = [line(name, target=each) for each, name in results.items()]
        result = await _pick(host, f"dialog.{act}.title", f"dialog.{act}.yes", subject, lines)
    if result is None:
        return
    if act == "accept":
        await host.edits.edit(partial(progress_steps.accept_answer, host.context, result, detail.id))
        return
    why = TextFormField("why", host.translate("dialog.edit.why"), words)
    values = await host.ask(_form(host, EditTarget(detail.kind, {}, results[result]), "decline", (why,)))
    if values is not None:
        job = partial(progress_steps.decline_answer, host.context, result, detail.id, str(values["why"]))
        await host.edits.edit(job)


def _text(host: DialogHost, act: str) -> TextFormField:
    return TextFormField("text", host.translate(f"dialog.{act}.text"), words, hint=host.translate(f"dialog.{act}.hint"))


def _form(host: DialogHost, target: EditTarget, act: str, fields: Sequence[FormField]) -> FormDialog:
    """Return a form of which the first field must say something, and that names at most one organisation."""
    wanted = fields[0].name or ""

    def refuse(values: Mapping[str, object]) -> str:
        if wanted not in values:
            return host.translate(f"dialog.{act}.missing")
        who = values.get("who")
        return host.translate("dialog.step.one") if isinstance(who, tuple) and len(who) > 1 else ""

    title = host.translate(f"dialog.{act}.title")
    return FormDialog(host.context.language, title=title, subject=target.subject, fields=fields, refuse=refuse)


async def _pick(host: DialogHost, title: str, action: str, subject: str, lines: Sequence[DetailLine]) -> str | None:
    return await host.ask(
        PickEntryDialog(host.context.language, title, action, subject, lines, is_plain=host.context.ascii)
    )
