"""The thread of an ask: each ask leads to its detail; its user ties asks to it and takes them apart."""

from collections.abc import Sequence
from functools import partial

from textual import on, work
from textual.app import ComposeResult

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.ask_thread import AskThread, link_asks, nearest_to, thread_of, unlink_asks
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.follow_up_lines import thread_heading, thread_lines
from ngkt_tui.services.detail_lines.lines import DetailLine, line
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

_LINK = DialogAction("link", "l", "dialog.thread.link")
_UNLINK = DialogAction("unlink", "x", "dialog.thread.unlink")


class ThreadDialog(Dialog[None]):
    """Shows every ask of a thread, the oldest first; each leads to its detail."""

    TITLE_KEY = "dialog.thread.title"
    WIDTH = 104

    def __init__(self, host: DialogHost, thread: AskThread, record: str) -> None:
        super().__init__(host.context.language)
        self._host, self._thread, self._record = host, thread, record

    def heading(self) -> str:
        title = thread_heading(self._thread, formatter_of(self._host.context))
        return f"{self.translate(self.TITLE_KEY)} · {title}"

    def subtitle(self) -> str:
        return self.translate("dialog.thread.keys")

    def body(self) -> ComposeResult:
        yield RichList(self._entries(), is_plain=self._host.context.ascii)

    def on_mount(self) -> None:
        self.query_one(RichList).show(self._entries(), at=self._record)

    def choices(self) -> Sequence[DialogAction]:
        """Return what can be done now: an ask can be taken apart from others alone."""
        return (_LINK, *((_UNLINK,) if len(self._thread.asks) > 1 else ()), LEAVE)

    def choose(self, choice: str) -> None:
        """Tie an ask to the thread, or take the one under the cursor out of it."""
        ask = self.query_one(RichList).target or self._record
        self._host.workers.begin(self._link() if choice == _LINK.id else self._unlink(ask), opens=choice == _LINK.id)

    async def _link(self) -> None:
        found = await self._host.workers.read(partial(nearest_to, record=self._record))
        other = await self._host.ask(NearestDialog(self._host, found))
        if other:
            await self._host.edits.edit(partial(link_asks, self._host.context, self._record, other))

    async def _unlink(self, ask: str) -> None:
        """Take an ask apart from all to which it is tied."""
        pairs = ((each.id, earlier.id) for each in self._thread.asks for earlier in each.repeats)
        tied = dict.fromkeys(b if a == ask else a for a, b in pairs if ask in (a, b))
        if tied:
            await self._host.edits.edit(partial(unlink_asks, self._host.context, ask, *tied))

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        from ngkt_tui.tui.dialogs.detail_dialog import show_record  # a dialog is loaded when first opened

        self._host.workers.begin(show_record(self._host, event.target), opens=True)

    def store_changed(self) -> None:
        self._read_again()

    @work(exclusive=True)
    async def _read_again(self) -> None:
        thread = await self._host.workers.read(lambda reader: thread_of(reader, self._record))
        if not self.is_whole:
            return  # left meanwhile
        self._thread = thread
        sheet = self.query_one(RichList)
        sheet.show(self._entries(), at=sheet.target, top=sheet.top)
        self.query_one(ActionBar).show(self.choices())

    def _entries(self) -> list[DetailLine]:
        return thread_lines(self._thread, formatter_of(self._host.context))


class NearestDialog(Dialog[str]):
    """Offers the directives that are said most alike; answers the id of the one that is chosen."""

    TITLE_KEY = "dialog.thread.nearest"
    WIDTH = 104

    def __init__(self, host: DialogHost, found: Sequence[tuple[str, str]], title: str = TITLE_KEY) -> None:
        super().__init__(host.context.language)
        self._host, self._found, self._title = host, found, title

    def heading(self) -> str:
        return self.translate(self._title)

    def body(self) -> ComposeResult:
        entries = [line(text, label=record, target=record) for record, text in self._found]
        nothing = [line(self.translate("dialog.thread.nothing-near"), "muted")]
        yield RichList(entries or nothing, is_plain=self._host.context.ascii)

    def choose(self, choice: str) -> None:
        """Do nothing: there is nothing to choose but leaving."""

    @on(RichList.Followed)
    def take(self, event: RichList.Followed) -> None:
        self.answer(event.target)


async def open_thread(host: DialogHost) -> None:
    """Show the thread of the directive under the cursor."""
    record = host.panes.record
    if record is not None and record.kind is RecordKind.DIRECTIVE:
        await show_thread(host, record.id)


async def show_thread(host: DialogHost, directive: str) -> None:
    """Show the thread of a directive."""
    thread = await host.workers.read(lambda reader: thread_of(reader, directive))
    await host.ask(ThreadDialog(host, thread, directive))
