"""Reminding agencies of directives, and keeping what they answer: a form for each, about one or all that are marked."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from ngkt_tui.domain.dates import format_date
from ngkt_tui.services.agency_reports import MAX_LEVEL, Letter, answer, proposed_level, remind
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.kept_drafts import DraftKind
from ngkt_tui.tui.dashboard.selection import EditTarget
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FormField, PickerFormField, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.validators import day_gone, due_day, words
from ngkt_tui.tui.widgets.picker import RadioOption

Values = Mapping[str, Any]


async def open_remind(host: DialogHost) -> None:
    """Remind agencies of the directive under the cursor, or of all that are marked."""
    if target := await host.edits.aim():
        await remind_of(host, target)


async def open_answer(host: DialogHost) -> None:
    """Keep what was answered about the directive under the cursor, or about all that are marked."""
    if target := await host.edits.aim():
        await answer_about(host, target)


async def remind_of(host: DialogHost, target: EditTarget) -> None:
    """Ask for a letter and keep that it was sent, one to each agency that is responsible."""
    level = await host.workers.read(partial(proposed_level, ids=target.ids))
    levels = [RadioOption(str(each), host.translate("remind.level", level=each)) for each in range(1, MAX_LEVEL + 1)]
    today = host.translate("dialog.stage.today", date=format_date(host.context.today(), host.context.language))

    def fields() -> Sequence[FormField]:
        return (
            PickerFormField(
                "level", host.translate("remind.level-label"), levels, str(level), is_plain=host.context.ascii
            ),
            TextFormField("number", host.translate("remind.number"), words),
            TextFormField(
                "channel", host.translate("remind.channel"), words, hint=host.translate("remind.channel.hint")
            ),
            TextFormField("sent_on", host.translate("remind.sent-on"), day_gone(host), hint=today),
            TextFormField("reply_by", host.translate("remind.reply-by"), due_day(host)),
        )

    def job(values: Values) -> Callable[[], EditMessage]:
        chosen = {"level": level} | dict(values)
        letter = Letter(**(chosen | {"level": int(chosen["level"])}))
        return partial(remind, host.context, target.ids, letter)

    await _ask(host, target, DraftKind.REMIND, "dialog.remind.title", fields, job)


async def answer_about(host: DialogHost, target: EditTarget) -> None:
    """Ask for what was answered, and when, and keep it."""
    today = host.translate("dialog.stage.today", date=format_date(host.context.today(), host.context.language))

    def fields() -> Sequence[FormField]:
        return (
            TextFormField("text", host.translate("answer.text"), words),
            TextFormField("on", host.translate("answer.on"), day_gone(host), hint=today),
        )

    def job(values: Values) -> Callable[[], EditMessage]:
        return partial(answer, host.context, target.ids, values["text"], values.get("on"))

    def refuse(values: Values) -> str:
        return "" if values.get("text") else host.translate("answer.missing")

    await _ask(host, target, DraftKind.ANSWER, "dialog.answer.title", fields, job, refuse)


async def _ask(
    host: DialogHost,
    target: EditTarget,
    act: DraftKind,
    title: str,
    fields: Callable[[], Sequence[FormField]],
    job: Callable[[Values], Callable[[], EditMessage]],
    refuse: Callable[[Values], str] = lambda _: "",
) -> None:
    def make() -> FormDialog:
        return FormDialog(
            host.context.language,
            title=host.translate(title),
            subject=target.subject,
            fields=fields(),
            refuse=refuse,
            saves_unchanged=True,
        )

    async def do(values: Values) -> bool:
        return await host.edits.do(target, job(values))

    await host.edits.ask_and_do(target.ids, act, make, do)
