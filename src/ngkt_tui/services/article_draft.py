"""The draft of an article's digest: its clauses, what is proposed of each, and what its writer has made of them.

An article is read with what a store knows: names, themes, and what earlier directives say. Each act gives a new draft;
nothing of a clause enters the digest until its writer takes it. See `draft_digest` for the digest, and for the file
that keeps a draft.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from ngkt_tui.domain.clause_proposals import ClauseProposal, ThemePhrases, propose
from ngkt_tui.domain.clauses import Clause, clause_of, split_clauses
from ngkt_tui.domain.enums import Nature, RecordKind, Repetition, ResultKind
from ngkt_tui.domain.known_names import NameFinder
from ngkt_tui.domain.readable import Readable
from ngkt_tui.query.names import candidates
from ngkt_tui.query.repetitions import texts_with_themes
from ngkt_tui.services.clause_facts import ClauseFact, facts_of
from ngkt_tui.services.drafting_command import CommandAnswer
from ngkt_tui.services.new_digest import known_names
from ngkt_tui.services.reader import Reader

MAX_LEARNT = 3000
"""How many directives, the newest, show which words point to a theme."""


class ArticleKnowledge(NamedTuple):
    """What is known before an article is read."""

    finder: NameFinder
    themes: ThemePhrases

    def propose(self, paragraphs: Sequence[str], clauses: Sequence[Clause] | None = None) -> list[ClauseProposal]:
        """Return what is proposed of the clauses of an article, by default those into which its paragraphs fall."""
        return propose(paragraphs, split_clauses(paragraphs) if clauses is None else clauses, self.finder, self.themes)


def read_knowledge(reader: Reader) -> ArticleKnowledge:
    """Return what a store knows."""
    with reader.connection() as connection:
        return ArticleKnowledge(NameFinder(known_names(connection)), _themes(connection))


def _themes(connection: Readable) -> ThemePhrases:
    positions = (row[0] for row in connection.execute("SELECT position FROM record WHERE kind = 'theme'").fetchall())
    names = {each.record.id: each.record.vi for each in candidates(connection, RecordKind.THEME, positions)}
    return ThemePhrases(names, texts_with_themes(connection, MAX_LEARNT))


Values = Mapping[str, Any]
MAX_CAPTION = 200
"""Characters of a paragraph that may be the caption of a picture."""


class Decision(StrEnum):
    """What its writer has made of a clause."""

    OPEN = "open"
    TAKEN = "taken"
    SKIPPED = "skipped"


class SkipReason(StrEnum):
    """Why nothing is taken from a clause, as far as that can be proposed; the words are `drafting.skip.<value>`."""

    HEADLINE = "headline"
    CAPTION = "caption"
    BYLINE = "byline"
    NOTHING_ASKED = "nothing-asked"


class NextArticle(NamedTuple):
    """An article that is to be drafted: its id, its paragraphs, where its digest is to be written, what is proposed."""

    id: str
    paragraphs: tuple[str, ...]
    output: str = ""
    answer: CommandAnswer = CommandAnswer()


class DraftEntry(NamedTuple):
    """A clause, what is proposed or written of it as fields of a record, and what became of it.

    `id` is that of the record once it is taken; `is_same` where that is a record of another article. `terms` prove it;
    `notes` point out figures and days; `facts` are what may be taken beside it.
    """

    clause: Clause
    kind: RecordKind
    values: Values
    terms: tuple[str, ...]
    decision: Decision = Decision.OPEN
    id: str = ""
    reason: str = ""
    is_same: bool = False
    is_ask: bool = False
    notes: tuple[str, ...] = ()
    facts: tuple[ClauseFact, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(each for each in (self.id, *(fact.id for fact in self.facts)) if each)


@dataclass(frozen=True)
class ArticleDraft:
    """An article with its draft. `conference` holds the fields of the conference, taken once `is_conference_taken`."""

    article: str
    paragraphs: tuple[str, ...]
    entries: tuple[DraftEntry, ...] = ()
    conference: Values = field(default_factory=dict)
    is_conference_taken: bool = False
    used: frozenset[str] = frozenset()
    """Ids of directives that the conference has already, from other articles."""

    @property
    def conference_id(self) -> str:
        return str(self.conference.get("id") or f"hn-{self.conference.get('date') or 'khong-ngay'}")

    @property
    def decided(self) -> int:
        return sum(entry.decision is not Decision.OPEN for entry in self.entries)

    def next_open(self, after: int) -> int:
        """Return the number of the first clause behind another that is still open, else of the first one that is."""
        numbers = [number for number, entry in enumerate(self.entries) if entry.decision is Decision.OPEN]
        return next((number for number in numbers if number > after), numbers[0] if numbers else after)

    def changed(self, number: int, **changes: Any) -> "ArticleDraft":
        """Return the draft with another entry in the place of one."""
        entry = self.entries[number]._replace(**changes)
        return replace(self, entries=(*self.entries[:number], entry, *self.entries[number + 1 :]))

    def take(self, number: int) -> "ArticleDraft":
        """Take a clause as it is proposed, or written."""
        entry = self.entries[number]
        return self.changed(number, decision=Decision.TAKEN, id=entry.id or self._free_id(entry.kind))

    def skip(self, number: int, reason: str) -> "ArticleDraft":
        """Pass a clause over, with a reason."""
        return self.changed(number, decision=Decision.SKIPPED, reason=reason)

    def reopen(self, number: int) -> "ArticleDraft":
        """Take back what was decided of a clause."""
        entry = self.entries[number]
        kept = "" if entry.is_same else entry.id
        return self.changed(number, decision=Decision.OPEN, id=kept, is_same=False)

    def same_as(self, number: int, record: str) -> "ArticleDraft":
        """Take a clause as one more source of a directive that another article on this conference reports."""
        return self.changed(number, decision=Decision.TAKEN, id=record, is_same=True)

    def written(self, number: int, values: Values, terms: Sequence[str]) -> "ArticleDraft":
        """Write fields of a clause's record in the place of what is proposed."""
        kept = {**self.entries[number].values, **values}
        whole = {name: value for name, value in kept.items() if value not in (None, "", (), [])}
        return self.changed(number, values=whole, terms=tuple(terms))

    def repeat(self, number: int, directive: str) -> "ArticleDraft":
        """Mark an earlier directive as repeated by a clause, or no more."""
        entry = self.entries[number]
        repeats = [each for each in entry.values.get("repeats", ()) if each["directive"] != directive]
        if len(repeats) == len(entry.values.get("repeats", ())):
            repeats.append({"directive": directive, "how": Repetition.SAME.value})
        return self.written(number, {"repeats": repeats}, entry.terms)

    def turned(self, number: int) -> "ArticleDraft":
        """Make a directive of a clause that was a result, or a result of one that was a directive."""
        entry = self.entries[number]
        kind = RecordKind.RESULT if entry.kind is RecordKind.DIRECTIVE else RecordKind.DIRECTIVE
        return self.changed(number, kind=kind, values=_turned(entry.values, kind), id="", decision=Decision.OPEN)

    def toggle_fact(self, number: int, place: int) -> "ArticleDraft":
        """Take a fact that a clause states beside, or leave it again."""
        facts = list(self.entries[number].facts)
        each = facts[place]
        record = each.id or self._free_id(each.kind)
        facts[place] = each._replace(is_taken=not each.is_taken, id=record)
        return self.changed(number, facts=tuple(facts))

    def taken_facts(self) -> list[tuple[ClauseFact, int]]:
        """Return what was taken beside clauses, each with its paragraph."""
        return [(each, entry.clause.paragraph) for entry in self.entries for each in entry.facts if each.is_taken]

    def _free_id(self, kind: RecordKind) -> str:
        begins = {RecordKind.DIRECTIVE: "hn-", RecordKind.FIGURE: "so-"}.get(kind, "kq-")
        base = begins + self.conference_id.removeprefix("hn-")
        taken = self.used | {id for entry in self.entries for id in entry.ids}
        number = 1
        while (record := f"{base}-{number:02}") in taken:
            number += 1
        return record

    def split(self, number: int, at: int, knowledge: ArticleKnowledge) -> "ArticleDraft":
        """Split a clause at a character of it, and propose anew of both."""
        clause = self.entries[number].clause
        pieces = [(clause.start, clause.start + at), (clause.start + at, clause.end)]
        return self._recut(number, number + 1, pieces, knowledge)

    def join(self, number: int, knowledge: ArticleKnowledge) -> "ArticleDraft":
        """Join a clause with the one behind it in its paragraph, and propose anew; alone it stays as it is."""
        clause = self.entries[number].clause
        if number + 1 == len(self.entries) or self.entries[number + 1].clause.paragraph != clause.paragraph:
            return self
        return self._recut(number, number + 2, [(clause.start, self.entries[number + 1].clause.end)], knowledge)

    def _recut(
        self, first: int, end: int, pieces: Sequence[tuple[int, int]], knowledge: ArticleKnowledge
    ) -> "ArticleDraft":
        clause = self.entries[first].clause
        cut = [clause_of(self.paragraphs, clause.paragraph, *piece, clause.sentence) for piece in pieces]
        cut = [each for each in cut if any(map(str.isalnum, each.text))]
        before = [entry.clause for entry in self.entries[:first]]
        after = [entry.clause for entry in self.entries[end:]]
        proposed = knowledge.propose(self.paragraphs, [*before, *cut, *after])[first : first + len(cut)]
        entries = tuple(entry_of(each, self.paragraphs) for each in proposed)
        return replace(self, entries=(*self.entries[:first], *entries, *self.entries[end:]))


