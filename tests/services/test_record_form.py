"""The form of a record: what it asks for, what it takes for alike, and that it gives back what a record says."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import OrganisationKind, RecordKind
from ngkt_tui.services.agencies import body_called
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_fields import values_of
from ngkt_tui.services.record_form import asked_fields, label_of, look_alikes
from ngkt_tui.services.record_lines import correctable_fields, present_fields, texts_of
from tests.fixtures.stores import context_of, make_sample_store

KINDS = [kind for kind in RecordKind if kind is not RecordKind.ARTICLE]


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return context_of(make_sample_store(Path(tmp_path_factory.mktemp("form")) / "ngkt.sqlite"))


def test_a_form_asks_at_first_for_what_is_required_and_by_what_a_record_is_known(context: Context) -> None:
    first = {kind: [each.name for each in asked_fields(kind) if each.is_first] for kind in KINDS}
    assert first[RecordKind.DIRECTIVE] == ["text"]
    assert first[RecordKind.ORGANISATION] == ["name", "kind"]
    assert first[RecordKind.DOCUMENT] == ["kind", "title", "number", "issued", "issuer"]
    assert all(len(names) <= 5 for names in first.values())
    for kind in KINDS:
        assert all(label_of(kind, each.name, context.language) for each in asked_fields(kind))


def test_names_are_alike_but_for_case_accents_and_a_slip(context: Context) -> None:
    with Reader(context) as reader:
        found = {
            name: [each.id for each in look_alikes(reader, RecordKind.ORGANISATION, name)]
            for name in ("BỘ NGOẠI GIAO", "bo ngoai giap", "Bộ Ngoại giao Việt Nam", "Bộ Quốc phòng", "  ")
        }
    assert [ids[:1] for ids in found.values()] == [["bng"], ["bng"], ["bng"], [], []]


def test_a_name_tells_what_kind_of_body_it_is() -> None:
    named = {"Bộ Xây dựng": OrganisationKind.MINISTRY, "UBND tỉnh Lào Cai": OrganisationKind.PROVINCE, "VCCI": None}
    assert {name: body_called(name) for name in named} == named


def test_the_form_that_corrects_a_record_gives_back_what_the_record_says(context: Context) -> None:
    with Reader(context) as reader:
        with reader.connection() as connection:
            ids = [record for (record,) in connection.execute("SELECT id FROM record WHERE kind <> 'article'")]
        for record in ids:
            present = present_fields(reader, record)
            fields = [each.field for each in correctable_fields(present) if present.texts[each.name]]
            given = {field.name: texts_of(field, present.texts[field.name]) for field in fields}
            assert values_of(reader, present.kind, given), record
