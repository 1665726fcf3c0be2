"""The forms in which commands write records."""

from enum import StrEnum


class OutputFormat(StrEnum):
    """How a list is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    IDS = "ids"


class DetailFormat(StrEnum):
    """How a single record is written."""

    TEXT = "text"
    JSON = "json"


class TableFormat(StrEnum):
    """How the history is written."""

    TABLE = "table"
    JSON = "json"
