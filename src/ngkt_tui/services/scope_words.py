"""What a scope is called: its records by kind and short name, for chips, lists of views and headings of reports."""

import sqlite3

from ngkt_tui.domain.dates import format_date, parse_date
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.scope import CHIP_KINDS, Scope, chip_names

LabelledScopeItem = tuple[RecordKind, str, str, str | None]
"""Kind, id, and what it is called in Vietnamese and, where it has a name there, in English."""


def label_scope(connection: sqlite3.Connection, scope: Scope) -> tuple[LabelledScopeItem, ...]:
    """Return what each chip is called; one whose record is gone, or can be no chip, is left out."""
    names = (each for each in chip_names(connection, scope) if each.kind in CHIP_KINDS)
    return tuple((each.kind, each.id, *_label(each)) for each in names)


def scope_words(connection: sqlite3.Connection, scope: Scope, language: Language) -> tuple[str, ...]:
    """Return what each chip is, and what it is called, in `language`."""
    return tuple(
        f"{translate(language, f'record.{kind}')} {vi if language is Language.VI else en or vi}"
        for kind, _, vi, en in label_scope(connection, scope)
    )


def _label(record: RecordRef) -> tuple[str, str | None]:
    day = parse_date(record.date) if record.kind is RecordKind.CONFERENCE else None
    if day is not None:
        return format_date(day, Language.VI), format_date(day, Language.EN)
    return record.short_vi or record.vi, record.short_en or record.en
