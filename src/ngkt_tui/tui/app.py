"""The app: themes, signals, quitting. Everything else is on its one screen."""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from rich.console import RenderableType
from textual import on
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import WorkerFailed

from ngkt_tui.domain.errors import NgktError
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import NOTHING, Draft, DraftKind, SessionState
from ngkt_tui.tui.dashboard.dashboard_screen import DashboardScreen
from ngkt_tui.tui.keymap import STANDARD, WELCOME, Keymap, Owner, bindings
from ngkt_tui.tui.textual_fixes import OrderedApp
from ngkt_tui.tui.themes import OFFERED_THEMES, SON_MAI, THEMES, theme_of

if TYPE_CHECKING:
    from ngkt_tui.services.article_draft import NextArticle
    from ngkt_tui.services.views import NamedView

FAULT = 1
"""The exit code after an error that nobody expects."""
INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it: 128 and the number of the signal."""
PATIENCE = 3.0
"""Seconds within which a second Ctrl+C ends the program."""
WELCOME_SECONDS = 24 * 3600.0
"""How long the first welcome stands where no key is pressed."""
SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
"""Those of them that the platform has end the program with the terminal as it was."""


@runtime_checkable
class Unsaved(Protocol):
    """A screen on which something can be lost."""

    def is_unsaved(self) -> bool:
        """Return whether leaving would lose something that was typed."""


class NgktApp(OrderedApp, inherit_bindings=False):
    """The dashboard over one store."""

    BINDINGS = bindings(Owner.APP)
    CSS_PATH = "styles/dashboard.tcss"
    TITLE = "ngkt-tui"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE: ClassVar[bool] = False
    article: "NextArticle | None" = None
    """What is to be drafted from the start on."""

    def __init__(
        self,
        context: Context,
        reader: Reader,
        filter_text: str = "",
        *,
        view: "NamedView | None" = None,
        state: SessionState = NOTHING,
        keymap: Keymap = STANDARD,
        on_first_rows: Callable[[], object] | None = None,
        opens: str = "",
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.fault: BaseException | None = None
        """The error that nobody expects with which the app has ended."""
        self.drafts: tuple[Draft, ...] = ()
        """What was being typed when the app ended."""
        self._add_line_filters(ascii=context.ascii)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.action_use_theme(state.theme if state.theme in OFFERED_THEMES else SON_MAI.name)
        self.keymap = keymap
        if keymap.changed:
            self.set_keymap(keymap.changed)
        self._begun = state, context.language
        self.dashboard = DashboardScreen(_with_last_seen(context, reader, state), reader, filter_text, keymap)
        if state != NOTHING:
            from ngkt_tui.tui.session import restore  # a start that resumes nothing needs none

            restore(self.dashboard, reader, state)
        if view is not None:
            from ngkt_tui.services.views import named_scope  # a start without a view needs none

            chips = named_scope(reader, view.scope)
            self.dashboard.host.navigator.begin_with(view.kind, view.filter, tuple(chips))
        self.dashboard.edits.drafts.extend(state.drafts)
        self._on_first_rows, self._opens = on_first_rows, opens
        self._interrupted_at: float | None = None
        self._leaving: int | None = None
        """The exit code with which the app leaves once an edit of many is written."""
        self.interrupting = frozenset(keymap.row("interrupt").keys.split(","))
        self._copied, self._styled_for = "", self.theme
        self.stylesheet.set_variables(self.get_css_variables())
        self.dashboard.panes.open_first()  # read in its thread while the app starts: the first paint has rows

    def _add_line_filters(self, *, ascii: bool) -> None:
        is_poor = self.console.color_system == "standard"
        if ascii or is_poor:
            from ngkt_tui.tui.line_filters import AsciiFilter, SixteenColorsFilter  # few terminals need one

            self._filters.extend([*([AsciiFilter()] if ascii else []), *([SixteenColorsFilter()] if is_poor else [])])

    def action_use_theme(self, name: str) -> None:
        """Draw everything in a theme, one of `OFFERED_THEMES`."""
        self.register_theme(theme_of(name))
        self.theme = name

    def last_state(self) -> SessionState:
        """Return what is to be kept for the next start; a language only where its user has ever switched to one."""
        from ngkt_tui.tui.session import capture  # needed once, at the end

        state, language = self._begun
        present = self.dashboard.shared.present.language
        kept = capture(self.dashboard, self.theme, state.language if present is language else present)
        return kept._replace(drafts=self.drafts)

    def state_after_fault(self) -> SessionState:
        """Return what is to be kept after a fault: what was looked at before this start, and what was being typed."""
        state, _ = self._begun
        before = {pane.spec.id: state.filters.get(pane.spec.id, "") for pane in self.dashboard.panes}
        filters = zip(before, self.dashboard.panes.view.filters, strict=True)
        typed = {pane: text for pane, text in filters if text.strip() and text != before[pane]}
        drafts = (*self.drafts, *((Draft(DraftKind.FILTER, (), typed),) if typed else ()))
        return state._replace(drafts=drafts)

    async def _shutdown(self) -> None:
        """Learn what is being typed before the screens are taken away, whatever has ended the app."""
        self.drafts = self.dashboard.edits.drafts_with(self.screen_stack)
        await super()._shutdown()

    def get_driver_class(self) -> type[Driver]:
        """Return a driver that bears the end of its terminal, where Textual's own is the one for POSIX."""
        usual = super().get_driver_class()
        if usual.__name__ == "WebDriver":
            from ngkt_tui.tui.browser_driver import HangupAwareWebDriver  # few dashboards are shown in a browser

            return HangupAwareWebDriver
        if usual.__name__ != "LinuxDriver":
            return usual  # Windows, or one that the environment names
        from ngkt_tui.tui.driver import HangupAwareDriver  # cannot be imported on Windows

        return HangupAwareDriver

    def get_default_screen(self) -> Screen[None]:
        return self.dashboard

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the dark theme's variables, for themes that have none of ours."""
        return dict(SON_MAI.variables)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew where the theme has changed; Textual also asks for it once in a start, for nothing."""
        if self.theme != self._styled_for:
            self._styled_for = self.theme
            super().refresh_css(animate)

    def _handle_exception(self, error: Exception) -> None:
        """Show what a service refused in whichever worker of whichever screen; end with what nobody expects.

        Such an error is kept for whoever runs the app to tell of.
        """
        if isinstance(error, WorkerFailed) and isinstance(error.error, NgktError):
            self.dashboard.host.notifier.report(error.error)
            return
        self.fault = self.fault or error
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """End with an error; Textual's own would print it over the screen, and return 0."""
        self.fault = self.fault or RuntimeError("Textual gave up")
        self._return_code = FAULT
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """End without Textual's report, which prints all values: also users' texts."""
        self._close_messages_no_wait()

    def on_load(self) -> None:
        """End well when a signal ends the program, from before the terminal is changed."""
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                _on_signal(loop, number, partial(self.exit, return_code=128 + number))

    @on(Driver.SignalResume)
    def repaint(self) -> None:
        """Draw everything again after Ctrl+Z and "fg": the terminal has forgotten what was on it."""
        self.screen._compositor._dirty_regions = {self.screen.outer_size.region}  # else only what has changed
        self.screen._compositor_refresh()

    def on_dashboard_screen_opened(self) -> None:
        """Signal to the starter that the first rows are on the screen; offer what was being typed or is due."""
        if self._on_first_rows is not None:
            self._on_first_rows()
        if self.article is not None:
            from ngkt_tui.tui.dialogs.drafting_dialog import draft_article  # a start without an article needs none

            host = self.dashboard.host
            host.workers.begin(draft_article(host, self.article), opens=True)
        elif self.dashboard.edits.drafts:
            self.dashboard.action_open("drafts")
        elif self._opens == WELCOME:
            self._welcome()
        elif self._opens:
            self.dashboard.action_open(self._opens)

    def _welcome(self) -> None:
        """Name the keys to begin with, until any key is pressed; that key does what it always does."""
        translate = self.dashboard.shared.present.translate
        names = {key: self.keymap.name(key) for key in ("filter", "tick", "help")}
        width = max(map(len, names.values()))
        words = translate("screen.welcome", **{key: name.ljust(width) for key, name in names.items()})
        self.notify(words, title=translate("screen.welcome.title"), timeout=WELCOME_SECONDS, markup=False)
        self.on_first_key = self.clear_notifications

    async def action_quit(self) -> None:
        self.leave(0)

    def leave(self, code: int) -> None:
        """End with an exit code: at once, or when an edit of many is written. Asked again, stop that edit."""
        if self._leaving is not None:
            self.dashboard.work.is_stopping = True
        elif self.dashboard.work.refuse_leaving(self.keymap.name("quit")):
            self._leaving = code
            self.run_worker(self._leave_when_written(code))
        else:
            self.exit(return_code=code)

    async def _leave_when_written(self, code: int) -> None:
        await self.dashboard.work.ended()
        self.exit(return_code=code)

    def action_interrupt(self) -> None:
        """Copy what is selected, and quit when asked twice; what has been selected since then is copied too."""
        if self._leaving is not None:
            self.leave(INTERRUPTED)
            return
        selected, copied = self._selected_text(), self._copied
        now = asyncio.get_running_loop().time()
        is_second = self._interrupted_at is not None and now - self._interrupted_at <= PATIENCE
        if is_second and selected in ("", copied):
            self.leave(INTERRUPTED)
            return
        self._interrupted_at, self._copied = now, selected
        if selected:
            self.dashboard.host.notifier.copy(selected)
            return
        is_unsaved = any(screen.is_unsaved() for screen in self.screen_stack if isinstance(screen, Unsaved))
        words = "screen.interrupt-unsaved" if is_unsaved else "screen.interrupt"
        keys = {"interrupt": self.keymap.name("interrupt"), "quit": self.keymap.name("quit")}
        self.notify(self.dashboard.shared.present.translate(words, **keys), timeout=PATIENCE, markup=False)

    def _selected_text(self) -> str:
        in_box = getattr(self.focused, "selected_text", "")
        return in_box or self.screen.get_selected_text() or ""


def _with_last_seen(context: Context, reader: Reader, state: SessionState) -> Context:
    """Have context and reader know what was looked at last: for who never left a dashboard, all that is there."""
    seen = reader.newest_entry if state.seen is None else state.seen
    reader.context = replace(reader.context, last_seen=lambda: seen)
    return replace(context, last_seen=lambda: seen)


def _on_signal(loop: asyncio.AbstractEventLoop, number: int, handler: Callable[[], object]) -> None:
    try:
        loop.add_signal_handler(number, handler)
    except (NotImplementedError, RuntimeError, ValueError):
        return  # no POSIX signals here (Windows), or not the main thread (a test)
