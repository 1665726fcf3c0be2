"""Both languages have the same words to say."""

import re
from enum import StrEnum

from ngkt_tui.domain import counting_form, enums
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import ExportError, NgktError
from ngkt_tui.domain.words import catalogue, localized, translate
from tests.fixtures.examples import for_each

PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")


def test_both_catalogues_have_the_same_keys() -> None:
    assert set(catalogue(Language.VI)) == set(catalogue(Language.EN))


def test_both_texts_of_a_key_have_the_same_placeholders() -> None:
    vi, en = catalogue(Language.VI), catalogue(Language.EN)
    assert [key for key in vi if set(PLACEHOLDER.findall(vi[key])) != set(PLACEHOLDER.findall(en[key]))] == []


@for_each(
    ("prefix", "values"),
    [
        ("status", enums.Status),
        ("kind", enums.DirectiveKind),
        ("record", enums.RecordKind),
        ("conference-kind", enums.ConferenceKind),
        ("format", enums.ConferenceFormat),
        ("role", enums.Role),
        ("document-kind", enums.DocumentKind),
        ("organisation-kind", enums.OrganisationKind),
        ("agreement-kind", enums.AgreementKind),
        ("stage", enums.Stage),
        ("market-kind", enums.MarketKind),
        ("stance", enums.Stance),
        ("assessment", enums.Assessment),
        ("bound", enums.Bound),
        ("figure-kind", enums.FigureKind),
        ("repetition", enums.Repetition),
        ("cell", counting_form.CountingCategory),
    ],
)
def test_every_value_of_the_field_has_a_word(prefix: str, values: type[StrEnum]) -> None:
    assert [value for value in values if f"{prefix}.{value}" not in catalogue(Language.VI)] == []


def _tree(root: type[NgktError]) -> list[type[NgktError]]:
    return [root, *(each for child in root.__subclasses__() for each in _tree(child))]


@for_each("error", _tree(NgktError))
@for_each("language", list(Language))
def test_every_error_says_what_happened_and_what_to_do(error: type[NgktError], language: Language) -> None:
    words = catalogue(language)
    assert words[f"error.{error.key}.title"]
    assert words[f"error.{error.key}.next"]


def test_an_error_without_a_cause_of_its_own_tells_its_detail() -> None:
    assert ExportError(path="a.md", detail="no room is left").explain(Language.EN).cause == "no room is left"


def test_every_vietnamese_letter_is_composed() -> None:
    import unicodedata

    assert [key for key, text in catalogue(Language.VI).items() if not unicodedata.is_normalized("NFC", text)] == []


def test_a_missing_text_falls_back_to_the_other_language() -> None:
    assert localized(Language.EN, "có", None) == "có"
    assert localized(Language.VI, "có", "yes") == "có"
    assert localized(Language.EN, None, None) == ""


def test_placeholders_are_filled() -> None:
    assert translate(Language.EN, "error.edit-stale.title", id="d-1") == "d-1 has been changed meanwhile."
