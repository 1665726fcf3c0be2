"""A row of a list in the words of one language: what its fields are called, and what they say."""

from collections.abc import Iterable
from typing import Any

from ngkt_tui.cli.row_cells import CellFormatter
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.stored_values import Damaged
from ngkt_tui.domain.user_fields import AGENCY_FIELDS, COLUMN_FIELDS, USER_FIELDS
from ngkt_tui.domain.words import catalogue

_VOCABULARIES = {
    **{name: name for name in ("stage", "format", "nature", "repetition", "bound")},
    **{field.attribute: field.name for field in COLUMN_FIELDS if field.choices},
    "other_stage": "stage",
}
_PAIRED = {"stages": "stage", "stances": "stance"}
"""Lists of a word and a day, in either order."""
_TRUTHS = frozenset({"withdrawn", "date_inferred", "stage_is_own"})
_LISTS = frozenset(USER_FIELDS[name].attribute for name in AGENCY_FIELDS)


def worded(kind: RecordKind, row: Any, style: CellFormatter) -> dict[str, str]:
    """Return the fields of a row as text, texts in two languages as one; dates stay ISO, for programs to sort by."""
    values = row._asdict()
    del values["position"]
    return {name.removesuffix("_vi"): _text(kind, name, values, style) for name in values if not name.endswith("_en")}


def _text(kind: RecordKind, name: str, values: dict[str, Any], style: CellFormatter) -> str:
    value = values[name]
    if name.endswith("_vi"):
        return style.text(value, values.get(f"{name.removesuffix('_vi')}_en"))
    if name in _TRUTHS:
        return catalogue(style.language)["csv-yes"] if value else ""
    if value is None:
        return ""
    if name == "kind":
        return style.word(RECORD_KINDS[kind].vocabulary_words, value)
    if name in _PAIRED:
        return _pairs(value, _PAIRED[name], style)
    if name == "lacks" and not isinstance(value, Damaged):
        return "; ".join(style.word("clear", each) for each in value)
    if name in _LISTS:
        return value if isinstance(value, Damaged) else "; ".join(value)
    return style.word(_VOCABULARIES[name], str(value)) if name in _VOCABULARIES else str(value)


def _pairs(pairs: Iterable[tuple[Any, Any]], prefix: str, style: CellFormatter) -> str:
    """Return pairs as `word (day)`."""
    words = [(word, day) if prefix == "stage" else (day, word) for word, day in pairs]
    return "; ".join(f"{style.word(prefix, word)} ({day})" if day else style.word(prefix, word) for word, day in words)
