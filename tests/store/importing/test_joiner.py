"""What several digests say is joined; what contradicts is refused, with the store as it was."""

import copy
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.store.importing import LookAlike, Outcome
from tests.store.stores import SECOND, digest_of, everything, record_of, rows, sample, taken_in

Values = dict[str, Any]


def _small(**lists: Any) -> Values:
    """Return a digest that uses the sample."""
    return {"digest": {"id": "nho", "title": {"vi": "Bản nhỏ"}, "uses": ["mau-2031"]}, **lists}


def _faults(path: Path, values: Values) -> tuple[Any, ...]:
    before = everything(path)
    with pytest.raises(InvalidDigestError) as refusal:
        taken_in(path, digest_of(values))
    assert everything(path) == before
    for fault in refusal.value.faults:
        assert all(fault.message(language) for language in Language)  # type: ignore[attr-defined]
    return refusal.value.faults


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
    record_of(values, "organisations", "bng")["kind"] = "agency"
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
    with pytest.raises(InvalidDigestError) as refusal:
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
