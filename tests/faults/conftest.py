"""The stores that faults are tried on."""

from tests.store.conftest import empty_store, empty_template, sample_template, store

__all__ = ["empty_store", "empty_template", "sample_template", "store"]
