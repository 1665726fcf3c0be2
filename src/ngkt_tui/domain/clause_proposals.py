"""What is proposed of each clause of an article: how it asks, who asks whom, what it is about, which terms prove it.

Pure functions of the text and of the records that are known. Nothing here enters a digest: a person decides.
"""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ngkt_tui.domain import article_lexicon as lexicon
from ngkt_tui.domain.article_lexicon import ALIKE, COMMON, THEME_STOP
from ngkt_tui.domain.clauses import (
    MAX_TERM,
    AskingPhrase,
    Clause,
    PrintedSpan,
    dates_in,
    figures_in,
    horizons_in,
    pattern_of,
    propose_asks,
    start_of_wording,
    wording,
    words,
)
from ngkt_tui.domain.enums import DirectiveKind, RecordKind
from ngkt_tui.domain.known_names import NameFinder, NamePlace
from ngkt_tui.domain.text import tokenize

SYLLABLE = 0.3
"""What a single syllable weighs beside a pair."""
MIN_SEEN, MIN_SHARE = 2, 0.6
"""How many directives with a pair of words must have a theme, and which share of them, for it to point to the theme."""
MIN_WORD = 4
"""A word of one syllable must be longer to point to a theme."""
MAX_THEMES = 3
MIN_TERM = 8
MAX_TERMS = 3
LENGTH = 0.4
"""How much a long text loses: 0 nothing, 1 all that it gains by its length."""

Feature = str
_ALIKE = sorted((tuple(longer.split()), shorter) for longer, shorter in ALIKE)


def features(text: str) -> frozenset[Feature]:
    """Return what a text is compared by: its pairs of syllables, and its syllables, without common words."""
    words = _with_one_word_each(tokenize(text))
    pairs = (f"{first} {second}" for first, second in pairwise(words) if not {first, second} & COMMON)
    return frozenset((*pairs, *(word for word in words if word not in COMMON)))


def _with_one_word_each(words: Sequence[str]) -> list[str]:
    singles: list[str] = []
    at = 0
    while at < len(words):
        found = next(((run, word) for run, word in _ALIKE if tuple(words[at : at + len(run)]) == run), None)
        singles.append(found[1] if found else words[at])
        at += len(found[0]) if found else 1
    return singles


def rank_alike(text: str, others: Mapping[str, str], most: int) -> list[str]:
    """Return the keys of at most `most` of the texts that say most of what `text` says, the most alike first."""
    wanted = features(text)
    known = {key: features(other) for key, other in others.items()}
    counts = Counter(each for found in known.values() for each in found)

    def weight(each: Feature) -> float:
        return math.log((len(known) + 1) / (counts[each] + 0.5)) * (1 if " " in each else SYLLABLE)

    scores = {
        key: sum(map(weight, found & wanted)) / max(1.0, sum(map(weight, found))) ** LENGTH
        for key, found in known.items()
    }
    best = sorted((key for key, score in scores.items() if score > 0), key=lambda key: -scores[key])
    return best[:most]


