"""The forms in which commands write records."""

from enum import StrEnum


class Form(StrEnum):
    """How a list is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    IDS = "ids"


class Detailed(StrEnum):
    """How a single record is written."""

    TEXT = "text"
    JSON = "json"


class Tabled(StrEnum):
    """How the history is written."""

    TABLE = "table"
    JSON = "json"
