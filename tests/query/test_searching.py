"""Looking for words: accents letter by letter, phrases, and signs that mean something elsewhere."""

import contextlib
import itertools
import random
import sqlite3
import unicodedata
from collections.abc import Callable
from typing import Literal

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.text import tokenize
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from tests.fixtures.examples import for_each
from tests.query.building import Building
from tests.query.conftest import TODAY, Ids
from tests.query.plain_evaluation import word_fits
from tests.query.test_filter_language import random_text


@for_each(
    ("typed", "found"),
    [
        ("duong", ["s-2", "k-2"]),
        ("đuong", ["s-2", "k-2"]),
        ("đường", ["s-2", "k-2"]),
        ("dường", ["s-2", "k-2"]),
        ("đương", ["s-2", "k-2"]),
        ("đướng", []),
        ("đuòng", []),
        ("truơ", ["d-6", "k-1"]),
        ("TRUƠ", ["d-6", "k-1"]),
        ("hoà", ["d-5", "k-1"]),
        ("hòa", ["d-5", "k-1"]),
        ("hóa", []),
        ("Gao", ["d-2", "d-3", "r-1"]),
        ("talks", ["s-1", "d-1"]),
        ("BNG", ["s-1", "s-3", "d-1", "r-1"]),
        ("moit", ["s-3", "d-1", "d-3"]),
        ("sứ quán", ["s-2", "d-2", "d-6"]),
        ("77/NQ-CP", ["d-3"]),
        ("d-3", ["d-3"]),
        ("phụ", ["d-2"]),
        ("gạo châu", []),
        ("châu phán", ["s-1", "d-1"]),
        ("phán -fta", ["s-1"]),
        ("-gao -duong -phan -bao", ["d-5", "d-6", "k-1"]),
    ],
)
def test_words_are_found_where_they_begin(ids: Ids, typed: str, found: list[str]) -> None:
    assert ids(typed) == found
    assert ids(unicodedata.normalize("NFD", typed)) == found


@for_each(
    ("typed", "found"),
    [
        ('"đàm phán"', ["s-1", "d-1"]),
        ('"dam phan"', ["s-1", "d-1"]),
        ('"đam phan"', ["s-1", "d-1"]),
        ('"phan dam"', []),
        ('"đàm phá"', []),
        ('"dam ph"', []),
        ('"đàm phá', ["s-1", "d-1"]),
        ('"dam ph', ["s-1", "d-1"]),
        ('-"đàm phán" FTA', []),
        ('"môi trường hoà bình"', ["k-1"]),
        ('"hoà"', ["d-5", "k-1"]),
        ('"đườn"', []),
        ('"dườn', ["s-2", "k-2"]),
        ('"dươn', ["s-2", "k-2"]),
        ('"duòn', []),
    ],
)
def test_a_phrase_is_found_whole_and_in_its_order(ids: Ids, typed: str, found: list[str]) -> None:
    assert ids(typed) == found


@for_each(
    "typed",
    [
        "AND",
        "OR NOT",
        "NEAR(a,b)",
        'a"b*',
        "^a",
        "col:a".replace(":", " :a"),
        "a*",
        "{folded}",
        "x'; DROP TABLE directive",
    ],
)
def test_words_of_the_index_are_plain_words(ids: Ids, typed: str) -> None:
    assert isinstance(ids(typed), list)


def test_other_kinds_are_found_by_their_own_words(ids: Ids) -> None:
    assert ids("evfta", RecordKind.AGREEMENT) == ["fta-eu"]
    assert ids("bộ trưởng", RecordKind.OFFICIAL) == ["ha"]
    assert ids("eu", RecordKind.MARKET) == ["tt-eu"]
    assert ids("25", RecordKind.RESULT) == ["kq-1"]


LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
] + list("bcdđghklmnpqrstvx")


@pytest.fixture
def find(building: Building) -> Callable[[str], set[str]]:
    """Return the words of a store of one-word directives, one for each Vietnamese letter, that a filter finds."""
    building.conference("c", "2031-01-01")
    for number, letter in enumerate(LETTERS):
        building.directive(f"n{number}", "c", f"m{letter}n")
    building.index()

    def found(typed: str) -> set[str]:
        where = compile_filter(building.connection, RecordKind.DIRECTIVE, TODAY, parse(typed, RecordKind.DIRECTIVE))
        return {row.text_vi for row in LISTINGS[RecordKind.DIRECTIVE].page(building.connection, where, -1)}

    return found


def test_every_vietnamese_letter_finds_what_it_stands_for(find: Callable[[str], set[str]]) -> None:
    store = {f"m{letter}n" for letter in LETTERS}
    tried = lost = 0
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for letter, form, case in itertools.product(LETTERS, forms, (str.upper, str.lower)):
        typed = unicodedata.normalize(form, case(f"m{letter}n"))
        wanted = {word for word in store if word_fits(f"m{letter}n", tokenize(word)[0], False)}
        tried, lost = tried + 1, lost + (find(typed) != wanted)
    print(f"{tried} tried, {lost} lost")
    assert lost == 0


def test_a_word_that_the_store_does_not_have_excludes_nothing(ids: Ids) -> None:
    assert ids("-zyxư") == ids("")


def search_random(connection: sqlite3.Connection, tries: int) -> tuple[int, int]:
    """Look for `tries` random texts in lists of every kind; return how many were refused."""
    source = random.Random(tries + 1)
    refused = 0
    for _ in range(tries):
        kind = source.choice(sorted(LISTINGS))
        try:
            where = compile_filter(connection, kind, TODAY, parse(random_text(source), kind))
        except FilterError:
            refused += 1
            continue
        listing = LISTINGS[kind]
        assert len(listing.page(connection, where, -1)) == sum(listing.count(connection, where))
    return tries, refused


def test_random_texts_are_looked_for_or_refused(world: sqlite3.Connection) -> None:
    tried, refused = search_random(world, 500)
    print(f"{tried} tried, {refused} refused, 0 failed")


@pytest.mark.soak
def test_twenty_thousand_random_texts_are_looked_for_or_refused(world: sqlite3.Connection) -> None:
    tried, refused = search_random(world, 20_000)
    print(f"{tried} tried, {refused} refused, 0 failed")


@pytest.mark.parametrize(
    "typed", ["trường học", "-đường", '"môi trường hoà bình"', "tt:chưa", 'cq:"bộ ngoại giao",bct gạo']
)
def test_every_step_of_typing_finds_rows_or_names_a_mistake(ids: Ids, typed: str) -> None:
    for length in range(len(typed) + 1):
        with contextlib.suppress(FilterError):
            assert isinstance(ids(typed[:length]), list)
    assert ids(typed)


def test_matches_can_be_ranked(world: sqlite3.Connection, ids: Ids) -> None:
    assert set(ids("gao sort:match")) == set(ids("gao"))
    assert ids("sort:match") == ids("")
