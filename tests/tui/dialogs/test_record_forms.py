"""Adding records and correcting them by keys: one form for every kind."""

from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.services.draft_files import articles_folder
from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_entry import RecordBasis, add_fields
from ngkt_tui.tui.dialogs.conflict_dialog import ConfirmDialog
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.record_form_dialog import KindDialog, RecordFormDialog
from tests.fixtures.stores import context_of, make_sample_store
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import Running, dashboard


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return make_sample_store(tmp_path / "sample.sqlite")


async def begin(running: Running, kind: RecordKind, pane: str) -> None:
    """Open the form of a kind of record from a pane, with keys alone."""
    await running.press(pane, "A")
    await opens(running, KindDialog)
    dialog = running.app.screen
    assert isinstance(dialog, KindDialog)
    await running.press(*["down"] * [*dialog._fitting, *dialog._others].index(kind), "enter")
    await opens(running, RecordFormDialog)


async def test_an_agency_is_added_and_lies_under_the_cursor(store: Path) -> None:
    async with dashboard(store) as running:
        await begin(running, RecordKind.ORGANISATION, "4")
        assert "Tên tắt" not in running.text  # not required
        await running.type("Bộ Tài chính")
        await shows(running, "bo-tai-chinh")
        assert "◉ bộ" in running.text  # as the name tells
        await running.press("enter")
        await is_left(running)
        assert running.record[:2] == (RecordKind.ORGANISATION, "bo-tai-chinh")
        await running.press("u")
        assert running.record.id != "bo-tai-chinh"
        assert "Bộ Tài chính" not in "\n".join(running.lines[:-6])


async def test_a_task_of_a_document_is_given_to_an_agency_that_is_added_on_the_way(store: Path) -> None:
    async with dashboard(store) as running:
        await begin(running, RecordKind.DIRECTIVE, "2")
        await running.type("Trình đề án logistics")
        await running.press("down", "right", "down")
        await running.type("123/TB-VPCP")
        await running.press("ctrl+o")
        await running.type("Bộ Xây dựng")
        await shows(running, "Thêm cơ quan “Bộ Xây dựng”…")
        await running.press("down", "end", "up", "enter")
        await until(running, lambda: len(running.app.screen_stack) == 3)
        await running.press("enter")
        await shows(running, "→ Bộ Xây dựng")
        await running.press("down")
        await running.type("31/12/2032")
        await running.press("enter")
        await is_left(running)
        assert (running.directive.text_vi, running.directive.due) == ("Trình đề án logistics", date(2032, 12, 31))
        assert (running.directive.agencies_vi, running.directive.leads) == ("Bộ Xây dựng", 1)


async def test_the_usual_bodies_are_taken_in_from_where_one_of_them_is_missed(tmp_path: Path) -> None:
    ensure_store(context_of(tmp_path / "ngkt.sqlite"))
    async with dashboard(tmp_path / "ngkt.sqlite") as running:
        await running.press("e", "down")
        await running.type("Bộ Xây dựng")
        await shows(running, "Nạp sẵn bộ, ngành")
        await running.press("down", "end", "enter")
        await shows(running, "→ Bộ Xây dựng")
        await running.press("enter")
        await is_left(running)
        assert running.directive.agencies_vi == "BXD"


async def test_one_word_of_a_directive_is_corrected_beside_what_the_digest_says(sample: Path) -> None:
    async with dashboard(sample) as running:
        digest_text = running.directive.text_vi
        await running.press("E")
        await opens(running, RecordFormDialog)
        await running.press("end")
        await running.type(" ngay")
        await shows(running, "thay cho")
        await running.press("enter")
        await is_left(running)
        assert (running.directive.text_vi, running.directive.corrected) == (f"{digest_text} ngay", 1)
        await running.press("E")
        await opens(running, RecordFormDialog)
        assert "bản tổng hợp ghi: " in running.text
        await running.press("escape", "i")
        await shows(running, "bản tổng hợp ghi: ")
        await running.press("E")
        await opens(running, RecordFormDialog)  # also from the detail, where records without a pane can be read
        await running.press("escape", "escape", "u")
        await until(running, lambda: (running.directive.text_vi, running.directive.corrected) == (digest_text, 0))


async def test_what_is_being_added_is_offered_at_the_next_start(store: Path) -> None:
    async with dashboard(store) as running:
        await begin(running, RecordKind.ORGANISATION, "4")
        await running.type("Bộ Y tế")
        running.app.exit(return_code=129)  # as a signal does
    async with dashboard(store, state=running.app.last_state()) as running:
        await opens(running, ConfirmDialog)
        await running.press("g")
        await opens(running, RecordFormDialog)
        await shows(running, "bo-y-te")


async def test_what_is_called_the_same_is_asked_about_before_it_is_saved(store: Path) -> None:
    async with dashboard(store) as running:
        await begin(running, RecordKind.ORGANISATION, "4")
        await running.type("bo ngoai giao")
        await shows(running, "đã có tên gần giống: Bộ Ngoại giao (bng)")
        await running.press("enter")
        await opens(running, ChoiceDialog)
        await running.press("escape")
        await opens(running, RecordFormDialog)
        assert "bo ngoai giao" in running.text  # what was typed is there to be put right


async def test_terms_are_proven_by_the_text_of_the_article_as_they_are_typed(sample: Path) -> None:
    folder = articles_folder(context_of(sample))
    async with dashboard(sample) as running:
        await begin(running, RecordKind.DIRECTIVE, "2")
        await running.type("Mở rộng thị trường gạo")
        await running.press("down", "right", "right", "down")
        await running.type("bao-an-20310305")
        await running.press("down")
        await running.type("2")
        await running.press("down")
        await running.type("gạo thơm")
        await shows(running, "chưa đối chiếu")
        folder.mkdir()
        (folder / "bao-an-20310305.txt").write_text("Tít\nThúc đẩy xuất khẩu gạo thơm.\n", "utf-8")
        await running.type(" ngon")
        await shows(running, "“gạo thơm ngon” không đứng đúng từng chữ")
        await running.press(*["backspace"] * 5)
        await shows(running, "đủ trong đoạn (1)")
        await running.press("enter")
        await is_left(running)
    with Reader(context_of(sample)) as reader:
        (source,) = reader.detail(running.directive.id).sources
    assert (source.paragraphs, source.terms) == ((2,), ("gạo thơm",))
    wrong = RecordBasis(sources=("bao-an-20310305:2:gạo nếp",))
    with pytest.raises(UsageError):
        add_fields(context_of(sample), RecordKind.DIRECTIVE, {"text": ["Việc khác"]}, wrong)
