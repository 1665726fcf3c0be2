"""Where records stand: positions in the order of each kind, kept as long as the order allows."""

from pathlib import Path

from ngkt_tui.domain.status import Status
from ngkt_tui.store import edits
from tests.store.stores import LAN, SECOND, TODAY, digest_of, done, found, record_of, rows, sample, standing, taken_in

ONE = "hn-2031-03-05-01"
LINKS = "SELECT count(*) FROM link JOIN record ON record.id = link.record"


def test_directives_stand_newest_conference_first_then_by_paragraph(store: Path) -> None:
    taken_in(store, SECOND)
    order = rows(store, "SELECT id FROM directive WHERE kind <> 'recommendation' ORDER BY position")
    wanted = rows(
        store,
        "SELECT directive.id FROM directive JOIN conference ON conference.id = directive.conference"
        " WHERE directive.kind <> 'recommendation' ORDER BY date DESC, paragraph, directive.id",
    )
    assert order == wanted
    assert order[0] == ("hn-2032-08-15-01",)


def test_recommendations_stand_after_all_directives(store: Path) -> None:
    taken_in(store, SECOND)
    assert rows(store, "SELECT id FROM directive ORDER BY position DESC LIMIT 1") == [("hn-2031-03-05-06",)]


def test_conferences_stand_oldest_first(store: Path) -> None:
    taken_in(store, SECOND)
    order = rows(store, "SELECT id FROM record WHERE kind = 'conference' ORDER BY position")
    assert order == [("hn-2031-03-05",), ("hn-2031-09-12",), ("hn-2032-02-20",), ("hn-2032-08-15",)]


def test_a_position_is_kept_where_the_order_allows(store: Path) -> None:
    before = dict(rows(store, "SELECT id, position FROM record"))
    taken_in(store, SECOND)
    after = dict(rows(store, "SELECT id, position FROM record"))
    assert {record: after[record] for record in before} == before
    assert rows(
        store, "SELECT count(*) FROM directive JOIN record USING (id) WHERE directive.position <> record.position"
    ) == [(0,)]


def test_what_changes_its_place_in_the_order_is_moved_and_found_there(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (ONE,), Status.DONE, LAN, TODAY))
    values = sample()
    record_of(values, "conferences", "hn-2031-03-05")["date"] = "2033-03-05"
    record_of(values, "directives", "hn-2032-02-20-01")["kind"] = "recommendation"
    taken_in(store, digest_of(values))
    order = [record for (record,) in rows(store, "SELECT id FROM directive ORDER BY position")]
    assert order[0] == ONE
    assert order[-2:] == ["hn-2031-03-05-06", "hn-2032-02-20-01"]
    assert rows(store, "SELECT rowid FROM search ORDER BY rowid") == rows(
        store, "SELECT position FROM record ORDER BY 1"
    )
    assert rows(store, f"{LINKS} WHERE link.position <> record.position") == [(0,)]
    assert rows(store, LINKS) > [(0,)]
    assert found(store, "hn 2031 03 05 01") == [ONE]
    assert standing(store, ONE)[0] == "done"
