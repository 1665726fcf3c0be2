"""The shape of the models, read from their annotations: which fields are references, texts, or parts in turn.

So that checking, proving and describing a digest need no second list of the fields.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from ngkt_tui.digest.model.record import Source
from ngkt_tui.digest.model.values import Part, Refers, Text
from ngkt_tui.domain.kinds import RecordKind


class Reference(NamedTuple):
    """A field that names other records, one or many of them."""

    name: str
    kinds: frozenset[RecordKind]
    many: bool


class Nested(NamedTuple):
    """A field that holds a part, or many of them."""

    name: str
    part: type[Part]
    many: bool


class Shape(NamedTuple):
    """What the fields of a model are."""

    references: tuple[Reference, ...]
    texts: tuple[str, ...]
    parts: tuple[Nested, ...]


@cache
def shape(model: type[Part]) -> Shape:
    """Return the shape of `model`."""
    references: list[Reference] = []
    texts: list[str] = []
    parts: list[Nested] = []
    for name, field in model.model_fields.items():
        many = get_origin(field.annotation) is tuple
        annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        refers = next(_marks(annotation), None)
        part = next(_parts(annotation), None)
        if refers is not None:
            references.append(Reference(name, frozenset(refers.kinds), many))
        elif part is Text and get_origin(field.annotation) is not dict:
            texts.append(name)
        elif part is not None and part is not Text:
            parts.append(Nested(name, part, many))
    return Shape(tuple(references), tuple(texts), tuple(parts))


def _marks(annotation: Any) -> Iterator[Refers]:
    if get_origin(annotation) is Annotated:
        yield from (mark for mark in annotation.__metadata__ if isinstance(mark, Refers))
    for each in get_args(annotation):
        if not isinstance(each, Refers):
            yield from _marks(each)


def _parts(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for each in get_args(annotation):
        yield from _parts(each)


def nested(part: Part) -> Iterator[tuple[tuple[str | int, ...], Part]]:
    """Yield the parts that stand directly within `part`, each with its path from there; texts are left out."""
    for name, _, many in shape(type(part)).parts:
        value = getattr(part, name)
        if many:
            yield from (((name, number), each) for number, each in enumerate(value))
        elif value is not None:
            yield (name,), value


def sources(part: Part, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Part, Source]]:
    """Yield every source of `part` and of what stands within, with its path and the part that it speaks for."""
    for within, each in nested(part):
        if isinstance(each, Source):
            yield path + within, part, each
        else:
            yield from sources(each, path + within)


def texts(part: Part, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Yield every bilingual text of `part` and of what stands within, with its path."""
    for name in shape(type(part)).texts:
        if (text := getattr(part, name)) is not None:
            yield (*path, name), text
    for name, basis in getattr(part, "inferred", {}).items():
        yield (*path, "inferred", name), basis
    for within, each in nested(part):
        if not isinstance(each, Source):
            yield from texts(each, path + within)
