"""What a filter says, in words: for chips, empty states and the headings of reports."""

import sqlite3
from datetime import date

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.fields.field_registry import FIELDS, sort_words
from ngkt_tui.query.filter.filter_spec import FieldTerm, FilterSpec, SortKey, Term


def describe(
    connection: sqlite3.Connection, spec: FilterSpec, kind: RecordKind, language: Language, today: date | None = None
) -> str:
    """Return what `spec` says of records of `kind`, empty where it says nothing.

    With `today`, times that depend on the day are told as the days that they mean.
    """
    parts = [_term(connection, term, kind, language, today) for term in spec.terms]
    if spec.order:
        keys = ", ".join(_sort_key(key, kind, language) for key in spec.order)
        parts.append(translate(language, "filter.sort", values=keys))
    return translate(language, "filter.and").join(parts)


def _term(connection: sqlite3.Connection, term: Term, kind: RecordKind, language: Language, today: date | None) -> str:
    sign = ".not" if term.is_negated else ""
    if not isinstance(term, FieldTerm):
        return translate(language, f"filter.text{sign}", text=term.text)
    field = FIELDS[term.name]
    values = (field.settled(value.text, today) if today else value.text for value in term.values)
    labels = (field.label(connection, value, kind, language) for value in values)
    return translate(language, f"filter.{term.name}{sign}", values=translate(language, "filter.or").join(labels))


def _sort_key(key: SortKey, kind: RecordKind, language: Language) -> str:
    label = sort_words(kind).label(key.by, language)
    return translate(language, "filter.sort.reversed", value=label) if key.is_reversed else label
