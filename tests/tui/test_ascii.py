"""`--ascii` leaves nothing beyond ASCII on the screen but letters: no frame, no bar, no sign."""

import unicodedata
from pathlib import Path

import pytest

import ngkt_tui
from ngkt_tui.tui.line_filters import TABLE
from tests.tui.running import NORMAL, SMALL, dashboard

DIALOGS = ("enter", "s", "e", "f", "x", "F", "c", "H", "question_mark", "colon", "n")
SOURCES = Path(ngkt_tui.__file__).parent


def signs(text: str) -> set[str]:
    return {each for each in text if not each.isascii() and unicodedata.category(each)[0] not in "LM"}


@pytest.mark.parametrize(
    ("size", "dialogs"),
    [(NORMAL, DIALOGS), (SMALL, DIALOGS[:1]), pytest.param(SMALL, DIALOGS, marks=pytest.mark.soak)],
)
async def test_the_dashboard_and_its_dialogs_are_drawn_without_signs(
    store: Path, size: tuple[int, int], dialogs: tuple[str, ...]
) -> None:
    async with dashboard(store, size=size, ascii=True) as running:
        assert signs(running.text) == set()
        for key in dialogs:
            await running.press(key)
            assert signs(running.text) == set(), key
            await running.press("escape")
        await running.press("space", "slash", *"mở")
        assert signs(running.text) == set()


@pytest.mark.parametrize("folder", ["tui", "domain/words", "services/detail_lines"])
def test_every_sign_that_is_written_anywhere_has_one_in_ascii(folder: str) -> None:
    written = "".join(path.read_text("utf-8") for path in (SOURCES / folder).rglob("*.py"))

    assert written
    assert {each for each in signs(written) if ord(each) not in TABLE} == set()
    assert all(plain.isascii() and len(plain) == 1 for plain in TABLE.values())
