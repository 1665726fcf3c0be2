"""Finding known records in a text by what they are called: in full, by alias, in the short forms that news prints.

"Các Cơ quan đại diện Việt Nam ở nước ngoài" is found as "cơ quan đại diện", "UBND tỉnh Lạng Sơn" as "UBND tỉnh" where
the text names Lạng Sơn, an official by post, "Công Thương" in "các Bộ Ngoại giao, Công Thương". Of the names of a kind
the longest counts; a word that is printed without accents fits every accent.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ngkt_tui.domain import article_lexicon as lexicon
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.text import has_diacritics, strip_diacritics, tokenize

MIN_SHORT = 2
"""Letters of the shortest name."""


class NamedRecord(NamedTuple):
    """A record that is known, with everything it is called; `titles` are the posts of an official."""

    kind: RecordKind
    id: str
    name: str
    names: tuple[str, ...]
    titles: tuple[str, ...] = ()


class NamePlace(NamedTuple):
    """Where a text names a record: the characters from `start` up to `end` of a paragraph, numbered from 1."""

    record: NamedRecord
    paragraph: int
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    is_capital: bool
    bare: str
    is_bare: bool
    is_after_comma: bool = False


Words = tuple[str, ...]


class _Form(NamedTuple):
    """One way to write a name. `whole` must be named too; one that `is_item` stands in a list of its like."""

    words: Words
    record: NamedRecord
    is_capital: bool = False
    whole: Words = ()
    is_title: bool = False
    is_item: bool = False


class NameFinder:
    """Finds known records in the paragraphs of an article."""

    def __init__(self, known: Iterable[NamedRecord]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        for record in known:
            for form in _forms(record):
                self._forms.setdefault(strip_diacritics(form.words[0]), []).append(form)

    def find(self, paragraphs: Sequence[str]) -> list[NamePlace]:
        """Return every place where the paragraphs name a known record, in order."""
        texts = [_words(text) for text in paragraphs]
        whole = f" {' '.join(word.text for text in texts for word in text)} "
        places = []
        read = 0
        for number, text in enumerate(texts, 1):
            read += sum(len(word.text) + 1 for word in text)
            for form, first, end in self._matches(text, whole, read):
                places.append(NamePlace(form.record, number, text[first].start, text[end - 1].end))
        return places

    def _matches(self, text: Sequence[_Word], whole: str, read: int) -> Iterator[tuple[_Form, int, int]]:
        """Yield the forms of names in a paragraph that ends at the character `read` of the `whole` article."""
        taken: dict[RecordKind, int] = {}
        in_list = -1
        for at, word in enumerate(text):
            fitting = [
                form
                for form in self._forms.get(word.bare, ())
                if taken.get(form.record.kind, 0) <= at and _fits(form, text, at, whole, in_list)
            ]
            for kind in dict.fromkeys(form.record.kind for form in fitting):
                of_kind = [form for form in fitting if form.record.kind is kind]
                longest = max(len(form.words) for form in of_kind)
                best = [form for form in of_kind if len(form.words) == longest]
                chosen = max(best, key=lambda form: (not form.whole, whole.rfind(" ".join(form.whole), 0, read)))
                end = taken[kind] = at + longest
                yield chosen, at, end
                if kind is RecordKind.ORGANISATION and (chosen.is_item or chosen.words[0] == "bộ"):
                    in_list = end
            if (word.text == "bộ" and in_list < at) or (in_list == at and word.text in ("và", "bộ")):
                in_list = at + 1


def _fits(form: _Form, text: Sequence[_Word], at: int, whole: str, in_list: int) -> bool:
    end = at + len(form.words)
    if end > len(text) or (form.is_item and in_list != at):
        return False
    if not all(_same(word, wanted) for word, wanted in zip(text[at:end], form.words, strict=True)):
        return False
    if (form.is_capital or form.is_item) and not text[at].is_capital:
        return False
    if form.whole and f" {' '.join(form.whole)} " not in whole:
        return False
    return not form.is_title or _is_of(form.record, text, at, end)


def _is_of(record: NamedRecord, text: Sequence[_Word], at: int, end: int) -> bool:
    """Return whether a post may be that of its holder: no deputy's, no former one, and no other person is named."""
    if (at and text[at - 1].text in lexicon.NOT_THE_HOLDER) or _is_of_person_before(text, at):
        return False
    rest = next((tail for tail in _TAILS if tuple(word.text for word in text[end : end + len(tail)]) == tail), ())
    end += len(rest)
    named = text[end : end + 3]
    if len(named) < 2 or not all(word.is_capital for word in named[:2]) or named[0].start - text[end - 1].end > 1:
        return True
    return any(_same(named[0], own) for name in record.names for own in _plain(name)[:1])


def _is_of_person_before(text: Sequence[_Word], at: int) -> bool:
    """Return whether a post is a named person's, maybe after other posts: "ông Lê An, Bí thư Tỉnh ủy, Chủ tịch"."""
    while text[at].is_after_comma and text[at].is_capital:
        end = at
        at = next(first for first in range(end - 1, -1, -1) if not first or text[first].is_after_comma)
        name = next((first for first in range(end, at, -1) if not text[first - 1].is_capital), at)
        if name > at and text[name - 1].text in lexicon.FORMS_OF_ADDRESS and end - name > 1:
            return True
    return False


def _same(word: _Word, wanted: str) -> bool:
    return word.text == wanted or (word.is_bare and strip_diacritics(wanted) == word.text)


