"""The drafting screen: an article's paragraphs beside its clauses; a person takes, writes, splits, joins or skips each.

What is decided is kept at once. Nothing enters the store before the whole is taken in.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.article_draft import ArticleDraft, ArticleKnowledge, NextArticle
from ngkt_tui.services.detail_lines.lines import DetailLine, formatter_of
from ngkt_tui.services.draft_digest import begin_draft, faults, reason_words
from ngkt_tui.services.draft_files import kept_articles, load_draft, save_draft
from ngkt_tui.services.draft_lines import (
    CONFERENCE,
    ClausePage,
    Faults,
    clause_lines,
    clause_page,
    conference_lines,
    entry_lines,
    fact_words,
    paragraph_lines,
)
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.draft_forms import ask_conference, ask_cut, ask_entry, ask_nearest, ask_reason, finish
from ngkt_tui.tui.dialogs.form_dialog import NoteDialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

_TAKE = DialogAction("take", "a", "drafting.take")
_EDIT = DialogAction("edit", "e", "key.edit")
_SKIP = DialogAction("skip", "x", "drafting.skip")
_REPEAT = DialogAction("repeat", "r", "drafting.repeat")
_SAME = DialogAction("same", "m", "drafting.same-as")
_BESIDE = DialogAction("beside", "b", "drafting.beside")
_SPLIT = DialogAction("split", "s", "drafting.split")
_JOIN = DialogAction("join", "d", "drafting.join")
_TURN = DialogAction("turn", "t", "drafting.turn")
_REOPEN = DialogAction("reopen", "u", "drafting.reopen")
_FINISH = DialogAction("finish", "w", "drafting.finish")
NARROW = 110
"""Cells below which a clause stands without the paragraphs beside it."""
Change = Callable[[ArticleDraft], ArticleDraft]


class DraftingDialog(Dialog[None]):
    """Shows a draft and does what its writer decides. `output` is where its digest is to be written."""

    TITLE_KEY = "drafting.title"
    WIDTH = 400

    def __init__(self, host: DialogHost, draft: ArticleDraft, knowledge: ArticleKnowledge, output: str = "") -> None:
        super().__init__(host.context.language)
        self._host, self._knowledge, self.output = host, knowledge, output
        self.draft = draft
        self.at = draft.next_open(-1) if draft.is_conference_taken else -1
        """The clause under the cursor; -1 for the conference."""
        self._faults: Faults = {}
        self._page = ClausePage()

    def heading(self) -> str:
        values = {"article": self.draft.article, "decided": self.draft.decided, "all": len(self.draft.entries)}
        return self.translate(self.TITLE_KEY, **values)

    def body(self) -> ComposeResult:
        is_plain = self._host.context.ascii
        with Horizontal():
            yield RichList(id="paragraphs", marks_stops=False, keeps_bar=True, is_plain=is_plain)
            with Vertical():
                yield RichList(id="clauses", marks_stops=False, keeps_bar=True, is_plain=is_plain)
                yield RichList(id="clause", marks_stops=False, label_width=20, is_plain=is_plain)

    def on_mount(self) -> None:
        self.set_class(self.app.size.width < NARROW, "-narrow")
        self._show()
        self.query_one("#clauses").focus()
        self._check()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW, "-narrow")
        super().on_resize(event)
        if self.is_whole:
            self._show_clause()

    def choices(self) -> Sequence[DialogAction]:
        """Return what can be done with what is under the cursor."""
        if self.at < 0:
            return (_TAKE, _EDIT, _FINISH, LEAVE)
        tied = (_REPEAT, _SAME) if self.draft.entries[self.at].kind is RecordKind.DIRECTIVE else ()
        beside = (_BESIDE,) if self.draft.entries[self.at].facts else ()
        return (_TAKE, _EDIT, _SKIP, *tied, *beside, _SPLIT, _JOIN, _TURN, _REOPEN, _FINISH, LEAVE)

    def choose(self, choice: str) -> None:
        """Decide on the clause under the cursor, or ask what is needed for that."""
        number = self.at
        if choice in _ASKING:
            self._host.workers.begin(_ASKING[choice](self), opens=True)
        elif number < 0:
            if choice == _TAKE.id:
                self.change(lambda draft: replace(draft, is_conference_taken=True), goes_on=True)
        elif choice == _TAKE.id:
            self.change(lambda draft: draft.take(number), goes_on=True)
        elif choice == _JOIN.id:
            self.change(lambda draft: draft.join(number, self._knowledge))
        elif choice == _TURN.id:
            self.change(lambda draft: draft.turned(number))
        elif choice == _REOPEN.id:
            self.change(lambda draft: draft.reopen(number))

    def on_key(self, event: events.Key) -> None:
        """Mark one of the earlier asks by its number."""
        if event.key.isdigit() and 0 < int(event.key) <= len(self._page.nearest) and self.at >= 0:
            event.stop()
            self.repeat(self._page.nearest[int(event.key) - 1][0])
            return
        super().on_key(event)

    def repeat(self, directive: str) -> None:
        """Mark an earlier ask as repeated by the clause under the cursor, or no more."""
        number = self.at
        if self.draft.entries[number].kind is RecordKind.DIRECTIVE:
            self.change(lambda draft: draft.repeat(number, directive))

    def change(self, change: Change, *, goes_on: bool = False) -> None:
        """Change the draft and keep it; where its writer `goes_on`, to what is open next."""
        self.draft = change(self.draft)
        self.at = self.draft.next_open(self.at) if goes_on else min(self.at, len(self.draft.entries) - 1)
        self._show()
        self._keep()

    @work(group="keep")
    async def _keep(self) -> None:
        draft = self.draft
        await self._host.workers.work(partial(save_draft, self._host.context, draft))
        if draft is self.draft:
            self._check()

    @work(exclusive=True, group="check")
    async def _check(self) -> None:
        draft, number = self.draft, self.at
        self._page = await self._host.workers.read(partial(clause_page, draft=draft, number=number))
        self._faults = await self._host.workers.read(partial(faults, draft=draft))
        if self.is_whole and draft is self.draft:
            self._show()

    @on(RichList.Pointed)
    def point(self, event: RichList.Pointed) -> None:
        """Go to another clause, or to the first one of another paragraph."""
        self._page = ClausePage()
        if event.sheet.id == "paragraphs":
            numbers = (n for n, entry in enumerate(self.draft.entries) if entry.clause.paragraph == int(event.target))
            self.at = next(numbers, self.at)
        else:
            self.at = -1 if event.target == CONFERENCE else int(event.target)
        self._show()
        self._check()

    @on(RichList.Followed)
    def edit_entry(self) -> None:
        """Write the clause under the cursor."""
        self.choose(_EDIT.id)

    def _show(self) -> None:
        formatter = formatter_of(self._host.context)
        clauses = self.query_one("#clauses", RichList)
        target = CONFERENCE if self.at < 0 else str(self.at)
        clauses.show(clause_lines(self.draft, formatter, self._faults, self.at), at=target, top=clauses.top)
        self.query_one("#frame").border_title = self.heading()
        self._show_clause()

    def _show_clause(self) -> None:
        formatter = formatter_of(self._host.context)
        at = self.draft.entries[self.at].clause.paragraph if self.at >= 0 else int(self.draft.conference["paragraph"])
        paragraphs = self.query_one("#paragraphs", RichList)
        paragraphs.show(paragraph_lines(self.draft, formatter, at), at=str(at), top=paragraphs.top)
        lines: list[DetailLine]
        if self.at < 0:
            lines = list(conference_lines(self.draft, self._page, formatter))
        else:
            narrow = self.has_class("-narrow")
            lines = list(entry_lines(self.draft, self.at, self._page, formatter, is_narrow=narrow))
        self.query_one("#clause", RichList).show(lines)
        self.query_one(ActionBar).show(self.choices())

    async def ask_edit(self) -> None:
        """Ask for the fields of the clause or of the conference under the cursor."""
        number = self.at
        ask = ask_conference if number < 0 else partial(ask_entry, number=number)
        change = await ask(self._host, self.draft, page=self._page)
        if change is not None:
            self.change(change)

    async def ask_skip(self) -> None:
        """Ask why nothing is taken from the clause under the cursor."""
        number = self.at
        proposed = reason_words(self.draft.entries[number].reason, self.language)
        reason = await ask_reason(self._host, self.draft.entries[number].clause.text, proposed)
        if reason:
            kept = self.draft.entries[number].reason if reason == proposed else reason
            self.change(lambda draft: draft.skip(number, kept), goes_on=True)

    async def ask_split(self) -> None:
        """Ask where the clause under the cursor is to be split."""
        number = self.at
        cut = await ask_cut(self._host, self.draft.entries[number].clause.text)
        if cut:
            self.change(lambda draft: draft.split(number, cut, self._knowledge))

    async def ask_repeat(self) -> None:
        """Ask which earlier directive the clause under the cursor repeats."""
        if directive := await ask_nearest(self._host, self._page.nearest):
            self.repeat(directive)

    async def ask_same(self) -> None:
        """Ask which directive of another article on this conference the clause under the cursor is."""
        number = self.at
        if record := await ask_nearest(self._host, self._page.same):
            self.change(lambda draft: draft.same_as(number, record), goes_on=True)

    async def ask_beside(self) -> None:
        """Ask what of all that the clause states beside is taken, one by one, until its user leaves."""
        number = self.at
        while True:
            facts = fact_words(self.draft.entries[number], self._page, formatter_of(self._host.context))
            offers = [(str(place), words) for place, words in enumerate(facts, 1)]
            picked = await ask_nearest(self._host, offers, "drafting.beside.title")
            if picked is None:
                return
            self.change(partial(ArticleDraft.toggle_fact, number=number, place=int(picked) - 1))

    async def ask_finish(self) -> None:
        """Ask where the digest is to be written, and take it in."""
        if await finish(self._host, self.draft, self.output):
            self.answer(None)


_ASKING = {
    _EDIT.id: DraftingDialog.ask_edit,
    _SKIP.id: DraftingDialog.ask_skip,
    _SPLIT.id: DraftingDialog.ask_split,
    _REPEAT.id: DraftingDialog.ask_repeat,
    _SAME.id: DraftingDialog.ask_same,
    _BESIDE.id: DraftingDialog.ask_beside,
    _FINISH.id: DraftingDialog.ask_finish,
}


class ArticleDialog(NoteDialog):
    """Asks for the text of an article, pasted whole, or for the name of its file."""

    TITLE_KEY = "drafting.next.title"
    LOSE = "dialog.form.lose"
    HINT_KEY = "drafting.next.hint"
    CHOICES = (DialogAction("save", "ctrl+s", "drafting.next.begin"),)


async def open_next_article(host: DialogHost) -> None:
    """Ask for an article, pasted or in a file; one whose draft is kept is gone on with."""
    from ngkt_tui.services.new_digest import read_typed  # these load Pydantic

    may_name_file = not host.notifier.is_in_browser  # a user of a browser has no files where the dashboard runs
    kept = await host.workers.work(partial(kept_articles, host.context))
    asked = [host.translate("drafting.next.ask" if may_name_file else "drafting.next.paste")]
    asked += [host.translate("drafting.next.kept", ids=", ".join(kept))] if kept else []
    typed = await host.ask(ArticleDialog(host.context.language, " ".join(asked)))
    if not typed:
        return
    known = load_draft(host.context, typed.strip()) if typed.strip() in kept else None
    id, paragraphs = (
        (known.article, known.paragraphs)
        if known
        else await host.workers.work(partial(read_typed, typed, may_name_file=may_name_file))
    )
    await draft_article(host, NextArticle(id, paragraphs))


async def draft_article(host: DialogHost, article: NextArticle) -> None:
    """Open the drafting screen on an article, where its draft was left."""
    draft, knowledge = await host.workers.read(partial(begin_draft, next_article=article))
    if any(article.answer):
        proven, dropped = len(article.answer.proven), article.answer.dropped
        host.notifier.warn("drafting.command.shown", proven=proven, dropped=dropped)
    await host.ask(DraftingDialog(host, draft, knowledge, article.output))
