"""Wrapping by cells: the short way for ordinary text gives what the long way gives."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ngkt_tui.report.text_layout import _NARROW, _wrap_any, width_of, wrap

TEXTS = st.text(st.sampled_from("ab–ộ…  ☐中́\t"), max_size=60)


def test_every_character_that_counts_as_narrow_takes_one_cell() -> None:
    wide = [character for code in range(sys.maxunicode + 1) if _NARROW.fullmatch(character := chr(code))]
    assert len(wide) > 500
    assert [hex(ord(each)) for each in wide if cell_len(each) != 1] == []


def test_vietnamese_is_narrow() -> None:
    letters = unicodedata.normalize("NFC", "Ưu tiên mở rộng thị trường, đẩy mạnh xuất khẩu: ĐỀ NGHỊ «ăâêôơư» – 50%…")
    assert _NARROW.fullmatch(letters)


@given(TEXTS, st.integers(1, 20))
def test_ordinary_text_is_wrapped_as_any_other(text: str, width: int) -> None:
    assert wrap(text, width) == _wrap_any(" ".join(text.split()), width)


@given(TEXTS)
def test_a_width_is_what_the_terminal_gives(text: str) -> None:
    assert width_of(text) == cell_len(text)
