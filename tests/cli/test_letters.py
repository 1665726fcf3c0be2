"""Typed with another letter for đ, or with characters that nobody sees: noted, and found again."""

import pytest

from tests.cli.conftest import Ask

pytestmark = pytest.mark.usefixtures("store")

FIRST, SECOND = "hn-2031-03-05-01", "hn-2031-03-05-02"


@pytest.mark.parametrize(
    "query", ["đoàn công tác", "doan cong tac", "đà nẵng", "Ðà Nẵng", '"ɖoàn công tác"', "đo\u200bàn"]
)
def test_a_note_with_the_icelandic_letter_is_found(ask: Ask, query: str) -> None:
    ask("note", FIRST, "Ðoàn công tác Ðà Nẵng")
    assert FIRST in ask("list", "directives", query, "--format", "ids").out.split()


@pytest.mark.parametrize("query", ["xuất khẩu halal", '"xuat khau halal"', "xuất kh\u00adẩu halal", "hal\u200bal"])
def test_a_note_with_unseen_characters_is_found(ask: Ask, query: str) -> None:
    ask("note", SECOND, "xuất kh\u00adẩu Hal\u200bal")
    assert SECOND in ask("list", "directives", query, "--format", "ids").out.split()


def test_fields_and_values_are_read_without_what_nobody_sees(ask: Ask) -> None:
    plain = ask("list", "directives", "tt:chưa", "cq:bng", "--format", "ids")
    dotted = ask("list", "directives", "t\u200bt:ch\u00adưa", "cq:b\u2060ng", "--format", "ids")
    assert plain.out
    assert (dotted.code, dotted.out) == (plain.code, plain.out)


def test_a_note_of_unseen_characters_says_nothing(ask: Ask) -> None:
    assert ask("note", FIRST, "\u200b\u00ad").code == 1
