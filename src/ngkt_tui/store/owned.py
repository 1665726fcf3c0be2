"""Where the values of users' fields stand: the tables that reading them needs, without what writing them needs."""

COLUMNS = {
    "status": "directive",
    "done_on": "directive",
    "due": "directive",
    "first_due": "directive",
    "why": "directive",
    "importance": "directive",
    "lead": "directive",
    "coordinating": "directive",
    "assessment": "market",
}
"""The fields that are a column, of the same name, with the table that has it."""

DEFAULTS = {"status": "unrated"}
"""What stands in a column that nobody has touched; NULL in every other one."""

LIST_TABLES = {
    "evidence": ("evidence", ("text",)),
    "stage": ("stage_move", ("stage", "moved_on", "next_step")),
    "note": ("note", ("text",)),
}
"""The fields of entries: the table in which each is a row, and the columns that hold what it says."""