def entry_of(proposal: ClauseProposal, paragraphs: Sequence[str] = ()) -> DraftEntry:
    """Return the entry of a clause as it is proposed: a directive, or a result where it asks nothing."""
    kind = RecordKind.DIRECTIVE if proposal.kind else RecordKind.RESULT
    values: dict[str, Any] = {
        "kind": proposal.kind.value if proposal.kind else None,
        "text": {"vi": proposal.text},
        "nature": Nature.ONGOING.value if proposal.kind else None,
        "horizon": {"text": {"vi": proposal.horizon}} if proposal.horizon and proposal.kind else None,
    }
    for name in ("issuers", "addressees", "lead", "coordinating", "themes", "markets", "agreements"):
        values[name] = list(getattr(proposal, name))
    notes = tuple(dict.fromkeys(span.text for span in (*proposal.figures, *proposal.dates)))
    entry = DraftEntry(proposal.clause, kind, {}, proposal.terms, is_ask=proposal.kind is not None, notes=notes)
    entry = entry._replace(facts=facts_of(proposal))
    kept = {name: value for name, value in values.items() if value}
    return entry._replace(values=kept if proposal.kind else _turned(kept, kind), reason=_reason(proposal, paragraphs))


def _turned(values: Values, kind: RecordKind) -> dict[str, Any]:
    """Return the fields that a record of another kind keeps."""
    if kind is RecordKind.RESULT:
        kept = {name: values[name] for name in ("text", "themes") if name in values}
        actors = list(dict.fromkeys((*values.get("addressees", ()), *values.get("lead", ()))))
        return {**kept, "kind": ResultKind.RESULT.value, **({"actors": actors} if actors else {})}
    kept = {name: values[name] for name in ("text", "themes") if name in values}
    return {**kept, "kind": "instruction", "nature": Nature.ONGOING.value}


def _reason(proposal: ClauseProposal, paragraphs: Sequence[str]) -> str:
    clause = proposal.clause
    if clause.paragraph == 1:
        return SkipReason.HEADLINE
    paragraph = paragraphs[clause.paragraph - 1] if paragraphs else clause.text
    if len(paragraph) < MAX_CAPTION and ("ảnh:" in paragraph.lower() or paragraph.endswith((".jpg", ".png"))):
        return SkipReason.CAPTION
    if clause.paragraph == len(paragraphs) and len(clause.text.split()) < 6:
        return SkipReason.BYLINE
    return SkipReason.NOTHING_ASKED