class ThemePhrases:
    """Which words point to which theme: those of its name, and those that earlier directives of it share."""

    def __init__(self, names: Mapping[str, str], directives: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        self._themes: dict[Feature, Counter[str]] = defaultdict(Counter)
        for theme, name in names.items():
            for feature in features(name):
                if " " in feature or (len(feature) > MIN_WORD and feature not in THEME_STOP):
                    self._themes[feature][theme] += 2 if " " in feature else 1
        seen: Counter[Feature] = Counter()
        shared: Counter[tuple[Feature, str]] = Counter()
        for text, themes in directives:
            pairs = [feature for feature in features(text) if " " in feature]
            seen.update(pairs)
            shared.update((pair, theme) for pair in pairs for theme in themes)
        for (pair, theme), count in shared.items():
            if count >= MIN_SEEN and count >= MIN_SHARE * seen[pair]:
                self._themes[pair][theme] += 1

    def of(self, text: str) -> tuple[str, ...]:
        """Return at most three themes to which a text points well, the one with most pointers first."""
        found: Counter[str] = Counter()
        for feature in features(text):
            found.update(self._themes.get(feature, ()))
        best = found.most_common(MAX_THEMES)
        return tuple(theme for theme, count in best if count >= MIN_SEEN) or tuple(theme for theme, _ in best[:1])


BODIES = (RecordKind.ORGANISATION, RecordKind.OFFICIAL)


class ClauseProposal(NamedTuple):
    """What is proposed of a clause; ids stand for records that are known. `kind` is `None` where it asks nothing."""

    clause: Clause
    kind: DirectiveKind | None
    text: str
    """What is asked to be done, without who asks whom."""
    terms: tuple[str, ...]
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    horizon: str = ""
    figures: tuple[PrintedSpan, ...] = ()
    dates: tuple[PrintedSpan, ...] = ()
    places: tuple[NamePlace, ...] = ()
    """Where the clause names records, by its own characters."""


def propose(
    paragraphs: Sequence[str], clauses: Sequence[Clause], finder: NameFinder, themes: ThemePhrases
) -> list[ClauseProposal]:
    """Return what is proposed of each clause; `clauses` are those of the paragraphs, in order."""
    named = finder.find(paragraphs)
    starts = [(place.paragraph, place.start) for place in named]
    asks = propose_asks(clauses)
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    proposals = []
    for clause, ask in zip(clauses, asks, strict=True):
        inside = [
            place._replace(start=place.start - clause.start, end=place.end - clause.start)
            for place in named[
                slice(*(bisect_left(starts, (clause.paragraph, at)) for at in (clause.start, clause.end)))
            ]
            if place.end <= clause.end
        ]
        proposal = _with_bodies(_proposal(clause, ask, inside, themes), ask, inside)
        if clause.begins_sentence:
            subject = _ids((place for place in inside if place.start == 0), RecordKind.ORGANISATION)
            if pattern_of(lexicon.SPEAKERS).match(words(clause.text)):
                issuers = ()
        if proposal.kind is DirectiveKind.RECOMMENDATION and not proposal.issuers:
            proposal = proposal._replace(issuers=subject)
        if ask is not None:
            issuers = proposal.issuers or issuers
            goes_on = not ask.end and bool(addressees)
            addressees = proposal.addressees or (addressees if goes_on else ())
            proposal = proposal._replace(issuers=issuers, addressees=addressees)
        else:
            speakers = [place.record.id for place in inside if place.record.kind is RecordKind.OFFICIAL]
            issuers = tuple(speakers[:1]) or issuers
        proposals.append(proposal)
    return proposals


def _proposal(
    clause: Clause, ask: AskingPhrase | None, inside: Sequence[NamePlace], themes: ThemePhrases
) -> ClauseProposal:
    bodies = [(place.start, place.end) for place in inside if place.record.kind in BODIES]
    start = start_of_wording(clause.text, ask, bodies)
    horizons = horizons_in(clause.text)
    return ClauseProposal(
        clause,
        ask.kind if ask else None,
        wording(clause.text, start if ask else 0),
        terms_of(clause.text, start),
        themes=themes.of(clause.text[start:]),
        markets=_ids(inside, RecordKind.MARKET),
        agreements=_ids(inside, RecordKind.AGREEMENT),
        horizon=horizons[0].text if horizons else "",
        figures=figures_in(clause.text),
        dates=dates_in(clause.text),
        places=tuple(inside),
    )


def terms_of(text: str, start: int = 0) -> tuple[str, ...]:
    """Return up to three phrases of a clause from `start` on, each at most 40 characters: the longest, in order."""
    phrases = [phrase for phrase in _phrases(text[start:]) if len(phrase) >= MIN_TERM]
    chosen = sorted(sorted(phrases, key=len, reverse=True)[:MAX_TERMS], key=text.find)
    return tuple(dict.fromkeys(chosen)) or tuple(_cut(text.strip(' .;:,"“”')).splitlines()[:1])


def _phrases(text: str) -> Iterator[str]:
    ends = [0, *(cut for match in re.finditer(lexicon.CUTS, words(text)) for cut in match.span()), len(text)]
    for first, end in zip(ends[::2], ends[1::2], strict=True):
        yield _cut(text[first:end].strip(' .;:,-–"“”'))


def _cut(phrase: str) -> str:
    if len(phrase) <= MAX_TERM:
        return phrase
    return phrase[: MAX_TERM + 1].rpartition(" ")[0].strip() or phrase[:MAX_TERM]


def _ids(places: Iterable[NamePlace], *kinds: RecordKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.record.id for place in places if place.record.kind in kinds))


def _with_bodies(proposal: ClauseProposal, ask: AskingPhrase | None, inside: Sequence[NamePlace]) -> ClauseProposal:
    """Add who asks whom: who stands before the asking word asks; who stands between it and the deed is asked."""
    if ask is None:
        return proposal
    text = proposal.clause.text
    bodies = [place for place in inside if place.record.kind in BODIES]
    start = start_of_wording(text, ask, [(place.start, place.end) for place in bodies])
    before = [place for place in bodies if place.end <= ask.start]
    asked = [place for place in bodies if ask.end <= place.start and place.end <= start]
    if pattern_of(lexicon.ASKED_BEFORE).fullmatch(words(text[ask.start : ask.end])):
        asked += [place for place in before if place.record.kind is RecordKind.ORGANISATION]
        before = [place for place in before if place.record.kind is RecordKind.OFFICIAL]
    officials = [place for place in before if place.record.kind is RecordKind.OFFICIAL]
    many = proposal.kind is DirectiveKind.RECOMMENDATION
    said_by = officials[-1:] or (before if many else before[-1:])
    lead, joined = _led(text, asked)
    return proposal._replace(
        issuers=_ids(said_by, *BODIES),
        addressees=tuple(each for each in _ids(asked, RecordKind.ORGANISATION) if each not in joined),
        lead=lead,
        coordinating=joined,
    )


def _led(text: str, asked: Sequence[NamePlace]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who is put in charge and who joins in: before "chủ trì", behind "phối hợp với" or "chủ trì cùng"."""
    lowered = words(text)
    leads, joins = lowered.find("chủ trì"), pattern_of(lexicon.JOINED_BY).search(lowered)
    lead = [place for place in asked if 0 <= place.end <= leads]
    joined = [place for place in asked if joins and joins.start() < place.start]
    return _ids(lead, RecordKind.ORGANISATION), _ids(joined, RecordKind.ORGANISATION)
