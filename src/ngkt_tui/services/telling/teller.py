"""What details of all kinds are made of: facts, links to other records, sections, lists cut at their end."""

from collections.abc import Iterable, Mapping, Sequence

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail.values import Tied
from ngkt_tui.query.names import Named
from ngkt_tui.query.rows import DirectiveRow
from ngkt_tui.services.telling.lines import BLANK, GAP, Entry, Run, heading, line
from ngkt_tui.services.telling.manner import Manner, tone_of
from ngkt_tui.services.web_addresses import web_address

Lines = list[Entry]


class Teller:
    """Writes the lines of one record in one manner."""

    def __init__(
        self, manner: Manner, record: str, directives: Mapping[str, DirectiveRow], agencies: Mapping[str, Named]
    ) -> None:
        self.manner = manner
        self.agencies = agencies
        self._record = record
        self._directives = directives

    def say(self, key: str, /, **values: object) -> str:
        """Return the words of `detail.<key>`."""
        return self.manner.say(f"detail.{key}", **values)

    def fact(self, key: str, text: str | None) -> Lines:
        """Return a labelled line; none where there is nothing to tell."""
        return [line(text, label=self.say(key))] if text else []

    def address(self, key: str, text: str | None) -> Lines:
        """Return a labelled line that leads to a web address; none where there is nothing to tell."""
        return [line(text, "linked", label=self.say(key), target=web_address(text))] if text else []

    def link(self, named: Named, *, label: str | None = None, before: str = "", after: str = "") -> Entry:
        """Return a line that leads to a record, with a remark before or after its name."""
        runs = [Run(f"{before} ", "muted")] if before else []
        runs += self._name(named)
        if named.is_withdrawn:
            runs += [GAP, Run(f"({self.say('withdrawn.short')})", "muted")]
        if after:
            runs += [GAP, Run(f"· {after}", "muted")]
        return Entry(tuple(runs), label=label, target=named.id)

    def linked(self, key: str, named: Named | None) -> Lines:
        """Return a labelled line that leads to a record; none for `None`."""
        return [self.link(named, label=self.say(key))] if named else []

    def links(self, key: str, names: Sequence[Named]) -> Lines:
        """Return lines that lead to records, the first one labelled."""
        return [self.link(named, label="" if number else self.say(key)) for number, named in enumerate(names)]

    def section(self, key: str, entries: Iterable[Entry], count: int | None = None) -> Lines:
        """Return entries under a heading, with their number where it is given; nothing for no entries."""
        title = self.say(key)
        return self.titled(title if count is None else f"{title} ({count})", entries)

    def titled(self, title: str, entries: Iterable[Entry]) -> Lines:
        """Return entries under the heading `title`; nothing for no entries."""
        found = list(entries)
        return [BLANK, heading(title), *found] if found else []

    def tied(self, key: str, tied: Tied) -> Lines:
        """Return a section of links, and how many more there are."""
        return self.section(key, self.first_of(tied), tied.total)

    def first_of(self, tied: Tied) -> Lines:
        """Return links to the first of many records, and how many more there are."""
        rest = tied.total - len(tied.first)
        more = [line(self.say("more", count=rest), "muted")] if rest > 0 else []
        return [*(self.link(named) for named in tied.first), *more]

    def _name(self, named: Named) -> list[Run]:
        name, short = named.name(self.manner.language), named.short(self.manner.language)
        if named.kind is RecordKind.DIRECTIVE:
            return self._directive(named, name)
        if named.kind in (RecordKind.CONFERENCE, RecordKind.ARTICLE) and named.date:
            return [Run(f"{self.manner.day(named.date)} · ", "key"), Run(name)]
        if named.kind is RecordKind.DOCUMENT and short != name:
            return [Run(f"{short} · ", "key"), Run(name)]
        if named.kind is RecordKind.FIGURE and short != name:
            return [Run(f"{name}: "), Run(short, "key")]
        return [Run(name)]

    def _directive(self, named: Named, text: str) -> list[Run]:
        row = self._directives.get(named.id)
        if row is None:
            return [Run(text)]
        day = self.manner.day(row.conference_date) if row.conference != self._record else ""
        glyph = Run(self.manner.glyph(row.status), tone_of(row.status))
        return [glyph, GAP, Run(text), *([GAP, Run(f"· {day}", "muted")] if day else [])]
