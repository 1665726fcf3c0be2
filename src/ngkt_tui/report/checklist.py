"""A directive as an item of a checklist: its glyph, its text and what is worth saying of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from ngkt_tui.domain.enums import ASCII_GLYPHS, GLYPHS, UNKNOWN_GLYPH, DirectiveKind, Language, Nature, Status
from ngkt_tui.domain.summary_items import DirectiveItem
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.report.blocks import Detail, ItemBlock

_MARKED = (2, 3)
MAX_IDS = 1000


class ItemWriter:
    """Writes directives as items of a report, numbered through where it `has_numbers`.

    `articles` are the numbers of the articles in its table of sources; without them an article is named by its id.
    """

    def __init__(
        self,
        language: Language,
        is_ascii: bool = False,
        articles: Mapping[str, int] | None = None,
        *,
        has_numbers: bool = False,
    ) -> None:
        self.language = language
        self._is_ascii = is_ascii
        self._articles = articles or {}
        self._has_numbers = has_numbers
        self._many = 0
        self.ids: list[str] = []
        """The ids of what was written, as far as they fit an annex."""

    def item(self, chairs: tuple[str, ...] = ()) -> Callable[[DirectiveItem], ItemBlock]:
        """Return what writes an item; its issuers are named where they are not the `chairs` named above it."""
        return lambda line: self._written(line, _details(line, self.language, chairs, self._articles))

    def _written(self, line: DirectiveItem, details: Iterator[Detail]) -> ItemBlock:
        self._many += 1
        if self._many <= MAX_IDS:
            self.ids.append(line.id)
        item = _item(line, self.language, self._is_ascii, details)
        return item._replace(number=self._many) if self._has_numbers else item


def _item(line: DirectiveItem, language: Language, is_ascii: bool, details: Iterator[Detail]) -> ItemBlock:
    if line.status is None:
        glyph, word = UNKNOWN_GLYPH, translate(language, "summary.damaged-status")
    else:
        glyph, word = (ASCII_GLYPHS if is_ascii else GLYPHS)[line.status], translate(language, f"status.{line.status}")
    return ItemBlock(line.id, line.status, glyph, word, sanitize_line(line.text), tuple(details))


def short_checklist_item(
    line: DirectiveItem, language: Language, is_ascii: bool = False, has_id: bool = False
) -> ItemBlock:
    """Return the item of `line` for a list of what needs attention: who owes it, since when, and why it waits."""
    item = _item(line, language, is_ascii, _short_details(line, language))
    return item._replace(details=(*item.details, Detail(line.id, ""))) if has_id else item


def _details(
    line: DirectiveItem, language: Language, chairs: tuple[str, ...], articles: Mapping[str, int]
) -> Iterator[Detail]:
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
        due = translate(language, "entry.due", value=format_date(step.due, language)) if step.due else ""
        text = " · ".join(part for part in (sanitize_line(step.text), _name(step.who), due) if part)
        yield Detail(translate(language, "summary.step"), text)
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
        text = "; ".join(_source(each, articles) for each in line.sources)
        yield Detail(translate(language, "summary.source"), sanitize_line(text), is_source=True)


def _source(source: str, articles: Mapping[str, int]) -> str:
    """Return `article ¶ 3` with the number of the article in its place."""
    name, sign, rest = source.partition(" ")
    return f"[{articles[name]}]{sign}{rest}" if name in articles else source


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
    if line.is_own:
        yield Detail(translate(language, "summary.is-own"), "")
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


def _agencies(line: DirectiveItem, language: Language) -> Iterator[Detail]:
    yield from _named(language, "summary.lead", line.lead)
    yield from _named(language, "summary.coordinating", line.coordinating)
    sent = "sent-to" if line.kind == DirectiveKind.RECOMMENDATION else "addressees"
    yield from _named(language, f"summary.{sent}", line.addressees)
    if not (line.lead or line.addressees):
        yield Detail(translate(language, "summary.no-lead"), "")
    if line.transfer:
        names, day = "; ".join(map(_name, line.transfer)), format_date(line.transferred_on, language)
        since = translate(language, "summary.transfer-since", names=names, day=day) if day else names
        yield Detail(translate(language, "summary.transfer"), since)


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
