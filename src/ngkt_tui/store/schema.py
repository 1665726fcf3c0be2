"""What a store of the present schema holds: its number, the columns of every table, and its triggers.

The steps of an engine make them; this says the same without reading or running a step. `store.sqlite.opening` holds a
store against it.
"""

SCHEMA_VERSION = 23
"""The newest schema, `user_version`: the number of the last step of either engine."""

Columns = dict[str, str]
"""The columns of every table, in a row."""

TABLES: Columns = {
    "agency_report": "id record at actor made_on agency aspect text",
    "agreement": "id name_vi name_en aliases kind",
    "article": "id title outlet author published language url complete document paragraphs sha256",
    "change": "id change_group record field before after why entry",
    "change_group": "id at actor kind undoes title",
    "company": "id name printed_as country",
    "company_mention": "company ordinal conference what_vi what_en digest",
    "conference": "id kind date time_of_day_vi time_of_day_en title_vi title_en format place_vi place_en",
    "contribution": "digest record kind ordinal body",
    "digest": "id ordinal title_vi title_en uses sha256 taken_in_at own",
    "directive": "position id kind paragraph text_vi text_en horizon_vi horizon_en"
    " horizon_start horizon_end done_on due why first_due importance lead coordinating"
    " digest_nature product_vi product_en product nature confirms status conference issued transfer transferred_on"
    " assigned first_agency",
    "declined_answer": "id record at actor result why",
    "document": "id number kind title_vi title_en issuer issued period_vi period_en period_start period_end printed_as",
    "evidence": "id record at actor text",
    "family": "id name_vi name_en printed_count conference",
    "family_item": "family ordinal text_vi text_en directive digest item",
    "figure": "id label_vi label_en value value_max bound"
    " unit_vi unit_en printed_as kind period_vi period_en said_by conference",
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
    "record": "position id kind notes_vi notes_en inferred withdrawn own corrected since",
    "reminder": "id record at actor sent_on level agency number channel reply_by",
    "reply": "id record at actor replied_on text reminder agency",
    "review_line": "id record at actor period progress difficulty proposal milestone confidence why"
    " standing due done_on agencies closed_on corrected_on partners plan asked_on started_on",
    "result": "id text_vi text_en said_by kind conference",
    "saved_view": "name kind filter scope position at actor",
    "search": "folded exact",
    "search_word": "word",
    "source": "record path ordinal paragraphs terms fields digest article document point",
    "stage_move": "id record at actor stage moved_on next_step",
    "theme": "id name_vi name_en",
    "thread_link": "id record at actor directive kind",
    "watch_item": "id record at actor product measure stage next_on note directive",
}

_KEEPER = "CREATE TRIGGER {name} BEFORE {act} ON {table}\nBEGIN SELECT RAISE (ABORT, 'history is append-only'); END"
TRIGGERS = {
    name: _KEEPER.format(name=name, act=act, table=table)
    for name, act, table in (
        ("change_keeps", "UPDATE", "change"),
        ("change_stays", "DELETE", "change"),
        ("change_group_keeps", "UPDATE", "change_group"),
        ("change_group_stays", "DELETE", "change_group"),
    )
}
"""Every trigger of a store with its SQL, as the steps of SQLite make it. There are no views."""
