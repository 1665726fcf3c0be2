"""Folding Vietnamese text for search: words, bare letters, and the forms that a typed letter may stand for.

The rule, letter by letter: an unmarked letter matches every form of itself; đ ă â ê ô ơ ư without a tone
match every tone; a letter with a tone matches only itself. The tone of oa, oe and uy may stand on either
vowel (hoà, hòa), by the old and the new spelling; `tokenize` writes the new one as the old.

Characters that nobody sees (soft hyphen, zero-width space) are left out, and ð and ɖ, which some keyboards and fonts
put in the place of đ, are read as đ.
"""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_LATE_TONE = re.compile(f"(o)([ae])([{_TONES}])(?![a-z])|(?<!q)(u)(y)([{_TONES}])(?![a-z])")
_SHAPES = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_MARKED = re.compile(r"[^\x00-\x7f]")
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The code points that are not shown (Unicode, Default_Ignorable_Code_Point), for a class of a regular expression."""
_IGNORED = re.compile(f"[{IGNORABLE}]")


def without_ignorable(text: str) -> str:
    """Return `text` without the characters that nobody sees."""
    return text if text.isascii() else _IGNORED.sub("", text)


def is_blank(text: str) -> bool:
    """Tell whether there is nothing to be seen in `text`."""
    return not text or text.isspace() or not without_ignorable(text).strip()


def normalise(text: str) -> str:
    """Return `text` in NFC, case-folded, without what nobody sees, every đ as that letter."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", without_ignorable(text)).casefold()
    return unicodedata.normalize("NFC", composed).replace("ð", "đ").replace("ɖ", "đ")


def tokenize(text: str) -> list[str]:
    """Return the words of `text`, case-folded, in NFC, with the tone of a final oa, oe, uy on its first vowel."""
    return [_normalize_tone_position(word) for word in _WORD.findall(normalise(text))]


def tokenize_query(text: str) -> list[str]:
    """Return the words of `text` as typed, case-folded, in NFC: the last may be half of one, so its tone stays."""
    return _WORD.findall(normalise(text))


def strip_diacritics(text: str) -> str:
    """Return `text` case-folded, without accents, đ as d."""
    decomposed = unicodedata.normalize("NFD", normalise(text).replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def has_diacritics(word: str) -> bool:
    """Tell whether `word` holds a letter that matches less than every form of its bare letter."""
    return _MARKED.search(normalise(word)) is not None


def prefix_patterns(word: str) -> list[str]:
    """Return the GLOB patterns that a folded word must match one of in order to begin with the typed `word`.

    Two patterns where the typed word may be a whole one with a late tone, or the start of a longer one
    (`hoà` begins hoàn, and is hòa).
    """
    typed = normalise(word)
    forms = dict.fromkeys((typed, _normalize_tone_position(typed)))
    return ["".join(_letter_class(letter) for letter in form) + "*" for form in forms]


@lru_cache(maxsize=4096)
def _letter_class(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    if _TONE.search(decomposed):
        return letter
    shapes = _SHAPES.get(letter, letter)
    forms = "".join(shape + _toned(shape) for shape in shapes)
    if len(forms) == 1:
        return f"[{forms}]" if forms in "*?[" else forms
    return f"[{forms}]"


def _toned(letter: str) -> str:
    composed = (unicodedata.normalize("NFC", letter + tone) for tone in _TONES)
    return "".join(form for form in composed if len(form) == 1) if letter in "aăâeêioôơuưy" else ""


@lru_cache(maxsize=65536)
def _normalize_tone_position(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    moved = _LATE_TONE.sub(_move_tone, decomposed)
    return unicodedata.normalize("NFC", moved)


def _move_tone(match: re.Match[str]) -> str:
    first, second, tone = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    return f"{first}{tone}{second}"
