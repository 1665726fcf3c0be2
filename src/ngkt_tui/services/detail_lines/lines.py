"""The lines of a detail: entries to read, some of which lead to another record. Plain values, no drawing.

Texts are kept as they are; whoever draws an entry cleans them. A `Formatter` knows how values are written: the
language, the day that deadlines are judged on, the zone of the clock, plain glyphs or not. A value that the store holds
damaged is shown as it stands: a detail is where one looks for what is wrong. A `DetailBuilder` makes what details of
all kinds are made of: facts, links to other records, sections, lists cut at their end.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from ngkt_tui.domain.enums import ASCII_GLYPHS, GLYPHS, UNKNOWN_GLYPH, Language, RecordKind, Status
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.domain.words import catalogue, format_date, localized, translate
from ngkt_tui.query.detail.values import Bilingual, LinkList, PeriodEntry
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.names import RecordRef
from ngkt_tui.services.context import Context, moment_of
from ngkt_tui.services.web_addresses import web_address

Tone = Literal["text", "strong", "muted", "key", "title", "done", "doing", "alarm", "linked"]
"""What a stretch of text is, for whoever draws it to choose an ink."""

_TONES: dict[str, Tone] = {Status.DOING: "doing", Status.BLOCKED: "alarm", Status.REPORTED: "key", Status.DONE: "done"}


class Formatter(NamedTuple):
    """How values become text. `zone_minutes` is what the reader's clock is ahead of UTC."""

    language: Language
    today: date
    zone_minutes: int = 0
    is_plain: bool = False

    def translate(self, key: str, /, **values: object) -> str:
        """Return the words of `key`."""
        return translate(self.language, key, **values)

    def localized(self, text: Bilingual | None) -> str:
        """Return a text in the language, else in the other one; empty for `None`."""
        return localized(self.language, text.vi, text.en) if text else ""

    def word(self, prefix: str, value: str | None) -> str:
        """Return the word for a value of a vocabulary, the value itself where it has none."""
        return catalogue(self.language).get(f"{prefix}.{value}", value or "")

    def day(self, day: StoredDate | None) -> str:
        """Return a date as the language writes it."""
        return format_date(day, self.language)

    def moment(self, text: str) -> str:
        """Return a moment of the store in the reader's zone."""
        try:
            moment = datetime.fromisoformat(text).astimezone(UTC) + timedelta(minutes=self.zone_minutes)
        except (ValueError, OverflowError):
            return text
        return f"{format_date(moment.date(), self.language)} {moment:%H:%M}"

    def period(self, period: PeriodEntry) -> str:
        """Return a time as printed, with its days where they are known."""
        days = [self.day(day) for day in (period.start, period.end)]
        if not any(days):
            return self.localized(period.text)
        return self.translate(
            "detail.period", text=self.localized(period.text), start=days[0] or "…", end=days[1] or "…"
        )

    def glyph(self, status: Status | Damaged) -> str:
        """Return the glyph of a status."""
        glyphs = ASCII_GLYPHS if self.is_plain else GLYPHS
        return UNKNOWN_GLYPH if isinstance(status, Damaged) else glyphs[status]


def tone_of(status: Status | Damaged) -> Tone:
    """Return the tone of a status; the glyph beside it says the same."""
    return _TONES.get(status, "muted")


def formatter_of(context: Context) -> Formatter:
    """Return the formatter of a context."""
    moment = moment_of(context)
    return Formatter(context.language, moment.today, moment.zone_minutes, context.ascii)


class TextRun(NamedTuple):
    """A stretch of text in one tone."""

    text: str
    tone: Tone = "text"


class DetailLine(NamedTuple):
    """A line to read, wrapped where it is long.

    `label` stands in a column of its own: `None` gives the whole width to the text, an empty one leaves the column
    empty, as under the label of the entry above. An entry with a `target` can be followed.
    """

    runs: tuple[TextRun, ...] = ()
    label: str | None = None
    target: str | None = None
    is_heading: bool = False
    indent: int = 0
    label_tone: Tone = "muted"

    @property
    def text(self) -> str:
        """Return the label and the text as they are read."""
        body = "".join(run.text for run in self.runs)
        return f"{self.label} {body}" if self.label else body


GAP = TextRun(" ")
"""A blank between two runs."""

BLANK = DetailLine()
"""An empty line."""


def heading(text: str) -> DetailLine:
    """Return the heading of a section."""
    return DetailLine((TextRun(text, "title"),), is_heading=True)


class PageSection(NamedTuple):
    """A heading and what stands below it. The first section of a page has no heading."""

    title: str
    lines: tuple[DetailLine, ...]


def split_at_headings(lines: Iterable[DetailLine]) -> tuple[PageSection, ...]:
    """Return the sections of a page, without the empty lines between them."""
    sections: list[tuple[str, list[DetailLine]]] = [("", [])]
    for each in lines:
        if each.is_heading:
            sections.append((each.text, []))
        else:
            sections[-1][1].append(each)
    for _, section in sections:
        while section and section[-1] is BLANK:
            section.pop()
    return tuple(PageSection(title, tuple(section)) for title, section in sections)


