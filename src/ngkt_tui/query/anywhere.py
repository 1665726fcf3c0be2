"""Looking for words in records of every kind at once, those in which they weigh most first."""

import sqlite3

from ngkt_tui.domain.fold import typed_words
from ngkt_tui.query.bindings import Bindings
from ngkt_tui.query.matching import both, match
from ngkt_tui.query.names import Named, named


def anywhere(connection: sqlite3.Connection, text: str, limit: int) -> tuple[Named, ...]:
    """Return at most `limit` records that have a word beginning with each word of `text`; none for no word."""
    bindings = Bindings()
    found = [match(bindings, word, is_whole=False) for word in typed_words(text)]
    if not found:
        return ()
    sought = both(found)
    conditions = " AND ".join((f"search MATCH {sought.query}", *sought.beside))
    statement = (
        "SELECT record.id FROM search JOIN record ON record.position = search.rowid"
        f" WHERE {conditions} ORDER BY search.rank, search.rowid LIMIT :most"
    )
    ids = [record for (record,) in connection.execute(statement, {**bindings.values, "most": limit})]
    names = named(connection, ids)
    return tuple(names[record] for record in ids if record in names)
