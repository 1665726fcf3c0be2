"""The filter language: one grammar for dashboard, `--filter`, `list` and saved views.

words               the start of a word in any text of the record; all must be there
"a phrase"          whole words that stand beside each other
field:value         a field has that value; `field:one,two` one of these; `field:"two words"`
-word -field:value  the record is left out
sort:due  sort:-age the order
"""

from ngkt_tui.query.filter.fields.field_registry import spelling_in
from ngkt_tui.query.filter.filter_spec import (
    EVERYTHING,
    FieldName,
    FieldTerm,
    FilterSpec,
    Quoting,
    Sort,
    SortKey,
    SourceSpan,
    Term,
    TextTerm,
    Value,
    format_filter,
)
from ngkt_tui.query.filter.parser import parse, translate

__all__ = [
    "EVERYTHING",
    "FieldName",
    "FieldTerm",
    "FilterSpec",
    "Quoting",
    "Sort",
    "SortKey",
    "SourceSpan",
    "Term",
    "TextTerm",
    "Value",
    "format_filter",
    "parse",
    "spelling_in",
    "translate",
]
