"""The JSON Schema of a digest, made from the models, for editors that complete and check while one writes.

It knows less than `ngkt-tui check`: cross references, and what a record lacks, are beyond it.
"""

import json
from typing import Any

from ngkt_tui.digest.model.digest import MODELS, Digest

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the schema as plain values."""
    schema = Digest.model_json_schema(by_alias=True)
    for model in MODELS.values():
        definition = schema["$defs"][model.__name__]
        names = ", ".join(("id", *model.required))
        definition["description"] += f"\n\nRequired, here or in another digest that is used: {names}."
    return {"$schema": DIALECT, **schema, "title": "A digest for ngkt-tui"}


def schema_text() -> str:
    """Return the schema as text, ready for a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
