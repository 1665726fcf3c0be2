"""The drafting screen: an article of nine paragraphs is entered by keys, kept at each act, and taken in."""

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from ngkt_tui.digest.load import load
from ngkt_tui.domain.enums import Language
from ngkt_tui.services.draft_files import draft_file, kept_articles, load_draft
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.dialogs.drafting_dialog import ArticleDialog, DraftingDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.thread_dialog import NearestDialog
from tests.fixtures.stores import context_of, make_sample_store
from tests.tui.dialogs.waiting import is_left, opens, until
from tests.tui.running import SMALL, Running, dashboard

ARTICLE = Path(__file__).parents[2] / "fixtures" / "articles" / "bao-lua-20320312.txt"


class Typist:
    """Presses keys and counts them; a pasted text counts as one."""

    def __init__(self, running: Running) -> None:
        self.running, self.keys = running, 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.running.press(*keys)
        await self.running.settle()

    async def type(self, text: str) -> None:
        self.keys += len(text)
        await self.running.type(text)


def dialog(running: Running) -> DraftingDialog:
    screen = running.app.screen
    assert isinstance(screen, DraftingDialog)
    return screen


async def begin(running: Running, typist: Typist) -> DraftingDialog:
    """Open the drafting screen on the article by its file's name."""
    await typist.press("N")
    await opens(running, ArticleDialog)
    typist.keys += 1  # a path is pasted or completed; what is typed of the article is counted below
    await running.type(str(ARTICLE))
    await typist.press("ctrl+s")
    await opens(running, DraftingDialog)
    return dialog(running)


async def test_an_article_is_entered_by_keys_with_a_quarter_of_the_characters_of_its_digest(tmp_path: Path) -> None:
    store, output = make_sample_store(tmp_path / "ngkt.sqlite"), tmp_path / "bai.yaml"
    async with dashboard(store) as running:
        typist = Typist(running)
        screen = await begin(running, typist)
        await typist.press("a")  # the conference
        assert screen.draft.is_conference_taken
        for number, entry in enumerate(screen.draft.entries):
            assert dialog(running).at == number
            if not entry.is_ask and entry.clause.paragraph != 4:
                await typist.press("x")
                await opens(running, FormDialog)
                await typist.press("enter")
            elif number == 6:
                await until(running, lambda: bool(dialog(running)._page.nearest))
                await typist.press("1", "a")
            else:
                await typist.press("a")
            await until(running, lambda: isinstance(running.app.screen, DraftingDialog))
        await until(running, lambda: not dialog(running)._faults)
        assert dialog(running).draft.decided == len(screen.draft.entries)
        await typist.press("w")
        await opens(running, FormDialog)
        await typist.type(str(output.name))
        running.app.screen.query(Input).first().value = str(output)
        await typist.press("ctrl+s")
        await is_left(running)
        written = load(output).digest
        assert typist.keys <= len(output.read_text("utf-8")) / 4
    assert len(written.directives) == 8
    assert [each.directive for each in written.directives[0].repeats] == ["hn-2031-03-05-03"]
    context = context_of(store, Language.VI)
    with Reader(context) as reader:
        assert reader.find("hn-2032-03-12-01").kind == "directive"
    assert kept_articles(context) == []


async def test_what_was_decided_is_kept_at_once_and_nothing_is_in_the_store(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    context = context_of(store, Language.VI)
    async with dashboard(store, size=SMALL) as running:
        typist = Typist(running)
        await begin(running, typist)
        await typist.press("a", "down", "down", "down", "down", "down", "down", "a")
        kept = load_draft(context, "bao-lua-20320312")
        assert kept is not None
        assert (kept.is_conference_taken, kept.decided) == (True, 1)
        assert "¶5" in running.text
    assert json.loads(draft_file(context, "bao-lua-20320312").read_text("utf-8"))["entries"]
    with Reader(context) as reader:
        assert "bao-lua-20320312" not in reader.ids_beginning("bao-", 9)
    async with dashboard(store) as running:
        screen = await begin(running, Typist(running))
        assert screen.draft == kept


async def test_clauses_are_edited_split_joined_turned_and_reopened(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    async with dashboard(store) as running:
        typist = Typist(running)
        screen = await begin(running, typist)
        count = len(screen.draft.entries)
        first = next(number for number, entry in enumerate(screen.draft.entries) if entry.facts)
        await typist.press(*["down"] * (first + 1), "b")
        await opens(running, NearestDialog)
        await typist.press("enter")
        await until(running, lambda: screen.draft.entries[first].facts[0].is_taken)
        await opens(running, NearestDialog)
        await typist.press("escape")
        await until(running, lambda: isinstance(running.app.screen, DraftingDialog))
        assert " +1" in running.text
        await typist.press(*["down"] * (7 - first))
        at = screen.at
        text = screen.draft.entries[at].clause.text
        await typist.press("d")
        assert len(screen.draft.entries) == count - 1
        assert screen.draft.entries[at].clause.text.startswith(text)
        await typist.press("s")
        await until(running, lambda: not isinstance(running.app.screen, DraftingDialog))
        await typist.press("enter")
        await until(running, lambda: isinstance(running.app.screen, DraftingDialog))
        assert len(screen.draft.entries) == count
        await typist.press("e")
        await opens(running, FormDialog)
        running.app.screen.query(Input).first().value = "Mở kho gạo"
        await typist.press("ctrl+s")
        await until(running, lambda: isinstance(running.app.screen, DraftingDialog))
        assert screen.draft.entries[at].values["text"]["vi"] == "Mở kho gạo"
        await typist.press("t")
        assert screen.draft.entries[at].kind == "result"
        await typist.press("t", "a", "up", "u")
        assert screen.draft.decided == 0


async def test_what_is_asked_for_is_an_article_and_in_a_browser_no_file(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(store) as running:
        await running.press("N")
        await opens(running, ArticleDialog)
        assert "Toàn văn bài viết…" in running.text
        assert ".txt" in running.text
        await running.press("escape")
        monkeypatch.setattr(Notifier, "is_in_browser", True)
        await running.press("N")
        await opens(running, ArticleDialog)
        assert ".txt" not in running.text
