"""The columns that the table of directives can have, and the names that users give them in either language.

Which of them there is room for, and what stands in them, is for whoever draws the table.
"""

from collections.abc import Iterable, Sequence

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.words import LazyText, translate

TABLE_COLUMNS = (
    "status",
    "text",
    "product",
    "who",
    "due",
    "conference",
    "step",
    "clear",
    "nature",
    "evidence",
    "marks",
)
"""In the order in which they stand where no other was chosen. Their words are `table-column.<name>`, with `.help`."""


class ColumnsError(ValueError):
    """Columns that were written wrongly. `message` is the reason."""

    def __init__(self, message: LazyText) -> None:
        super().__init__(message.key, message.values)
        self.message = message


def known_columns(names: Iterable[object]) -> tuple[str, ...]:
    """Return those of the names that columns have, each once."""
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name in TABLE_COLUMNS))


def read_columns(written: object) -> tuple[str, ...]:
    """Return the columns that a user wrote: a list of names, or one text with commas between them.

    A column is called by its id, or by its words in either language, with accents or without. Raises `ColumnsError`.
    """
    names: Sequence[object] = written.split(",") if isinstance(written, str) else ()
    names = written if isinstance(written, list) else names
    texts = [name.strip() for name in names if isinstance(name, str) and name.strip()]
    if not texts or len(texts) < len(names):
        raise ColumnsError(LazyText("config.columns.value", {"columns": ", ".join(TABLE_COLUMNS)}))
    return tuple(dict.fromkeys(_read_column(text) for text in texts))


def _read_column(written: str) -> str:
    called = {strip_diacritics(translate(lang, f"table-column.{id}")): id for id in TABLE_COLUMNS for lang in Language}
    called |= {id: id for id in TABLE_COLUMNS}
    if (name := called.get(strip_diacritics(written))) is not None:
        return name
    from ngkt_tui.domain.suggestions import nearest  # only for a mistake

    if near := nearest(written, called):
        raise ColumnsError(LazyText("config.columns.near", {"name": written, "nearest": near}))
    raise ColumnsError(LazyText("config.columns.unknown", {"name": written, "columns": ", ".join(TABLE_COLUMNS)}))
