"""Text as it is shown and as it is looked for: nothing in it that a terminal obeys, and Vietnamese letters folded.

Sources: Unicode Standard Annex #9 (bidirectional controls), ECMA-48 (C0 and C1 controls).

Folding goes letter by letter: an unmarked letter matches every form of itself; đ ă â ê ô ơ ư without a tone match every
tone; a letter with a tone matches only itself. The tone of oa, oe and uy may stand on either vowel (hoà, hòa), by the
old and the new spelling; tokenize writes the new one as the old. Characters that nobody sees (soft hyphen,
zero-width space) are left out, and ð and ɖ, which some keyboards and fonts put in the place of đ, are read as đ.

SearchTerms are what a filter looks for. A text is gone through word by word; of a word that fits, the letters that
were typed are returned, so that a reader sees why a record was found.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from fnmatch import translate
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators, byte order mark, interlinear annotation
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # surrogates, non-characters, tags
)
_BREAKS = r"\s*[\t\n\r\x0b\x0c\x85\u2028\u2029]+\s*"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled when it is first needed: to compile all of them costs a start as much as 20 modules."""
    return re.compile(pattern)


def sanitize(text: str) -> str:
    """Return `text` in NFC with every control, bidirectional and non-character replaced; tab and line feed stay."""
    composed = unicodedata.normalize("NFC", text)
    return (
        composed if composed.isprintable() else _compiled(_UNSAFE).sub(REPLACEMENT, composed)
    )  # nothing unsafe is printable


def sanitize_line(text: str, limit: int = 2000) -> str:
    """Return `text` cleaned, on one line, cut to `limit` characters with an ellipsis."""
    line = text[: limit * 2]
    line = sanitize(line if line.isprintable() else _compiled(_BREAKS).sub(" ", line)).strip()  # no break is printable
    return line if len(line) <= limit else line[: limit - 1] + "…"


def escape_control_chars(text: str, replacement: Callable[[str], str]) -> str:
    """Return `text` with each character that `sanitize` would replace given as `replacement` makes it."""
    return text if text.isprintable() else _compiled(_UNSAFE).sub(lambda match: replacement(match.group()), text)


def has_control_chars(text: str) -> bool:
    """Return whether `text` holds a character that `sanitize` would replace."""
    return _compiled(_UNSAFE).search(text) is not None


def first_control_char(text: str) -> str:
    """Return the code point of the first character that `sanitize` would replace, as `U+001B`; empty where none."""
    match = _compiled(_UNSAFE).search(text)
    return f"U+{ord(match.group()):04X}" if match else ""


def dumps_escaped(value: object, indent: int | None = None, default: Callable[[object], object] | None = None) -> str:
    """Return `value` as JSON, readable: letters as they are, each character that `sanitize` would replace escaped.

    `default` makes something that JSON knows of what it does not know.
    """
    return escape_control_chars(json.dumps(value, ensure_ascii=False, indent=indent, default=default), _escape)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]


_NUMBERS = re.compile(r"([0-9]+)")


def natural_key(text: str) -> tuple[tuple[object, ...], str]:
    """Return what an id is sorted by, 2 before 10: its letters and numbers in turn, then the id."""
    parts = _NUMBERS.split(text)
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts)), text


_WORD = re.compile(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = f"[{_TONES}]"
_LATE_TONE = f"(o)([ae])([{_TONES}])(?![a-z])|(?<!q)(u)(y)([{_TONES}])(?![a-z])"
_SHAPES = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_MARKED = re.compile(r"[^\x00-\x7f]")
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The code points that are not shown (Unicode, Default_Ignorable_Code_Point), for a class of a regular expression."""
_IGNORED = f"[{IGNORABLE}]"


def without_ignorable(text: str) -> str:
    """Return `text` without the characters that nobody sees."""
    return text if text.isascii() else _compiled(_IGNORED).sub("", text)


def is_blank(text: str) -> bool:
    """Return whether there is nothing to be seen in `text`."""
    return not text or text.isspace() or not without_ignorable(text).strip()


def normalise(text: str) -> str:
    """Return `text` in NFC, case-folded, without what nobody sees, every đ as that letter."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", without_ignorable(text)).casefold()
    return unicodedata.normalize("NFC", composed).replace("ð", "đ").replace("ɖ", "đ")


def tokenize(text: str) -> list[str]:
    """Return the words of `text`, case-folded, in NFC, with the tone of a final oa, oe, uy on its first vowel."""
    return list(map(_normalize_tone_position, _WORD.findall(normalise(text))))


def tokenize_query(text: str) -> list[str]:
    """Return the words of `text` as typed, case-folded, in NFC: the last may be half of one, so its tone stays."""
    return _WORD.findall(normalise(text))


def strip_diacritics(text: str) -> str:
    """Return `text` case-folded, without accents, đ as d."""
    return text.lower() if text.isascii() else text.translate(_BARE_LETTERS)


