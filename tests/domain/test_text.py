"""Nothing that a terminal would obey passes the cleaning."""

import random
import sys
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.text import REPLACEMENT, has_control_chars, natural_key, sanitize, sanitize_line, slug
from tests.fixtures.examples import examples


def test_escape_sequences_and_bidi_controls_are_replaced_one_for_one() -> None:
    assert sanitize("a\x1b[31mb\x9bc\u202ed\x00") == f"a{REPLACEMENT}[31mb{REPLACEMENT}c{REPLACEMENT}d{REPLACEMENT}"


def test_markup_stays_letter_for_letter() -> None:
    assert sanitize("[/x] [red] [@click=app.bell]x") == "[/x] [red] [@click=app.bell]x"


def test_tabs_and_line_feeds_stay_in_a_text_and_become_blanks_on_one_line() -> None:
    assert sanitize("a\tb\nc") == "a\tb\nc"
    assert sanitize_line("a \t b\r\n\n c ") == "a b c"


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert sanitize_line("x" * 5000, limit=10) == "x" * 9 + "…"


@settings(max_examples=examples(500), derandomize=True)
@given(st.text())
def test_cleaned_text_is_safe_in_nfc_and_cleaned_once(text: str) -> None:
    cleaned = sanitize(text)
    assert not has_control_chars(cleaned)
    assert sanitize(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\n" not in sanitize_line(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in sanitize_line(text))


def test_nothing_that_has_to_be_replaced_or_breaks_a_line_is_printable() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert len(printable) > 100_000
    assert not has_control_chars(printable)
    assert sum(has_control_chars(chr(code)) for code in range(0xE000)) > 2000
    assert not [each for each in "\t\n\r\x0b\x0c\x85\u2028\u2029" if each.isprintable()]


def test_numbers_in_ids_are_compared_as_numbers() -> None:
    ids = [
        "hn",
        "hn-1",
        "hn-1-2",
        "hn-1-10",
        "hn-1-100",
        "hn-1-101",
        "hn-2-1",
        "hn-2024-02-22",
        "hn-2024-04-02",
        "hn-x",
    ]
    shuffled = random.Random(1).sample(ids, len(ids))
    assert sorted(shuffled, key=natural_key) == ids


def test_no_two_ids_are_equal() -> None:
    assert natural_key("hn-01") != natural_key("hn-1")
    assert natural_key("1-hn") < natural_key("hn-1")  # a number and a letter can be compared


def test_a_slug_has_the_bare_letters_and_digits_of_a_text() -> None:
    assert slug(" Số 123/TB-VPCP, Đà Nẵng! ") == "so-123-tb-vpcp-da-nang"
    assert slug("…") == ""
