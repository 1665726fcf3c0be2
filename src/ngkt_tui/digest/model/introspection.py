"""The shape of the models, read from their annotations: which fields are references, texts, or parts in turn.

So that checking, proving and describing a digest need no second list of the fields.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from ngkt_tui.digest.model.base_models import Citation, DigestModel, RefersTo, Text
from ngkt_tui.domain.enums import RecordKind


class ReferenceTo(NamedTuple):
    """A field that names other records, one or many of them."""

    name: str
    kinds: frozenset[RecordKind]
    many: bool


class NestedModel(NamedTuple):
    """A field that holds a part, or many of them."""

    name: str
    part: type[DigestModel]
    many: bool


class ModelFields(NamedTuple):
    """What the fields of a model are."""

    references: tuple[ReferenceTo, ...]
    texts: tuple[str, ...]
    parts: tuple[NestedModel, ...]


@cache
def model_fields(model: type[DigestModel]) -> ModelFields:
    """Return the shape of `model`."""
    references: list[ReferenceTo] = []
    texts: list[str] = []
    parts: list[NestedModel] = []
    for name, field in model.model_fields.items():
        many = get_origin(field.annotation) is tuple
        annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        refers = next(_marks(annotation), None)
        part = next(_parts(annotation), None)
        if refers is not None:
            references.append(ReferenceTo(name, frozenset(refers.kinds), many))
        elif part is Text and get_origin(field.annotation) is not dict:
            texts.append(name)
        elif part is not None and part is not Text:
            parts.append(NestedModel(name, part, many))
    return ModelFields(tuple(references), tuple(texts), tuple(parts))


def _marks(annotation: Any) -> Iterator[RefersTo]:
    if get_origin(annotation) is Annotated:
        yield from (mark for mark in annotation.__metadata__ if isinstance(mark, RefersTo))
    for each in get_args(annotation):
        if not isinstance(each, RefersTo):
            yield from _marks(each)


def _parts(annotation: Any) -> Iterator[type[DigestModel]]:
    if isinstance(annotation, type) and issubclass(annotation, DigestModel):
        yield annotation
    for each in get_args(annotation):
        yield from _parts(each)


def walk_nested(part: DigestModel) -> Iterator[tuple[tuple[str | int, ...], DigestModel]]:
    """Yield the parts that stand directly within `part`, each with its path from there; texts are left out."""
    given = part.model_fields_set
    for name, _, many in model_fields(type(part)).parts:
        if name not in given:
            continue
        value = getattr(part, name)
        if many:
            yield from (((name, number), each) for number, each in enumerate(value))
        elif value is not None:
            yield (name,), value


def sources(
    part: DigestModel, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], DigestModel, Citation]]:
    """Yield every source of `part` and of what stands within, with its path and the part that it speaks for."""
    for within, each in walk_nested(part):
        if isinstance(each, Citation):
            yield path + within, part, each
        else:
            yield from sources(each, path + within)


def texts(part: DigestModel, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Yield every bilingual text of `part` and of what stands within, with its path."""
    for name in model_fields(type(part)).texts:
        if (text := getattr(part, name)) is not None:
            yield (*path, name), text
    for name, basis in getattr(part, "inferred", {}).items():
        yield (*path, "inferred", name), basis
    for within, each in walk_nested(part):
        if not isinstance(each, Citation):
            yield from texts(each, path + within)
