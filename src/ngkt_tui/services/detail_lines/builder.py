"""What details of all kinds are made of: facts, links to other records, sections, lists cut at their end."""

from collections.abc import Iterable, Mapping, Sequence

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.detail.values import LinkList
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.names import RecordRef
from ngkt_tui.services.detail_lines.lines import BLANK, GAP, DetailLine, Formatter, TextRun, heading, line, tone_of
from ngkt_tui.services.web_addresses import web_address

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
