"""The words of both languages, one catalogue per language with equal keys in both; and how each writes a date.

A key is dotted (`status.done`); a text may hold `{placeholders}`. Catalogues are split into files by what
they speak of; a test holds the keys and placeholders of both languages equal.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.stored_values import StoredDate


class LazyText(NamedTuple):
    """A text that is said later, in whatever language its reader turns out to have."""

    key: str
    values: Mapping[str, object] = {}

    def render(self, language: Language) -> str:
        """Return the text in `language`."""
        return translate(language, self.key, **self.values)


class BilingualText(NamedTuple):
    """A text of a record in both languages, said in that of its reader; in Vietnamese where it has no English."""

    vi: str
    en: str | None = None

    def render(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.en if language is Language.EN and self.en else self.vi


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return the whole catalogue of `language`."""
    if language is Language.VI:
        from ngkt_tui.domain.words.vi import CATALOGUE  # one language is loaded where one is used
    else:
        from ngkt_tui.domain.words.en import CATALOGUE  # as above
    return CATALOGUE


def translate(language: Language, key: str, /, **values: object) -> str:
    """Return the text of `key` in `language`, its placeholders filled from `values`.

    A `LazyText` or `BilingualText` among them is said, a date is written as the language does, a tuple is said part by part.
    Raises `KeyError` for a key that the catalogue does not have.
    """
    text = catalogue(language)[key]
    if "{" not in text:
        return text
    return text.format(**{name: _render_value(language, value) for name, value in values.items()})


def render(language: Language, value: object) -> str:
    """Return a value that may stand in a text as it is told in `language`."""
    return str(_render_value(language, value))


def _render_value(language: Language, value: object) -> object:
    if isinstance(value, LazyText | BilingualText):
        return value.render(language)
    if isinstance(value, date):
        return format_date(value, language)
    if isinstance(value, tuple):
        return "; ".join(render(language, part) for part in value)
    return value


def localized(language: Language, vi: str | None, en: str | None) -> str:
    """Return the form of a text in `language`, else the other form, else an empty string."""
    first, second = (vi, en) if language is Language.VI else (en, vi)
    return first or second or ""


def format_date(day: StoredDate | None, language: Language) -> str:
    """Return `day` as `language` writes it, a damaged one as it stands; an empty string for `None`."""
    if not isinstance(day, date):
        return day or ""
    return f"{day:%d/%m/%Y}" if language is Language.VI else day.isoformat()


def format_month(month: str, language: Language) -> str:
    """Return the month `2024-07` as `language` writes it: `tháng 7/2024` in Vietnamese; a damaged one as it stands."""
    year, _, number = month.partition("-")
    is_whole = year.isdecimal() and number.isdecimal()
    return f"tháng {int(number)}/{year}" if language is Language.VI and is_whole else month


def day_and_month(day: StoredDate | None, language: Language) -> str:
    """Return `18/07` in Vietnamese, `07-18` in English; empty for no date or a damaged one."""
    if not isinstance(day, date):
        return ""
    return f"{day:%d/%m}" if language is Language.VI else f"{day:%m-%d}"


def short_date(day: StoredDate | None, language: Language) -> str:
    """Return `18/07/24` in Vietnamese, `2024-07-18` in English; empty for no date or a damaged one."""
    if not isinstance(day, date):
        return ""
    return f"{day:%d/%m/%y}" if language is Language.VI else day.isoformat()


def short_date_width(language: Language) -> int:
    """Return the cells that a short date takes."""
    return 8 if language is Language.VI else 10


def near_date(day: date, today: date, language: Language) -> str:
    """Return a date without its year where that is the present one, else as `short_date` does."""
    return day_and_month(day, language) if day.year == today.year else short_date(day, language)
