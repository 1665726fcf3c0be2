"""What every dialog is: a titled frame over the dimmed dashboard, a body, and a line of choices below it.

Every act of a dialog can be reached with arrows and Enter alone; its keys are shortcuts, shown beside the words.
A dialog answers with a value, or with `None` when it is left. It knows no service: its opener does what it answers.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import Static

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import sanitize
from ngkt_tui.domain.words import translate
from ngkt_tui.services.session_state import Draft, DraftKind
from ngkt_tui.tui.keymap import keymap_of
from ngkt_tui.tui.messages import TextCut
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.line_widgets import SelectingScreen
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction, with_bound_keys
from ngkt_tui.tui.widgets.rich_list import RichList

Answer = TypeVar("Answer")

LEAVE = DialogAction("leave", "escape", "dialog.leave")
"""The choice that every dialog ends with."""

STYLES = Path(__file__).parent.parent / "styles"

ROOMY_HEIGHT = 16
"""Lines of the terminal below which a dialog leaves out its margins."""
MIN_SHEET = 3
"""Lines that a sheet keeps where there is not room for all of it."""


class Dialog(SelectingScreen[Answer | None], ModalScreen[Answer | None], Generic[Answer]):
    """A dialog. A child names its title, its choices, its body, and what a choice does.

    Arrows, Enter and Esc work in every dialog, whatever keys its user has given to the lists.
    """

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "follow", show=False),
    ]
    CSS_PATH: ClassVar[CSSPathType | None] = STYLES / "dialogs.tcss"
    TITLE_KEY: ClassVar[str]
    CHOICES: ClassVar[tuple[DialogAction, ...]] = ()
    WIDTH: ClassVar[int] = 72
    """Cells that the frame takes at most; it is narrower where the terminal is."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self._is_ready = False
        self.is_arranging = False
        """Whether fields are on their way, and the next key waits for them."""
        self._is_layout_awaited = False

    def compose(self) -> ComposeResult:
        with Vertical(id="frame") as frame:
            frame.styles.max_width = self.WIDTH
            frame.border_title = Content(sanitize_cell(self.heading()))
            frame.border_subtitle = Content(sanitize_cell(self.subtitle()))
            with Vertical(id="body"):
                yield from self.body()
            yield ActionBar(self.choices(), self.language, id="choices")

    def body(self) -> ComposeResult:
        """Yield what stands between title and choices."""
        raise NotImplementedError

    def choose(self, choice: str) -> None:
        raise NotImplementedError

    def heading(self) -> str:
        return self.translate(self.TITLE_KEY)

    def subtitle(self) -> str:
        """Return what stands in the frame's lower edge, as the id of the record."""
        return ""

    def choices(self) -> Sequence[DialogAction]:
        return (*self.CHOICES, LEAVE)

    def is_unsaved(self) -> bool:
        """Return whether leaving would lose something that was typed."""
        return False

    def translate(self, key: str, /, **values: object) -> str:
        """Return the words of `key` in the dialog's language."""
        return translate(self.language, key, **values)

    def answer(self, value: Answer | None) -> None:
        if self.is_current:
            self.dismiss(value)

    def action_leave(self) -> None:
        """Close the dialog without an answer."""
        self.answer(None)

    def action_move(self, step: int) -> None:
        """Go up or down in a sheet; from anything else to what stands before or after it."""
        if isinstance(self.focused, RichList):
            self.focused.action_cursor(step)
        elif step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_follow(self) -> None:
        if isinstance(self.focused, RichList):
            self.focused.action_activate()

    def store_changed(self) -> None:
        """Learn that the store has been changed; a dialog that shows records reads them again."""

    async def _message_loop_exit(self) -> None:
        """Hand back what a screen below waits for: Textual asks the one on top to call it once drawn."""
        for callback, asker in self._callbacks:
            if asker in self.app.screen_stack:  # what others ask is about widgets that are gone with the dialog
                asker.call_later(callback)
        await super()._message_loop_exit()

    def on_mount(self) -> None:
        self.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._bound_body())

    def on_resize(self, event: events.Resize) -> None:
        """Do without margins where there is little room."""
        self.set_class(event.size.height < ROOMY_HEIGHT, "-tight")
        for widget in self.query("#body, #body > RichList"):
            widget.styles.max_height = None

    def _bound_body(self) -> None:
        """Let what is higher than the terminal scroll: a sheet by itself, so that what stands around it stays."""
        if not self.is_whole:
            return
        body, choices = self.query_one("#body"), self.query_one("#choices")
        excess = body.region.bottom + choices.styles.margin.top - choices.region.y
        if excess > 0 and choices.region:
            for sheet in body.query_children(RichList).results():
                sheet.styles.max_height = max(MIN_SHEET, sheet.outer_size.height - excess)
            body.styles.max_height = max(1, body.outer_size.height - excess)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.is_whole

    @property
    def is_whole(self) -> bool:
        """Return whether all parts of the dialog are there: not while it opens, and not once it is being left."""
        return self.is_attached and bool(self.query("#choices"))

    @property
    def is_opening(self) -> bool:
        """Return whether the dialog takes nothing that is typed yet: until its first field has had the focus.

        On a terminal too small for any field there is nothing to wait for.
        """
        self._is_ready = self._is_ready or self.focused is not None or (self.is_whole and not self.focus_chain)
        self._is_layout_awaited = self._is_layout_awaited and not self._is_laid_out
        return self.is_arranging or self._is_layout_awaited or not self._is_ready

    def await_layout(self) -> None:
        """Let the next key wait until the fields that have just been shown are laid out: the focus goes by place."""
        self.is_arranging, self._is_layout_awaited = False, True

    @property
    def _is_laid_out(self) -> bool:
        places = self._compositor.full_map
        return all(each in places for each in self.focus_chain)

    def on_key(self, event: events.Key) -> None:
        """Take the choice that has the key; keys that a field uses for typing do not come here."""
        if not self.is_whole:
            return
        for choice in with_bound_keys(self.choices(), keymap_of(self.app)):
            if event.key in choice.key.split(",") and choice.id != LEAVE.id and self._hears(event.key):
                event.stop()
                event.prevent_default()
                self.choose(choice.id)
                return

    def _hears(self, key: str) -> bool:
        """Return whether a key is the dialog's; on the choices, Enter takes the one under the cursor."""
        return key != "enter" or not isinstance(self.focused, ActionBar)

    def on_paste(self, event: events.Paste) -> None:
        """Warn where a paste would go, when it was made where nothing can be typed."""
        event.stop()
        self.notify(self.translate("dialog.paste-nowhere"), severity="warning", markup=False)

    def on_text_cut(self, message: TextCut) -> None:
        """Warn of what had no room in a field."""
        message.stop()
        words = self.translate("dialog.text-cut", limit=message.limit, count=message.left_out)
        self.notify(words, severity="warning", markup=False)

    @on(ActionBar.ActionChosen)
    def take_choice(self, event: ActionBar.ActionChosen) -> None:
        event.stop()
        if event.choice == LEAVE.id:
            self.action_leave()
        else:
            self.choose(event.choice)