def line(text: str, tone: Tone = "text", *, label: str | None = None, target: str | None = None) -> DetailLine:
    """Return an entry whose text is all in one tone."""
    return DetailLine((TextRun(text, tone),), label=label, target=target)


Lines = list[DetailLine]


class DetailBuilder:
    """Writes the lines of one record in one manner."""

    def __init__(
        self,
        formatter: Formatter,
        record: str,
        directives: Mapping[str, DirectiveRow],
        agencies: Mapping[str, RecordRef],
    ) -> None:
        self.formatter = formatter
        self.agencies = agencies
        self._record = record
        self._directives = directives

    def translate(self, key: str, /, **values: object) -> str:
        """Return the words of `detail.<key>`."""
        return self.formatter.translate(f"detail.{key}", **values)

    def fact(self, key: str, text: str | None) -> Lines:
        """Return a labelled line; none where there is nothing to show."""
        return [line(text, label=self.translate(key))] if text else []

    def overridden(self, key: str, digest_key: str, digest: str | None, own: str | None) -> Lines:
        """Return the line of a value of the digests; of a user's in its place, marked, with a differing one below."""
        if own is None:
            return self.fact(key, digest)
        mark = TextRun(f"· {self.translate('own-value')}", "muted")
        lines = [DetailLine((TextRun(own), GAP, mark), label=self.translate(key))]
        return lines if digest == own else [*lines, *self.fact(digest_key, digest)]

    def address(self, key: str, text: str | None) -> Lines:
        """Return a labelled line that leads to a web address; none where there is nothing to show."""
        return [line(text, "linked", label=self.translate(key), target=web_address(text))] if text else []

    def link(self, named: RecordRef, *, label: str | None = None, before: str = "", after: str = "") -> DetailLine:
        """Return a line that leads to a record, with a remark before or after its name."""
        runs = [TextRun(f"{before} ", "muted")] if before else []
        runs += self._name(named)
        if named.is_withdrawn:
            runs += [GAP, TextRun(f"({self.translate('withdrawn.short')})", "muted")]
        if after:
            runs += [GAP, TextRun(f"· {after}", "muted")]
        return DetailLine(tuple(runs), label=label, target=named.id)

    def linked(self, key: str, named: RecordRef | None) -> Lines:
        """Return a labelled line that leads to a record; none for `None`."""
        return [self.link(named, label=self.translate(key))] if named else []

    def links(self, key: str, names: Sequence[RecordRef]) -> Lines:
        """Return lines that lead to records, the first one labelled."""
        return [self.link(named, label="" if number else self.translate(key)) for number, named in enumerate(names)]

    def section(self, key: str, entries: Iterable[DetailLine], count: int | None = None) -> Lines:
        """Return entries under a heading, with their number where it is given; nothing for no entries."""
        title = self.translate(key)
        return self.titled(title if count is None else f"{title} ({count})", entries)

    def titled(self, title: str, entries: Iterable[DetailLine]) -> Lines:
        """Return entries under the heading `title`; nothing for no entries."""
        found = list(entries)
        return [BLANK, heading(title), *found] if found else []

    def backlinks(self, key: str, tied: LinkList) -> Lines:
        """Return a section of links, and how many more there are."""
        return self.section(key, self.first_of(tied), tied.total)

    def first_of(self, tied: LinkList) -> Lines:
        """Return links to the first of many records, and how many more there are."""
        rest = tied.total - len(tied.first)
        more = [line(self.translate("more", count=rest), "muted")] if rest > 0 else []
        return [*(self.link(named) for named in tied.first), *more]

    def _name(self, named: RecordRef) -> list[TextRun]:
        name, short = named.name(self.formatter.language), named.short(self.formatter.language)
        if named.kind is RecordKind.DIRECTIVE:
            return self._directive(named, name)
        if named.kind in (RecordKind.CONFERENCE, RecordKind.ARTICLE) and named.date:
            return [TextRun(f"{self.formatter.day(named.date)} · ", "key"), TextRun(name)]
        if named.kind is RecordKind.DOCUMENT and short != name:
            return [TextRun(f"{short} · ", "key"), TextRun(name)]
        if named.kind is RecordKind.FIGURE and short != name:
            return [TextRun(f"{name}: "), TextRun(short, "key")]
        return [TextRun(name)]

    def _directive(self, named: RecordRef, text: str) -> list[TextRun]:
        row = self._directives.get(named.id)
        if row is None:
            return [TextRun(text)]
        day = self.formatter.day(row.conference_date) if row.conference != self._record else ""
        glyph = TextRun(self.formatter.glyph(row.status), tone_of(row.status))
        return [glyph, GAP, TextRun(text), *([GAP, TextRun(f"· {day}", "muted")] if day else [])]
