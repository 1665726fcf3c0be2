"""A document's detail shows the tree in which it stands, with the products that are expected and those delivered."""

from dataclasses import replace

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services.context import Context
from ngkt_tui.services.detail_lines import build_detail, formatter_of, load_detail
from ngkt_tui.services.edit import edit_fields
from ngkt_tui.services.reader import Reader

HEADING = "Tree of documents"
BASIS, SCHEME = "vb-nq-77", "vb-de-an-gao"
ASKED, SHOWN = "hn-2031-03-05-03", "hn-2031-03-05-02"


def tree(context: Context, document: str) -> list[tuple[int, str, str | None]]:
    english = replace(context, language=Language.EN)
    with Reader(english) as reader:
        lines = build_detail(load_detail(reader, document), formatter_of(english))
    first = next(number for number, each in enumerate(lines) if each.is_heading and HEADING in each.text)
    own = lines[first + 1 :]
    end = next((number for number, each in enumerate(own) if not each.text), len(own))
    return [(each.indent, each.text.strip(), each.target) for each in own[:end]]


def test_a_document_stands_between_its_basis_and_what_implements_it_with_its_products(context: Context) -> None:
    edit_fields(context, [ASKED], FieldUpdates(product="Đề án trình Thủ tướng"))
    edit_fields(context, [SHOWN], FieldUpdates(evidence=(f"{SCHEME} trang 3", "77/NQ-CP")))
    lines = tree(context, SCHEME)
    assert lines == tree(context, BASIS)
    assert [(indent, target) for indent, _, target in lines] == [
        (0, BASIS),
        (4, SHOWN),
        (2, SCHEME),
        (6, ASKED),
        (6, SHOWN),
    ]
    assert lines[3][1].startswith("Expected: Đề án trình Thủ tướng")
    assert lines[4][1].startswith("Delivered, evidence of:")
