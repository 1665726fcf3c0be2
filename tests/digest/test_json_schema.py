"""The schema for editors is that of the models."""

import json
from pathlib import Path

from ngkt_tui.digest.json_schema import DIALECT, FIELD_WORDS, LIST_WORDS, json_schema, schema_text
from ngkt_tui.digest.model.whole_digest import LISTS, MODELS

FILE = Path(__file__).parents[2] / "docs" / "digest-schema.json"


def test_the_file_in_docs_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == schema_text(), "write it anew: ngkt-tui schema > docs/digest-schema.json"


def test_the_schema_names_every_list_and_every_field() -> None:
    schema = json.loads(schema_text())
    assert schema["$schema"] == DIALECT
    assert set(schema["properties"]) == {"digest", *LISTS}
    for model in MODELS.values():
        assert set(schema["$defs"][model.__name__]["properties"]) == set(model.model_fields)


def test_every_mapping_is_closed_and_described() -> None:
    mappings = {name: each for name, each in json_schema()["$defs"].items() if each["type"] == "object"}
    assert [name for name, each in mappings.items() if each["additionalProperties"] is not False] == []
    assert [name for name, each in json_schema()["$defs"].items() if not each.get("description")] == []


def test_every_field_is_described() -> None:
    schema = json_schema()
    fields = {
        (name, field): described
        for name, definition in (*schema["$defs"].items(), ("", schema))
        for field, described in definition.get("properties", {}).items()
    }
    assert [place for place, described in fields.items() if not described.get("description")] == []
    known = {field for _, field in fields} | {f"{name}.{field}" for name, field in fields}
    assert FIELD_WORDS.keys() - known == set()
    assert set(LIST_WORDS) == set(LISTS)
