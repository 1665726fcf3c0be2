"""A dialog in which something is written: leaving it asks first, where what would be lost would be missed."""

from typing import ClassVar

from ngkt_tui.tui.dialogs.base import Answer, Dialog
from ngkt_tui.tui.dialogs.question import QuestionDialog

WORTH_ASKING = 20
"""Characters from which a text is not thrown away without a question."""


class WritingDialog(Dialog[Answer]):
    """A dialog with text that can be lost. `LOSE` is what the words of its question begin with."""

    LOSE: ClassVar[str]

    def written(self) -> int:
        """Return how many characters would be lost."""
        raise NotImplementedError

    def is_unsaved(self) -> bool:
        """Tell whether a text long enough to be missed has been typed."""
        return self.written() >= WORTH_ASKING

    def action_leave(self) -> None:
        """Close the dialog; ask first where much would be lost."""
        if not self.is_unsaved():
            self.answer(None)
            return
        question = QuestionDialog(
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