class ChoiceDialog(Dialog[bool]):
    """Asks whether to go on; answers `True` for yes, `None` for no. `yes` and `no` are words keys."""

    WIDTH = 60

    def __init__(self, language: Language, *, title: str, text: str, yes: str, no: str) -> None:
        super().__init__(language)
        self._title, self._text = title, text
        self._yes, self._no = yes, no

    def heading(self) -> str:
        return self._title

    def body(self) -> ComposeResult:
        yield Static(Content(sanitize(self._text)), id="text")

    def choices(self) -> Sequence[DialogAction]:
        return DialogAction(LEAVE.id, LEAVE.key, self._no), DialogAction("yes", "y", self._yes)

    def choose(self, choice: str) -> None:
        self.answer(True)


class UnsavedGuardDialog(Dialog[Answer]):
    """A dialog with text that can be lost. `LOSE` is what the words of its question begin with."""

    LOSE: ClassVar[str]

    _origin: Draft | None = None
    _before: Mapping[str, str] = {}

    def written(self) -> int:
        """Return how many characters would be lost."""
        raise NotImplementedError

    def typed_texts(self) -> Mapping[str, str]:
        """Return what has been typed, by field."""
        raise NotImplementedError

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put what was typed before into its fields."""
        raise NotImplementedError

    def begin_draft(self, act: DraftKind, records: tuple[str, ...], texts: Mapping[str, str]) -> None:
        """Begin with `texts`, and keep what is typed as a draft of an act on records."""
        self._origin = Draft(act, records, texts)
        self.begin_with(texts)

    def begin_with(self, texts: Mapping[str, str]) -> None:
        """Begin with what was typed before, by field."""
        self._before = texts

    @property
    def draft(self) -> Draft | None:
        """Return what would be lost if the program ended now; `None` for nothing."""
        if self._origin is None or not self.is_unsaved():
            return None
        draft = self._origin._replace(texts=self.typed_texts())
        return draft if draft.text.strip() else None

    def on_mount(self) -> None:
        if self._before:
            self.retype(self._before)

    def is_unsaved(self) -> bool:
        return bool(self.query("#choices")) and self.written() > 0  # before, there is no field

    def action_leave(self) -> None:
        """Close the dialog; ask first where something would be lost."""
        if not self.is_unsaved():
            self.answer(None)
            return
        question = ChoiceDialog(
            self.language,
            title=self.translate(f"{self.LOSE}.title"),
            text=self.translate(f"{self.LOSE}.text", count=self.written()),
            yes=f"{self.LOSE}.yes",
            no=f"{self.LOSE}.no",
        )
        self.app.push_screen(question, self._leave_if)

    def _leave_if(self, is_sure: bool | None) -> None:
        if is_sure:
            self.answer(None)
