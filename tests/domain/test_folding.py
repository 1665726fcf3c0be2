"""Vietnamese words are found as people type them: with accents, without, or half."""

import re
import unicodedata
from fnmatch import fnmatchcase

from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.text import has_diacritics, prefix_patterns, strip_diacritics, tokenize
from tests.fixtures.examples import examples, for_each

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["d", "đ"]
ALL = LETTERS + [letter.upper() for letter in LETTERS]


def finds(typed: str, text: str) -> bool:
    [word] = tokenize(text)
    if not has_diacritics(typed):
        return strip_diacritics(text).startswith(strip_diacritics(typed))
    return any(fnmatchcase(word, pattern) for pattern in prefix_patterns(typed))


@for_each(
    ("typed", "found", "missed"),
    [
        ("duong", ["đường", "dương", "đương", "Dưỡng", "DUONG"], ["đuôi"]),
        ("đuong", ["đường", "đương"], ["dương", "duong"]),
        ("đường", ["đường", "ĐƯỜNG"], ["đương", "dường", "đướng"]),
        ("truơ", ["trường", "Trương"], ["trung", "truông"]),
        ("hoà", ["hòa", "hoà", "hoàn", "Hoàng"], ["hóa", "hoa", "hoạch"]),
        ("hòa", ["hoà", "hòa"], ["hóa"]),
        ("thuỷ", ["thủy", "thuỷ"], ["thúy"]),
        ("quý", ["quý"], ["quỳ"]),
        ("khoẻ", ["khỏe", "khoẻ"], ["khoe"]),
        ("ô", ["ông", "ốc", "ổn"], ["ong", "ơn"]),
    ],
)
def test_each_letter_matches_what_its_marks_allow(typed: str, found: list[str], missed: list[str]) -> None:
    assert [word for word in found if not finds(typed, word)] == []
    assert [word for word in missed if finds(typed, word)] == []


def test_all_vietnamese_letters_are_found_in_both_normal_forms_upper_and_lower() -> None:
    assert len(ALL) == 148
    tried = misses = 0
    for letter in ALL:
        for form in ("NFC", "NFD"):
            for typed in (letter, letter.lower(), letter.upper(), strip_diacritics(letter)):
                tried += 1
                misses += not finds(unicodedata.normalize(form, typed), unicodedata.normalize(form, letter))
    print(f"{tried} tried, {misses} failed")
    assert misses == 0


@settings(max_examples=examples(300), derandomize=True, deadline=None)
@given(st.text(alphabet="".join(ALL) + "bcdghklmnpqrstvx", min_size=1, max_size=8), st.integers(1, 8))
def test_a_word_is_found_by_its_start_however_it_is_typed(word: str, length: int) -> None:
    start = word[:length]
    for typed in (start, unicodedata.normalize("NFD", start), start.upper(), strip_diacritics(start)):
        assert finds(typed, word), typed


@settings(max_examples=examples(300), derandomize=True, deadline=None)
@given(st.text(max_size=40))
def test_folding_is_stable_and_splits_the_same_words(text: str) -> None:
    assert strip_diacritics(strip_diacritics(text)) == strip_diacritics(text)
    folded = tokenize(text)
    assert tokenize(" ".join(folded)) == folded
    assert all(re.fullmatch(r"[^\W_]+", word) for word in folded)
