"""A store as one SQLite file."""
