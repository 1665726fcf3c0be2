"""The tables as SQLModel classes, a file for each group, so that an edit loads only those that it needs.

They mirror what `migrations/` makes, which alone defines the schema; a test holds the two together. Rows of these
classes stay within `store`.
"""
