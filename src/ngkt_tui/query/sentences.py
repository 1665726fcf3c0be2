"""What a filter says, in words: for chips, empty states and the headings of reports."""

import sqlite3

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import say
from ngkt_tui.query.fields.registry import FIELDS, sort_words
from ngkt_tui.query.spec import FieldTerm, FilterSpec, SortKey, Term


def sentence(connection: sqlite3.Connection, spec: FilterSpec, kind: RecordKind, language: Language) -> str:
    """Return what `spec` says of records of `kind`, empty where it says nothing."""
    parts = [_term(connection, term, kind, language) for term in spec.terms]
    if spec.order:
        keys = ", ".join(_sort_key(key, kind, language) for key in spec.order)
        parts.append(say(language, "filter.sort", values=keys))
    return say(language, "filter.and").join(parts)


def _term(connection: sqlite3.Connection, term: Term, kind: RecordKind, language: Language) -> str:
    sign = ".not" if term.is_negated else ""
    if not isinstance(term, FieldTerm):
        return say(language, f"filter.text{sign}", text=term.text)
    field = FIELDS[term.name]
    labels = (field.label(connection, value.text, kind, language) for value in term.values)
    return say(language, f"filter.{term.name}{sign}", values=say(language, "filter.or").join(labels))


def _sort_key(key: SortKey, kind: RecordKind, language: Language) -> str:
    label = sort_words(kind).label(key.by, language)
    return say(language, "filter.sort.reversed", value=label) if key.is_reversed else label
