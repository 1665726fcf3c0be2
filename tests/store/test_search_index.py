"""The search index holds every record under its position, by its own words and those it is found by."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ngkt_tui.domain.text import strip_diacritics, tokenize
from ngkt_tui.store.search_index import SearchIndex
from ngkt_tui.store.search_texts import IndexWords
from ngkt_tui.store.sqlite.migrations import migrate
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.store.stores import found, rows


def test_every_record_is_in_the_index_once(store: Path) -> None:
    assert rows(store, "SELECT rowid FROM search ORDER BY rowid") == rows(
        store, "SELECT position FROM record ORDER BY position"
    )


def test_a_directive_is_found_by_its_text_in_both_languages(store: Path) -> None:
    for word in ("thương hiệu gạo", "thuong hieu gao", "rice brand"):
        assert "hn-2031-03-05-03" in found(store, word)


def test_a_directive_is_found_by_its_id_its_agencies_and_the_numbers_of_its_documents(store: Path) -> None:
    assert "hn-2031-03-05-05" in found(store, "77 nq")
    assert "hn-2031-03-05-03" in found(store, "bnn")
    assert "hn-2031-03-05-03" in found(store, "bộ nông nghiệp")
    assert found(store, "hn 2031 03 05 03") == ["hn-2031-03-05-03"]


def test_other_records_are_found_by_names_aliases_posts_and_titles(store: Path) -> None:
    assert "tran-minh-khoi" in found(store, "thu tuong")
    assert "fta-mercosur" in found(store, "vmfta")
    assert "hn-2032-02-20" in found(store, "da nang")
    assert "nordlys" in found(store, "nha may pin")
    assert "so-du-an-2032" in found(store, "it nhat 40")


@given(st.lists(st.text(alphabet="aăằệĐðoàÀ1,-\u0300\u0323\u200b\u00a0 \n"), max_size=3))
def test_texts_are_spelt_piece_by_piece_as_they_are_as_wholes(texts: list[str]) -> None:
    words = [word for text in texts for word in tokenize(text)]
    bare = [strip_diacritics(word) for word in words]
    kept = IndexWords()
    assert kept.spell(*texts) == kept.spell(*texts) == (" ".join(bare), " ".join(words))
    assert kept.met == set(words)


def test_both_columns_hold_the_same_words_bare_and_as_written(store: Path) -> None:
    for folded, exact in rows(store, "SELECT folded, exact FROM search"):
        assert folded.split() == [strip_diacritics(word) for word in exact.split()]
        assert exact.split() == tokenize(exact)


def test_every_word_as_written_is_among_the_words(store: Path) -> None:
    written = {word for (exact,) in rows(store, "SELECT exact FROM search") for word in exact.split()}
    assert {word for (word,) in rows(store, "SELECT word FROM search_word")} == written


def test_a_record_that_is_not_there_is_not_indexed(store: Path) -> None:
    with UnitOfWork(store) as unit:
        SearchIndex(unit.connection).put([1 << 40, (1 << 40) + 7])
        unit.commit()
    assert rows(store, "SELECT count(*) FROM search WHERE rowid < (1 << 40) + 8") == [(0,)]


def test_a_store_from_before_finds_what_is_folded_otherwise_now(store: Path) -> None:
    connection = sqlite3.connect(store, isolation_level=None)
    connection.execute("UPDATE directive SET text_vi = 'Ðoàn công tác, hàng Hal\u200bal' WHERE id = 'hn-2031-03-05-01'")
    connection.execute(
        "UPDATE search SET folded = 'ðoan hal al', exact = 'ðoàn hal al' WHERE folded LIKE '%2031 03 05 01%'"
    )
    for table in (
        "progress",
        "next_step",
        "declined_answer",
        "reminder",
        "reply",
        "thread_link",
        "watch_item",
        "agency_report",
        "review_line",
    ):
        connection.execute(f"DROP TABLE {table}")
    for index in (
        "directive_status",
        "directive_conference",
        "directive_confirms",
        "directive_transfer",
        "directive_assigned",
        "directive_due",
        "directive_horizon",
        "directive_judged",
        "change_entry",
        "link_theme",
        "link_issuer",
    ):
        connection.execute(f"DROP INDEX {index}")
    for column in ("product", "nature", "confirms", "transfer", "transferred_on", "assigned", "first_agency"):
        connection.execute(f"ALTER TABLE directive DROP COLUMN {column}")
    connection.execute("ALTER TABLE directive RENAME COLUMN digest_nature TO nature")
    connection.execute("CREATE INDEX directive_status ON directive (status, due, done_on, kind, nature)")
    connection.execute("CREATE INDEX directive_conference ON directive (conference, position)")
    for index in ("record_own", "record_corrected", "record_since"):
        connection.execute(f"DROP INDEX {index}")
    for column in (
        "directive.issued",
        "digest.own",
        "record.own",
        "record.corrected",
        "record.since",
        "source.document",
        "source.point",
    ):
        table, _, name = column.partition(".")
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    connection.execute("ALTER TABLE change DROP COLUMN entry")
    connection.execute("PRAGMA user_version = 5")
    connection.close()
    assert found(store, "đoàn") == []
    migrate(store, lambda: datetime(2032, 3, 1, tzinfo=UTC))
    for word in ("đoàn", "doan", "halal"):
        assert "hn-2031-03-05-01" in found(store, word)
    test_every_record_is_in_the_index_once(store)
    test_both_columns_hold_the_same_words_bare_and_as_written(store)
    test_every_word_as_written_is_among_the_words(store)
