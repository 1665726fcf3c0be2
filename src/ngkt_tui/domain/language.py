"""The two languages, and choosing between two forms of a text."""

from enum import StrEnum


class Language(StrEnum):
    """A language of the interface and of digest texts."""

    VI = "vi"
    EN = "en"

    @property
    def other(self) -> "Language":
        """Return the language that stands in where a text is missing in this one."""
        return Language.EN if self is Language.VI else Language.VI


def localized(language: Language, vi: str | None, en: str | None) -> str:
    """Return the form of a text in `language`, else the other form, else an empty string."""
    first, second = (vi, en) if language is Language.VI else (en, vi)
    return first or second or ""
