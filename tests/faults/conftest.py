"""The stores that faults are tried on."""

from tests.store.conftest import empty_store, empty_template, sample_template, store
from tests.tui.caches import _keeps_rules_and_handlers
from tests.tui.conftest import _draws_only_when_looked_at

__all__ = [
    "_draws_only_when_looked_at",
    "_keeps_rules_and_handlers",
    "empty_store",
    "empty_template",
    "sample_template",
    "store",
]
