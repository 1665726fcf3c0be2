"""What a store of the present schema holds: its number, and the columns of every table, to be looked for when one is
opened.

The steps of `migrations` make them; this says the same without reading or running a step.
"""

import sqlite3

SCHEMA_VERSION = 9
"""The newest schema, `user_version`: the number of the last step in `migrations/`."""

Columns = dict[str, str]
"""The columns of every table, in a row."""

TABLES: Columns = {
    "agreement": "id name_vi name_en aliases kind",
    "article": "id title outlet author published language url complete document paragraphs sha256",
    "change": "id change_group record field before after why entry",
    "change_group": "id at actor kind undoes title",
    "company": "id name printed_as country",
    "company_mention": "company ordinal conference what_vi what_en digest",
    "conference": "id kind date time_of_day_vi time_of_day_en title_vi title_en format place_vi place_en",
    "contribution": "digest record kind ordinal body",
    "digest": "id ordinal title_vi title_en uses sha256 taken_in_at",
    "directive": "position id conference kind paragraph text_vi text_en horizon_vi horizon_en"
    " horizon_start horizon_end status done_on due why first_due importance lead coordinating"
    " digest_nature product_vi product_en product nature confirms",
    "declined_answer": "id record at actor result why",
    "document": "id number kind title_vi title_en issuer issued period_vi period_en period_start period_end printed_as",
    "evidence": "id record at actor text",
    "family": "id conference name_vi name_en printed_count",
    "family_item": "family ordinal text_vi text_en directive digest item",
    "figure": "id conference label_vi label_en value value_max bound"
    " unit_vi unit_en printed_as kind period_vi period_en said_by",
    "link": "record relation ordinal target how position",
    "market": "id name_vi name_en aliases kind assessment",
    "market_mention": "market ordinal conference stance digest what_vi what_en",
    "next_step": "id record at actor text who due done_on",
    "note": "id record at actor text",
    "observation": "agreement ordinal conference stage next_step_vi next_step_en digest what_vi what_en",
    "official": "id name aliases printed_as",
    "organisation": "id name_vi name_en short_vi short_en aliases kind parent",
    "participant": "conference ordinal official organisation who_vi who_en roles point_vi point_en digest"
    " said_vi said_en",
    "post": "official ordinal title_vi title_en organisation conferences digest",
    "progress": "id record at actor made_on text",
    "record": "position id kind notes_vi notes_en inferred withdrawn",
    "result": "id conference text_vi text_en said_by kind",
    "saved_view": "name kind filter scope position at actor",
    "search": "folded exact",
    "search_word": "word",
    "source": "record path ordinal article paragraphs terms fields digest",
    "stage_move": "id record at actor stage moved_on next_step",
    "theme": "id name_vi name_en",
}

_PRESENT = (
    "SELECT made.name, own.name FROM sqlite_schema AS made JOIN pragma_table_info(made.name) AS own"
    " WHERE made.type = 'table'"
)


def columns_of(connection: sqlite3.Connection) -> Columns:
    """Return the columns of every table of a store, but for the inner ones of SQLite and of the search index."""
    found: dict[str, list[str]] = {}
    for table, column in connection.execute(_PRESENT).fetchall():
        if table == "search_word" or not table.startswith(("sqlite_", "search_")):
            found.setdefault(table, []).append(column)
    return {table: " ".join(columns) for table, columns in found.items()}


def missing_column(connection: sqlite3.Connection, wanted: Columns) -> str | None:
    """Return the first table or column of `wanted` that a store lacks, `None` where it has them all."""
    present = columns_of(connection)
    for table, columns in wanted.items():
        if table not in present:
            return table
        left_out = set(columns.split()).difference(present[table].split())
        if left_out:
            return f"{table}.{min(left_out)}"
    return None
