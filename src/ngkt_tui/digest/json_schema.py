"""The JSON Schema of a digest, made from the models, for editors that complete and check while one writes.

It knows less than `ngkt-tui check`: cross references, and what a record lacks, are beyond it.
"""

import json
from typing import Any

from ngkt_tui.digest.model.digest import MODELS, Digest
from ngkt_tui.digest.schema_words import FIELD_WORDS, LIST_WORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the schema as plain values."""
    schema = Digest.model_json_schema(by_alias=True)
    for model in MODELS.values():
        definition = schema["$defs"][model.__name__]
        names = ", ".join(("id", *model.required))
        definition["description"] += f"\n\nRequired, here or in another digest that is used: {names}."
    for name, definition in schema["$defs"].items():
        for field, described in definition.get("properties", {}).items():
            _describe(described, FIELD_WORDS.get(f"{name}.{field}") or FIELD_WORDS.get(field))
    for field, described in schema["properties"].items():
        _describe(described, LIST_WORDS.get(field) or FIELD_WORDS[field])
    return {"$schema": DIALECT, **schema, "title": "A digest for ngkt-tui"}


def _describe(described: dict[str, Any], words: str | None) -> None:
    if words:
        described["description"] = words


def schema_text() -> str:
    """Return the schema as text, ready for a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
