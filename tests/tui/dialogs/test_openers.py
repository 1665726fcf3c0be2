"""The keys of the dashboard open dialogs, and what is answered is done."""

import json
from inspect import iscoroutinefunction
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.export_dialog import ExportDialog
from ngkt_tui.tui.dialogs.form_dialog import NoteDialog
from ngkt_tui.tui.dialogs.help_dialog import HelpDialog
from ngkt_tui.tui.dialogs.openers import EDITORS, OPENERS, load
from ngkt_tui.tui.dialogs.status_dialog import StatusDialog
from ngkt_tui.tui.keymap import KEYS
from tests.fixtures.stores import context_of
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import Running, dashboard


def test_every_dialog_that_a_key_opens_has_an_opener() -> None:
    opened = {key.action.split("'")[1] for key in KEYS if key.action.startswith("open(")}
    by_other_ways = {"drafts", "due-today", "detail", "page", "timeline", "watched"}  # at a start, by i, Enter and z
    assert set(OPENERS) == opened | by_other_ways
    assert all(iscoroutinefunction(load(place)) for place in (*OPENERS.values(), *EDITORS.values()))


def chosen(running: Running) -> str:
    return running.record.id


async def test_s_gives_the_directive_under_the_cursor_a_status(store: Path) -> None:
    async with dashboard(store) as running:
        record = chosen(running)
        await running.press("s")
        await opens(running, StatusDialog)
        await running.press("down", "enter")
        await is_left(running)
        await shows(running, "◐")
    with Reader(context_of(store)) as reader:
        assert reader.detail(record).body.status == Status.DOING  # type: ignore[union-attr]


async def test_n_adds_a_note_to_a_record_of_any_kind(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("1")
        record = chosen(running)
        await running.press("n")
        await opens(running, NoteDialog)
        await running.type("mai hop")
        await running.press("ctrl+s")
        await is_left(running)
        await shows(running, "Đã thêm ghi chú cho “Hội nghị")
    with Reader(context_of(store)) as reader:
        assert [note.text for note in reader.detail(record).notes] == ["mai hop"]


async def test_question_mark_and_f1_open_the_help(store: Path) -> None:
    async with dashboard(store) as running:
        for key in ("question_mark", "f1"):
            await running.press(key)
            await opens(running, HelpDialog)
            await running.press("escape")
            await is_left(running)


async def export(running: Running, name: str) -> None:
    await running.press("x")
    await opens(running, ExportDialog)
    running.app.screen.query_one("#file").value = name  # type: ignore[attr-defined]
    await running.press("ctrl+s")


async def test_x_writes_what_is_filtered_and_says_where(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with dashboard(store, filter_text="gao") as running:
        await running.press("x")
        await opens(running, ExportDialog)
        assert "gao" in running.text
        await running.press("down", "right", "right", "right", "right", "ctrl+s")
        await is_left(running)
        await shows(running, "ngkt-2032-03-01.json")
        await until(running, (tmp_path / "ngkt-2032-03-01.json").exists)
    written = json.loads((tmp_path / "ngkt-2032-03-01.json").read_text(encoding="utf-8"))
    texts = [each["text"] for conference in written["conferences"] for each in conference["directives"]]
    assert texts
    assert all("gạo" in text.casefold() for text in texts)


async def test_a_file_that_is_there_is_overwritten_only_when_asked_twice(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "báo cáo.md"
    file.write_text("của tôi", encoding="utf-8")
    async with dashboard(store) as running:
        await export(running, str(file))
        await opens(running, ChoiceDialog)
        await running.press("enter")
        await opens(running, ExportDialog)
        assert file.read_text(encoding="utf-8") == "của tôi"
        assert "báo cáo.md" in running.text
        await running.press("ctrl+s")
        await opens(running, ChoiceDialog)
        await running.press("right", "enter")
        await is_left(running)
        await shows(running, "báo cáo.md")
        await until(running, lambda: "Mercosur" in file.read_text(encoding="utf-8"))


async def test_a_file_that_cannot_be_written_is_told_with_the_next_step(store: Path, tmp_path: Path) -> None:
    async with dashboard(store, (120, 40)) as running:
        await export(running, str(tmp_path / "không có" / "a.md"))
        await shows(running, "Chưa ghi được")
        await shows(running, "Hãy chọn tệp hoặc thư mục khác")


async def test_leaving_the_export_writes_nothing(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    async with dashboard(store) as running:
        await running.press("x")
        await opens(running, ExportDialog)
        await running.press("escape")
        await is_left(running)
    assert sorted(tmp_path.iterdir()) == before
