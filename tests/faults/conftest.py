"""The stores that faults are tried on."""

from tests.store.conftest import empty_store, empty_template, sample_template, store
from tests.tui.conftest import _draws_only_when_looked_at, _parses_styles_once

__all__ = [
    "_draws_only_when_looked_at",
    "_parses_styles_once",
    "empty_store",
    "empty_template",
    "sample_template",
    "store",
]
