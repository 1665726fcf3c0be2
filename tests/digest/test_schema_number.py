"""The number of the schema is a whole number: what is merely equal to it is refused (RELIABILITY row 4)."""

import pytest

from ngkt_tui.digest.load import load_text
from ngkt_tui.domain.errors import DigestInvalid


@pytest.mark.parametrize("written", ["true", "1.0", "'1'", "2", "null", "01"])
def test_another_number_is_refused(written: str) -> None:
    with pytest.raises(DigestInvalid):
        load_text(f"digest: {{id: d, schema: {written}, title: {{vi: x}}}}")


def test_the_number_one_is_taken() -> None:
    assert load_text("digest: {id: d, schema: 1, title: {vi: x}}").digest.digest.schema_version == 1
