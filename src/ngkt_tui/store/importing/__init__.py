"""Taking in digests: what each says of each record is kept, joined, and written into the tables that are read."""

from ngkt_tui.store.importing.diff import ImportReport, LookAlike, Outcome, Renaming
from ngkt_tui.store.importing.importer import import_digest, remove_digest

__all__ = ["ImportReport", "LookAlike", "Outcome", "Renaming", "import_digest", "remove_digest"]
