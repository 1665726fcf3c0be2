"""The SQLite store: opening it, migrating it, taking in digests, editing, undoing. It writes; it knows no screen."""
