"""The digest of a draft: its records, their YAML, what `check` and `verify` say of them, and taking it in."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ngkt_tui.digest.check import check
from ngkt_tui.digest.checks import Index
from ngkt_tui.digest.faults import Issue
from ngkt_tui.digest.load import read
from ngkt_tui.digest.proof import ArticleFolder, sha256, verify_digest
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.digest.yaml_writer import digest_yaml, find_names, ids_in, likely_conference
from ngkt_tui.domain.article_lexicon import FORMATS, TIMES_OF_DAY
from ngkt_tui.domain.clauses import MAX_TERM
from ngkt_tui.domain.enums import OWN_DIGEST, Language, RecordKind
from ngkt_tui.domain.stored_values import stored_date, undamaged
from ngkt_tui.domain.words import translate
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.record_heads import holders_of, ids_beginning
from ngkt_tui.services.article_draft import (
    ArticleDraft,
    ArticleKnowledge,
    Decision,
    DraftEntry,
    NextArticle,
    entry_of,
    read_knowledge,
)
from ngkt_tui.services.clause_facts import fact_bodies, participants_of
from ngkt_tui.services.context import Context
from ngkt_tui.services.digest_check import stored_outside
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.draft_files import load_draft
from ngkt_tui.services.drafting_command import ProvenProposal
from ngkt_tui.services.new_digest import known_names
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.store.importing import ImportReport

MAX_TITLE = 300
"""Characters of a title: a first paragraph that is longer is its beginning."""
MAX_IDS = 2000
Body = tuple[RecordKind, Mapping[str, Any]]


def begin_draft(reader: Reader, next_article: NextArticle) -> tuple[ArticleDraft, ArticleKnowledge]:
    """Return the draft of an article, as it was kept or anew with what is proposed, and what the store knows."""
    article, paragraphs = next_article.id, next_article.paragraphs
    knowledge = read_knowledge(reader)
    kept = load_draft(reader.context, article, paragraphs)
    if kept is not None:
        return kept, knowledge
    entries = tuple(entry_of(each, paragraphs) for each in knowledge.propose(paragraphs))
    draft = ArticleDraft(article, tuple(paragraphs), entries, _facts(reader, article, paragraphs))
    for proposal in next_article.answer.proven:
        draft = _with_proposal(draft, proposal, knowledge)
    return with_conference(reader, draft, draft.conference), knowledge


def _with_proposal(draft: ArticleDraft, proposal: ProvenProposal, knowledge: ArticleKnowledge) -> ArticleDraft:
    """Return a draft with what a command proposes in the place of what is proposed of the clause that it quotes."""

    def overlap(number: int) -> int:
        clause = draft.entries[number].clause
        inside = min(clause.end, proposal.end) - max(clause.start, proposal.start)
        return inside if clause.paragraph == proposal.paragraph else 0

    number = max(range(len(draft.entries)), key=overlap)
    if overlap(number) <= 0:
        return draft
    proposed, entry = proposal.values, draft.entries[number]
    values: dict[str, Any] = {"kind": proposed["kind"], "nature": "ongoing"} if "kind" in proposed else {}
    values |= {"text": {"vi": proposed["text"]}} if "text" in proposed else {}
    values |= {"horizon": {"text": {"vi": proposed["horizon"]}}} if proposed["horizon"] else {}
    for name in ("issuers", "addressees", "lead", "coordinating"):
        named = knowledge.finder.find(proposed.get(name, ()))
        bodies = [place.record for place in named if place.record.kind in (RecordKind.ORGANISATION, *_SPEAKERS[name])]
        values |= {name: list(dict.fromkeys(body.id for body in bodies))} if bodies else {}
    if "kind" in proposed and entry.kind is not RecordKind.DIRECTIVE:
        draft = draft.turned(number).changed(number, is_ask=True)
    if draft.entries[number].kind is not RecordKind.DIRECTIVE:
        values = {name: values[name] for name in ("text",) if name in values}
    return draft.written(number, values, tuple(proposed["terms"]) or entry.terms)


_SPEAKERS = {"issuers": (RecordKind.OFFICIAL,), "addressees": (), "lead": (), "coordinating": ()}


def with_conference(reader: Reader, draft: ArticleDraft, values: Mapping[str, Any]) -> ArticleDraft:
    """Return a draft with other facts of its conference, and the ids that the store has of its records."""
    whole = replace(draft, conference=dict(values))
    with reader.connection() as connection:
        day = whole.conference_id.removeprefix("hn-")
        starts = (whole.conference_id, f"kq-{day}", f"so-{day}")
        used = frozenset(id for start in starts for id in ids_beginning(connection, f"{start}-", MAX_IDS))
        cited = {id for entry in draft.entries for id in entry.ids}
    return replace(whole, used=used - cited)


def _facts(reader: Reader, article: str, paragraphs: Sequence[str]) -> dict[str, Any]:
    """Return what an article seems to say of its conference."""
    with reader.connection() as connection:
        found = find_names(paragraphs, known_names(connection))
    likely = likely_conference(article, paragraphs, found)
    text = paragraphs[(likely.paragraph or 1) - 1]
    lowered = text.lower()
    title = re.search(r"(?:hội nghị|cuộc họp|phiên họp|cuộc làm việc)\b[^,.;(]*", text, re.IGNORECASE)
    place = re.search(r"\btại ((?:trụ sở |tp\. ?|tỉnh |thành phố )?[A-ZĐÀ-Ỹ][\w. ]*?)(?=[,.;]|$| chủ trì)", text)
    form = next((name for name, words in FORMATS if all(word in lowered for word in words)), None)
    facts: dict[str, Any] = {
        "kind": "conference" if "hội nghị" in lowered else "meeting",
        "date": likely.day.isoformat() if likely.day else None,
        "title": {"vi": (title.group() if title else text).strip()[:MAX_TITLE]},
        "format": form,
        "place": {"vi": place[1]} if place else None,
        "time_of_day": next(({"vi": word} for word in TIMES_OF_DAY if re.match(rf"{word}\b", lowered)), None),
        "chairs": list(likely.chairs[:1]),
        "paragraph": likely.paragraph or 1,
    }
    return {name: value for name, value in facts.items() if value}


def bodies(reader: Reader, draft: ArticleDraft) -> list[Body]:
    """Return the records of a draft: article, conference, and what was taken, in the order of the paragraphs."""
    records: list[Body] = [(RecordKind.ARTICLE, _article(draft))]
    if draft.is_conference_taken:
        records.append((RecordKind.CONFERENCE, _conference(reader, draft)))
    taken = [entry for entry in draft.entries if entry.decision is Decision.TAKEN]
    together: dict[str, list[DraftEntry]] = {}
    for entry in taken:
        together.setdefault(entry.id, []).append(entry)
    with reader.connection() as connection:
        beside = list(fact_bodies(connection, draft.taken_facts(), draft.article, draft.conference_id))
    return [*records, *beside, *((entries[0].kind, _record(draft, entries)) for entries in together.values())]


def _article(draft: ArticleDraft) -> dict[str, Any]:
    cited = {entry.clause.paragraph for entry in draft.entries if entry.decision is Decision.TAKEN}
    cited |= {paragraph for _, paragraph in draft.taken_facts()}
    cited |= {int(draft.conference.get("paragraph", 1))} if draft.is_conference_taken else set()
    reasons: dict[str, list[int]] = {}
    for entry in draft.entries:
        number = entry.clause.paragraph
        if entry.decision is Decision.SKIPPED and number not in cited:
            cited.add(number)
            reasons.setdefault(entry.reason, []).append(number)
    body: dict[str, Any] = {"id": draft.article, "title": draft.paragraphs[0][:MAX_TITLE]}
    body |= {"paragraphs": len(draft.paragraphs), "sha256": sha256(draft.paragraphs)}
    notes = {language: _notes(reasons, language) for language in Language}
    return body | ({"notes": {str(each): text for each, text in notes.items()}} if reasons else {})


def _notes(reasons: Mapping[str, Sequence[int]], language: Language) -> str:
    worded = ((reason_words(reason, language), numbers) for reason, numbers in reasons.items())
    return "; ".join(f"¶{', '.join(map(str, numbers))}: {words}" for words, numbers in worded) + "."


def reason_words(reason: str, language: Language) -> str:
    """Return a reason as it is read: proposed ones in a language, others as they were typed."""
    key = f"drafting.skip.{reason}"
    return translate(language, key) if reason in _REASONS else reason.replace(";", ",").replace(".", ",").strip(" ,")


_REASONS = frozenset({"headline", "caption", "byline", "nothing-asked"})


def _source(draft: ArticleDraft, paragraph: int, terms: Sequence[str]) -> dict[str, Any]:
    return {"article": draft.article, "para": [paragraph], "terms": list(terms)}


def _conference(reader: Reader, draft: ArticleDraft) -> dict[str, Any]:
    number = int(draft.conference.get("paragraph", 1))
    fields = ("kind", "date", "time_of_day", "title", "format", "place")
    values = {name: draft.conference[name] for name in fields if draft.conference.get(name)}
    title = str(values.get("title", {}).get("vi", ""))
    text = draft.paragraphs[number - 1]
    opening = title[: MAX_TERM + 1].rpartition(" ")[0] if len(title) > MAX_TERM else title
    terms = [opening if opening and opening in text else text[:MAX_TERM].rpartition(" ")[0] or text[:MAX_TERM]]
    source = _source(draft, number, terms)
    with reader.connection() as connection:
        if load_refs(connection, [draft.conference_id]):
            values = {}  # what the store has of it stands; this article is one more source
        chairs = load_refs(connection, draft.conference.get("chairs", ()))
    whole = {"id": draft.conference_id, **values, "sources": [source]}
    people = [{_ROLE[ref.kind]: id, "roles": ["chair"], "sources": [source]} for id, ref in chairs.items()]
    there = {each.get("official") for each in people}
    beside = participants_of(draft.taken_facts(), draft.article)
    people += [each for each in beside if each["official"] not in there]
    return whole | ({"participants": people} if people else {})


_ROLE = {RecordKind.OFFICIAL: "official", RecordKind.ORGANISATION: "organisation"}


def _record(draft: ArticleDraft, entries: Sequence[DraftEntry]) -> dict[str, Any]:
    """Return the record that clauses were taken as: each is a source of it; of another article's only the sources."""
    first = entries[0]
    sources = [_source(draft, entry.clause.paragraph, entry.terms) for entry in entries]
    if first.is_same:
        return {"id": first.id, "sources": sources}
    fields = {name: value for name, value in first.values.items() if value}
    return {"id": first.id, "conference": draft.conference_id, **fields, "sources": sources}


