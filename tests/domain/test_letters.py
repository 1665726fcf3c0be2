"""Letters that look like đ are đ, and what nobody sees changes nothing: folded, found and shown as found."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.text import (
    SearchTerms,
    has_diacritics,
    is_blank,
    phrase,
    strip_diacritics,
    tokenize,
    tokenize_query,
    without_ignorable,
)
from tests.fixtures.examples import examples, for_each

UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2069\ufe0f\ufeff\U000e0041"
VIETNAMESE = st.text(alphabet="abcdeghiklmnopqrstuvxyăâđêôơưáàảãạấầẩẫậéèẻẽẹúùủũụ Đ", min_size=1, max_size=30)


@st.composite
def strewn(draw: st.DrawFn) -> tuple[str, str]:
    """Return a text, and the same with characters strewn in that nobody sees."""
    text = draw(VIETNAMESE)
    dots = [draw(st.sampled_from(["", "", *UNSEEN])) for _ in range(len(text) + 1)]
    return text, "".join(dot + letter for dot, letter in zip(dots, text + " ", strict=True))


@for_each("letter", "ÐðƉɖĐđ")
def test_every_form_of_the_letter_is_one(letter: str) -> None:
    assert tokenize(f"{letter}à Nẵng") == ["đà", "nẵng"]
    assert strip_diacritics(f"{letter}oàn") == "doan"
    assert has_diacritics(letter)


@settings(derandomize=True, max_examples=examples(300))
@given(strewn())
def test_what_nobody_sees_changes_nothing(pair: tuple[str, str]) -> None:
    plain, dotted = pair
    for form in ("NFC", "NFD"):
        typed = unicodedata.normalize(form, dotted)
        assert tokenize(typed) == tokenize(plain)
        assert tokenize_query(typed) == tokenize_query(plain)
        assert strip_diacritics(typed).split() == strip_diacritics(plain).split()
        assert is_blank(typed) == (not plain.strip())


@settings(derandomize=True, max_examples=examples(200))
@given(st.text(max_size=60))
def test_leaving_out_what_nobody_sees_is_stable(text: str) -> None:
    once = without_ignorable(text)
    assert without_ignorable(once) == once
    assert not set(once) & set(UNSEEN)


@for_each(
    ("typed", "text", "shown"),
    [
        ("halal", "xuất khẩu Hal\u200bal", "Hal\u200bal"),
        ("xuất khẩu", "đẩy mạnh xuất kh\u00adẩu gạo", "xuất kh\u00adẩu"),
        ("đoàn", "Ðoàn công tác", "Ðoàn"),
        ("Ðoàn", "đoàn công tác", "đoàn"),
        ("kh\u00adẩu", "xuất khẩu", "khẩu"),
    ],
)
def test_what_is_found_is_marked(typed: str, text: str, shown: str) -> None:
    assert [text[start:end] for start, end in SearchTerms((phrase(typed),)).match_spans(text)] == [shown]
