"""Reminders and their answers: forms about one directive, or all that are marked."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.words import format_date
from ngkt_tui.services.agency_reports import MAX_LEVEL, Letter, answer, next_letters, owing_agencies, remind
from ngkt_tui.services.context import expand_path
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.tui.dashboard.selection import EditTarget
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FieldInput, FormField, PickerFormField, TextFormField
from ngkt_tui.tui.dialogs.name_fields import names_field
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.validators import agencies, day_gone, due_day, words
from ngkt_tui.tui.widgets.inputs import RadioOption

_EACH = "each"
"""The option that leaves it to each letter what it is, or takes all agencies."""
Values = Mapping[str, Any]


async def open_remind(host: DialogHost) -> None:
    """Remind agencies of the directive under the cursor, or of all that are marked."""
    if target := await host.edits.current_target():
        await remind_of(host, target)


async def open_answer(host: DialogHost) -> None:
    """Keep what was answered about the directive under the cursor, or about all that are marked."""
    if target := await host.edits.current_target():
        await answer_about(host, target)


async def remind_of(host: DialogHost, target: EditTarget) -> None:
    """Ask for a letter and keep that it was sent, one to each agency that is responsible, or that is named."""
    coming = await host.workers.read(partial(next_letters, ids=target.ids))
    levels = sorted(set(coming.levels.values())) or [1]
    options = [RadioOption(str(each), host.translate("remind.level", level=each)) for each in range(1, MAX_LEVEL + 1)]
    if len(levels) > 1:
        options = [RadioOption(_EACH, host.translate("remind.level-each")), *options]
    present = _EACH if len(levels) > 1 else str(levels[0])
    today = host.translate("dialog.stage.today", date=format_date(host.context.today(), host.context.language))

    def fields() -> Sequence[FormField]:
        hint = coming.counted(host.context.language) or host.translate("remind.to.hint")
        to = host.translate("remind.to")
        return (
            PickerFormField(
                "level", host.translate("remind.level-label"), options, present, is_plain=host.context.ascii
            ),
            TextFormField("number", host.translate("remind.number"), words),
            TextFormField(
                "channel", host.translate("remind.channel"), words, hint=host.translate("remind.channel.hint")
            ),
            TextFormField("sent_on", host.translate("remind.sent-on"), day_gone(host), hint=today),
            TextFormField("reply_by", host.translate("remind.reply-by"), due_day(host)),
            names_field(host, "agencies", to, agencies(host, is_override=False), (RecordKind.ORGANISATION,), hint=hint),
            *(() if host.notifier.is_in_browser else (_letter_field(host),)),
        )

    def job(values: Values) -> Callable[[], EditMessage]:
        level = values.get("level", _EACH)
        typed = {"level": None if level == _EACH else int(level), "agencies": values.get("agencies") or ()}
        wish = dict(values) | typed
        file = wish.pop("file", None)
        if file is None:
            return partial(remind, host.context, target.ids, Letter(**wish))
        from ngkt_tui.services.word_papers import remind_by_letter  # loads what writes Word files

        return partial(remind_by_letter, host.context, target.ids, Letter(**wish), file)

    def refuse(values: Values) -> str:
        is_anybody_left_out = not values.get("agencies") and not all(coming.agencies.values())
        return host.translate("edit.nobody-to-remind") if is_anybody_left_out else ""

    await _ask(host, target, DraftKind.REMIND, "dialog.remind.title", fields, job, refuse)


def _letter_field(host: DialogHost) -> FormField:
    """Return the line for the file that the letter is written to, one for each agency where there are several."""

    async def read(text: str) -> FieldInput:
        path = expand_path(text) if text else None
        if path is not None and path.suffix.lower() != ".docx":
            return FieldInput(remark=host.translate("usage.format-wanted-docx", path=path.name), is_wrong=True)
        return FieldInput(path, str(path)) if path else FieldInput()

    return TextFormField("file", host.translate("remind.file"), read, hint=host.translate("remind.file.hint"))


async def answer_about(host: DialogHost, target: EditTarget) -> None:
    """Ask for what was answered, and when, and keep it; where several agencies owe an answer, whose it is too."""
    owing = await host.workers.read(partial(owing_agencies, ids=target.ids))
    today = host.translate("dialog.stage.today", date=format_date(host.context.today(), host.context.language))

    def fields() -> Sequence[FormField]:
        names = [RadioOption(each.id, each.short(host.context.language)) for each in owing]
        every, label = RadioOption(_EACH, host.translate("answer.of-all")), host.translate("answer.of")
        whose = [PickerFormField("agency", label, [every, *names], _EACH, is_plain=host.context.ascii)]
        return (
            TextFormField("text", host.translate("answer.text"), words),
            *(whose if len(owing) > 1 else ()),
            TextFormField("on", host.translate("answer.on"), day_gone(host), hint=today),
        )

    def job(values: Values) -> Callable[[], EditMessage]:
        agency = values.get("agency", _EACH)
        of = () if agency == _EACH else (agency,)
        return partial(answer, host.context, target.ids, values["text"], values.get("on"), of)

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
