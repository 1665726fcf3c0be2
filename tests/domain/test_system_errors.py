"""What the operating system reports is told in the language of its reader."""

import errno
import os
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import SYSTEM_ERRORS, system_problem
from ngkt_tui.domain.words import catalogue, render


@pytest.mark.parametrize("language", list(Language))
def test_every_known_error_has_its_words_in_both_languages(language: Language) -> None:
    named = {key.removeprefix("system.") for key in catalogue(language) if key.startswith("system.E")}
    assert named == SYSTEM_ERRORS


def test_the_number_decides_and_not_the_words() -> None:
    error = OSError(errno.ENOSPC, "whatever")
    assert render(Language.VI, system_problem(error)) == "Ổ đĩa đã đầy"
    assert render(Language.EN, system_problem(error)) == "No space left on device"


def test_an_error_without_words_of_ours_keeps_its_own() -> None:
    assert system_problem(OSError(errno.EDOM, os.strerror(errno.EDOM))) == os.strerror(errno.EDOM)
    assert system_problem(OSError("no number")) == "no number"


def test_bytes_that_are_no_text_and_paths_with_nul_are_told() -> None:
    with pytest.raises(UnicodeDecodeError) as broken:
        b"\xff".decode()
    assert render(Language.VI, system_problem(broken.value)) == "Không phải văn bản UTF-8"
    with pytest.raises(ValueError, match="null") as cut:
        Path("a\0b").stat()
    assert render(Language.VI, system_problem(cut.value)) == "Đường dẫn chứa ký tự NUL"
