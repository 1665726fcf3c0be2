"""Lists that the store keeps as JSON text, read so that a damaged one counts as empty instead of failing the rest."""


def valid_or_empty(column: str) -> str:
    """Return the expression of the JSON in `column`, an empty list where it is damaged or missing."""
    return f"CASE WHEN json_valid({column}) THEN {column} ELSE '[]' END"


def each_of(column: str) -> str:
    """Return the table of the entries of the JSON list in `column`."""
    return f"json_each({valid_or_empty(column)})"
