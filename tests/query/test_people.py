"""Who gave a directive is named by any word of a name, or by a post; marks between words say nothing."""

import sqlite3

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.filter import EVERYTHING, FieldName, parse
from ngkt_tui.query.filter.fields.field_registry import FIELDS
from ngkt_tui.query.filter.filter_spec import ValueMistakeError
from tests.fixtures.examples import for_each
from tests.fixtures.stores import make_packaged_store

D = RecordKind.DIRECTIVE
CHINH, SON = "pham-minh-chinh", "bui-thanh-son"
BY = FIELDS[FieldName.BY]


@pytest.fixture(scope="module")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    return sqlite3.connect(make_packaged_store(tmp_path_factory.mktemp("store") / "ngkt.sqlite"))


@for_each(
    ("typed", "ids"),
    [
        ("chinh", {CHINH}),
        ("Chính", {CHINH}),
        ("minh chính", {CHINH}),
        ("phạm", {CHINH}),
        ("Phạm Minh Chính", {CHINH}),
        ("sơn", {SON}),
        ("son", {SON}),
        ("thanh sơn", {SON}),
        ("bùi", {SON}),
        ("pham-minh", {CHINH}),
        ("thủ tướng", {CHINH}),
        ("Thu tuong Chinh phu", {CHINH}),
        ("Prime Minister", {CHINH}),
    ],
)
def test_a_person_is_meant_by_a_word_of_the_name_or_by_a_post(
    packaged: sqlite3.Connection, typed: str, ids: set[str]
) -> None:
    assert set(BY.resolve(packaged, typed)) == ids


def test_whoever_else_gives_directives_is_named_as_ever(packaged: sqlite3.Connection) -> None:
    assert BY.resolve(packaged, "bng") == ("bng",)
    assert BY.resolve(packaged, "none") == ()


def with_officials(packaged: sqlite3.Connection, *rows: tuple[str, str, str]) -> sqlite3.Connection:
    """Return a copy with more officials, each by id, name and its words without accents."""
    copy = sqlite3.connect(":memory:")
    packaged.backup(copy)
    for number, (record, name, words) in enumerate(rows):
        position = copy.execute("SELECT max(position) FROM record WHERE kind = 'official'").fetchone()[0] + number + 1
        copy.execute("INSERT INTO record (position, id, kind) VALUES (?, ?, 'official')", (position, record))
        copy.execute("INSERT INTO official (id, name, aliases) VALUES (?, ?, '[]')", (record, name))
        copy.execute("INSERT INTO search (rowid, folded, exact) VALUES (?, ?, ?)", (position, words, name.lower()))
    return copy


def test_accents_tell_people_apart_and_several_of_one_name_are_listed(packaged: sqlite3.Connection) -> None:
    copy = with_officials(
        packaged, ("nguyen-van-sớn", "Nguyễn Văn Sớn", "van son"), ("le-van-son", "Lê Văn Sơn", "van son")
    )
    assert BY.resolve(copy, "sớn") == ("nguyen-van-sớn",)
    with pytest.raises(ValueMistakeError) as mistake:
        BY.resolve(copy, "sơn")
    assert mistake.value.values["candidates"] == f"{SON}, nguyen-van-sớn, le-van-son"


def test_a_given_name_goes_before_a_word_within_another_name(packaged: sqlite3.Connection) -> None:
    copy = with_officials(packaged, ("tran-son-ha", "Trần Sơn Hà", "tran son ha"))
    assert BY.resolve(copy, "sơn") == (SON,)
    assert BY.resolve(copy, "sơn hà") == ("tran-son-ha",)


@for_each("mark", ["-", "–", "—", "|", "/", "•", "…", ":"])
def test_a_mark_alone_is_neither_an_exclusion_nor_a_mistake(mark: str) -> None:
    assert parse(f"ngoại giao {mark} kinh tế", D) == parse("ngoại giao kinh tế", D)
    assert parse(mark, D) == EVERYTHING


def test_a_dash_before_a_word_still_excludes() -> None:
    assert parse("- -gạo", D) == parse("-gạo", D)
    assert parse("-gạo", D).terms[0].is_negated
