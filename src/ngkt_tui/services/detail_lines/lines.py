"""What is told, line by line: entries to read, some of which lead to another record. Plain values, no drawing.

Texts are kept as they are; whoever draws an entry cleans them.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Tone = Literal["text", "strong", "muted", "key", "title", "done", "doing", "alarm", "linked"]
"""What a stretch of text is, for whoever draws it to choose an ink."""


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
