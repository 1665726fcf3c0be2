"""The fields of a row of a list in the words of one language: for CSV, and for the sheets of a workbook."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.stored_values import Damaged
from ngkt_tui.domain.user_fields import COLUMN_FIELDS, ROW_NAMES
from ngkt_tui.domain.words import catalogue, localized

_VOCABULARIES = {
    **{name: name for name in ("stage", "format", "nature", "repetition", "bound")},
    **{ROW_NAMES[field.name]: field.name for field in COLUMN_FIELDS if field.choices},
    "other_stage": "stage",
    "chair_body": RECORD_KINDS[RecordKind.ORGANISATION].vocabulary_words,
}
_PAIRED = {"stages": "stage", "stances": "stance"}
"""Lists of a word and a day, in either order."""
TRUTHS = frozenset({"withdrawn", "date_inferred", "stage_is_own", "own", "corrected", "is_mentioned"})


def row_values(kind: RecordKind, row: Any, language: Language) -> dict[str, str | int | date]:
    """Return the fields of a row by name, texts in two languages as one, words for codes; numbers and days as such."""
    values = row._asdict()
    del values["position"]
    words = catalogue(language)
    return {
        name.removesuffix("_vi"): _value(kind, name, values, language, words)
        for name in values
        if not name.endswith("_en")
    }


def _value(
    kind: RecordKind, name: str, values: dict[str, Any], language: Language, words: Mapping[str, str]
) -> str | int | date:
    value = values[name]
    if name.endswith("_vi"):
        return localized(language, value, values.get(f"{name.removesuffix('_vi')}_en"))
    if name in TRUTHS:
        return words["csv-yes"] if value else ""
    if value is None:
        return ""
    if name == "kind":
        return words.get(f"{RECORD_KINDS[kind].vocabulary_words}.{value}", str(value))
    if name in _PAIRED:
        return _pairs(value, _PAIRED[name], words)
    if name == "lacks" and not isinstance(value, Damaged):
        return "; ".join(words.get(f"clear.{each}", each) for each in value)
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if name in _VOCABULARIES:
        return words.get(f"{_VOCABULARIES[name]}.{value}", str(value))
    return value if isinstance(value, int | date) else str(value)


def _pairs(pairs: Iterable[tuple[Any, Any]], prefix: str, words: Mapping[str, str]) -> str:
    """Return pairs as `word (day)`."""
    both = [(word, day) if prefix == "stage" else (day, word) for word, day in pairs]
    named = ((words.get(f"{prefix}.{word}", word or ""), day) for word, day in both)
    return "; ".join(f"{word} ({day})" if day else word for word, day in named)
