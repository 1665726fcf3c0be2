"""What Pydantic says of a wrong value, told as complaints in the field's own words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ngkt_tui.digest.faults import FieldPath, Issue
from ngkt_tui.digest.model.base_models import VISIBLE, DigestModel, Text
from ngkt_tui.digest.model.whole_digest import SCHEMAS
from ngkt_tui.domain.suggestions import closest_match

RecordT = TypeVar("RecordT", bound=DigestModel)

_KEYS = {
    "missing": "missing",
    "string_too_long": "text-long",
    "int_type": "number-wanted",
    "int_from_float": "number-wanted",
    "float_type": "number-wanted",
    "bool_type": "bool-wanted",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
    "dict_type": "mapping-wanted",
    "tuple_type": "list-wanted",
    "too_short": "list-empty",
    "too_long": "list-long",
    "day_format": "day-format",
    "day_impossible": "day-impossible",
    "literal_error": "schema",
}
_PATTERNS = {VISIBLE: "text-empty", "^[0-9a-f]{64}$": "sha256", "^[a-z]{2,3}$": "language", "^[a-z_]+$": "field-name"}
"""The patterns of texts that are no ids, and what a text is told that breaks one."""

_LIMITS = ("max_length", "min_length", "ge", "le")
_CHOICE = re.compile("'([^']*)'")


def validation_issues(error: ValidationError, model: type[DigestModel], path: FieldPath) -> Iterator[Issue]:
    """Yield what is wrong with the value of `model` that stands at `path`."""
    for detail in error.errors(include_url=False):
        within = tuple(step for step in detail["loc"] if step != "[key]")
        yield _issue(detail, model, path, within)


def record_or_issue(model: type[RecordT], values: Mapping[str, Any]) -> RecordT | Issue:
    """Return the record of plain values, or the first of what is wrong with them."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        return next(validation_issues(error, model, ()))


def _issue(detail: ErrorDetails, model: type[DigestModel], path: FieldPath, within: FieldPath) -> Issue:
    kind, value = detail["type"], detail["input"]
    name = str((path + within)[-1]) if path + within else ""
    if kind == "missing":
        return Issue(path + within[:-1], "missing", {"name": name})
    if kind == "extra_forbidden":
        near = closest_match(name, field_names(part_at(model, within[:-1])))
        return Issue(path + within, "unknown-key", {"name": name, "nearest": near}, at_key=True)
    key = "null" if value is None else _key(kind, detail, value)
    values = {"name": name, "value": _shown(value), **_context(kind, detail, value)}
    return Issue(path + within, key, values, at_key="[key]" in detail["loc"])


def _key(kind: str, detail: ErrorDetails, value: object) -> str:
    if kind == "model_type":
        wants_text = detail.get("ctx", {}).get("class_name") == Text.__name__
        return "bilingual" if wants_text and not isinstance(value, list) else "mapping-wanted"
    if kind == "string_type":
        return "text-wanted" if isinstance(value, dict | list) else "text-unquoted"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(detail.get("ctx", {}).get("pattern", ""), "id")
    return "choice" if kind == "enum" else _KEYS.get(kind, "wrong")


def _context(kind: str, detail: ErrorDetails, value: object) -> dict[str, object]:
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "enum":
        choices = tuple(_CHOICE.findall(context["expected"]))
        return {"choices": choices, "nearest": closest_match(value, choices)}
    if kind == "literal_error":
        return {"limit": SCHEMAS, "problem": detail["msg"]}
    limit = next((context[name] for name in _LIMITS if name in context), None)
    return {"limit": limit, "problem": detail["msg"]}


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return "…" if isinstance(value, dict | list | tuple) else value


def field_names(model: type[DigestModel] | None) -> list[str]:
    """Return the keys of the file format that `model` takes."""
    fields = model.model_fields if model else {}
    return [field.alias or name for name, field in fields.items()]


def part_at(model: type[DigestModel], within: FieldPath) -> type[DigestModel] | None:
    """Return the model of the mapping at the path `within` a value of `model`; `None` where there is none."""
    present: type[DigestModel] | None = model
    for step in within:
        if isinstance(step, int) or present is None:
            continue
        field = present.model_fields.get(step)
        present = _part_within(field.annotation) if field else None
    return present


def _part_within(annotation: Any) -> type[DigestModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, DigestModel):
        return annotation
    return next((part for each in get_args(annotation) if (part := _part_within(each))), None)
