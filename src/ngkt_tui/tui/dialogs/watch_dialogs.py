"""What is watched of markets: an item with what it says, and the form that adds or changes one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from textual import on, work
from textual.app import ComposeResult

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.words import format_date
from ngkt_tui.query.watch_items import WATCH, WatchItem
from ngkt_tui.services.change_text import names_of
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.lines import DetailLine
from ngkt_tui.services.detail_lines.other_lines import watch_detail
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.line_sources import WatchRow
from ngkt_tui.services.watch import WatchedMeasure, add_watch, read_watched, remove_watch, set_watch
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FormField, TextFormField
from ngkt_tui.tui.dialogs.openers import RECORD, DialogHost, load
from ngkt_tui.tui.dialogs.validators import due_day, line, record_named
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

_EDIT = DialogAction("edit", "", "dialog.watch.edit", row="edit")
_ADD = DialogAction("add", "", "dialog.watch.add", row="watch")
_REMOVE = DialogAction("remove", "x", "dialog.watch.remove")
Values = Mapping[str, Any]


class WatchDialog(Dialog[None]):
    """Shows what is watched; market and directive lead to their details."""

    TITLE_KEY = "dialog.watch.title"
    CHOICES = (_EDIT, _ADD, _REMOVE)
    WIDTH = 84

    def __init__(self, host: DialogHost, watched: WatchedMeasure) -> None:
        super().__init__(host.context.language)
        self._host, self._watched = host, watched

    def subtitle(self) -> str:
        return f"#{self._watched.item.number}"

    def choices(self) -> Sequence[DialogAction]:
        return (*self.CHOICES, LEAVE) if self._host.context.may_edit else (LEAVE,)

    def body(self) -> ComposeResult:
        yield RichList(self._entries(), is_plain=self._host.context.ascii)

    def choose(self, choice: str) -> None:
        item, host = self._watched.item, self._host
        match choice:
            case "edit":
                host.workers.begin(_change(host, item), opens=True)
            case "add":
                host.workers.begin(_add(host, {"market": item.market_id}), opens=True)
            case _:
                self.answer(None)
                host.workers.begin(_remove(host, item.number))

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        self._host.workers.begin(_show_record(self._host, event.target), opens=True)

    def store_changed(self) -> None:
        self._read_again()

    @work(exclusive=True)
    async def _read_again(self) -> None:
        watched = await _read(self._host, self._watched.item.number)
        if not self.is_whole:
            return  # left meanwhile
        if watched is None:
            self.answer(None)
            return
        self._watched = watched
        self.query_one(RichList).show(self._entries())

    def _entries(self) -> list[DetailLine]:
        return watch_detail(self._watched, formatter_of(self._host.context))


async def open_watched(host: DialogHost) -> None:
    """Show what is watched under the cursor."""
    if isinstance(row := host.panes.line, WatchRow):
        await show_watched(host, row.id)


async def show_watched(host: DialogHost, target: str) -> None:
    """Show what is watched, by the target of its line."""
    if (watched := await _read(host, int(target.removeprefix(WATCH)))) is not None:
        await host.ask(WatchDialog(host, watched))


async def open_watch(host: DialogHost) -> None:
    """Add something to watch, of the market under the cursor, or about the directive there."""
    record, row = host.panes.record, host.panes.line
    known: dict[str, str] = {}
    if isinstance(row, WatchRow):
        known["market"] = row.item.market_id
    elif record is not None and record.kind is RecordKind.MARKET:
        known["market"] = record.id
    elif record is not None and record.kind is RecordKind.DIRECTIVE:
        known["directive"] = record.id
    await _add(host, known)


async def _read(host: DialogHost, number: int) -> WatchedMeasure | None:
    try:
        return await host.workers.read(partial(read_watched, number=number))
    except EditRefusedError:
        return None  # taken away meanwhile


async def _show_record(host: DialogHost, record: str) -> None:
    await load(RECORD)(host, record)


async def _remove(host: DialogHost, number: int) -> None:
    await host.edits.edit(partial(remove_watch, host.context, number))


async def _add(host: DialogHost, known: Mapping[str, str]) -> None:
    """Ask what is to be watched; `known` holds the ids of the market or the directive that it is of."""
    names = await host.workers.read(partial(names_of, ids=tuple(known.values())))

    def fields() -> Sequence[FormField]:
        market = [] if "market" in known else [_named(host, "market", RecordKind.MARKET)]
        directive = [] if "directive" in known else [_named(host, "directive", RecordKind.DIRECTIVE)]
        return (*market, *_fields(host), *directive)

    def job(values: Values) -> EditMessage:
        texts = {**known, **values}
        return add_watch(host.context, str(texts.pop("market")), _texts(texts))

    def refuse(values: Values) -> str:
        lacking = [name for name in ("market", "product", "measure") if not {**known, **values}.get(name)]
        return host.translate("dialog.watch.missing") if lacking else ""

    await _ask(host, "dialog.watch.new", " · ".join(names.values()), fields, refuse, job)


async def _change(host: DialogHost, item: WatchItem) -> None:
    def fields() -> Sequence[FormField]:
        return (*_fields(host, item), _named(host, "directive", RecordKind.DIRECTIVE, item.directive or ""))

    def job(values: Values) -> EditMessage:
        return set_watch(host.context, item.number, _texts(values))

    def refuse(values: Values) -> str:
        gone = any(values.get(name, name) is None for name in ("product", "measure"))
        return host.translate("dialog.watch.missing") if gone else ""

    subject = item.market.name(host.context.language) if item.market else item.market_id
    await _ask(host, "dialog.watch.change", subject, fields, refuse, job)


async def _ask(
    host: DialogHost,
    title: str,
    subject: str,
    fields: Callable[[], Sequence[FormField]],
    refuse: Callable[[Values], str],
    job: Callable[[Values], EditMessage],
) -> None:
    """Ask with a form and do what was answered; where that is refused, what was typed is there to try again."""
    typed: Mapping[str, str] = {}
    while True:
        form = FormDialog(
            host.context.language, title=host.translate(title), subject=subject, fields=fields(), refuse=refuse
        )
        form.begin_with(typed)
        values = await host.ask(form)
        if values is None or await host.edits.edit(partial(job, values)):
            return
        typed = form.typed_texts()


def _fields(host: DialogHost, item: WatchItem | None = None) -> tuple[FormField, ...]:
    """Return the fields of what is said of it, with what an item says already."""
    day = format_date(item.next_on, host.context.language) if item and item.next_on else ""
    lines = {name: getattr(item, name) or "" if item else "" for name in ("product", "measure", "stage", "note")}
    read = line(host, is_override=False)
    made = {
        name: TextFormField(
            name,
            host.translate(f"dialog.watch.{name}"),
            read,
            text=text,
            hint=host.translate(f"dialog.watch.{name}.hint"),
        )
        for name, text in lines.items()
    }
    hint = host.translate("dialog.watch.next_on.hint")
    next_on = TextFormField("next_on", host.translate("dialog.watch.next_on"), due_day(host), text=day, hint=hint)
    return made["product"], made["measure"], made["stage"], next_on, made["note"]


def _named(host: DialogHost, name: str, kind: RecordKind, text: str = "") -> TextFormField:
    label, hint = host.translate(f"dialog.watch.{name}"), host.translate(f"dialog.watch.{name}.hint")
    return TextFormField(name, label, record_named(host, kind), text=text, hint=hint)


def _texts(values: Values) -> dict[str, str | None]:
    return {name: str(value) if value else None for name, value in values.items()}
