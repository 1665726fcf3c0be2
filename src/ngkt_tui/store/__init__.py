"""The store: tables, edits, undo, importing digests, for either engine; it writes, and knows no screen.

What one engine has and the other has not stands in `sqlite` and `postgres`.
"""
