"""A report as a Word document: blocks put into a template, the same bytes each time.

Long lists are cut: nobody signs a paper of a thousand pages, and the other formats hold them whole.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import singledispatchmethod
from itertools import islice
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph as WordParagraph

from ngkt_tui.domain.chart_scales import REST, part_sign
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.report.blocks import (
    ADDRESS,
    Bars,
    Block,
    Checklist,
    HeadingBlock,
    ItemBlock,
    Legend,
    Paragraph,
    Sentences,
    Table,
    Title,
)
from ngkt_tui.report.docx_template import ANNEX, BODY, fill_fields, place_of

MAX_ITEMS = 1000
MAX_LINE = 70
BAR_CELLS = 20
_NEVER = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's properties know no zone
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_GAP = f'<w:p {_NAMESPACES}><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
"""A narrow paragraph behind a table: two tables without anything between become one."""
_COLOURS = {
    "done": "22684A", "reported": "855F0A", "doing": "1F5C86", "blocked": "B3301C", "dropped": "B7A385",
    "agreements": "855F0A", "target": "855F0A", REST: "8F7D69",
}  # fmt: skip
_TEXT_WIDTH = 9350
"""The width between the margins, in twentieths of a point."""


def docx_bytes(template: WordDocument, blocks: Iterable[Block], values: Mapping[str, str], language: Language) -> bytes:
    """Return a document: blocks up to the first annex at the body's place, the others at the annex's."""
    title, *rest = blocks
    assert isinstance(title, Title)
    scope = " · ".join(title.lines)
    scope = scope if len(scope) < MAX_LINE else "\n".join(title.lines)
    fill_fields(template, {"title": title.text, "scope": scope, **values})
    first = next((number for number, each in enumerate(rest) if _is_annex(each)), len(rest))
    writer = _BlockWriter(template, language)
    _put(place_of(template, BODY), writer, rest[:first])
    _put(place_of(template, ANNEX) or template.add_paragraph(), writer, rest[first:])
    return saved(template)


def _is_annex(block: Block) -> bool:
    return isinstance(block, HeadingBlock) and block.level == 1


def _put(place: WordParagraph | None, writer: "_BlockWriter", blocks: Iterable[Block]) -> None:
    """Write blocks before a paragraph of the template, and take that away."""
    assert place is not None, "a template is checked when it is opened"
    for block in blocks:
        for element in writer.elements(block):
            place._p.addprevious(parse_xml(element))
    place._p.getparent().remove(place._p)


def saved(document: WordDocument) -> bytes:
    """Return the file of a document without the time of its making: neither in its properties nor in the archive."""
    properties = document.core_properties
    properties.created = properties.modified = _NEVER
    properties.author, properties.last_modified_by, properties.comments = "ngkt-tui", "", ""
    properties.revision = 1
    written, steady = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(name))
    return steady.getvalue()


def _run(text: str, bold: bool = False, italic: bool = False, size: int = 0, colour: str = "", font: str = "") -> str:
    """Return a run of text; `size` in half points, 0 for that of the style."""
    looks = (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else "",
        "<w:b/>" if bold else "",
        "<w:i/>" if italic else "",
        f'<w:color w:val="{colour}"/>' if colour else "",
        f'<w:sz w:val="{size}"/>' if size else "",
    )
    return f'<w:r><w:rPr>{"".join(looks)}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


class _BlockWriter:
    """Writes blocks as the XML of elements of `document`, in the styles that it has."""

    def __init__(self, document: WordDocument, language: Language) -> None:
        self._document = document
        self._language = language
        self._styles = {style.name: style.style_id for style in document.styles}
        self._room = MAX_ITEMS

    @singledispatchmethod
    def elements(self, block: Block) -> Iterator[str]:
        raise NotImplementedError(block)

    def _paragraph(self, runs: str, style: str = "", *, align: str = "both", hanging: int = 0) -> str:
        found = self._styles.get(style)
        looks = f'<w:pStyle w:val="{escape(found)}"/>' if found else ""
        looks += f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>' if hanging else ""
        looks += "" if found else f'<w:jc w:val="{align}"/>'
        return f"<w:p {_NAMESPACES}><w:pPr>{looks}</w:pPr>{runs}</w:p>"

    def _linked(self, text: str, size: int = 0) -> str:
        """Return runs of `text` in which the addresses of the web are links."""
        if "://" not in text:
            return _run(text, size=size)
        parts = ADDRESS.split(text)
        return "".join(self._link(part) if index % 2 else _run(part, size=size) for index, part in enumerate(parts))

    def _link(self, address: str) -> str:
        relation = self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{relation}">{_run(address, size=22, colour="1F5C86")}</w:hyperlink>'

    @elements.register
    def _(self, block: HeadingBlock) -> Iterator[str]:
        name = f"Heading {block.level}"
        yield self._paragraph(_run(block.text, bold=name not in self._styles), name)

    @elements.register
    def _(self, block: Paragraph) -> Iterator[str]:
        yield self._paragraph(self._linked(block.text))

    @elements.register
    def _(self, block: Sentences) -> Iterator[str]:
        for sentence in block.sentences:
            has_bullet = "List Bullet" in self._styles
            yield self._paragraph(self._linked(sentence if has_bullet else f"- {sentence}"), "List Bullet")

    @elements.register
    def _(self, block: Table) -> Iterator[str]:
        rows = list(block.rows)
        widths = _widths([[column.label for column in block.columns], *rows])
        numbers = [column.is_number for column in block.columns]
        heading = self._row([_run(column.label, bold=True, size=22) for column in block.columns], widths, numbers, True)
        cells = ([self._linked(cell, size=22) for cell in row] for row in rows)
        yield self._table([heading, *(self._row(each, widths, numbers) for each in cells)], widths)
        yield _GAP

    def _table(self, rows: Iterable[str], widths: list[int], has_lines: bool = True) -> str:
        line = "".join(
            f'<w:{side} w:val="{"single" if has_lines else "nil"}" w:sz="4" w:space="0" w:color="808080"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        looks = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{line}</w:tblBorders>'
        looks += '<w:tblLayout w:type="fixed"/>'
        return f"<w:tbl {_NAMESPACES}><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(self, cells: Iterable[str], widths: list[int], numbers: list[bool], is_heading: bool = False) -> str:
        looks = f"<w:cantSplit/>{'<w:tblHeader/>' if is_heading else ''}"
        drawn = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{self._paragraph(cell, align='right' if is_number else 'left')}</w:tc>"
            for cell, width, is_number in zip(cells, widths, numbers, strict=True)
        )
        return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(drawn)}</w:tr>"

    @elements.register
    def _(self, block: Legend) -> Iterator[str]:
        entries = (_sign(name) + _run(f" {words}   ", size=22) for name, words in block.entries)
        yield self._paragraph("".join(entries), align="left")

    @elements.register
    def _(self, block: Bars) -> Iterator[str]:
        widths = [3600, 2700, 3050] if any(bar.label for bar in block.bars) else [2900, 6450]
        rows = []
        for bar in block.bars:
            drawn = "".join(_sign(part.name, part.many) for part in bar.runs(BAR_CELLS))
            cells = [_run(bar.label, size=22), drawn, _run(bar.caption, size=22)]
            rows.append(self._row(cells[3 - len(widths) :], widths, [False] * len(widths)))
        yield self._table(rows, widths, has_lines=False)
        yield _GAP

    @elements.register
    def _(self, block: Checklist) -> Iterator[str]:
        items = list(block.items if block.total is None else islice(block.items, self._room))
        yield from map(self._item, items)
        if block.total is None:
            return
        self._room -= len(items)
        if block.total > len(items):
            more = translate(self._language, "summary.more", count=block.total - len(items))
            yield self._paragraph(_run(more, italic=True))

    def _item(self, item: ItemBlock) -> str:
        sign = f"{item.number}. {item.glyph} " if item.number else f"{item.glyph} "
        details = " · ".join((item.word, *(f"{label}: {text}" if text else label for label, text, _ in item.details)))
        runs = _run(sign) + self._linked(item.text) + "<w:r><w:br/></w:r>" + self._linked(details, size=22)
        return self._paragraph(runs, hanging=454, align="left")


def _sign(name: str, many: int = 1) -> str:
    return _run(part_sign(name) * many, size=18, colour=_COLOURS.get(name, _COLOURS[REST]), font="Courier New")


def _widths(rows: list[Iterable[str]]) -> list[int]:
    """Return widths of columns: room for the longest word of each, the rest by their longest cells."""
    columns = list(zip(*rows, strict=True))
    words = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    least = [min(_TEXT_WIDTH // len(columns), 310 + 115 * word) for word in words]
    wanted = [max(1, min(60, max(map(len, column)))) for column in columns]
    room = _TEXT_WIDTH - sum(least)
    return [width + room * length // sum(wanted) for width, length in zip(least, wanted, strict=True)]
