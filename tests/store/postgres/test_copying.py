"""Copying a store from one engine to the other, and back."""

from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.domain.store_errors import CopyDifferenceError, CopyTargetError, StoreGoneError
from ngkt_tui.services import edit
from ngkt_tui.services.maintenance import copy_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store import copying
from tests.cli.conftest import asking, environ_of
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import context_of, make_sample_store

RECORD = "hn-2031-03-05-01"
QUERIES = (
    "SELECT * FROM change_group ORDER BY id",
    "SELECT * FROM change ORDER BY id",
    "SELECT * FROM note ORDER BY id",
    "SELECT * FROM record ORDER BY position",
    "SELECT * FROM contribution ORDER BY digest, record",
    "SELECT word FROM search_word ORDER BY word",
)


def rows(place: Place) -> list[list[Any]]:
    with Reader(context_of(place)) as reader, reader.connection() as connection:
        return [connection.execute(query).fetchall() for query in QUERIES]


@pytest.fixture
def worked_on(tmp_path: Path) -> Path:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    edit.add_note(context_of(store), RECORD, "đã gọi điện")
    edit.add_note(context_of(store), RECORD, "chờ văn bản")
    edit.undo(context_of(store))
    return store


def exported(place: Place, environ: dict[str, str]) -> list[str]:
    """Return the JSON of an export and of the history, as the command line writes it."""
    store = place.address if isinstance(place, ServerAddress) else str(place)
    ask = asking(environ | {"NGKT_DB": store, "NGKT_BY": ""})
    answers = [ask(*words.split()) for words in ("export --format json -o -", "history --format json --limit 0")]
    assert [each.code for each in answers] == [0, 0]
    return [each.out.replace(place.name, "STORE") for each in answers]


def test_a_copy_there_and_back_is_the_same_with_its_history_and_goes_on_where_it_was(
    worked_on: Path, database: ServerAddress, tmp_path: Path
) -> None:
    before, back, environ = rows(worked_on), tmp_path / "back.sqlite", environ_of(tmp_path)
    written = exported(worked_on, environ)
    copied = copy_store(context_of(worked_on), database)
    assert copied.changes == len(before[1])
    assert rows(database) == before
    copy_store(context_of(database), back)
    assert rows(back) == before
    assert exported(back, environ) == exported(database, environ) == written
    for place in (worked_on, database, back):
        edit.redo(context_of(place))
    assert exported(back, environ) == exported(database, environ) == exported(worked_on, environ) != written
    assert rows(back)[1:] == rows(database)[1:] == rows(worked_on)[1:]
    assert len(rows(back)[2]) == 2


@pytest.mark.parametrize("is_server", [False, True])
def test_nothing_is_copied_to_where_there_is_something(
    worked_on: Path, is_server: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "other"
    file.write_text("a letter")
    target: Place = request.getfixturevalue("server_store") if is_server else file
    with pytest.raises(CopyTargetError):
        copy_store(context_of(worked_on), target)
    assert file.read_text() == "a letter"


def test_a_store_that_is_not_there_is_not_made_by_copying_it(tmp_path: Path) -> None:
    with pytest.raises(StoreGoneError):
        copy_store(context_of(tmp_path / "none.sqlite"), tmp_path / "copy.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_reads_otherwise_is_not_kept(
    worked_on: Path, database: ServerAddress, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = copying._rows, [0]

    def spoil(table: Any, readable: Any) -> Any:
        calls[0] += table.name == "note"
        return real(table, readable)[calls[0] == 2 and table.name == "note" :]

    monkeypatch.setattr(copying, "_rows", spoil)
    with pytest.raises(CopyDifferenceError):
        copy_store(context_of(worked_on), database)
    assert cluster.run("SELECT to_regnamespace('main')", database.name) == [(None,)]
