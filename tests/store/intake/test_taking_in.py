"""Taking in digests: nothing twice, no edit lost, what contradicts refused with the store as it was."""

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.errors import DigestInvalid
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.positions import RANGE
from ngkt_tui.domain.status import Status
from ngkt_tui.store import edits
from ngkt_tui.store.intake import LookAlike, Outcome
from tests.store.stores import (
    LAN,
    SAMPLE,
    SECOND,
    TODAY,
    digest_of,
    done,
    everything,
    found,
    rows,
    sample,
    standing,
    taken_in,
)

ONE = "hn-2031-03-05-01"
TWO = "hn-2031-03-05-02"

Values = dict[str, Any]


def _small(**lists: Any) -> Values:
    """Return a digest that uses the sample."""
    return {"digest": {"id": "nho", "title": {"vi": "Bản nhỏ"}, "uses": ["mau-2031"]}, **lists}


def _done(path: Path, record: str = ONE) -> None:
    done(path, lambda unit: edits.set_status(unit, (record,), Status.DONE, LAN, TODAY))


def _record(values: Values, key: str, id_: str) -> Values:
    found_: Values = next(each for each in values[key] if each["id"] == id_)
    return found_


def _faults(path: Path, values: Values) -> tuple[Any, ...]:
    before = everything(path)
    with pytest.raises(DigestInvalid) as refusal:
        taken_in(path, digest_of(values))
    assert everything(path) == before
    for fault in refusal.value.faults:
        assert all(fault.message(language) for language in Language)  # type: ignore[attr-defined]
    return refusal.value.faults


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


def test_a_reordered_digest_says_the_same(store: Path) -> None:
    chance = random.Random(5)
    values = sample()
    _done(store)
    before = everything(store, "contribution", "digest", "change_group")
    for _ in range(5):
        for key in values:
            if isinstance(values[key], list):
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
    _record(values, "directives", ONE)["text"]["vi"] = "Ký FTA với Mercosur trong năm 2031"
    report = taken_in(store, digest_of(values))
    assert report.ids(Outcome.CHANGED) == (ONE,)
    assert standing(store, ONE) == ("done", "2032-09-01", None, None)
    assert rows(store, "SELECT text_vi FROM directive WHERE id = ?", ONE) == [("Ký FTA với Mercosur trong năm 2031",)]
    assert found(store, "theo dõi tiếp") == [ONE]
    assert found(store, "ký fta") == [ONE]
    assert ONE not in found(store, "kết thúc đàm phán fta")
    told = rows(store, "SELECT record, field, after FROM change WHERE change_group = ?", report.group)
    assert told == [(ONE, "text_vi", "Ký FTA với Mercosur trong năm 2031")]


def test_a_second_digest_joins_the_records_of_the_first(store: Path) -> None:
    report = taken_in(store, SECOND)
    assert report.ids(Outcome.JOINED) == ("bng", "tran-minh-khoi", "fta-mercosur")
    assert rows(store, "SELECT count(*) FROM official WHERE name = 'Trần Minh Khôi'") == [(1,)]
    assert rows(store, "SELECT digest, conferences FROM post WHERE official = 'tran-minh-khoi' ORDER BY ordinal") == [
        ("mau-2031", '["hn-2031-03-05","hn-2032-02-20"]'),
        ("mau-2032", '["hn-2032-08-15"]'),
    ]
    stages = rows(store, "SELECT stage FROM observation WHERE agreement = 'fta-mercosur' ORDER BY ordinal")
    assert stages == [("negotiating",), ("concluded",), ("signed",)]
    assert rows(store, "SELECT name_vi FROM agreement WHERE id = 'fta-mercosur'") == [("FTA Việt Nam - Mercosur",)]


def test_where_records_come_from_is_kept_with_the_digest_that_says_so(store: Path) -> None:
    taken_in(store, SECOND)
    sources = rows(store, "SELECT path, article, paragraphs, digest FROM source WHERE record = 'tran-minh-khoi'")
    assert ("posts/0", "bao-an-20310305", "[2]", "mau-2031") in sources
    assert ("posts/1", "bao-bien-20320815", "[2]", "mau-2032") in sources


def test_links_have_the_names_of_their_relations(store: Path) -> None:
    taken_in(store, SECOND)
    links = rows(
        store, "SELECT relation, target, how FROM link WHERE record = 'hn-2032-08-15-02' ORDER BY relation, ordinal"
    )
    assert links == [
        ("addressee", "cqdd", None),
        ("issuer", "tran-minh-khoi", None),
        ("repeats", "hn-2032-02-20-02", "raised"),
        ("repeats", "hn-2031-03-05-04", "narrower"),
        ("theme", "cd-du-bao", None),
    ]


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
    _done(store)
    values = sample()
    _record(values, "conferences", "hn-2031-03-05")["date"] = "2033-03-05"
    _record(values, "directives", "hn-2032-02-20-01")["kind"] = "recommendation"
    taken_in(store, digest_of(values))
    order = [record for (record,) in rows(store, "SELECT id FROM directive ORDER BY position")]
    assert order[0] == ONE
    assert order[-2:] == ["hn-2031-03-05-06", "hn-2032-02-20-01"]
    assert rows(store, "SELECT rowid FROM search ORDER BY rowid") == rows(
        store, "SELECT position FROM record ORDER BY 1"
    )
    assert found(store, "hn 2031 03 05 01") == [ONE]
    assert standing(store, ONE)[0] == "done"


