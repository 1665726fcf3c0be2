"""Where records stand: positions in the order of each kind, kept as long as the order allows."""

from pathlib import Path

from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.domain.enums import Status
from ngkt_tui.store import edits
from tests.store.stores import (
    LAN,
    SECOND,
    TODAY,
    digest_of,
    done,
    found,
    record_of,
    require_sound,
    rows,
    sample,
    standing,
    taken_in,
)

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


def _order(path: Path, conference: str) -> list[str]:
    sql = "SELECT id FROM directive WHERE conference = ? ORDER BY position"
    return [record for (record,) in rows(path, sql, conference)]


def _asked(number: str, paragraph: int, **more: object) -> dict[str, object]:
    source = {"article": "bao-an-20320220", "para": paragraph, "terms": ["x"]}
    return {
        "id": f"hn-9-{number}",
        "conference": "hn-9",
        "kind": "task",
        "issuers": ["bng"],
        "text": {"vi": number},
        "sources": [source],
        **more,
    }


def _digest(*directives: dict[str, object]) -> Digest:
    conference = record_of(sample(), "conferences", "hn-2031-09-12")
    return digest_of(
        {
            "digest": {"id": "chin", "schema": 2, "title": {"vi": "Chín"}, "uses": ["mau-2031"]},
            "conferences": [{**conference, "id": "hn-9", "date": "2034-01-01", "participants": []}],
            "directives": list(directives),
        }
    )


def test_within_a_conference_the_paragraph_counts_and_then_the_order_in_the_digest(store: Path) -> None:
    numbers = ["2", "10", "1", "100", "9", "101"]
    taken_in(store, _digest(*(_asked(number, 3) for number in numbers), _asked("0", 2)))
    assert _order(store, "hn-9") == [f"hn-9-{number}" for number in ("0", *numbers)]


def test_spirit_stands_after_what_can_be_followed(store: Path) -> None:
    taken_in(
        store,
        _digest(
            _asked("1", 1, nature="spirit"),
            _asked("2", 2),
            _asked("3", 3, nature="deliverable"),
            _asked("4", 2, nature="spirit"),
            _asked("5", 2, nature="ongoing"),
        ),
    )
    assert _order(store, "hn-9") == [f"hn-9-{number}" for number in "25314"]


def test_what_is_judged_later_takes_its_new_place(store: Path) -> None:
    taken_in(store, _digest(_asked("1", 1), _asked("2", 2), _asked("3", 3)))
    judged = {
        "digest": {"id": "sau", "schema": 2, "title": {"vi": "x"}, "uses": ["mau-2031", "chin"]},
        "directives": [{"id": "hn-9-1", "nature": "spirit"}],
    }
    taken_in(store, digest_of(judged))
    assert _order(store, "hn-9") == ["hn-9-2", "hn-9-3", "hn-9-1"]
    require_sound(store)


def test_another_order_in_the_digest_alone_moves_the_directives(store: Path) -> None:
    one, two, three = (_asked(number, 1) for number in "123")
    taken_in(store, _digest(one, two, three))
    taken_in(store, _digest(three, one, two))
    assert _order(store, "hn-9") == ["hn-9-3", "hn-9-1", "hn-9-2"]
    require_sound(store)


def test_conferences_of_one_day_stand_in_the_order_of_their_numbers(store: Path) -> None:
    conference = record_of(sample(), "conferences", "hn-2031-09-12")
    values = {
        "digest": {"id": "nhieu", "schema": 2, "title": {"vi": "x"}, "uses": ["mau-2031"]},
        "conferences": [{**conference, "id": f"hn-{number}", "participants": []} for number in (10, 2, 1)],
    }
    taken_in(store, digest_of(values))
    found = rows(store, "SELECT id FROM conference JOIN record USING (id) WHERE date = '2031-09-12' ORDER BY position")
    assert [record for (record,) in found] == ["hn-1", "hn-2", "hn-10", "hn-2031-09-12"]
