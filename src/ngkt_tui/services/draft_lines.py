"""A draft as it is read on the screen: its paragraphs and what is decided of them, its clauses, one clause in full."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.query.names import load_refs
from ngkt_tui.services.article_draft import ArticleDraft, Decision, DraftEntry, SkipReason
from ngkt_tui.services.ask_thread import asks_like
from ngkt_tui.services.detail_lines.lines import DetailLine, Formatter, TextRun, Tone, line
from ngkt_tui.services.draft_digest import day_of, reason_words
from ngkt_tui.services.reader import Reader

CONFERENCE = "conference"
"""The target of the line of the conference; that of a clause is its number."""
MAX_OPENING, MAX_CLAUSE = 90, 64
"""Characters of a paragraph and of a clause that are shown while the cursor is elsewhere."""
Faults = Mapping[str, Sequence[str]]
_STATUS = {Decision.OPEN: Status.UNRATED, Decision.TAKEN: Status.DONE, Decision.SKIPPED: Status.DROPPED}
_TONES: dict[Decision, Tone] = {Decision.OPEN: "muted", Decision.TAKEN: "done", Decision.SKIPPED: "muted"}
_REFERENCES = ("issuers", "addressees", "lead", "coordinating", "actors", "themes", "markets", "agreements")


class ClausePage(NamedTuple):
    """What the store has on a clause: the names of the records that it refers to, and what was asked before."""

    names: Mapping[str, str] = {}
    nearest: tuple[tuple[str, str], ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    """What other articles report of the same conference."""


def clause_page(reader: Reader, draft: ArticleDraft, number: int) -> ClausePage:
    """Read what the store has on a clause, of the conference where `number` is negative."""
    if number < 0:
        return ClausePage(_names(reader, draft.conference.get("chairs", ())))
    entry = draft.entries[number]
    named = [id for name in _REFERENCES for id in entry.values.get(name, ())]
    names = _names(reader, [*named, *(each.id for each in entry.facts if each.id)])
    text = str(entry.values.get("text", {}).get("vi", ""))
    nearest = asks_like(reader, text, before=day_of(draft)) if day_of(draft) else ()
    own = [each.id for each in draft.entries if each.id and not each.is_same]
    same = asks_like(reader, text, conference=draft.conference_id, known=own)
    return ClausePage(names, nearest, same)


def _names(reader: Reader, ids: Sequence[str]) -> dict[str, str]:
    with reader.connection() as connection:
        return {id: ref.short(reader.context.language) for id, ref in load_refs(connection, ids).items()}


def paragraph_lines(draft: ArticleDraft, formatter: Formatter, at: int) -> list[DetailLine]:
    """Return the paragraphs, each with how much of it is decided; the one numbered `at` in full."""
    lines = []
    for number, text in enumerate(draft.paragraphs, 1):
        entries = [entry for entry in draft.entries if entry.clause.paragraph == number]
        open_ones = sum(entry.decision is Decision.OPEN for entry in entries)
        is_taken = any(entry.decision is Decision.TAKEN for entry in entries)
        decision = Decision.OPEN if open_ones else Decision.TAKEN if is_taken else Decision.SKIPPED
        count = f" {len(entries) - open_ones}/{len(entries)} "
        shown = text if number == at else _opening(text, MAX_OPENING)
        mark = TextRun(f"{formatter.glyph(_STATUS[decision])}{count}", _TONES[decision])
        body = TextRun(shown, "text" if number == at else "muted")
        lines.append(DetailLine((TextRun(f"¶{number} ", "key"), mark, body), target=str(number)))
    return lines


def clause_lines(draft: ArticleDraft, formatter: Formatter, faults: Faults, at: int) -> list[DetailLine]:
    """Return the conference and the clauses: what became of each, how it asks, what it says, what is wrong."""
    decision = Decision.TAKEN if draft.is_conference_taken else Decision.OPEN
    title = str(draft.conference.get("title", {}).get("vi", ""))
    day = formatter.day(day_of(draft)) if day_of(draft) else formatter.translate("drafting.no-day")
    head = [_mark(decision, formatter), TextRun(f"{formatter.translate('record.conference')} {day} ", "key")]
    lines = [DetailLine((*head, TextRun(title), *_wrong(faults, draft.conference_id)), target=CONFERENCE)]
    for number, entry in enumerate(draft.entries):
        tone: Tone = "text" if entry.decision is Decision.OPEN and entry.is_ask else "muted"
        tone = "text" if entry.decision is Decision.TAKEN else tone
        runs = [_mark(entry.decision, formatter), TextRun(f"¶{entry.clause.paragraph} ", "muted")]
        runs += [TextRun(f"{kind_words(entry, formatter)} ", "key" if tone == "text" else "muted")]
        text = str(entry.values.get("text", {}).get("vi") or entry.clause.text)
        runs += [TextRun(text if number == at else _opening(text, MAX_CLAUSE), tone)]
        repeats = len(entry.values.get("repeats", ()))
        runs += [TextRun(f" ↻{repeats}" if not formatter.is_plain else f" ~{repeats}", "linked")] if repeats else []
        wrong = _wrong(faults, entry.id) if entry.decision is Decision.TAKEN else []
        wrong += [each for fact in entry.facts if fact.is_taken for each in _wrong(faults, fact.id)]
        beside = sum(fact.is_taken for fact in entry.facts)
        runs += [TextRun(f" +{beside}", "linked")] if beside else []
        lines.append(DetailLine((*runs, *wrong), target=str(number)))
    return lines


def _opening(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + "…"


def kind_words(entry: DraftEntry, formatter: Formatter) -> str:
    """Return how a clause asks; of a result what it is; of one that is passed over that nothing is taken."""
    if entry.decision is Decision.SKIPPED:
        return formatter.translate("drafting.skipped")
    if entry.is_same:
        return formatter.translate("drafting.same")
    if entry.decision is Decision.OPEN and entry.reason != SkipReason.NOTHING_ASKED and not entry.is_ask:
        return reason_words(entry.reason, formatter.language)
    kind = str(entry.values.get("kind", ""))
    return formatter.word("kind" if entry.kind is RecordKind.DIRECTIVE else "result-kind", kind)


def _mark(decision: Decision, formatter: Formatter) -> TextRun:
    return TextRun(f"{formatter.glyph(_STATUS[decision])} ", _TONES[decision])


def _wrong(faults: Faults, record: str) -> list[TextRun]:
    return [TextRun(f"  ▲ {words}", "alarm") for words in faults.get(record, ())]


def entry_lines(
    draft: ArticleDraft, number: int, page: ClausePage, formatter: Formatter, *, is_narrow: bool
) -> Iterator[DetailLine]:
    """Yield a clause in full: as printed, what is proposed or written, and the earlier asks by number.

    Where it `is_narrow`, bodies and subjects stand in one line each, and the paragraph behind all.
    """
    entry = draft.entries[number]
    yield line(entry.clause.text, label=formatter.translate("drafting.printed"))
    if entry.decision is Decision.SKIPPED:
        yield line(reason_words(entry.reason, formatter.language), label=formatter.translate("drafting.reason"))
        return
    if entry.is_same:
        yield line(entry.id, "linked", label=formatter.translate("drafting.same"))
    named = {
        formatter.translate("drafting.actors" if name == "actors" else f"detail.{name}"): "; ".join(
            page.names.get(id, id) for id in entry.values[name]
        )
        for name in _REFERENCES
        if entry.values.get(name)
    }
    if is_narrow and named:
        yield line(" · ".join(f"{label}: {names}" for label, names in named.items()), label="")
    else:
        yield from (line(names, label=label) for label, names in named.items())
    if horizon := entry.values.get("horizon"):
        yield line(horizon["text"]["vi"], "key", label=formatter.translate("detail.horizon"))
    if entry.notes:
        yield line("; ".join(entry.notes), "key", label=formatter.translate("drafting.notes"))
    for number, words in enumerate(fact_words(entry, page, formatter)):
        yield line(words, label="" if number else formatter.translate("drafting.facts"))
    yield line(" · ".join(entry.terms), "muted", label=formatter.translate("drafting.terms"))
    yield from _nearest(entry, page, formatter)
    if is_narrow:
        yield line(draft.paragraphs[entry.clause.paragraph - 1], "muted", label=f"¶{entry.clause.paragraph}")


def fact_words(entry: DraftEntry, page: ClausePage, formatter: Formatter) -> Iterator[str]:
    """Yield what may be taken beside a clause: whether it is, what it is, as it is printed, what it is called."""
    for each in entry.facts:
        sign = formatter.glyph(Status.DONE if each.is_taken else Status.UNRATED)
        name = page.names.get(each.id, "")
        called = f" → {name}" if name and name != each.printed else ""
        yield f"{sign} {formatter.word('record', each.kind)}: {each.printed}{called}"


def _nearest(entry: DraftEntry, page: ClausePage, formatter: Formatter) -> Iterator[DetailLine]:
    if not page.nearest or entry.kind is not RecordKind.DIRECTIVE:
        return
    repeated = {each["directive"] for each in entry.values.get("repeats", ())}
    yield line(formatter.translate("drafting.nearest"), "strong")
    for number, (id, text) in enumerate(page.nearest, 1):
        mark = "↻ " if id in repeated and not formatter.is_plain else "~ " if id in repeated else ""
        yield DetailLine((TextRun(mark, "linked"), TextRun(text, "linked" if mark else "text")), label=f"{number} {id}")


def conference_lines(draft: ArticleDraft, page: ClausePage, formatter: Formatter) -> Iterator[DetailLine]:
    """Yield the facts of the conference as they are proposed or written."""
    facts = draft.conference
    yield line(draft.conference_id, "muted", label=formatter.translate("form.id"))
    yield line(formatter.day(day_of(draft)) or "–", label=formatter.translate("drafting.conference.date"))
    for name in ("time_of_day", "title", "place"):
        value = facts.get(name, "")
        text = str(value.get("vi", "")) if isinstance(value, Mapping) else str(value or "–")
        yield line(text or "–", label=formatter.translate(f"drafting.conference.{name}"))
    form = formatter.word("format", str(facts.get("format") or "")) or "–"
    yield line(form, label=formatter.translate("drafting.conference.format"))
    chairs = "; ".join(page.names.get(id, id) for id in facts.get("chairs", ()))
    yield line(chairs or "–", label=formatter.translate("drafting.conference.chairs"))
