"""The whole digest: its heading and the thirteen lists of records."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ngkt_tui.digest.model.base_models import Article, DigestModel, Document, Record, Slug, Text, TupleOf
from ngkt_tui.digest.model.records import (
    Agreement,
    Company,
    Conference,
    Directive,
    Family,
    Market,
    Official,
    Organisation,
    Theme,
)
from ngkt_tui.digest.model.results import Figure, Result
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import require_complete

MODELS: dict[str, type[Record]] = {
    "articles": Article,
    "documents": Document,
    "organisations": Organisation,
    "themes": Theme,
    "conferences": Conference,
    "officials": Official,
    "families": Family,
    "directives": Directive,
    "agreements": Agreement,
    "markets": Market,
    "companies": Company,
    "figures": Figure,
    "results": Result,
}
"""The lists of a digest by their key, in the order in which records are taken in, and what each holds."""

LISTS: dict[str, RecordKind] = {key: model.kind_of_record for key, model in MODELS.items()}
"""The lists of a digest by their key, and the kind of their records."""
require_complete("digest.model.whole_digest", {kind: key for key, kind in LISTS.items()})


SCHEMAS = (1, 2)
"""The versions of the file format that are read; the last is the one that the documentation describes."""


def _require_whole(value: object) -> object:
    if type(value) is int:  # true and 1.0 are equal to 1
        return value
    raise PydanticCustomError("literal_error", "no whole number")


class Heading(DigestModel):
    """What the digest itself is. `uses` names the digests whose records it refers to.

    `own` means that it holds what a unit made itself: it has no articles, and its records need no source.
    """

    id: Slug
    schema_version: Annotated[Literal[1, 2], BeforeValidator(_require_whole), Field(alias="schema")] = 2
    title: Text
    uses: TupleOf[Slug] = ()
    own: bool = False


class Digest(DigestModel):
    """A digest: facts from articles, written by people. A list that is left out is empty."""

    digest: Heading
    articles: TupleOf[Article] = ()
    documents: TupleOf[Document] = ()
    organisations: TupleOf[Organisation] = ()
    themes: TupleOf[Theme] = ()
    conferences: TupleOf[Conference] = ()
    officials: TupleOf[Official] = ()
    families: TupleOf[Family] = ()
    directives: TupleOf[Directive] = ()
    agreements: TupleOf[Agreement] = ()
    markets: TupleOf[Market] = ()
    companies: TupleOf[Company] = ()
    figures: TupleOf[Figure] = ()
    results: TupleOf[Result] = ()

    def records(self, kind: RecordKind) -> tuple[Record, ...]:
        """Return the records of one kind, in file order."""
        return next(tuple(getattr(self, key)) for key, each in LISTS.items() if each is kind)

    def all_records(self) -> Iterator[Record]:
        """Yield every record, kind by kind, in file order."""
        for key in LISTS:
            yield from getattr(self, key)
