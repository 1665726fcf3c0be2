"""What every record has in common, and where it comes from."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from ngkt_tui.digest.model.values import VISIBLE, ArticleRef, DigestModel, NonEmptyTuple, Slug, Text, TupleOf
from ngkt_tui.domain.kinds import RecordKind


def _as_list(value: object) -> object:
    return (value,) if type(value) is int else value


_Number = Annotated[int, Field(ge=1, le=1_000_000)]
Paragraphs = Annotated[
    NonEmptyTuple[_Number],
    BeforeValidator(_as_list),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1},
            ]
        }
    ),
]
"""One paragraph number or a list of them (not a range), kept as a tuple; paragraphs count from 1."""

Term = Annotated[str, Field(pattern=VISIBLE, max_length=40)]
FieldName = Annotated[str, Field(pattern=r"^[a-z_]+$", max_length=40)]


class Citation(DigestModel):
    """Where something is printed: an article, its paragraphs, and key terms that stand in them.

    `of` narrows it to the fields that only this source reports; empty means the whole record or entry.
    """

    article: ArticleRef
    para: Paragraphs
    terms: Annotated[tuple[Term, ...], Field(strict=False, min_length=1, max_length=4)]
    of: TupleOf[FieldName] = ()


class Record(DigestModel):
    """One record as one digest gives it: all but `id` may be left to another digest.

    `inferred` tells, for a field that is not printed but follows from the text, what it follows from.
    `was` lists the ids under which the record stood before.
    """

    kind_of_record: ClassVar[RecordKind]
    required: ClassVar[tuple[str, ...]]
    """The fields that the record must have once all digests are joined."""

    id: Slug
    notes: Text | None = None
    inferred: dict[FieldName, Text] = Field(default_factory=dict)
    was: TupleOf[Slug] = ()


class Sourced(Record):
    """A record that carries its own sources."""

    sources: TupleOf[Citation] = ()
