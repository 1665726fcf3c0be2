"""Formatting and parsing of dates: dd/mm/yyyy in Vietnamese, ISO 8601 in English, and short forms for narrow
columns."""

from datetime import date

from ngkt_tui.domain.enums import Language


def format_date(day: date | None, language: Language) -> str:
    """Return `day` as `language` writes it; an empty string for `None`."""
    if day is None:
        return ""
    return f"{day:%d/%m/%Y}" if language is Language.VI else day.isoformat()


def parse_date(text: str | None) -> date | None:
    """Return the date of an ISO text; `None` where it is missing or no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def day_and_month(text: str | None, language: Language) -> str:
    """Return `18/07` in Vietnamese, `07-18` in English; empty for no date or none that is one."""
    day = parse_date(text)
    if day is None:
        return ""
    return f"{day:%d/%m}" if language is Language.VI else f"{day:%m-%d}"


def short_date(text: str | None, language: Language) -> str:
    """Return `18/07/24` in Vietnamese, `2024-07-18` in English; empty for no date or none that is one."""
    day = parse_date(text)
    return short(day, language) if day else ""


def short(day: date, language: Language) -> str:
    """Return a date as `short_date` does."""
    return f"{day:%d/%m/%y}" if language is Language.VI else day.isoformat()


def short_date_width(language: Language) -> int:
    """Return the cells that a short date takes."""
    return 8 if language is Language.VI else 10


def near_date(day: date, today: date, language: Language) -> str:
    """Return a date without its year where that is the present one, else as `short_date` does."""
    return day_and_month(day.isoformat(), language) if day.year == today.year else short(day, language)
