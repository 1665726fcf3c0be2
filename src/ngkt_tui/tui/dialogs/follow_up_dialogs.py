"""What needs somebody today, each line leading to the act that settles it or to a record; reminders and their answers.

A form about reminders is about one directive, or all that are marked.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from textual import on, work
from textual.app import ComposeResult

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.words import format_date
from ngkt_tui.services.agency_reports import MAX_LEVEL, Letter, answer, next_letters, owing_agencies, remind
from ngkt_tui.services.context import expand_path
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.follow_up_lines import WHOLE, today_lines
from ngkt_tui.services.detail_lines.lines import DetailLine, line
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.services.work_today import (
    GROUPS,
    Act,
    WorkList,
    counted,
    first_work,
    is_urgent_for_unit,
    unit_name,
    work_list,
)
from ngkt_tui.tui.dashboard.selection import EditTarget, target_of
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FieldInput, FormField, PickerFormField, TextFormField
from ngkt_tui.tui.dialogs.name_fields import names_field
from ngkt_tui.tui.dialogs.openers import EDITORS, DialogHost, load, open_dialog
from ngkt_tui.tui.dialogs.validators import agencies, day_gone, due_day, words
from ngkt_tui.tui.widgets.inputs import RadioOption
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

OVERVIEW = "overview"
"""The answer that leads to the overview; no group has it as its filter."""
_EACH = "each"
"""The option that leaves it to each letter what it is, or takes all agencies."""
FIRST_ROWS = 5
"""How many directives of a group are shown; the line below them leads to the rest."""
_EDITORS = {
    Act.STATUS: EDITORS[DraftKind.STATUS],
    Act.DUE: EDITORS[DraftKind.EDIT],
    Act.EVIDENCE: EDITORS[DraftKind.EDIT],
    Act.NOTE: EDITORS[DraftKind.NOTE],
    Act.CONFIRM: "status_dialog:confirm",
    Act.STEP: "progress_dialogs:tick_step_of",
    Act.REMIND: EDITORS[DraftKind.REMIND],
}
_WATCHED = "watch_dialogs:show_watched"
"""What settles a directive, by its act."""


class TodayDialog(Dialog[str]):
    """Shows the groups of what needs somebody, of a `unit` where one is set, each as soon as it has been read.

    Answers with the filter of a group.
    """

    TITLE_KEY = "dialog.today.title"
    CHOICES = (DialogAction(OVERVIEW, "", "dialog.overview.to-overview", row="today"),)
    WIDTH = 104

    def __init__(self, host: DialogHost, unit: str) -> None:
        super().__init__(host.context.language)
        self._host, self._unit = host, unit
        self._read: dict[str, WorkList] = {}

    def heading(self) -> str:
        return f"{self.translate(self.TITLE_KEY)} · {self._unit}" if self._unit else self.translate(self.TITLE_KEY)

    def subtitle(self) -> str:
        return self.translate("dialog.today.keys")

    def body(self) -> ComposeResult:
        yield RichList(self._entries(), is_plain=self._host.context.ascii)

    def choose(self, choice: str) -> None:
        self.answer(choice)

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Show the whole group, or begin the act that settles the directive."""
        if event.target.startswith(WHOLE):
            self.answer(self._list_at(event.sheet.cursor or 0).group.filter)
        else:
            act = self._list_at(event.sheet.cursor or 0).group.act
            self._host.workers.begin(_settle(self._host, act, event.target), opens=True)

    @property
    def lists(self) -> tuple[WorkList, ...]:
        """Return the groups that have been read, in their order."""
        return tuple(self._read[group.name] for group in GROUPS if group.name in self._read)

    def on_mount(self) -> None:
        self._read_again()

    def store_changed(self) -> None:
        self._read_again()

    @work(exclusive=True)
    async def _read_again(self) -> None:
        """Read the first of every group, then count the groups; what is there already is replaced group by group."""
        read_group = work_list if self._read else first_work
        for group in GROUPS:
            if not await self._take(partial(read_group, group=group, most=FIRST_ROWS)):
                return
        for each in self.lists:
            if not each.is_counted and not await self._take(partial(counted, found=each)):
                return

    async def _take(self, read: Callable[[Reader], WorkList]) -> bool:
        """Show a group once it is read; return whether anybody still looks."""
        found = await self._host.workers.look_up(read, lambda: self.is_attached)
        if found is None or not self.is_whole:
            return False  # left meanwhile
        self._read[found.group.name] = found
        if found.total or found.group.name == GROUPS[-1].name:
            sheet = self.query_one(RichList)
            sheet.show(self._entries(), at=sheet.target, top=sheet.top)
        return True

    def _list_at(self, number: int) -> WorkList:
        """Return the group to which an entry belongs: each is one run of entries, with a blank behind it."""
        blanks = sum(not entry.text for entry in self._entries()[:number])
        return [each for each in self.lists if each.total][blanks]

    def _entries(self) -> list[DetailLine]:
        lines = today_lines(self.lists, formatter_of(self._host.context), "dialog.today.more")
        return lines or [line(self.translate("pane.reading"), "muted")]


async def open_due_today(host: DialogHost) -> None:
    """Show what needs somebody where it is for the unit of whoever looks; else leave the panes as they are."""
    if await host.workers.read(is_urgent_for_unit):
        await open_today(host)


async def open_today(host: DialogHost) -> None:
    """Show what needs somebody; a group that is chosen becomes the filter of the directives.

    The same key leads on to the overview, and back from there.
    """
    text = await host.ask(TodayDialog(host, await host.workers.read(unit_name)))
    if text == OVERVIEW:
        await open_dialog(OVERVIEW, host)
    elif text:
        host.navigator.filter_directives(text)


async def _settle(host: DialogHost, act: Act, record: str) -> None:
    if act is Act.WATCH:
        await load(_WATCHED)(host, record)
        return
    detail = await host.workers.read(lambda reader: reader.detail(record))
    await load(_EDITORS[act])(host, target_of([detail], formatter_of(host.context)))


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