def test_a_renamed_agency_is_found_with_its_directives(store: Path) -> None:
    values = sample()
    _record(values, "organisations", "bnn")["name"] = {"vi": "Bộ Nông nghiệp và Môi trường", "en": "MAE"}
    taken_in(store, digest_of(values))
    assert found(store, "môi trường") == ["hn-2031-03-05-03", "bnn"]


def test_a_record_of_another_kind_is_refused(store: Path) -> None:
    faults = _faults(store, _small(themes=[{"id": "tt-bac-au", "name": {"vi": "Bắc Âu"}}]))
    assert [(fault.key, fault.values["id"], fault.values["digest"]) for fault in faults] == [
        ("other-kind", "tt-bac-au", "mau-2031")
    ]


def test_a_contradiction_is_refused_with_both_digests_named(store: Path) -> None:
    faults = _faults(store, _small(organisations=[{"id": "bng", "name": {"vi": "Bộ Ngoại thương"}, "kind": "agency"}]))
    assert [(fault.key, fault.path, fault.values["name"], fault.values["digest"]) for fault in faults] == [
        ("contradicts", "nho", "kind", "mau-2031"),
        ("contradicts", "nho", "name.vi", "mau-2031"),
    ]


def test_a_contradiction_is_refused_whichever_digest_came_first(store: Path) -> None:
    taken_in(store, digest_of(_small(organisations=[{"id": "bng", "kind": "ministry"}])))
    values = sample()
    _record(values, "organisations", "bng")["kind"] = "agency"
    assert [fault.values["digest"] for fault in _faults(store, values)] == ["nho"]


def test_an_absent_value_may_be_filled(store: Path) -> None:
    taken_in(store, digest_of(_small(organisations=[{"id": "dia-phuong", "parent": "chinh-phu"}])))
    assert rows(store, "SELECT parent, name_vi FROM organisation WHERE id = 'dia-phuong'") == [
        ("chinh-phu", "Các địa phương")
    ]


def test_a_record_that_lacks_what_it_must_have_is_refused(store: Path) -> None:
    faults = _faults(store, _small(markets=[{"id": "tt-moi", "aliases": ["Thị trường mới"]}]))
    assert [(fault.key, fault.values["name"]) for fault in faults] == [
        ("lacking", "name"),
        ("lacking", "kind"),
        ("lacking", "mentions"),
    ]


def test_a_digest_that_uses_one_that_is_not_there_is_refused(empty_store: Path) -> None:
    before = everything(empty_store)
    with pytest.raises(DigestInvalid) as refusal:
        taken_in(empty_store, SECOND)
    assert [(fault.key, fault.values) for fault in refusal.value.faults] == [  # type: ignore[attr-defined]
        ("uses-unknown", {"digest": "mau-2031"})
    ]
    assert everything(empty_store) == before


def test_names_that_look_alike_are_pointed_out_and_accepted(store: Path) -> None:
    values = _small(
        officials=[{"id": "khoi-hai", "name": "TRAN MINH KHOI", "posts": copy.deepcopy(_post())}],
        organisations=[{"id": "mot-bo", "name": {"vi": "Một bộ"}, "aliases": ["bct"], "kind": "agency"}],
    )
    report = taken_in(store, digest_of(values), dry_run=True)
    assert report.look_alikes == (
        LookAlike(RecordKind.ORGANISATION, "bct", "mot-bo", "bct"),
        LookAlike(RecordKind.OFFICIAL, "TRAN MINH KHOI", "khoi-hai", "tran-minh-khoi"),
    )
    assert taken_in(store, digest_of(values)).look_alikes == report.look_alikes


def _post() -> list[Values]:
    source = {"article": "bao-an-20310305", "para": 2, "terms": ["x"]}
    return [{"title": {"vi": "Thủ tướng"}, "conferences": ["hn-2031-03-05"], "sources": [source]}]


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
        lambda values: _record(values, "directives", TWO).update(kind="target"),
        lambda values: _record(values, "conferences", "hn-2031-03-05")["participants"].clear(),
    ],
)
def test_a_store_is_as_if_it_had_taken_in_the_last_word_alone(
    store: Path, empty_store: Path, change: Callable[[Values], object]
) -> None:
    values = sample()
    change(values)
    for path in (store, empty_store):
        taken_in(path, digest_of(values))
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
