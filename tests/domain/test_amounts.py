"""Amounts are written with the marks of the language."""

from ngkt_tui.domain.enums import Language
from ngkt_tui.query.names import Amount, written
from tests.fixtures.examples import for_each


@for_each(
    ("number", "vi", "en"),
    [
        (94.0, "94", "94"),
        (6.5, "6,5", "6.5"),
        (21914.0, "21.914", "21,914"),
        (0.1 + 0.2, "0,3", "0.3"),
        (1234567.25, "1.234.567,25", "1,234,567.25"),
        (-5.0, "-5", "-5"),
        (0.0, "0", "0"),
        (1e15, "1.000.000.000.000.000", "1,000,000,000,000,000"),
    ],
)
def test_a_number_has_the_marks_of_the_language(number: float, vi: str, en: str) -> None:
    assert (written(number, Language.VI), written(number, Language.EN)) == (vi, en)


def test_an_amount_without_value_and_without_hundreds_tells_nothing() -> None:
    assert Amount(None, None, None, "doanh nghiệp", "firms").format(Language.VI) == ""
    assert Amount(None, None, "nearly", "doanh nghiệp", "firms").format(Language.VI) == ""
    assert Amount(None, None, "hundreds", "doanh nghiệp", None).format(Language.EN) == "hundreds of doanh nghiệp"