def draft_yaml(reader: Reader, draft: ArticleDraft) -> str:
    """Return the digest of a draft as YAML."""
    records = bodies(reader, draft)
    with reader.connection() as connection:
        uses = holders_of(connection, ids_in(records), OWN_DIGEST)
    heading = {"id": draft.article, "title": {"vi": draft.paragraphs[0][:MAX_TITLE]}, "own": False}
    heading |= {"uses": [each for each in uses if each != draft.article]}
    return "".join(digest_yaml(heading, records))


class _OneArticle(ArticleFolder):
    """The text of the article that is drafted, in the place of a folder."""

    def __init__(self, draft: ArticleDraft) -> None:
        super().__init__(Path())
        object.__setattr__(self, "_draft", draft)

    def paragraphs(self, article: str) -> tuple[str, ...]:
        draft: ArticleDraft = self._draft  # type: ignore[attr-defined]
        return draft.paragraphs if article == draft.article else super().paragraphs(article)


def faults(reader: Reader, draft: ArticleDraft) -> dict[str, tuple[str, ...]]:
    """Return what `check` and `verify` find wrong, in words, by the id of the record; "" for the digest as a whole."""
    parsed = read(MemorySource(draft_yaml(reader, draft).encode(), draft.article))
    ids = {path: record.id for path, record in parsed.entries()}
    ids |= {broken.path: str(broken.values.get("id", "")) for broken in parsed.broken_records}
    with reader.connection() as connection:
        issues = check(Index(parsed, stored_outside(connection, draft.article)))
        proof = verify_digest(parsed.entries(), _OneArticle(draft))
        by_record: dict[str, list[str]] = {}
        for issue in (*issues, *proof.issues):
            by_record.setdefault(ids.get(issue.path[:2], ""), []).append(_words(issue, reader.context.language))
    return {record: tuple(dict.fromkeys(words)) for record, words in by_record.items()}


def _words(issue: Issue, language: Language) -> str:
    from ngkt_tui.digest.faults import Diagnostic

    return Diagnostic("", None, None, issue.key, issue.values).message(language)


def import_draft(context: Context, draft: ArticleDraft) -> "ImportReport":
    """Import the digest of a draft as the command does; raises what that raises."""
    with Reader(context) as reader:
        text = draft_yaml(reader, draft)
    return import_digest(context, "-", stdin=io.BytesIO(text.encode()))


def day_of(draft: ArticleDraft) -> date | None:
    """Return the day of the conference; `None` where it is not known."""
    return undamaged(stored_date(draft.conference.get("date") or None))
