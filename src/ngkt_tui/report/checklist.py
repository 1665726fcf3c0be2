"""A directive as an item of a checklist: its glyph, its text and what is worth saying of it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ngkt_tui.domain.dates import format_date
from ngkt_tui.domain.enums import ASCII_GLYPHS, GLYPHS, UNKNOWN_GLYPH, DirectiveKind, Language, Nature, Status
from ngkt_tui.domain.summary_items import DirectiveItem
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import translate
from ngkt_tui.report.blocks import Detail, ItemBlock

_MARKED = (2, 3)


def checklist_item(
    line: DirectiveItem, language: Language, is_ascii: bool = False, chairs: tuple[str, ...] = ()
) -> ItemBlock:
    """Return the checklist item of `line`; its issuers are told where they are not the `chairs` named above it."""
    details = tuple(_details(line, language, chairs))
    if line.status is None:
        glyph, word = UNKNOWN_GLYPH, translate(language, "summary.damaged-status")
    else:
        glyph, word = (ASCII_GLYPHS if is_ascii else GLYPHS)[line.status], translate(language, f"status.{line.status}")
    return ItemBlock(line.id, line.status, glyph, word, sanitize_line(line.text), details)


def short_checklist_item(line: DirectiveItem, language: Language, is_ascii: bool = False) -> ItemBlock:
    """Return the item of `line` for a list of what needs attention: who owes it, since when, and why it waits."""
    whole = checklist_item(line, language, is_ascii)
    return whole._replace(details=tuple(_short_details(line, language)))


def _details(line: DirectiveItem, language: Language, chairs: tuple[str, ...]) -> Iterator[Detail]:
    yield from _marks(line, language)
    if line.issuers != chairs:
        yield from _named(language, "summary.issuers", line.issuers)
    yield from _agencies(line, language)
    yield from _dates(line, language)
    if line.product:
        yield Detail(translate(language, "summary.product"), sanitize_line(line.product))
    if line.horizon:
        yield Detail(translate(language, "summary.horizon"), sanitize_line(line.horizon))
    if line.why:
        yield Detail(translate(language, "summary.why"), sanitize_line(line.why))
    for step in line.steps:
        due = translate(language, "entry.due", value=step.due) if step.due else ""
        told = " · ".join(part for part in (sanitize_line(step.text), _name(step.who), due) if part)
        yield Detail(translate(language, "summary.step"), told)
    for made in line.progress:
        day = f"{format_date(made.made_on, language)}: " if made.made_on else ""
        yield Detail(translate(language, "summary.progress"), f"{day}{sanitize_line(made.text)}")
    for report in line.reports:
        label = f"{_name(report.agency)} · {translate(language, f'aspect.{report.aspect}')}"
        yield Detail(label, sanitize_line(report.text))
    for note in line.notes:
        yield Detail(translate(language, "summary.note"), sanitize_line(note))
    yield from _evidence(line, language)
    if line.sources:
        yield Detail(translate(language, "summary.source"), sanitize_line("; ".join(line.sources)))


def _marks(line: DirectiveItem, language: Language) -> Iterator[Detail]:
    if line.kind == DirectiveKind.RECOMMENDATION:
        yield Detail(translate(language, "summary.recommendation"), "")
    if line.is_own:
        yield Detail(translate(language, "summary.is-own"), "")
    if line.withdrawn:
        yield Detail(translate(language, "summary.withdrawn"), "")
    if line.nature == Nature.SPIRIT:
        yield Detail(translate(language, "nature.spirit"), "")
    if line.importance in _MARKED:
        yield Detail(translate(language, f"importance.{line.importance}"), "")


def _evidence(line: DirectiveItem, language: Language) -> Iterator[Detail]:
    for evidence in line.evidence:
        yield Detail(translate(language, "summary.evidence"), sanitize_line(evidence))
    if line.status is Status.DONE and not line.evidence:
        yield Detail(translate(language, "summary.no-evidence"), "")


def _short_details(line: DirectiveItem, language: Language) -> Iterator[Detail]:
    yield from _agencies(line, language)
    yield from _dates(line, language)
    if line.why:
        yield Detail(translate(language, "summary.why"), sanitize_line(line.why))
    if line.waiting_days == 0:
        yield Detail(translate(language, "summary.updated-today"), "")
    elif line.waiting_days is not None:
        yield Detail(
            translate(language, "summary.waiting"), translate(language, "summary.days", days=line.waiting_days)
        )
    yield Detail(line.id, "")


def _agencies(line: DirectiveItem, language: Language) -> Iterator[Detail]:
    yield from _named(language, "summary.lead", line.lead)
    yield from _named(language, "summary.coordinating", line.coordinating)
    sent = "sent-to" if line.kind == DirectiveKind.RECOMMENDATION else "addressees"
    yield from _named(language, f"summary.{sent}", line.addressees)
    if not (line.lead or line.addressees):
        yield Detail(translate(language, "summary.no-lead"), "")


def _dates(line: DirectiveItem, language: Language) -> Iterator[Detail]:
    if line.due:
        yield Detail(translate(language, "summary.due"), format_date(line.due, language))
    if line.first_due:
        yield Detail(translate(language, "summary.first-due"), format_date(line.first_due, language))
    if line.done_on:
        yield Detail(translate(language, "summary.done-on"), format_date(line.done_on, language))


def _named(language: Language, key: str, names: Iterable[str]) -> Iterator[Detail]:
    joined = "; ".join(map(_name, names))  # names have commas of their own: “Các bộ, ngành”
    if joined:
        yield Detail(translate(language, key), joined)


@lru_cache(1024)
def _name(name: str) -> str:
    return sanitize_line(name)  # a few names come again and again
