"""The filter language: one grammar for dashboard, `--filter`, `list` and saved views.

words               the start of a word in any text of the record; all must be there
"a phrase"          whole words that stand beside each other
field:value         a field has that value; `field:one,two` one of these; `field:"two words"`
-word -field:value  the record is left out
sort:due  sort:-age the order
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from ngkt_tui.query.filter.fields.field_registry import spelling_in
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

_OF_THE_LANGUAGE = {
    "parse": "ngkt_tui.query.filter.parser",
    "translate": "ngkt_tui.query.filter.parser",
    "spelling_in": "ngkt_tui.query.filter.fields.field_registry",
}


def __getattr__(name: str) -> Any:
    """Return what reads or writes a filter, loaded when first asked for: a list without a filter needs no language."""
    if name not in _OF_THE_LANGUAGE:
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module(_OF_THE_LANGUAGE[name]), name)
    return found
