"""What can be said of each field of the filter language without a store: names, kinds, values, an example."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.query.fields.field import Choice, Field
from ngkt_tui.query.fields.reference import ReferenceField
from ngkt_tui.query.fields.registry import FIELDS, LISTED, SORT_NAME, sort_words
from ngkt_tui.query.spec import FieldName

MAX_VALUES = 40

_EXAMPLES = {
    FieldName.STATUS: (RecordKind.DIRECTIVE, "unrated,doing"),
    FieldName.CONFERENCE: (RecordKind.DIRECTIVE, "2024-07-18"),
    FieldName.AGENCY: (RecordKind.DIRECTIVE, "bng"),
    FieldName.NAMED: (RecordKind.DIRECTIVE, "bng"),
    FieldName.LEAD: (RecordKind.DIRECTIVE, "bng"),
    FieldName.BY: (RecordKind.DIRECTIVE, '"phạm minh chính"'),
    FieldName.THEME: (RecordKind.DIRECTIVE, "cd-fta"),
    FieldName.MARKET: (RecordKind.DIRECTIVE, '"trung đông"'),
    FieldName.AGREEMENT: (RecordKind.DIRECTIVE, "fta-moi"),
    FieldName.DOCUMENT: (RecordKind.DIRECTIVE, "vb-ct-15"),
    FieldName.SOURCE: (RecordKind.DIRECTIVE, "nv-20240718"),
    FieldName.KIND: (RecordKind.DIRECTIVE, "task,request"),
    FieldName.FAMILY: (RecordKind.DIRECTIVE, "nhom-3-phat-huy"),
    FieldName.DUE: (RecordKind.DIRECTIVE, "none"),
    FieldName.IMPORTANCE: (RecordKind.DIRECTIVE, "none"),
    FieldName.CELL: (RecordKind.DIRECTIVE, "unrated"),
    FieldName.STAGE: (RecordKind.AGREEMENT, "signed,in-force"),
    FieldName.IS: (RecordKind.DIRECTIVE, "open"),
    FieldName.SORT: (RecordKind.DIRECTIVE, "-conf"),
}
"""A value of each field that finds something in the packaged digest, with the kind of record it is looked for in."""


class FieldGuide(NamedTuple):
    """What is told of a field. `values` are those of the first kind that has it; `targets` the kinds it names."""

    name: FieldName
    vietnamese: str
    kinds: tuple[RecordKind, ...]
    values: tuple[Choice, ...]
    targets: tuple[RecordKind, ...]
    example: str
    """A value; empty where none is known."""
    example_kind: RecordKind

    def typed(self, language: Language) -> str:
        """Return the name that is typed in a language, with its colon."""
        return f"{self.vietnamese if language is Language.VI else self.name}:"


def guide(language: Language, kind: RecordKind | None = None) -> Iterator[FieldGuide]:
    """Yield what is to be told of each field that records of `kind` have, `None` for every field."""
    with closing(sqlite3.connect(":memory:")) as nothing:
        for name, field in FIELDS.items():
            if kind is None or kind in field.kinds:
                yield _told(name, field, kind, language, nothing)
    asked = kind or RecordKind.DIRECTIVE
    sorts = tuple(Choice(by, sort_words(asked).label(by, language)) for by in sort_words(asked).values)
    kinds = _in_order(LISTED)
    yield FieldGuide(FieldName.SORT, SORT_NAME, kinds, sorts, (), *_example(FieldName.SORT, asked))


def _told(
    name: FieldName, field: Field, kind: RecordKind | None, language: Language, nothing: sqlite3.Connection
) -> FieldGuide:
    kinds = _in_order(field.kinds)
    asked = kind or (RecordKind.DIRECTIVE if RecordKind.DIRECTIVE in kinds else kinds[0])
    targets = field.targets if isinstance(field, ReferenceField) else ()
    values = () if targets else _values(field, asked, language, nothing)
    return FieldGuide(name, field.vietnamese, kinds, values, targets, *_example(name, asked))


def _values(field: Field, kind: RecordKind, language: Language, nothing: sqlite3.Connection) -> tuple[Choice, ...]:
    """Return the values that a field has whatever a store holds."""
    try:
        return field.choices(nothing, "", kind, language, MAX_VALUES)
    except sqlite3.Error:  # they stand in the store
        return ()


def _example(name: FieldName, kind: RecordKind) -> tuple[str, RecordKind]:
    example_kind, value = _EXAMPLES.get(name, (kind, ""))
    return value, example_kind


def _in_order(kinds: frozenset[RecordKind]) -> tuple[RecordKind, ...]:
    first = (RecordKind.DIRECTIVE, RecordKind.CONFERENCE, RecordKind.AGREEMENT, RecordKind.MARKET)
    return (*(kind for kind in first if kind in kinds), *(each for each in RecordKind if each in kinds - {*first}))
