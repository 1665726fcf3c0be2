"""Clauses of an article, and what their words mean: what is asked and how, by when, and which terms prove it.

Pure functions of texts: they propose, and a person decides. A clause ends where a sentence does, at a semicolon, and
before the next item of a list; never within brackets.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ngkt_tui.domain import article_lexicon as lexicon
from ngkt_tui.domain.enums import DirectiveKind

MAX_TERM = 40


class Clause(NamedTuple):
    """A piece of a paragraph (numbered from 1), by the characters from `start` up to `end`.

    `sentence` is where the sentence begins in which it stands.
    """

    paragraph: int
    start: int
    end: int
    text: str
    sentence: int

    @property
    def begins_sentence(self) -> bool:
        return self.start == self.sentence


class PrintedSpan(NamedTuple):
    """A piece of a text by its characters, as it stands there."""

    start: int
    end: int
    text: str


class AskingPhrase(NamedTuple):
    """How a clause asks: the kind, and where the phrase that says so stands; empty where it goes on with another."""

    kind: DirectiveKind
    start: int = 0
    end: int = 0


_ENDS = re.compile(
    r";|[?!](?=\s)|\.{3}(?=\s+[\"“(]?\w)|[.…][\"”’)]*(?=\s+[\"“(+•–-]*\s?\w)|[.…](?=[A-ZĐÀ-Ỹ][a-zà-ỹđ])|[\"”](?=\s+[A-ZĐ]\w+\s+\w)"
)
_DASH = re.compile(r"(?<=[.;:])\s+[-–+•*]\s+")
_ITEM = re.compile(rf"(?<=[,;:.])\s+(?={lexicon.NEXT_ITEM})", re.IGNORECASE)
_LEAD = re.compile(r"[\s\-–+•*]*")
_LAST_WORD = re.compile(r"[\w./]+$")
_OPENING, _CLOSING = "([", ")]"


def split_clauses(paragraphs: Sequence[str]) -> tuple[Clause, ...]:
    """Return the clauses of the paragraphs of an article, in order."""
    return tuple(
        clause_of(paragraphs, number, start, end, sentence)
        for number, text in enumerate(paragraphs, 1)
        for start, end, sentence in _pieces(text)
    )


def clause_of(paragraphs: Sequence[str], number: int, start: int, end: int, sentence: int) -> Clause:
    """Return what stands in a paragraph from one character up to another, without signs and spaces at its ends."""
    text = paragraphs[number - 1]
    start = min(max(0, start), len(text))
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    first = _LEAD.match(text, sentence, start)
    end = start + len(text[start:end].rstrip(" ;-–+•*\u00a0"))
    return Clause(number, start, end, text[start:end], first.end() if first else sentence)


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    ends = {end: text[end - 1] != ";" for end in _sentence_ends(text)}
    items = (match.end() for pattern in (_DASH, _ITEM) for match in pattern.finditer(text))
    depths = _depths(text)
    first = sentence = 0
    for cut in (*sorted(each for each in {*ends, *items} if not depths[min(each, len(text) - 1)]), len(text)):
        if re.search(r"\w", text[first:cut]):
            yield first, cut, sentence
            first = cut
            sentence = cut if ends.get(cut) else sentence


def head_of(paragraphs: Sequence[str], clause: Clause) -> str:
    """Return the words with which the sentence of a clause asks, before its first item; empty for a first clause."""
    if clause.begins_sentence:
        return ""
    before = paragraphs[clause.paragraph - 1][clause.sentence : clause.start]
    colon = before.find(":")
    ask = find_ask(before)
    return before[: colon if colon > 0 else ask.end if ask else 0]


def _depths(text: str) -> list[int]:
    """Return for each character how deep it stands in brackets; one that is never closed opens nothing."""
    depths, depth = [], 0
    closers = sum(text.count(sign) for sign in _CLOSING)
    for letter in text:
        if letter in _CLOSING and depth:
            depth -= 1
            closers -= 1
        depths.append(depth)
        if letter in _OPENING and closers > depth:
            depth += 1
    return depths


def _sentence_ends(text: str) -> Iterator[int]:
    for match in _ENDS.finditer(text):
        sign, rest = match.group()[0], text[match.end() :].lstrip(' \u00a0"“(')
        if sign == ";":
            yield match.end()
        elif sign in "?!…" or match.group().startswith("..."):
            if rest[:1].isupper():
                yield match.end()
        elif sign in '"”':
            if text[: match.start()].rstrip()[-1:] in ".!?…" and rest[:1].isupper():
                yield match.end()
        elif _ends_sentence(text[: match.start()], rest):
            yield match.end()


def _ends_sentence(before: str, rest: str) -> bool:
    word = _LAST_WORD.search(before)
    last = word.group() if word else ""
    if last.lower() in lexicon.ABBREVIATIONS or (len(last) == 1 and last.isupper()):
        return False
    if last.isdigit() and len(last) < 3 and not before[: -len(last)].strip():
        return False  # the number of an item
    return not rest[:1].islower()


_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\t", " "))


def words(text: str) -> str:
    """Return a text in lower case with plain spaces, letter for letter in its place."""
    text = text.translate(_SPACES)
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(letter.lower()[:1] or letter for letter in text)


@cache
def pattern_of(words_of: str) -> re.Pattern[str]:
    """Return what finds words of the lexicon, never within another word."""
    return re.compile(rf"(?<!\w)(?:{words_of})(?!\w)")


def find_ask(text: str) -> AskingPhrase | None:
    """Return how a clause asks by its own words; `None` where none of them asks."""
    lowered = words(text)
    purpose = pattern_of(lexicon.PURPOSE).match(lowered)
    for start in (purpose.end(), 0) if purpose else (0,):
        for patterns in lexicon.ASKING:
            found = [
                (match.start(), match.end(), kind)
                for kind, each in patterns
                for match in pattern_of(each).finditer(lowered, start)
            ]
            if found:
                first, end, kind = min(found, key=lambda each: (each[0], -each[1]))
                return AskingPhrase(kind, first, end)
    return None


def is_report(text: str) -> bool:
    """Return whether a clause seems to tell of what is rather than what is to be done."""
    return pattern_of(lexicon.REPORTING).search(words(text)) is not None


MAX_OWN_START = 24
"""Characters before the asking word of a clause within a sentence: one that stands further behind is a noun in it."""


def propose_asks(clauses: Sequence[Clause]) -> list[AskingPhrase | None]:
    """Return for each clause how it asks, or goes on asking; `None` for what seems to ask nothing."""
    asks: list[AskingPhrase | None] = []
    before: AskingPhrase | None = None
    place = (0, -1)
    is_listing = False
    for clause in clauses:
        is_inside = (clause.paragraph, clause.sentence) == place
        own = find_ask(clause.text)
        if own and (_is_reported(clause.text, own) or (is_inside and before and own.start > MAX_OWN_START)):
            own = None
        is_listing = is_listing and (clause.paragraph == place[0] or _is_item(clause))
        goes_on = before is not None and (is_inside or is_listing or _goes_on(clause))
        is_told = is_report(clause.text) and not (is_inside and begins_with_verb(words(clause.text)))
        if own is None and goes_on and before and not is_told:
            own = AskingPhrase(before.kind)
        before = own or (before if is_inside or (goes_on and not is_told) else None)
        asks.append(own)
        is_listing = is_listing or (own is not None and clause.text.endswith(":"))
        place = (clause.paragraph, clause.sentence)
    return asks


_NUMBER = re.compile(rf"(?:\d{{1,2}}\.(?!\d)|{lexicon.NEXT_ITEM})[\s,]*", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"[^.;:]{3,80}:")


def _is_item(clause: Clause) -> bool:
    """Return whether the first clause of a paragraph is an item of a list: by a sign, a number, or whom it is for."""
    has_sign = clause.begins_sentence and clause.start > 0
    return has_sign or any(each.match(clause.text) is not None for each in (_NUMBER, _TO_SOMEBODY))


def _is_reported(text: str, ask: AskingPhrase) -> bool:
    """Return whether the asking word stands behind one that reports: "đã nêu các giải pháp"."""
    report = pattern_of(lexicon.REPORTING).search(words(text))
    weak = ask.kind in (DirectiveKind.SOLUTION, DirectiveKind.ORIENTATION, DirectiveKind.TARGET)
    return report is not None and weak and report.start() < ask.start


def _goes_on(clause: Clause) -> bool:
    """Return whether a sentence goes on with the one before it: by a linking word, a bare verb, another addressee."""
    lowered = words(clause.text).lstrip('"“ ')
    patterns = (lexicon.CONTINUATIONS, lexicon.NEXT_ITEM, lexicon.ADDRESSED)
    return any(pattern_of(each).match(lowered) for each in patterns) or begins_with_verb(lowered)


def begins_with_verb(lowered: str) -> bool:
    """Return whether a clause in lower case begins with a verb, and so asks something of whoever was named before."""
    first = re.findall(r"\w+", lowered[:40])[:3]
    return any(" ".join(first[:count]) in lexicon.IMPERATIVES for count in (1, 2, 3))


def _spans(words_of: str, text: str) -> tuple[PrintedSpan, ...]:
    found = pattern_of(words_of).finditer(words(text))
    return tuple(PrintedSpan(each.start(), each.end(), text[each.start() : each.end()]) for each in found)


def horizons_in(text: str) -> tuple[PrintedSpan, ...]:
    """Return the words for by when, or for how long."""
    return _spans(lexicon.HORIZONS, text)


def dates_in(text: str) -> tuple[PrintedSpan, ...]:
    """Return the days, months and years that a clause names."""
    return _spans(lexicon.DATES, text)


def figures_in(text: str) -> tuple[PrintedSpan, ...]:
    """Return the numbers that count or measure something; parts of dates and of numbers of documents are none."""
    dates = [(each.start, each.end) for each in dates_in(text)]
    return tuple(
        each
        for each in _spans(lexicon.FIGURES, text)
        if not any(start < each.end and each.start < end for start, end in dates)
        and text[each.end : each.end + 1] not in ("/", "-")
        and text[each.start - 1 : each.start] not in ("/", "-")
    )


_SKIPPED = re.compile(rf"(?:[\s,:\"“]|(?:{lexicon.SKIPPED})(?!\w))+")
_NAMED_ASK = re.compile(r"[^,.;:]{0,60}?(?::|(?<!\w)là(?!\w))")


def start_of_wording(text: str, ask: AskingPhrase | None, bodies: Sequence[tuple[int, int]] = ()) -> int:
    """Return where a clause begins to tell what is to be done: behind who asks, how, and who is asked."""
    start = ask.end if ask else 0
    if ask and (named := _NAMED_ASK.match(text, start)) and ask.kind in lexicon.ASKED_BY_NOUNS:
        start = named.end()
    lowered = words(text)
    if not start and (link := pattern_of(lexicon.CONTINUATIONS).match(lowered)):
        start = link.end()
    if not start and (number := _NUMBER.match(text)):
        start = number.end()
    at, ahead = -1, sorted(bodies, reverse=True)
    while at != start:
        at = start
        if skipped := _SKIPPED.match(lowered, start):
            start = skipped.end()
        begun = start
        while ahead and ahead[-1][0] <= begun:
            start = max(start, ahead.pop()[1])
    return start if re.search(r"\w{2}.*\w{2}", text[start:]) else 0


def wording(text: str, start: int) -> str:
    """Return what a clause asks to be done, from `start` on, as a text of its own."""
    rest = text[start:].strip(' .;:,…/"“”')
    return rest[:1].upper() + rest[1:]
