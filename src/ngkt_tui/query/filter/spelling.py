"""The words in which a filter is written for a reader: names of fields and values in his language."""

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.filter.fields.registry import FIELDS, name_in, sort_words
from ngkt_tui.query.filter.formatter import Spelling, format_filter
from ngkt_tui.query.filter.parser import parse


def spelling_in(language: Language, kind: RecordKind) -> Spelling:
    """Return the spelling of `language`, for a filter of records of `kind`."""
    return Spelling(
        name=lambda name: name_in(language, name),
        value=lambda name, value: FIELDS[name].written(value, kind, language),
        sort=lambda by: sort_words(kind).written(by, language),
    )


def translate(text: str, kind: RecordKind, language: Language) -> str:
    """Return a filter in the words of `language`; raises `FilterError` where it has a mistake."""
    return format_filter(parse(text, kind), spelling_in(language, kind))
