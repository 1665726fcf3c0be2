"""Taking in digests: nothing twice, no edit lost, what contradicts refused with the store as it was."""

import gc
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.record_kinds import RANGE
from ngkt_tui.store import edits
from ngkt_tui.store.importing import Outcome, import_digest
from ngkt_tui.store.sqlite.opening import open_for_reading
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.store.stores import (
    AT,
    LAN,
    SAMPLE,
    SECOND,
    TODAY,
    damage,
    digest_of,
    done,
    everything,
    found,
    record_of,
    rows,
    sample,
    standing,
    taken_in,
)

ONE = "hn-2031-03-05-01"
TWO = "hn-2031-03-05-02"

Values = dict[str, Any]


def _done(path: Path, record: str = ONE) -> None:
    done(path, lambda unit: edits.set_status(unit, (record,), Status.DONE, LAN, TODAY))


def test_every_record_of_a_digest_is_there(store: Path) -> None:
    counted = dict(rows(store, "SELECT kind, count(*) FROM record GROUP BY kind"))
    assert counted == {kind.value: len(SAMPLE.records(kind)) for kind in RecordKind}
    for kind in RecordKind:
        assert rows(store, f"SELECT count(*) FROM {kind}") == [(len(SAMPLE.records(kind)),)]


def test_the_report_tells_what_is_new(empty_store: Path) -> None:
    report = taken_in(empty_store, SAMPLE)
    assert report.count(Outcome.NEW) == 50
    assert report.ids(Outcome.NEW, RecordKind.COMPANY) == ("nordlys",)
    assert rows(empty_store, "SELECT id, kind, title, actor FROM change_group") == [
        (report.group, "import", "mau-2031", "lan")
    ]


def test_the_same_digest_again_changes_no_row(store: Path) -> None:
    taken_in(store, SECOND)
    _done(store)
    before = everything(store)
    for digest in (SAMPLE, SECOND, SAMPLE):
        report = taken_in(store, digest, at="2033-01-01T00:00:00Z", actor="ai đó")
        assert report.group is None
        assert report.count(Outcome.UNCHANGED) == sum(1 for _ in digest.all_records())
    assert everything(store) == before


def test_a_digest_with_its_lists_in_another_order_says_the_same(store: Path) -> None:
    chance = random.Random(5)
    values = sample()
    _done(store)
    before = everything(store, "contribution", "digest", "change_group")
    for _ in range(5):
        for key in values:
            if isinstance(values[key], list) and key != "directives":  # whose order within a paragraph is theirs
                chance.shuffle(values[key])
        report = taken_in(store, digest_of(values))
        assert report.count(Outcome.UNCHANGED) == 50
    assert everything(store, "contribution", "digest", "change_group") == before


def test_a_dry_run_tells_and_changes_nothing(store: Path) -> None:
    before = everything(store)
    dry = taken_in(store, SECOND, dry_run=True)
    assert everything(store) == before
    assert dry.group is None
    assert dry.records == taken_in(store, SECOND).records


def test_a_changed_text_keeps_every_edit(store: Path) -> None:
    _done(store)
    done(store, lambda unit: edits.add_note(unit, ONE, "theo dõi tiếp", LAN))
    values = sample()
    record_of(values, "directives", ONE)["text"]["vi"] = "Ký FTA với Mercosur trong năm 2031"
    report = taken_in(store, digest_of(values))
    assert report.ids(Outcome.CHANGED) == (ONE,)
    assert standing(store, ONE) == ("done", "2032-09-01", None, None)
    assert rows(store, "SELECT text_vi FROM directive WHERE id = ?", ONE) == [("Ký FTA với Mercosur trong năm 2031",)]
    assert found(store, "theo dõi tiếp") == [ONE]
    assert found(store, "ký fta") == [ONE]
    assert ONE not in found(store, "kết thúc đàm phán fta")
    changes = rows(store, "SELECT record, field, after FROM change WHERE change_group = ?", report.group)
    assert changes == [(ONE, "text_vi", "Ký FTA với Mercosur trong năm 2031")]


