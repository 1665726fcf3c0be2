"""The search index on PostgreSQL: a vector of the words of each record, bare and as written, each at its place.

The program makes the vectors: what a word is, and how it is folded, is said in `domain.text` alone. Both forms of a
word stand at one place, so that a phrase may hold bare words and written ones. `query.search` reads them.
"""

SEARCH_TABLES = """
CREATE TABLE main.search (
    rowid bigint PRIMARY KEY,
    words tsvector NOT NULL
);
-- No list of what is still to be sorted in: every read would have to walk it.
CREATE INDEX search_words ON main.search USING gin (words) WITH (fastupdate = off);

CREATE TABLE main.search_word (
    word text COLLATE "C" PRIMARY KEY
);
"""

MAX_PLACE = 16_383
"""The last place that a vector knows; what is beyond stands there, and is found by single words alone."""
MAX_PLACES = 255
"""So many places are kept of one word."""
MAX_BYTES = 2_046
"""Of a longer word a vector keeps nothing."""


def word_vector(folded: str, exact: str) -> str:
    """Return the words of a record, bare and as written, as PostgreSQL reads a `tsvector`."""
    places: dict[str, dict[int, None]] = {}
    for text in (folded, exact):
        for place, word in enumerate(text.split(), 1):
            places.setdefault(word, {})[min(place, MAX_PLACE)] = None
    return " ".join(
        f"'{word}':{','.join(map(str, list(at)[:MAX_PLACES]))}"
        for word, at in places.items()
        if len(word.encode()) <= MAX_BYTES
    )
