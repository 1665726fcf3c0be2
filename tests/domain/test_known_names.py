"""Known records in a text: in full, by alias, in the short forms of news, by post; never what only looks alike."""

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.known_names import NamedRecord, NameFinder
from tests.fixtures.examples import for_each

ORGANISATION, OFFICIAL, MARKET = RecordKind.ORGANISATION, RecordKind.OFFICIAL, RecordKind.MARKET
KNOWN = [
    NamedRecord(ORGANISATION, "bct", "Bộ Công Thương", ("Bộ Công Thương", "BCT")),
    NamedRecord(ORGANISATION, "btc", "Bộ Tài chính", ("Bộ Tài chính",)),
    NamedRecord(ORGANISATION, "cqdd", "CQĐD", ("Các Cơ quan đại diện Việt Nam ở nước ngoài",)),
    NamedRecord(ORGANISATION, "truong", "Trưởng CQĐD", ("Các Trưởng cơ quan đại diện",)),
    NamedRecord(ORGANISATION, "co-quan", "Các cơ quan", ("Các cơ quan",)),
    NamedRecord(ORGANISATION, "ubnd-a", "UBND tỉnh An Bình", ("UBND tỉnh An Bình",)),
    NamedRecord(ORGANISATION, "ubnd-b", "UBND tỉnh Bắc Sơn", ("UBND tỉnh Bắc Sơn",)),
    NamedRecord(ORGANISATION, "dang", "Đảng", ("Đảng",)),
    NamedRecord(OFFICIAL, "khoi", "Trần Minh Khôi", ("Trần Minh Khôi",), ("Thủ tướng Chính phủ",)),
    NamedRecord(OFFICIAL, "ha", "Lê Thu Hà", ("Lê Thu Hà",), ("Bộ trưởng Bộ Ngoại giao",)),
    NamedRecord(MARKET, "my", "Hoa Kỳ", ("Hoa Kỳ", "Mỹ")),
    NamedRecord(MARKET, "halal", "Sản phẩm Halal", ("Sản phẩm Halal",)),
    NamedRecord(MARKET, "nam-my", "Nam Mỹ", ("Nam Mỹ",)),
]


def found(*paragraphs: str) -> list[tuple[str, str]]:
    places = NameFinder(KNOWN).find(paragraphs)
    return [(place.record.id, paragraphs[place.paragraph - 1][place.start : place.end]) for place in places]


@for_each(
    ("text", "places"),
    [
        ("giao Bộ Công thương", [("bct", "Bộ Công thương")]),
        ("giao bo cong thuong", [("bct", "bo cong thuong")]),
        ("các Bộ Công Thương, Tài chính", [("bct", "Bộ Công Thương"), ("btc", "Tài chính")]),
        ("về tài chính", []),
        ("94 cơ quan đại diện", [("cqdd", "cơ quan đại diện")]),
        ("các trưởng cơ quan đại diện", [("truong", "các trưởng cơ quan đại diện")]),
        ("cơ quan báo chí", []),
        ("các cơ quan cần làm", [("co-quan", "các cơ quan")]),
        ("Thủ tướng nói", [("khoi", "Thủ tướng")]),
        ("Phó Thủ tướng nói", []),
        ("Người đứng đầu Chính phủ", [("khoi", "Người đứng đầu Chính phủ")]),
        ("Thủ tướng Nguyễn Văn Bình", []),
        ("Thủ tướng Chính phủ Nguyễn Văn Bình", []),
        ("Phó Thủ tướng Chính phủ Nguyễn Văn Bình", []),
        ("Thủ tướng Chính phủ Trần Minh Khôi", [("khoi", "Thủ tướng Chính phủ"), ("khoi", "Trần Minh Khôi")]),
        ("Deputy Prime Minister Tran", []),
        ("Prime Minister said", [("khoi", "Prime Minister")]),
        ("Bộ trưởng nói", []),
        ("thị trường Nam Mỹ", [("nam-my", "Nam Mỹ")]),
        ("có ông Bùi An, Ủy viên Trung ương Đảng, Thủ tướng", [("dang", "Đảng")]),
        ("có đồng chí Bùi An, Thủ tướng", []),
        ("tại Hà Nội, Thủ tướng nói", [("khoi", "Thủ tướng")]),
        ("gặp ông Bùi An, và sau đó, Thủ tướng nói", [("khoi", "Thủ tướng")]),
        ("gặp ông Bùi An. Thủ tướng nói", [("khoi", "Thủ tướng")]),
        ("thị trường Halal, sản phẩm halal", [("halal", "Halal"), ("halal", "sản phẩm halal")]),
        ("mỹ thuật và Mỹ", [("my", "Mỹ")]),
        ("bình đẳng", []),
    ],
)
def test_names_are_found_as_news_prints_them(text: str, places: list[tuple[str, str]]) -> None:
    assert found(text) == places


def test_a_part_stands_for_itself_where_its_whole_is_named() -> None:
    assert found("UBND tỉnh họp") == []
    text = ["Tại tỉnh An Bình, UBND tỉnh họp", "Ở Bắc Sơn, UBND tỉnh cũng họp"]
    assert [record for record, _ in found(*text)] == ["ubnd-a", "ubnd-a", "ubnd-b"]


def test_a_post_alone_is_that_of_who_is_named_with_it() -> None:
    assert [record for record, _ in found("Bộ trưởng Lê Thu Hà chủ trì", "Bộ trưởng lưu ý")] == ["ha", "ha", "ha"]
