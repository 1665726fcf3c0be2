"""The texts of articles, kept by their owners in a folder outside the project, one `ID.txt` each.

A paragraph is a line with something to be seen on it, stripped (no-break spaces count as blank), counted from 1. What
nobody sees, as soft hyphens and zero-width spaces, is no part of it.
"""

import hashlib
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.text import without_ignorable
from ngkt_tui.domain.words import LazyText

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_MAX_BYTES = 16 * 1024 * 1024


class ArticleReadError(Exception):
    """A text that is missing or cannot be read. `detail` is empty where it is missing. Caught in this package."""

    def __init__(self, detail: LazyText | str = "") -> None:
        super().__init__(detail)
        self.detail = detail


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text in NFC; the first is number 1."""
    lines = (unicodedata.normalize("NFC", line.strip()) for line in _LINE_BREAK.split(without_ignorable(text)))
    return tuple(line for line in lines if line)


def sha256(numbered: tuple[str, ...]) -> str:
    """Return the hash of an article: of its NFC paragraphs joined by line feeds."""
    return hashlib.sha256("\n".join(numbered).encode()).hexdigest()


@dataclass(frozen=True)
class ArticleFolder:
    """A folder with the texts of articles."""

    path: Path

    def paragraphs(self, article: str) -> tuple[str, ...]:
        """Return the paragraphs of an article; raises `ArticleReadError`."""
        path = self.path / f"{article}.txt"
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
                raise ArticleReadError(f"{status.st_size} B")
            return paragraphs(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            raise ArticleReadError from None
        except OSError as error:
            raise ArticleReadError(system_problem(error)) from None
        except UnicodeDecodeError:
            raise ArticleReadError(system_problem(UnicodeError())) from None