def test_a_renamed_agency_is_found_with_its_directives(store: Path) -> None:
    values = sample()
    record_of(values, "organisations", "bnn")["name"] = {"vi": "Bộ Nông nghiệp và Môi trường", "en": "MAE"}
    taken_in(store, digest_of(values))
    assert found(store, "môi trường") == ["hn-2031-03-05-03", "bnn"]


def test_directives_lose_the_names_that_their_agencies_lose(store: Path) -> None:
    taken_in(store, SECOND)
    alias = "bộ trưởng và các đơn vị"
    assert "hn-2031-03-05-06" in found(store, alias)
    taken_in(store, SECOND.model_copy(update={"organisations": SECOND.organisations[:1]}))
    assert found(store, alias) == []


def test_an_agency_whose_names_stay_leaves_the_index_of_its_directives_alone(store: Path) -> None:
    damage(store, "UPDATE search SET exact = 'đánh dấu' WHERE rowid = (SELECT position FROM record WHERE id = ?)", ONE)
    values = sample()
    record_of(values, "organisations", "bct")["parent"] = "bng"
    taken_in(store, digest_of(values))
    assert found(store, "đánh dấu") == [ONE]


def test_a_changed_heading_alone_is_kept(store: Path) -> None:
    values = sample()
    values["digest"]["title"]["vi"] = "Tên mới"
    report = taken_in(store, digest_of(values))
    assert report.count(Outcome.UNCHANGED) == 50
    assert rows(store, "SELECT title_vi FROM digest") == [("Tên mới",)]


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values["directives"].pop(),
        lambda values: values["directives"].reverse(),
        lambda values: values["themes"].append({"id": "cd-moi", "name": {"vi": "Mới"}}),
        lambda values: record_of(values, "directives", TWO).update(kind="target"),
        lambda values: record_of(values, "conferences", "hn-2031-03-05")["participants"].clear(),
    ],
)
def test_a_store_is_as_if_it_had_taken_in_the_last_word_alone(
    store: Path, empty_store: Path, change: Callable[[Values], object]
) -> None:
    values = sample()
    change(values)
    for path in (store, empty_store):
        taken_in(path, digest_of(values))
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("UPDATE record SET since = 0")  # which import brought a record is its history
    history = ("change", "change_group")
    assert _unplaced(everything(store, *history)) == _unplaced(everything(empty_store, *history))


def _unplaced(tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return rows without their positions, which may differ where records have come and gone."""
    return {
        name: sorted((tuple(cell for cell in row if not _is_position(cell)) for row in table), key=repr)
        for name, table in tables.items()
    }


def _is_position(cell: object) -> bool:
    return isinstance(cell, int) and cell >= RANGE


def test_readers_are_not_locked_out_while_a_large_digest_is_taken_in(store: Path) -> None:
    values = sample()
    model = record_of(values, "directives", ONE)
    values["directives"] += [
        {**model, "id": f"them-{number}", "text": {"vi": f"Việc {number} " * 240}} for number in range(375)
    ]
    reader = open_for_reading(store)
    reader.execute("PRAGMA busy_timeout = 0")
    with UnitOfWork(store) as unit:
        import_digest(unit, digest_of(values), AT, "lan")
        assert reader.execute("SELECT count(*) FROM directive").fetchall() == [(13,)]
        unit.commit()
    assert reader.execute("SELECT count(*) FROM directive").fetchall() == [(388,)]
    reader.close()


def test_the_garbage_collector_is_left_as_it_was(store: Path) -> None:
    taken_in(store, SECOND)
    assert gc.isenabled()
    gc.disable()
    try:
        taken_in(store, SAMPLE)
        assert not gc.isenabled()
    finally:
        gc.enable()