_WORD = re.compile(r"[^\W_]+")
_JOINED = sorted(
    ((tuple(longer.split()), shorter) for longer, shorter in lexicon.SAME_WORDS), key=lambda each: -len(each[0])
)

_SHORT = frozenset(shorter for _, shorter in _JOINED)
_FIRST = frozenset(form for longer, _ in _JOINED for form in (longer[0], strip_diacritics(longer[0])))
"""What a phrase may begin with that is written shorter: few words do."""
MAX_PLAIN = 4096
"""Names of which the words are remembered: they are the same for each article."""
MAX_WORDS = 8192
"""Words that are remembered: an article says the same ones over and over."""


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        printed = match.group()
        form, bare, is_bare = _forms_of_word(printed)
        if form:
            is_after_comma = bool(words) and text[words[-1].end : match.start()].strip() == ","
            words.append(_Word(form, match.start(), match.end(), printed[0].isupper(), bare, is_bare, is_after_comma))
    return _joined(words)


@lru_cache(MAX_WORDS)
def _forms_of_word(printed: str) -> tuple[str, str, bool]:
    """Return a word as words are compared, the same without accents, and whether it has none."""
    form = "".join(tokenize(printed))
    return form, strip_diacritics(form), not has_diacritics(form)


def _joined(words: list[_Word]) -> list[_Word]:
    """Return words with each phrase for which there is a shorter one written so."""
    joined = []
    at = 0
    while at < len(words):
        for longer, shorter in _JOINED if words[at].text in _FIRST else ():
            run = words[at : at + len(longer)]
            if len(run) == len(longer) and all(map(_same, run, longer)):
                bare = strip_diacritics(shorter)
                joined.append(run[0]._replace(text=shorter, end=run[-1].end, bare=bare, is_bare=False))
                at += len(longer)
                break
        else:
            joined.append(words[at])
            at += 1
    return joined


_DETERMINED = {(each,) for each in lexicon.DETERMINERS}
_KINDS_OF_MARKET = {tuple(kind.split()) for kind in lexicon.KINDS_OF_MARKET}
_TAILS = [tuple(qualifier.split()) for qualifier in lexicon.QUALIFIERS]


def _is_single(words: Words) -> bool:
    """Return whether words are a single one, which must be written with a capital to be a name."""
    return len(words) == 1 and words[0] not in _SHORT


@lru_cache(MAX_PLAIN)
def _plain(name: str) -> Words:
    return tuple(word.text for word in _words(name))


def _forms(record: NamedRecord) -> Iterator[_Form]:
    seen: set[tuple[Words, Words]] = set()
    for form in (*_by_names(record), *_by_titles(record)):
        is_long = len(form.words) > 1 or len(form.words[0]) > MIN_SHORT or form.is_capital if form.words else False
        if is_long and (form.words, form.whole) not in seen:
            seen.add((form.words, form.whole))
            yield form


def _by_names(record: NamedRecord) -> Iterator[_Form]:
    for name in record.names:
        words = _plain(name)
        for form in _shorter(words):
            is_common = name.isascii() and _plain(record.name)[:1] in _DETERMINED  # "localities", of an English edition
            yield _Form(form, record, is_capital=_is_single(form) and not is_common)
        if record.kind is RecordKind.MARKET and words[:2] in _KINDS_OF_MARKET and len(words) > 2:
            yield _Form(words[2:], record, is_capital=True)
        if record.kind is RecordKind.ORGANISATION:
            yield from _parts(name, record)
            if words[:1] == ("bộ",) and len(words) > 1 and name[3:4].isupper():
                yield _Form(words[1:], record, is_item=True)


def _shorter(words: Words) -> Iterator[Words]:
    """Yield a name, and how it is printed without the words that only tell how many or whose."""
    yield words
    bare = words[1:] if words and words[0] in lexicon.DETERMINERS else words
    if " ".join(bare) not in lexicon.GENERIC:
        yield bare
    for each in (words, bare):
        for qualifier in lexicon.QUALIFIERS:
            tail = _plain(qualifier)
            if (
                len(each) > len(tail)
                and each[-len(tail) :] == tail
                and " ".join(each[: -len(tail)]) not in lexicon.GENERIC
            ):
                yield each[: -len(tail)]


def _parts(name: str, record: NamedRecord) -> Iterator[_Form]:
    """Yield how a part of a whole is printed where the whole is named elsewhere: "UBND tỉnh", "các đơn vị"."""
    words = _plain(name)
    capitals = [word.is_capital for word in _words(name)]
    for at in range(1, len(words) - 1):
        whole, is_proper = words[at + 1 :], all(capitals[at + 1 :])
        heads: tuple[Words, ...] = ()
        if words[at] in lexicon.OWNERS:
            heads = (*_shorter(words[:at]), *_shorter(words[: at + 1]))
        elif words[at].endswith("ủy") and is_proper:
            heads = (words[: at + 1],)
        yield from (_Form(head, record, whole=whole, is_capital=_is_single(head)) for head in heads)
        if words[at] in lexicon.OWNERS and is_proper:
            yield _Form(words[at:], record)


def _by_titles(record: NamedRecord) -> Iterator[_Form]:
    person = _plain(record.name)
    for title in record.titles:
        words = _plain(title)
        alike = [_plain(other) for each, other in lexicon.TITLES if _plain(each) == words]
        for form in dict.fromkeys((*_shorter(words), *alike)):
            yield _Form(form, record, is_title=True)
        if words[:2] == ("bộ", "trưởng"):
            yield _Form(("bộ", "trưởng"), record, whole=person, is_title=True)
