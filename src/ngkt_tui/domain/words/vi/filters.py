"""Filter fields, sentences and mistakes."""

FILTERS: dict[str, str] = {}
