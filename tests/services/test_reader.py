"""A reader: stopped when nobody waits, true when the file is another one, told what others change."""

import shutil
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.domain.store_errors import StoreGoneError, StoreReadOnlyError
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import add_note, tick
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.engine import ReadInterruptedError
from ngkt_tui.store.sqlite.connection import file_id
from ngkt_tui.store.sqlite.opening import open_for_reading
from tests.fixtures.stores import context_of, file_of

FIRST = "hn-2031-03-05-01"
ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def test_a_read_that_nobody_waits_for_can_be_stopped(context: Context) -> None:
    with Reader(context) as reader:
        threading.Timer(0.05, reader.interrupt).start()
        with pytest.raises(ReadInterruptedError), reader.connection() as connection:
            connection.execute(ENDLESS).fetchall()
        assert reader.find(FIRST).id == FIRST


def test_closing_stops_what_another_thread_reads_and_waits_for_it(context: Context) -> None:
    reader = Reader(context)
    begun = threading.Event()
    ends: list[type[BaseException]] = []

    def read() -> None:
        try:
            with reader.connection() as connection:
                begun.set()
                connection.execute(ENDLESS).fetchall()
        except BaseException as error:  # noqa: BLE001 - told below
            ends.append(type(error))

    reading = threading.Thread(target=read)
    reading.start()
    begun.wait()
    reader.close()
    reading.join(timeout=5)
    assert ends == [ReadInterruptedError]
    reader.interrupt()


def test_nothing_can_be_written_through_a_reader(context: Context) -> None:
    with Reader(context) as reader, pytest.raises(StoreReadOnlyError), reader.connection() as connection:
        connection.execute("DELETE FROM note")


def test_a_reader_goes_on_with_the_store_that_took_the_place(context: Context) -> None:
    with Reader(context) as reader:
        Path(shutil.copy(file_of(context), file_of(context).with_name("other.sqlite"))).replace(file_of(context))
        add_note(context, FIRST, "trong kho mới")
        assert reader.is_replaced
        assert (reader.reopen(), reader.is_replaced) == (file_id(file_of(context)), False)
        assert reader.file == file_id(file_of(context))
        assert [note.text for note in reader.detail(FIRST).notes] == ["trong kho mới"]
        assert reader.external_changes() is None
        add_note(context, FIRST, "về sau")
        assert reader.external_changes() is not None


def test_a_reader_stays_as_it_was_where_nothing_can_be_opened(context: Context) -> None:
    with Reader(context) as reader:
        before = file_of(context).rename(file_of(context).with_name("before.sqlite"))
        with pytest.raises(StoreGoneError):
            reader.reopen()
        before.rename(file_of(context))
        assert reader.find(FIRST).id == FIRST


def test_a_deleted_store_is_told_as_gone_and_not_made_anew(context: Context) -> None:
    with Reader(context) as reader:
        file_of(context).unlink()
        with pytest.raises(StoreGoneError):
            reader.find(FIRST)
    assert not file_of(context).exists()


def test_a_store_that_took_the_place_of_another_is_told_as_gone(context: Context, tmp_path: Path) -> None:
    with Reader(context) as reader:
        Path(shutil.copy(file_of(context), tmp_path / "other")).replace(file_of(context))
        with pytest.raises(StoreGoneError):
            reader.compile_filter(RecordKind.DIRECTIVE)


def test_a_store_that_is_replaced_while_it_is_opened_is_told_as_gone(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace_first(path: Path, readonly: bool) -> sqlite3.Connection:
        connection = open_for_reading(path, readonly)
        Path(shutil.copy(path, tmp_path / "other")).replace(path)
        return connection

    monkeypatch.setattr("ngkt_tui.store.sqlite.sqlite_engine.open_for_reading", replace_first)
    with Reader(context) as reader, pytest.raises(StoreGoneError):
        reader.find(FIRST)


def test_a_store_that_is_missing_is_told_as_gone(tmp_path: Path) -> None:
    with pytest.raises(StoreGoneError):
        Reader(context_of(tmp_path / "nothing"))


def test_what_others_change_is_seen_and_ones_own_is_not(context: Context) -> None:
    with Reader(context) as reader:
        assert reader.external_changes() is None
        own = tick(context, [FIRST]).group or 0
        assert reader.external_changes([own]) is None
        theirs = add_note(replace(context, actor="an"), "fta-mercosur", "x").group
        seen = reader.external_changes()
        assert seen is not None
        assert (seen.groups, seen.records) == ((theirs,), ("fta-mercosur",))
        assert reader.external_changes() is None


def test_an_unknown_id_is_told_with_the_nearest(context: Context) -> None:
    with Reader(context) as reader, pytest.raises(UnknownRecordError) as raised:
        reader.detail("fta-mercosu")
    assert raised.value.values["nearest"] == "fta-mercosur"


def test_a_store_without_write_permission_can_be_read(context: Context) -> None:
    with Reader(replace(context, readonly=True)) as reader:
        assert reader.count(reader.compile_filter(RecordKind.DIRECTIVE)).records > 0


@pytest.mark.parametrize(("cache", "kept"), [(None, -2000), (512, -512)])
def test_a_reader_keeps_as_much_of_the_store_as_it_is_told(store: Path, cache: int | None, kept: int) -> None:
    with Reader(context_of(store), cache) as reader, reader.connection() as connection:
        assert connection.execute("PRAGMA cache_size").fetchone() == (kept,)
