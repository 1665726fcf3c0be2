"""Amounts as a language writes them: the value with its bound, its range and its unit."""

from typing import NamedTuple

from ngkt_tui.domain.enums import Bound, Language
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
