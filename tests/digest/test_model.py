"""The models: what is a reference, what is required, and that they hold nothing but values."""

import pytest
from pydantic import ValidationError

from ngkt_tui.digest.model.base_models import DigestModel, Text
from ngkt_tui.digest.model.introspection import model_fields
from ngkt_tui.digest.model.records import Participant
from ngkt_tui.digest.model.whole_digest import MODELS
from ngkt_tui.domain.enums import RecordKind
from tests.fixtures.examples import for_each

KINDS_BY_FIELD = {
    "article": {RecordKind.ARTICLE},
    "conference": {RecordKind.CONFERENCE},
    "organisation": {RecordKind.ORGANISATION},
    "issuers": {RecordKind.OFFICIAL, RecordKind.ORGANISATION, RecordKind.CONFERENCE},
    "partners": {RecordKind.MARKET, RecordKind.ORGANISATION},
    "said_by": {RecordKind.OFFICIAL, RecordKind.ORGANISATION},
}


def _parts(model: type[DigestModel]) -> set[type[DigestModel]]:
    return {model, *(part for nested in model_fields(model).parts for part in _parts(nested.part))}


ALL = sorted({part for model in MODELS.values() for part in _parts(model)}, key=lambda part: part.__name__)


def test_references_name_the_kinds_of_the_file_format() -> None:
    found = {each.name: set(each.kinds) for part in ALL for each in model_fields(part).references}
    assert {name: found[name] for name in KINDS_BY_FIELD} == KINDS_BY_FIELD


@for_each("model", ALL)
def test_every_model_is_closed_strict_and_frozen(model: type[DigestModel]) -> None:
    assert (model.model_config["extra"], model.model_config["strict"], model.model_config["frozen"]) == (
        "forbid",
        True,
        True,
    )


@for_each("model", MODELS.values())
def test_a_record_may_be_given_by_its_id_alone_and_requires_fields_that_it_has(model: type[DigestModel]) -> None:
    assert model.model_validate({"id": "x"}).model_dump(exclude_unset=True) == {"id": "x"}
    assert set(model.required) <= set(model.model_fields)  # type: ignore[attr-defined]


def test_the_shape_of_a_participant_is_read_from_its_annotations() -> None:
    assert [each.name for each in model_fields(Participant).references] == ["official", "organisation"]
    assert model_fields(Participant).texts == ("who", "point", "said")
    assert [each.name for each in model_fields(Participant).parts] == ["sources"]


@for_each("id_", ["", "A", "a_b", "-a", "a-", "a--b", "đ", "a b", "a\n", "a" * 101, "a/b", "../a"])
def test_an_id_is_a_lowercase_slug(id_: str) -> None:
    with pytest.raises(ValidationError):
        MODELS["themes"].model_validate({"id": id_})


def test_vietnamese_always_stands_and_english_may_be_missing() -> None:
    assert Text.model_validate({"vi": "x"}).en is None
    with pytest.raises(ValidationError):
        Text.model_validate({"en": "x"})
