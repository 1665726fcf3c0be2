"""What was being typed when the dashboard ended is offered at the next start, and lost only where its user says so."""

from pathlib import Path

from ngkt_tui.services.session_state import NOTHING, Draft, DraftKind, SessionState, load_session, save_session
from ngkt_tui.tui.dialogs.conflict_dialog import ConfirmDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog, NoteDialog
from ngkt_tui.tui.dialogs.status_dialog import StatusDialog
from tests.tui.dialogs.waiting import opens
from tests.tui.running import Running, dashboard

DIRECTIVE = "hn-2032-02-20-00"


def note(text: str = "ghi chú chưa lưu") -> SessionState:
    return NOTHING._replace(drafts=(Draft(DraftKind.NOTE, (DIRECTIVE,), {"note": text}),))


async def typed_until_the_end(store: Path, *keys: str, text: str) -> SessionState:
    async with dashboard(store) as running:
        await running.press(*keys)
        await running.type(text)
        running.app.exit(return_code=129)  # as a signal does
    return running.app.last_state()


async def choose(running: Running, word: str) -> None:
    """Take a choice of the dialog by its word."""
    dialog = running.app.screen
    assert isinstance(dialog, ConfirmDialog)
    places = [number for number, choice in enumerate(dialog.choices()) if choice.id == word]
    await running.press(*["right"] * places[0], "enter")


async def test_a_note_that_was_being_typed_is_kept(store: Path) -> None:
    state = await typed_until_the_end(store, "n", text="ghi chú")
    assert state.drafts == (Draft(DraftKind.NOTE, (DIRECTIVE,), {"note": "ghi chú"}),)


async def test_a_reason_is_kept_with_its_status(store: Path) -> None:
    state = await typed_until_the_end(store, "s", "down", "down", "enter", text="chờ kinh phí")
    assert state.drafts == (Draft(DraftKind.STATUS, (DIRECTIVE,), {"status": "blocked", "why": "chờ kinh phí"}),)


async def test_a_field_of_a_form_is_kept(store: Path) -> None:
    state = await typed_until_the_end(store, "e", "down", text="bộ công")
    assert state.drafts == (Draft(DraftKind.EDIT, (DIRECTIVE,), {"lead": "bộ công"}),)


async def test_a_form_is_gone_on_with(store: Path) -> None:
    draft = Draft(DraftKind.EDIT, (DIRECTIVE,), {"lead": "bộ công", "evidence": "TB 12\nTB 13"})
    async with dashboard(store, state=NOTHING._replace(drafts=(draft,))) as running:
        await opens(running, ConfirmDialog)
        await choose(running, "go-on")
        await opens(running, FormDialog)
        assert "bộ công" in running.text
        assert "TB 12" in running.text
        assert "TB 13" in running.text


async def test_a_question_over_the_note_keeps_it_too(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("n")
        await running.type("ghi chú")
        await running.press("escape")
    assert [draft.text for draft in running.app.last_state().drafts] == ["ghi chú"]


async def test_nothing_typed_keeps_nothing(store: Path) -> None:
    assert (await typed_until_the_end(store, "n", text="")).drafts == ()


async def test_it_is_offered_at_the_next_start_and_gone_on_with(store: Path) -> None:
    async with dashboard(store, state=note()) as running:
        await opens(running, ConfirmDialog)
        assert "ghi chú chưa lưu" in running.text
        assert "Mở rộng thị trường" in running.text
        await choose(running, "go-on")
        await opens(running, NoteDialog)
        assert "ghi chú chưa lưu" in running.text
        await running.type(" thêm")
        await running.press("ctrl+s")
        assert running.app.dashboard.edits.drafts == []
    assert running.app.last_state().drafts == ()


async def test_left_for_later_it_is_kept_once_more(store: Path) -> None:
    async with dashboard(store, state=note()) as running:
        await opens(running, ConfirmDialog)
        await running.press("escape")
    assert running.app.last_state().drafts == note().drafts


async def test_left_for_later_it_is_there_when_its_dialog_is_opened(store: Path) -> None:
    async with dashboard(store, state=note()) as running:
        await opens(running, ConfirmDialog)
        await running.press("escape", "n")
        assert "ghi chú chưa lưu" in running.text


async def test_thrown_away_it_is_gone(store: Path) -> None:
    async with dashboard(store, state=note()) as running:
        await opens(running, ConfirmDialog)
        await choose(running, "discard")
    assert running.app.last_state().drafts == ()


async def test_a_draft_of_a_record_that_is_gone_can_be_copied(store: Path) -> None:
    draft = Draft(DraftKind.NOTE, ("no-such-record",), {"note": "chữ của tôi"})
    async with dashboard(store, state=NOTHING._replace(drafts=(draft,))) as running:
        await opens(running, ConfirmDialog)
        await choose(running, "copy")
        assert running.app.clipboard == "chữ của tôi"
        assert running.app.dashboard.edits.drafts == [draft]


async def test_a_status_is_gone_on_with_its_reason(store: Path) -> None:
    draft = Draft(DraftKind.STATUS, (DIRECTIVE,), {"status": "blocked", "why": "chờ kinh phí"})
    async with dashboard(store, state=NOTHING._replace(drafts=(draft,))) as running:
        await opens(running, ConfirmDialog)
        await choose(running, "go-on")
        await opens(running, StatusDialog)
        assert "chờ kinh phí" in running.text
        await running.press("ctrl+s")
    assert running.app.last_state().drafts == ()


async def test_after_a_fault_a_filter_that_was_typed_is_a_draft(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash")
        await running.type("thị trường")
    assert running.app.state_after_fault().drafts == (Draft(DraftKind.FILTER, (), {"directives": "thị trường"}),)


async def test_a_filter_is_gone_on_with(store: Path) -> None:
    draft = Draft(DraftKind.FILTER, (), {"directives": "thị trường"})
    async with dashboard(store, state=NOTHING._replace(drafts=(draft,))) as running:
        await opens(running, ConfirmDialog)
        await choose(running, "go-on")
        assert running.app.dashboard.panes.view.filters[1] == "thị trường"
        assert running.app.dashboard.filters.is_typing


def test_the_state_file_keeps_every_line(tmp_path: Path) -> None:
    state = note("dòng một\n\ndòng hai")
    save_session(tmp_path / "state.json", tmp_path / "store", state)
    assert load_session(tmp_path / "state.json", tmp_path / "store").drafts == state.drafts


def test_a_damaged_draft_is_left_out(tmp_path: Path) -> None:
    save_session(tmp_path / "state.json", tmp_path / "store", note())
    file = tmp_path / "state.json"
    file.write_text(file.read_text().replace('"note"', '"nonsense"', 1))
    assert load_session(file, tmp_path / "store").drafts == ()