def slug(text: str) -> str:
    """Return the bare letters and digits of a text as an id has them, a hyphen for whatever stands between."""
    return "-".join(re.findall(r"[a-z0-9]+", strip_diacritics(text)))


class _BareLetters(dict[int, str]):
    """What becomes of each character, by its code, looked up once: nothing of a mark, and of what nobody sees."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", normalise(chr(code)).replace("đ", "d"))
        bare = self[code] = "".join(each for each in letters if not unicodedata.combining(each))
        return bare


_BARE_LETTERS = _BareLetters()


def has_diacritics(word: str) -> bool:
    """Return whether `word` holds a letter that matches less than every form of its bare letter."""
    return _MARKED.search(normalise(word)) is not None


def prefix_patterns(word: str) -> list[str]:
    """Return the GLOB patterns that a folded word must match one of in order to begin with the typed `word`.

    Two patterns where the typed word may be a whole one with a late tone, or the start of a longer one
    (`hoà` begins hoàn, and is hòa).
    """
    typed = normalise(word)
    forms = dict.fromkeys((typed, _normalize_tone_position(typed)))
    return ["".join(_letter_class(letter) for letter in form) + "*" for form in forms]


def word_patterns(word: str, is_whole: bool) -> list[str]:
    """Return the GLOB patterns of the words that begin with the typed `word`, or that it `is_whole`."""
    if not is_whole:
        return prefix_patterns(word)
    return [pattern.removesuffix("*") for pattern in prefix_patterns(tokenize(word)[0])][-1:]


@lru_cache(maxsize=4096)
def _letter_class(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    if _compiled(_TONE).search(decomposed):
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
    moved = _compiled(_LATE_TONE).sub(_move_tone, decomposed)
    return unicodedata.normalize("NFC", moved)


def _move_tone(match: re.Match[str]) -> str:
    first, second, tone = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    return f"{first}{tone}{second}"


TextSpan = tuple[int, int]
"""From which character of a text up to which."""

_LETTER = f"[^\\W_{IGNORABLE}][\u0300-\u036f{IGNORABLE}]*"
_SHOWN_WORD = f"(?:{_LETTER})+"


class Phrase(NamedTuple):
    """Words that stand beside each other. `is_whole`: the last of them ends where it was typed to end."""

    words: tuple[str, ...]
    is_whole: bool = False


class SearchTerms(NamedTuple):
    """Everything that a filter looks for in texts; nothing where it names only fields."""

    phrases: tuple[Phrase, ...] = ()

    def match_spans(self, text: str) -> list[TextSpan]:
        """Return where `text` holds what is looked for, in order, none over another."""
        if not self.phrases:
            return []
        found = [(match.start(), match.group()) for match in _compiled(_SHOWN_WORD).finditer(text)]
        spots = sorted(spot for phrase in self.phrases for spot in _match_spans(phrase, found))
        return _merge_spans(spots)


def phrase(text: str, *, is_whole: bool = False) -> Phrase:
    """Return what was typed as words that stand beside each other."""
    return Phrase(tuple(tokenize_query(text)), is_whole)


def _match_spans(wanted: Phrase, found: Sequence[tuple[int, str]]) -> list[TextSpan]:
    if not wanted.words:
        return []  # signs alone were typed
    last = len(wanted.words) - 1
    spots = []
    for place in range(len(found) - last):
        beside = found[place : place + last + 1]
        if all(_fits(typed, beside[at][1], wanted.is_whole or at < last) for at, typed in enumerate(wanted.words)):
            start, word = beside[last]
            spots.append((beside[0][0], start + _match_length(word, wanted.words[last])))
    return spots


def _fits(typed: str, word: str, is_whole: bool) -> bool:
    folded = tokenize(word)
    return len(folded) == 1 and _fits_folded(typed, folded[0], is_whole)


@lru_cache(maxsize=8192)
def _fits_folded(typed: str, word: str, is_whole: bool) -> bool:
    if not has_diacritics(typed):
        return (
            strip_diacritics(word) == strip_diacritics(typed)
            if is_whole
            else strip_diacritics(word).startswith(strip_diacritics(typed))
        )
    patterns = prefix_patterns(tokenize(typed)[0])[-1:] if is_whole else prefix_patterns(typed)
    return any(_compiled_glob(pattern.removesuffix("*") if is_whole else pattern).match(word) for pattern in patterns)


@lru_cache(maxsize=1024)
def _compiled_glob(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))


def _match_length(word: str, typed: str) -> int:
    """Return how many characters of `word` take up as many letters as `typed` has."""
    ends = list(accumulate(len(letter) for letter in _compiled(_LETTER).findall(word)))
    return ends[min(len(typed), len(ends)) - 1]


def _merge_spans(spots: Sequence[TextSpan]) -> list[TextSpan]:
    apart: list[TextSpan] = []
    for start, end in spots:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
