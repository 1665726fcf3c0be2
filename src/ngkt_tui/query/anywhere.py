"""Looking for words in records of every kind at once, those in which they weigh most first."""

import sqlite3

from ngkt_tui.domain.fold import tokenize_query
from ngkt_tui.query.bindings import Parameters
from ngkt_tui.query.matching import and_all, fts_query
from ngkt_tui.query.names import RecordRef, load_refs


def global_search(connection: sqlite3.Connection, text: str, limit: int) -> tuple[RecordRef, ...]:
    """Return at most `limit` records that have a word beginning with each word of `text`; none for no word."""
    bindings = Parameters()
    found = [fts_query(bindings, word, is_whole=False) for word in tokenize_query(text)]
    if not found:
        return ()
    search_terms = and_all(found)
    conditions = " AND ".join((f"search MATCH {search_terms.query}", *search_terms.extra_conditions))
    statement = (
        "SELECT record.id FROM search JOIN record ON record.position = search.rowid"
        f" WHERE {conditions} ORDER BY search.rank, search.rowid LIMIT :most"
    )
    ids = [record for (record,) in connection.execute(statement, {**bindings.values, "most": limit})]
    names = load_refs(connection, ids)
    return tuple(names[record] for record in ids if record in names)
