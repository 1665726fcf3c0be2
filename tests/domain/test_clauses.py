"""Clauses of an article: where they end, how they ask, by when, and which terms prove them."""

from ngkt_tui.domain.clause_proposals import terms_of
from ngkt_tui.domain.clauses import (
    MAX_TERM,
    figures_in,
    find_ask,
    head_of,
    horizons_in,
    pattern_of,
    propose_asks,
    split_clauses,
    start_of_wording,
    wording,
)
from ngkt_tui.domain.enums import DirectiveKind
from tests.fixtures.examples import for_each


def pieces(*paragraphs: str) -> list[str]:
    return [clause.text for clause in split_clauses(paragraphs)]


@for_each(
    ("text", "clauses"),
    [
        ("Giao Bộ A lập đề án; yêu cầu Bộ B báo cáo.", ["Giao Bộ A lập đề án", "yêu cầu Bộ B báo cáo."]),
        ("Họp tại TP. Hồ Chí Minh. Ông Tr. Văn A. Bình dự.", ["Họp tại TP. Hồ Chí Minh.", "Ông Tr. Văn A. Bình dự."]),
        ("Đạt 12,5 tỷ; tăng 8.5%.", ["Đạt 12,5 tỷ", "tăng 8.5%."]),
        ("Hạ tầng y tế, giáo dục… Hỗ trợ đầu tư.", ["Hạ tầng y tế, giáo dục…", "Hỗ trợ đầu tư."]),
        ("Kinh tế số, xanh… được ưu tiên.", ["Kinh tế số, xanh… được ưu tiên."]),
        ("Ba việc: - mở thị trường; - đào tạo.", ["Ba việc:", "mở thị trường", "đào tạo."]),
        ("- Mở thị trường.", ["Mở thị trường."]),
        ("Một là, mở cửa; hai là, giữ chân.", ["Một là, mở cửa", "hai là, giữ chân."]),
        ("Ưu tiên (hạ tầng số; hạ tầng xanh) trước.", ["Ưu tiên (hạ tầng số; hạ tầng xanh) trước."]),
        ("Mở ngoặc ( không đóng; vẫn tách.", ["Mở ngoặc ( không đóng", "vẫn tách."]),
        ('"Làm ngay." Ông nói thêm.', ['"Làm ngay."', "Ông nói thêm."]),
        ("   ", []),
    ],
)
def test_clauses_end_at_sentences_semicolons_and_items(text: str, clauses: list[str]) -> None:
    assert pieces(text) == clauses


def test_a_clause_knows_where_it_stands_and_what_its_sentence_asks() -> None:
    text = "Thủ tướng nêu 2 định hướng: mở thị trường; giữ nhịp độ. Bộ A báo cáo."
    first, second, third = split_clauses(["Tít", text])[1:]
    assert [text[each.start : each.end] == each.text for each in (first, second, third)] == [True] * 3
    assert (first.begins_sentence, second.begins_sentence, third.begins_sentence) == (True, False, True)
    assert head_of(["Tít", text], second) == "Thủ tướng nêu 2 định hướng"
    assert head_of(["Tít", text], third) == ""


@for_each(
    ("text", "kind"),
    [
        ("Thủ tướng giao Bộ A lập đề án", DirectiveKind.TASK),
        ("Ngoại giao và giao lưu nhân dân phát triển", None),
        ("Nhiệm vụ được giao khá nặng", None),
        ("Thủ tướng chỉ đạo các bộ rà soát", DirectiveKind.INSTRUCTION),
        ("Ban Chỉ đạo đã họp", None),
        ("bám sát yêu cầu phát triển đất nước", None),
        ("Các bộ phải nộp báo cáo", DirectiveKind.INSTRUCTION),
        ("Bộ trưởng đề nghị các địa phương vào cuộc", DirectiveKind.REQUEST),
        ("Hiệp hội kiến nghị giảm phí", DirectiveKind.RECOMMENDATION),
        ("Bốn định hướng lớn là đổi mới", DirectiveKind.ORIENTATION),
        ("Để đạt mục tiêu năm nay, Bộ trưởng lưu ý việc đào tạo", DirectiveKind.EXHORTATION),
        ("Phấn đấu đạt 40 tỷ USD", DirectiveKind.TARGET),
        ("Thủ tướng nhấn mạnh, phải giữ đà", DirectiveKind.INSTRUCTION),
        ("Thủ tướng nhấn mạnh vai trò của địa phương", DirectiveKind.ORIENTATION),
    ],
)
def test_the_verb_proposes_the_kind(text: str, kind: DirectiveKind | None) -> None:
    ask = find_ask(text)
    assert (ask.kind if ask else None) == kind


def test_what_goes_on_is_asked_in_the_same_way_and_what_is_told_is_not() -> None:
    clauses = split_clauses(
        [
            "Thủ tướng giao Bộ A lập đề án; đánh giá lại các giải pháp; mở rộng thị trường.",
            "Đồng thời, đẩy mạnh quảng bá.",
            "Các cơ quan đại diện ngoại giao tiếp tục theo dõi.",
            "Bộ A cho biết đã ký 3 thỏa thuận.",
            "Hội nghị đã nêu nhiều giải pháp.",
        ]
    )
    kinds = [ask and ask.kind for ask in propose_asks(clauses)]
    assert kinds == [DirectiveKind.TASK, None, DirectiveKind.TASK, DirectiveKind.TASK, DirectiveKind.TASK, None, None]


def test_words_of_time_are_kept_and_figures_are_no_dates() -> None:
    text = "Trước ngày 15/10/2031 đạt gần 12,5 tỷ USD, tăng 8,5%, theo Nghị quyết 77/NQ-CP; báo cáo hằng quý"
    assert [each.text for each in horizons_in(text)] == ["Trước ngày 15/10/2031", "hằng quý"]
    assert [each.text for each in figures_in(text)] == ["gần 12,5 tỷ USD", "8,5%"]


def test_terms_stand_in_the_clause_and_are_short() -> None:
    text = "Thủ tướng giao các bộ xây dựng cơ chế hỗ trợ doanh nghiệp vừa và nhỏ tiếp cận thị trường, đào tạo nhân lực"
    start = start_of_wording(text, find_ask(text), [(15, 21)])
    terms = terms_of(text, start)
    assert 1 <= len(terms) <= 4
    assert all(term in text and len(term) <= MAX_TERM for term in terms)
    assert wording(text, start).startswith("Xây dựng cơ chế")


def test_a_word_is_none_within_another_one() -> None:
    assert [bool(pattern_of("giao").search(text)) for text in ("giao việc", "ngoại giao", "giaolưu", "tựgiao")] == [
        True, True, False, False,
    ]  # fmt: skip
