"""A dialog in which something is written: leaving it asks first, and what was typed outlives the end of the program."""

from collections.abc import Mapping
from typing import ClassVar

from ngkt_tui.services.drafts import Act, Draft
from ngkt_tui.tui.dialogs.base import Answer, Dialog
from ngkt_tui.tui.dialogs.question import ChoiceDialog


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

    def begin_draft(self, act: Act, records: tuple[str, ...], texts: Mapping[str, str]) -> None:
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
        """Go on with what was typed before."""
        if self._before:
            self.retype(self._before)

    def is_unsaved(self) -> bool:
        """Tell whether anything has been typed."""
        return bool(self.query("#choices")) and self.written() > 0  # before, there is no field

    def action_leave(self) -> None:
        """Close the dialog; ask first where something would be lost."""
        if not self.is_unsaved():
            self.answer(None)
            return
        question = ChoiceDialog(
            self.language,
            title=self.say(f"{self.LOSE}.title"),
            text=self.say(f"{self.LOSE}.text", count=self.written()),
            yes=f"{self.LOSE}.yes",
            no=f"{self.LOSE}.no",
        )
        self.app.push_screen(question, self._leave_if)

    def _leave_if(self, is_sure: bool | None) -> None:
        if is_sure:
            self.answer(None)
