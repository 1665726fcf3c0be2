"""The number of the schema is a whole number: what is merely equal to it is refused (RELIABILITY row 4)."""

import pytest

from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import InvalidDigestError
from tests.digest.reading import load_text
from tests.fixtures.examples import for_each


@for_each("written", ["true", "1.0", "'1'", "2.0", "0", "3", "null", "01"])
def test_another_number_is_refused(written: str) -> None:
    with pytest.raises(InvalidDigestError):
        load_text(f"digest: {{id: d, schema: {written}, title: {{vi: x}}}}")


@pytest.mark.parametrize("number", [1, 2])
def test_both_versions_are_taken(number: int) -> None:
    assert load_text(f"digest: {{id: d, schema: {number}, title: {{vi: x}}}}").digest.digest.schema_version == number


def test_an_unknown_number_is_told_with_those_that_are_known() -> None:
    with pytest.raises(InvalidDigestError) as caught:
        load_text("digest: {id: d, schema: 3, title: {vi: x}}")
    (fault,) = caught.value.faults
    assert isinstance(fault, Diagnostic)
    assert "chỉ biết 1, 2" in fault.message(Language.VI)
