"""Records of a unit without a conference or a source, documents as sources, and corrections."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.store import record_edits
from tests.store.stores import LAN, digest_of, done, record_of, require_sound, rows, sample, taken_in
from tests.store.test_own_records import DIRECTIVE, OWN, delete, make


def test_a_record_of_a_unit_needs_neither_a_conference_nor_a_source(store: Path) -> None:
    make(store, {"id": OWN, "kind": "task", "issued": "2031-03-05", "text": {"vi": "Lập danh mục kho lạnh"}})
    make(store, {**DIRECTIVE, "id": "viec-2", "sources": [{"article": "bao-an-20310305", "para": [2], "terms": ["x"]}]})
    assert rows(store, "SELECT conference, issued FROM directive WHERE id = ?", OWN) == [(None, "2031-03-05")]
    assert rows(store, "SELECT id, own FROM record WHERE id LIKE 'viec-%' ORDER BY id") == [(OWN, 1), ("viec-2", 0)]
    require_sound(store)


def test_a_directive_of_no_conference_stands_by_the_day_on_which_it_was_asked(store: Path) -> None:
    days = {"viec-0": "2030-01-01", "viec-1": "2031-03-05", "viec-2": "2035-01-01"}
    for record, day in days.items():
        make(store, {"id": record, "kind": "task", "issued": day, "text": {"vi": record}})
    listed = rows(
        store,
        "SELECT directive.id, coalesce(conference.date, directive.issued) FROM directive"
        " LEFT JOIN conference ON conference.id = directive.conference"
        " WHERE directive.kind <> 'recommendation' ORDER BY directive.position",
    )
    dates = [day or "" for _, day in listed]
    assert dates == sorted(dates, reverse=True)
    assert listed[0][0] == "viec-2"


def test_a_document_stands_in_place_of_an_article(store: Path) -> None:
    make(store, {"id": "vb-1", "kind": "notice", "number": "1/TB", "title": {"vi": "Một"}}, RecordKind.DOCUMENT)
    make(store, {"id": OWN, "kind": "task", "text": {"vi": "A"}, "sources": [{"document": "vb-1", "point": "2"}]})
    assert rows(store, "SELECT article, document, point FROM source WHERE record = ?", OWN) == [(None, "vb-1", "2")]
    assert rows(store, "SELECT own FROM record WHERE id = ?", OWN) == [(0,)]
    with pytest.raises(EditRefusedError):
        delete(store, "vb-1")


def test_a_correction_goes_where_a_digest_says_the_same_and_is_pointed_out_where_not(
    store: Path,
) -> None:
    first, second = "hn-2031-03-05-01", "hn-2031-03-05-02"
    for record, text in ((first, "Chữ đúng"), (second, "Chữ khác")):
        body = {"id": record, "text": {"vi": text}, "corrects": ["text"]}
        done(
            store,
            lambda unit, record=record, body=body: record_edits.correct_record(  # type: ignore[misc]
                unit, RecordKind.DIRECTIVE, record, body, LAN
            ),
        )
    assert rows(store, "SELECT count(*) FROM record WHERE corrected = 1") == [(2,)]
    values = sample()
    record_of(values, "directives", first)["text"] = {"vi": "Chữ đúng"}
    record_of(values, "directives", second)["text"] = {"vi": "Chữ mới"}
    report = taken_in(store, digest_of(values))
    assert [each.record for each in report.settled] == [first]
    assert [(each.record, each.fields) for each in report.disputed] == [(second, ("text",))]
    assert rows(store, "SELECT id FROM record WHERE corrected = 1") == [(second,)]
    assert rows(store, "SELECT text_vi FROM directive WHERE id IN (?, ?) ORDER BY id", first, second) == [
        ("Chữ đúng",), ("Chữ khác",),
    ]  # fmt: skip
    require_sound(store)
