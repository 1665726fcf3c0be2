"""What records are called, whatever their kind: for chips, sentences, references, and finding them by name.

A figure is called by its `Amount`, as a language writes it.
"""

import json
from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.domain.enums import Bound, Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.domain.stored_values import StoredDate, stored_date, valid_or_empty
from ngkt_tui.domain.words import localized, translate

_MAX_DIGITS = 6
"""Behind the decimal mark: a value is kept as a float, and its noise begins further behind."""
_TO_VIETNAMESE = str.maketrans(",.", ".,")


class Amount(NamedTuple):
    """A printed number: a value or a range of values, how exact it is meant, and of what."""

    value: float | None
    value_max: float | None
    bound: str | None
    unit_vi: str | None
    unit_en: str | None

    def format(self, language: Language) -> str:
        """Return it as `language` writes it; empty where neither a value nor a bound in words is known."""
        numbers = [written(number, language) for number in (self.value, self.value_max) if number is not None]
        bound = translate(language, f"bound.{self.bound}") if self.bound in set(Bound) else ""
        if not numbers and self.bound != Bound.HUNDREDS:
            return ""
        unit = localized(language, self.unit_vi, self.unit_en)
        text = " ".join(part for part in (bound, "–".join(numbers), unit) if part)
        return text.replace(" %", "%")


def written(number: float, language: Language) -> str:
    """Return a number with the marks of `language`: `21.914` and `8,5` in Vietnamese, `21,914` and `8.5` in English."""
    whole = f"{number:,.{_MAX_DIGITS}f}".rstrip("0").rstrip(".")
    return whole.translate(_TO_VIETNAMESE) if language is Language.VI else whole


class RecordRef(NamedTuple):
    """A record by its names. The short ones may be missing; a conference has a date."""

    position: int
    id: str
    kind: RecordKind
    vi: str
    en: str | None
    short_vi: str | None
    short_en: str | None
    date: StoredDate | None
    is_withdrawn: bool

    def name(self, language: Language) -> str:
        """Return the full name in `language`, else in the other one."""
        return localized(language, self.vi, self.en)

    def short(self, language: Language) -> str:
        """Return the short name in `language`, else the full one."""
        return localized(language, self.short_vi, self.short_en) or self.name(language)


class _Source(NamedTuple):
    vi: str
    en: str = "NULL"
    short_vi: str = "NULL"
    short_en: str = "NULL"
    date: str = "NULL"
    others: str = "'[]'"
    """JSON list of the further names that a record may be found by."""


_AMOUNT = "CAST(json_array(it.value, it.value_max, it.bound, it.unit_vi, it.unit_en) AS TEXT)"
"""A value in one column: each language writes it in its own way."""


def _listed(name: str) -> str:
    return f"CAST(json_array({name}) AS TEXT)"


_SOURCES: dict[RecordKind, _Source] = {
    RecordKind.ARTICLE: _Source("coalesce(it.title, it.id)", date="it.published", others=_listed("it.outlet")),
    RecordKind.DOCUMENT: _Source(
        "it.title_vi", "it.title_en", "it.number", "it.number", "it.issued", _listed("it.printed_as")
    ),
    RecordKind.ORGANISATION: _Source(
        "it.name_vi", "it.name_en", "it.short_vi", "it.short_en", others=valid_or_empty("it.aliases")
    ),
    RecordKind.THEME: _Source("it.name_vi", "it.name_en"),
    RecordKind.CONFERENCE: _Source("it.title_vi", "it.title_en", date="it.date"),
    RecordKind.OFFICIAL: _Source(
        "it.name", others=f"json_insert({valid_or_empty('it.aliases')}, '$[#]', it.printed_as)"
    ),
    RecordKind.FAMILY: _Source("it.name_vi", "it.name_en"),
    RecordKind.DIRECTIVE: _Source("it.text_vi", "it.text_en"),
    RecordKind.AGREEMENT: _Source("it.name_vi", "it.name_en", others=valid_or_empty("it.aliases")),
    RecordKind.MARKET: _Source("it.name_vi", "it.name_en", others=valid_or_empty("it.aliases")),
    RecordKind.COMPANY: _Source("it.name", others=_listed("it.printed_as")),
    RecordKind.FIGURE: _Source("it.label_vi", "it.label_en", _AMOUNT, "it.printed_as", others=_listed("it.printed_as")),
    RecordKind.RESULT: _Source("it.text_vi", "it.text_en"),
}
require_complete("query.names", _SOURCES)


def _statement(kind: RecordKind, where: str) -> str:
    source = _SOURCES[kind]
    return f"""
        SELECT
            record.position,
            record.id,
            record.kind,
            {source.vi},
            {source.en},
            {source.short_vi},
            {source.short_en},
            {source.date},
            record.withdrawn,
            {source.others}
        FROM record JOIN {kind} AS it ON it.id = record.id
        WHERE {where}
    """


_BY_IDS = " UNION ALL ".join(
    _statement(kind, f"record.kind = '{kind}' AND record.id IN (SELECT value FROM json_each(:ids))")
    for kind in RecordKind
)


def load_refs(connection: Readable, ids: Iterable[str]) -> dict[str, RecordRef]:
    """Return the names of the records `ids`, of any kinds, in one statement; ids that nobody bears are left out."""
    rows = connection.execute(_BY_IDS, {"ids": json.dumps(list(ids))}).fetchall()
    return {row[1]: _ref(row) for row in rows}


class Candidate(NamedTuple):
    """A record with every name that it may be found by."""

    record: RecordRef
    names: tuple[str, ...]


def candidates(connection: Readable, kind: RecordKind, positions: Iterable[int]) -> list[Candidate]:
    """Return the records of `kind` at `positions`, in their order."""
    where = "record.position IN (SELECT CAST(value AS BIGINT) FROM json_each(:positions)) ORDER BY record.position"
    rows = connection.execute(_statement(kind, where), {"positions": json.dumps(list(positions))}).fetchall()
    return [_candidate(row) for row in rows]


def _candidate(row: tuple[object, ...]) -> Candidate:
    record = _ref(row)
    others = (str(name) for name in json.loads(str(row[-1] or "[]")) if name)
    own = (record.id, record.vi, record.en, record.short_vi, record.short_en)
    return Candidate(record, tuple(dict.fromkeys((*(name for name in own if name), *others))))


def _ref(row: tuple[object, ...]) -> RecordRef:
    position, record, kind, vi, en, short_vi, short_en, date, withdrawn = row[:9]
    if kind == RecordKind.FIGURE:
        short_vi, short_en = _amounts(str(short_vi), str(short_en))
    return RecordRef(
        int(str(position)),
        str(record),
        RecordKind(str(kind)),
        str(vi),
        _text(en),
        _text(short_vi),
        _text(short_en),
        stored_date(_text(date)),
        bool(withdrawn),
    )


def _amounts(packed: str, printed_as: str) -> tuple[str, str]:
    """Return a value as Vietnamese and as English write it, as printed where there is none."""
    amount = Amount(*json.loads(packed))
    return amount.format(Language.VI) or printed_as, amount.format(Language.EN) or printed_as


def _text(value: object) -> str | None:
    return None if value is None else str(value)
