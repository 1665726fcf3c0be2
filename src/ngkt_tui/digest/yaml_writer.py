"""Writing a digest as YAML, from what a store keeps of it: `check` accepts it, and taking it in changes nothing.

Records stand in the order of the digest, their fields in that of the models. Texts are quoted where YAML would read
something else.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from ngkt_tui.digest.contributions import in_present_schema
from ngkt_tui.digest.model.base_models import DigestModel, Record
from ngkt_tui.digest.model.introspection import model_fields
from ngkt_tui.digest.model.whole_digest import LISTS, MODELS, SCHEMAS
from ngkt_tui.domain.enums import RecordKind

WIDTH = 120


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # without libyaml ten times slower
    def ignore_aliases(self, _data: object) -> bool:
        """Write every value where it stands: the reader refuses aliases."""
        return True


def digest_yaml(heading: Mapping[str, Any], bodies: Iterable[tuple[RecordKind, Mapping[str, Any]]]) -> Iterator[str]:
    """Yield the pieces of a digest as YAML: the heading, then each list that has records.

    `heading` has its id, title and the digests that it refers to; each body is what the digest says of a record.
    """
    given = {name: _vi_first(value) for name, value in heading.items() if value}
    yield _dump({"digest": {"id": given.pop("id"), "schema": SCHEMAS[-1], **given}})
    records: dict[RecordKind, list[dict[str, Any]]] = {}
    for kind, body in bodies:
        records.setdefault(kind, []).append(_in_field_order(kind, in_present_schema(kind, body)))
    for key, kind in LISTS.items():
        if kind in records:
            yield f"\n{key}:\n"
            yield from (_dump([record], indent=2) for record in records[kind])


def ids_in(bodies: Iterable[tuple[RecordKind, Mapping[str, Any]]]) -> set[str]:
    """Return the ids of the records that bodies speak of: of each itself, and of all that it refers to."""
    return {each for kind, body in bodies for each in (str(body["id"]), *_referred_to(_MODELS[kind], body))}


def _referred_to(model: type[DigestModel], body: Mapping[str, Any]) -> Iterator[str]:
    form = model_fields(model)
    for each in form.references:
        value = body.get(each.name)
        yield from value if isinstance(value, list) else [value] if value else []
    for part in form.parts:
        value = body.get(part.name)
        for entry in value if isinstance(value, list) else [value] if value else []:
            yield from _referred_to(part.part, entry)


def _in_field_order(kind: RecordKind, body: Mapping[str, Any]) -> dict[str, Any]:
    order = _FIELDS[kind]
    return {name: _vi_first(body[name]) for name in sorted(body, key=lambda name: order.get(name, len(order)))}


def _field_order(model: type[Record]) -> dict[str, int]:
    names = sorted(model.model_fields, key=lambda name: (name != "id", name in _LAST))
    return {name: place for place, name in enumerate(names)}


_MODELS = {model.kind_of_record: model for model in MODELS.values()}
_LAST = ("notes", "inferred", "sources")
_FIELDS = {model.kind_of_record: _field_order(model) for model in MODELS.values()}


def _vi_first(value: Any) -> Any:
    if isinstance(value, list):
        return [_vi_first(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _vi_first(value[name]) for name in sorted(value, key=lambda name: name == "en")}
    return value


_STYLE: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "default_flow_style": None}


def _dump(value: object, indent: int = 0) -> str:
    text = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH - indent, default_flow_style=None
    )
    return "".join(f"{' ' * indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))
