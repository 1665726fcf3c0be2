"""What a filter looks for is shown where it stands, by the rules that find it."""

import unicodedata

import pytest

from ngkt_tui.domain.text import SearchTerms, phrase
from tests.fixtures.examples import for_each

TEXT = "Mở đường cho thị trường Trung Đông, hòa bình"


def marked(text: str, *typed: str, is_whole: bool = False) -> list[str]:
    search_terms = SearchTerms(tuple(phrase(each, is_whole=is_whole) for each in typed))
    return [text[start:end] for start, end in search_terms.match_spans(text)]


@for_each(
    ("typed", "shown"),
    [
        ("duong", ["đường"]),
        ("dương", ["đường"]),
        ("đuong", ["đường"]),
        ("tru", ["trư", "Tru"]),
        ("truơ", ["trườ"]),
        ("TRUNG", ["Trung"]),
        ("hoà", ["hòa"]),
        ("đ", ["đ", "Đ"]),
        ("ường", []),
        ("dưỡng", []),
    ],
)
def test_a_word_is_marked_as_far_as_it_was_typed(typed: str, shown: list[str]) -> None:
    assert marked(TEXT, typed) == shown


def test_words_of_a_phrase_are_marked_together() -> None:
    assert marked(TEXT, "thi truong") == ["thị trường"]
    assert marked(TEXT, "thị trường") == ["thị trường"]
    assert marked(TEXT, "thi trung") == []


def test_a_whole_phrase_ends_where_its_last_word_ends() -> None:
    assert marked(TEXT, "thi truo", is_whole=True) == []
    assert marked(TEXT, "thị trường", is_whole=True) == ["thị trường"]


def test_a_text_in_the_other_normal_form_is_marked_at_its_own_characters() -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    assert marked(decomposed, "đường") == [unicodedata.normalize("NFD", "đường")]
    assert marked(decomposed, "duo") == [unicodedata.normalize("NFD", "đườ")]


def test_what_lies_over_another_is_marked_once() -> None:
    assert marked(TEXT, "thi", "thi truong", "truong") == ["thị trường"]


def test_nothing_looked_for_marks_nothing() -> None:
    assert SearchTerms().match_spans(TEXT) == []


@pytest.mark.parametrize("text", ["Mở rộng thị trường", "…", ""])
def test_signs_without_a_letter_mark_nothing(text: str) -> None:
    assert SearchTerms((phrase("%"),)).match_spans(text) == []
