"""What marks a file as a store of this program, and which schema this version of the program writes."""

APPLICATION_ID = 0x4E474B54
"""SQLite's `application_id` of a store: the letters NGKT."""

SCHEMA_VERSION = 6
"""The newest schema, `user_version`: the number of the last step in `migrations/`."""
