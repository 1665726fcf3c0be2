"""What digests and users write is shown letter for letter, does nothing, and moves no border."""

from pathlib import Path

from rich.cells import cell_len

from ngkt_tui.domain.enums import RecordKind
from tests.query.building import Building
from tests.tui.running import NORMAL, SMALL, Running, dashboard
from tests.tui.stores import make_store

MARKUP = "[/x] [red] [@click=app.bell]x :smile: $gold"
CONTROL = "a\x1b]0;title\x07b\x1b[31mc\x00d\x9be\u202ef"
SAFE_CONTROL = "a�]0;title�b�[31mc�d�e�f"
WIDE = "漢字 👨\u200d👩\u200d👧 ❤️ x\u0302 e\u0301 \u200b\u00ad ﷽ 👍🏽 🇻🇳"
HOSTILE = [MARKUP, CONTROL, WIDE]


def hostile_store(path: Path, *texts: str) -> Path:
    """Make a store in whose every pane each text stands on a line of its own."""

    def fill(built: Building) -> None:
        for number, text in enumerate(texts):
            _put_in(built, number, text)

    return make_store(path / "ngkt.sqlite", fill)


def _put_in(built: Building, number: int, text: str) -> None:
    conference, agency, official = f"hn-{number}", f"cq-{number}", f"nguoi-{number}"
    built.conference(conference, "2031-03-05", text, title_en=text)
    built.organisation(agency, text, name_en=text, short_vi=text, short_en=text)
    built.put(RecordKind.OFFICIAL, official, text)
    built.put(RecordKind.AGREEMENT, f"fta-{number}", text, name_en=text)
    built.put(RecordKind.MARKET, f"tt-{number}", text, name_en=text)
    built.insert("post", official=official, ordinal=0, title_vi=text, conferences=f'["{conference}"]', digest="d")
    built.insert(
        "market_mention", market=f"tt-{number}", ordinal=0, conference=conference, stance="key", digest="d"
    )  # fmt: skip
    built.insert(
        "observation", agreement=f"fta-{number}", ordinal=0, conference=conference, stage="signed",
        next_step_vi=text, digest="d",
    )  # fmt: skip
    built.directive(f"cd-{number}", conference, text, text_en=text, lead=[agency], issuer=[official])


def assert_borders_stand(running: Running) -> None:
    lines = [in_cells(line) for line in running.lines]
    assert {len(line) for line in lines} == {running.app.size.width}
    for pane in running.panes:
        if not pane.display:
            continue
        for y in range(pane.region.y + 1, pane.region.bottom - 1):
            assert lines[y][pane.region.x] in "│┃"
            assert lines[y][pane.region.right - 1] in "│┃"


def in_cells(line: str) -> list[str]:
    """The letters of a line by the cell that each begins in; an empty text in the second cell of a wide one."""
    cells: list[str] = []
    for letter in line:
        cells += ["", letter, letter + " "][cell_len(letter)]
    return cells


async def test_borders_stay_in_their_column(tmp_path: Path) -> None:
    async with dashboard(hostile_store(tmp_path, *HOSTILE), size=NORMAL) as running:
        for size in (NORMAL, (200, 50)):
            await running.resize(*size)
            assert running.panes[0].records == len(HOSTILE)
            assert_borders_stand(running)
        await running.resize(*SMALL)
        for key in ("1", "2", "3", "4"):
            await running.press(key)
            assert_borders_stand(running)


async def test_markup_is_shown_letter_for_letter_in_every_pane(tmp_path: Path) -> None:
    async with dashboard(hostile_store(tmp_path, MARKUP), size=SMALL) as running:
        for key in ("1", "2", "3", "4"):
            await running.press(key)
            assert "[/x] [red] [@click" in running.text


async def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    async with dashboard(hostile_store(tmp_path, CONTROL), size=(200, 50)) as running:
        assert SAFE_CONTROL in running.text
        assert not any(letter in running.text for letter in "\x1b\x07\x00\x9b\u202e")


async def test_a_hostile_name_on_a_chip_and_in_a_notification_does_nothing(tmp_path: Path) -> None:
    async with dashboard(hostile_store(tmp_path, MARKUP)) as running:
        await running.press("4", "equals_sign")
        assert "[/x] [red]" in running.lines[-2]
        running.app.dashboard.host.notifier.show_message(MARKUP)
        await running.settle()
        assert "[@click=app.bell]x" in running.text


async def test_any_text_in_the_filter_box_is_taken_as_a_filter_or_marked_as_a_mistake(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash")
        for text in (MARKUP, "[", "\\", '"', "'; DROP TABLE", "%", "(", "tt:", "-", "a:b", "\ud7ff"):
            running.app.dashboard.filters.bar.input.insert_text_at_cursor(text)
            await running.settle()
            assert running.app.is_running, text
            assert running.app._exception is None, text
            await running.press("ctrl+u")
            assert running.app.dashboard.filters.bar.input.value == "", text


async def test_of_a_very_long_filter_what_fits_is_taken(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash")
        running.app.dashboard.filters.bar.input.insert_text_at_cursor("x" * 100_000)
        await running.settle()
        assert running.app.dashboard.filters.bar.input.value == "x" * 1_000


async def test_a_damaged_row_is_marked_and_the_rest_is_shown(store: Path) -> None:
    import sqlite3

    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE directive SET status = 'broken', due = 'never' WHERE id = 'hn-2032-02-20-00'")
        connection.execute("UPDATE market_mention SET stance = 'broken'")
        connection.execute("UPDATE observation SET stage = 'broken'")
        connection.execute("UPDATE conference SET date = 'broken', format = 'broken'")
        connection.commit()
    connection.close()
    async with dashboard(store) as running:
        assert "?  Mở rộng thị trường" in running.text
        assert "Đàm phán, ký kết" in running.text
