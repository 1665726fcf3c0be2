"""The papers of an office as Word templates: those of the program, and reading one that an office made of them.

The form is that of Nghị định 30/2020/NĐ-CP: A4, margins 20, 20, 30 and 15 mm, Times New Roman, the national title
beside the agency, number, place and date, title, body, recipients and signature, page numbers on top from page 2.
A template holds fields in double braces; `{{body}}` and `{{annex}}` stand for what is written there.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.report_items import TemplateError
from ngkt_tui.domain.words import LazyText, translate

BODY, ANNEX = "{{body}}", "{{annex}}"
FIELDS = ("superior", "agency", "number", "place", "date", "title", "scope", "to", "subject")
"""What a template may ask for beside body and annex."""
TEMPLATES = ("report", "brief", "letter")
_FIELD = re.compile(r"\{\{\s*(\w*)\s*\}\}")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINE = f'<w:pBdr xmlns:w="{_W}"><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'


def build_template(name: str, language: Language) -> WordDocument:
    """Return the program's own template `name`, one of `TEMPLATES`."""
    document = Document()
    _set_page(document)
    _set_styles(document)
    _letterhead(document, name, language)
    if name == "letter":
        _add(document, f"{translate(language, 'paper.to')}: {{{{to}}}}", align=ALIGN.CENTER, before=12, after=8)
    else:
        _add(document, translate(language, f"paper.{name}"), bold=True, size=14, align=ALIGN.CENTER, before=8)
        _add(document, "{{title}}", bold=True, size=14, align=ALIGN.CENTER)
        _add(document, "{{scope}}", italic=True, align=ALIGN.CENTER, after=4)
    _add(document, BODY)
    _signature(document, name, language)
    _add(document, ANNEX)
    return document


def open_template(content: bytes, path: str) -> WordDocument:
    """Return the template that an office wrote; raises `TemplateError` for what is none, and for unknown fields."""
    try:
        document = Document(io.BytesIO(content))
        texts = [paragraph.text for paragraph in paragraphs_of(document)]
    except (PackageNotFoundError, zipfile.BadZipFile, LxmlError, KeyError, ValueError) as error:
        raise TemplateError(path=path, problem=LazyText("template.no-document")) from error
    names = {name for text in texts for name in _FIELD.findall(text)}
    unknown = sorted(names - {*FIELDS, "body", "annex"})
    if unknown:
        known = ", ".join((*FIELDS, "body", "annex"))
        raise TemplateError(path=path, problem=LazyText("template.unknown", {"name": unknown[0], "known": known}))
    if BODY not in (_plain(paragraph.text) for paragraph in document.paragraphs):
        raise TemplateError(path=path, problem=LazyText("template.no-body"))
    return document


def _plain(text: str) -> str:
    return _FIELD.sub(r"{{\1}}", text).strip()


def place_of(document: WordDocument, field: str) -> Paragraph | None:
    """Return the paragraph of the document itself that holds nothing but `field`."""
    return next((each for each in document.paragraphs if _plain(each.text) == field), None)


def paragraphs_of(document: WordDocument) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document, those of its tables, headers and footers too."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            yield from part.paragraphs


def fill_fields(document: WordDocument, values: Mapping[str, str]) -> None:
    """Put values in the place of fields, also of one that Word cut into several runs; lines of a value stay lines."""
    for paragraph in paragraphs_of(document):
        if "{{" not in paragraph.text or _plain(paragraph.text) in (BODY, ANNEX):
            continue
        runs = paragraph.runs
        for run in runs:
            if "{{" in run.text:
                run.text = _FIELD.sub(lambda match: values.get(match[1], match[0]), run.text)
        if "{{" in paragraph.text and runs:
            runs[0].text = _FIELD.sub(lambda match: values.get(match[1], match[0]), paragraph.text)
            for run in runs[1:]:
                run.text = ""


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    number._p.append(parse_xml(f'<w:fldSimple xmlns:w="{_W}" w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))


def _set_styles(document: WordDocument) -> None:
    sizes = {"Normal": 13, "Heading 1": 13, "Heading 2": 13, "Heading 3": 12, "List Bullet": 13, "Header": 13}
    for name, size in sizes.items():
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), "Times New Roman")
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(2)
        style.paragraph_format.line_spacing = 1.0
        if name.startswith("Heading"):
            style.font.bold, style.font.italic = True, name == "Heading 3"
            style.paragraph_format.space_before, style.paragraph_format.keep_with_next = Pt(4), True
    annex = document.styles["Heading 1"].paragraph_format
    annex.page_break_before, annex.alignment = True, ALIGN.CENTER


def _letterhead(document: WordDocument, name: str, language: Language) -> None:
    left, right = _two_cells(document, 62, 103)
    _add(left, "{{superior}}", align=ALIGN.CENTER)
    _underlined(_add(left, "{{agency}}", bold=True, align=ALIGN.CENTER), 18)
    kind = translate(language, f"paper.number.{'letter' if name == 'letter' else 'report'}")
    _add(left, kind, align=ALIGN.CENTER, before=4)
    if name == "letter":
        _add(left, "{{subject}}", size=12, align=ALIGN.CENTER)
    _add(right, translate(language, "paper.state"), bold=True, size=12, align=ALIGN.CENTER)
    _underlined(_add(right, translate(language, "paper.motto"), bold=True, align=ALIGN.CENTER), 22)
    _add(right, "{{place}}, {{date}}", italic=True, align=ALIGN.CENTER, before=4)


def _signature(document: WordDocument, name: str, language: Language) -> None:
    left, right = _two_cells(document, 80, 85)
    _add(left, translate(language, "paper.recipients"), bold=True, italic=True, size=12, before=6)
    for line in translate(language, f"paper.recipients.{'letter' if name == 'letter' else 'report'}").split("\n"):
        _add(left, line, size=11)
    _add(right, translate(language, "paper.signer"), bold=True, align=ALIGN.CENTER, before=6)
    _add(right, translate(language, "paper.sign-here"), italic=True, size=12, align=ALIGN.CENTER, after=36)


def _two_cells(document: WordDocument, *widths: int) -> tuple[Cell, Cell]:
    """Return the cells of a table without lines; widths in mm."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:cantSplit xmlns:w="{_W}"/>'))
    left, right = table.rows[0].cells
    for column, cell, width in zip(table.columns, (left, right), widths, strict=True):
        column.width = cell.width = Mm(width)
    return left, right


def _underlined(paragraph: Paragraph, indent: int) -> None:
    """Draw a line below a paragraph that begins and ends `indent` mm within its cell, as Word's own forms do."""
    paragraph.paragraph_format.space_after = Pt(0)
    line = paragraph.insert_paragraph_before()
    paragraph._p.addnext(line._p)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(indent)
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = Pt(3)
    line._p.get_or_add_pPr().append(parse_xml(_LINE))


def _add(
    place: WordDocument | Cell,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 13,
    align: ALIGN | None = None,
    before: int = 0,
    after: int = 0,
) -> Paragraph:
    is_first = isinstance(place, Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0].text
    paragraph = place.paragraphs[0] if is_first else place.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph
