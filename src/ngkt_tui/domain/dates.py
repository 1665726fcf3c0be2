"""Dates as people read them: dd/mm/yyyy in Vietnamese, ISO 8601 in English."""

from datetime import date

from ngkt_tui.domain.language import Language


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
