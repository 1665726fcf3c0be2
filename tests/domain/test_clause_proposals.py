"""What is proposed of a clause: who asks whom, who leads, what it is about; nothing of what is only told."""

import sys
from types import FrameType
from typing import Any

import pytest

from ngkt_tui.domain import clauses
from ngkt_tui.domain.clause_proposals import ClauseProposal, ThemePhrases, propose, rank_alike
from ngkt_tui.domain.clauses import split_clauses
from ngkt_tui.domain.enums import DirectiveKind, RecordKind
from ngkt_tui.domain.known_names import NamedRecord, NameFinder

KNOWN = [
    NamedRecord(
        RecordKind.ORGANISATION, "bct", "Bộ Công Thương", ("Bộ Công Thương", "Ministry of Industry and Trade", "MOIT")
    ),
    NamedRecord(RecordKind.ORGANISATION, "bng", "Bộ Ngoại giao", ("Bộ Ngoại giao",)),
    NamedRecord(RecordKind.ORGANISATION, "dia-phuong", "Các địa phương", ("Các địa phương", "Localities")),
    NamedRecord(RecordKind.ORGANISATION, "hiep-hoi", "Hiệp hội Gạo", ("Hiệp hội Gạo",)),
    NamedRecord(RecordKind.OFFICIAL, "khoi", "Trần Minh Khôi", ("Trần Minh Khôi",), ("Thủ tướng",)),
    NamedRecord(RecordKind.MARKET, "bac-au", "Bắc Âu", ("Bắc Âu",)),
]
THEMES = ThemePhrases(
    {"cd-gao": "Xuất khẩu gạo", "cd-dao-tao": "Đào tạo nhân lực"},
    [("Mở kho ngoại quan", ["cd-kho"]), ("Lập kho ngoại quan", ["cd-kho"])],
)


def proposals(*paragraphs: str) -> list[ClauseProposal]:
    return propose(paragraphs, split_clauses(paragraphs), NameFinder(KNOWN), THEMES)


def test_who_asks_stands_before_the_verb_and_who_is_asked_behind_it() -> None:
    first, second, third = proposals(
        "Thủ tướng Trần Minh Khôi giao Bộ Công Thương chủ trì, phối hợp với Bộ Ngoại giao xúc tiến xuất khẩu gạo "
        "sang Bắc Âu trước tháng 10; mở kho ngoại quan; đề nghị các địa phương đào tạo nhân lực."
    )
    assert (first.issuers, first.addressees, first.lead, first.coordinating) == (
        ("khoi",),
        ("bct",),
        ("bct",),
        ("bng",),
    )
    assert (first.text[:9], first.markets, first.themes) == ("Xúc tiến ", ("bac-au",), ("cd-gao",))
    assert (first.horizon, second.issuers, second.addressees) == ("trước tháng 10", ("khoi",), ("bct",))
    assert (second.kind, second.themes) == (DirectiveKind.TASK, ("cd-kho",))
    assert (third.kind, third.addressees) == (DirectiveKind.REQUEST, ("dia-phuong",))


def test_those_who_must_are_asked_and_what_bodies_recommend_is_theirs() -> None:
    must, wish = proposals("Các địa phương phải giữ nhịp.", "Hiệp hội Gạo kiến nghị Bộ Công Thương giảm phí.")
    assert (must.kind, must.addressees) == (DirectiveKind.INSTRUCTION, ("dia-phuong",))
    assert (wish.kind, wish.issuers, wish.addressees) == (DirectiveKind.RECOMMENDATION, ("hiep-hoi",), ("bct",))


def test_who_is_put_in_charge_without_a_verb_goes_on_being_asked() -> None:
    """A word at its end ("kiến nghị", "chỉ đạo") asks nothing of its own."""
    _, second, third = proposals(
        "Thủ tướng giao Bộ Ngoại giao soạn đề án. Bộ Công Thương chủ trì chuẩn bị tờ trình, tổng hợp kiến nghị.",
        "Bộ Công Thương chủ trì cùng Bộ Ngoại giao và các địa phương chỉ đạo mở chợ phiên.",
    )
    for each, joined in ((second, ()), (third, ("bng", "dia-phuong"))):
        assert (each.kind, each.issuers) == (DirectiveKind.TASK, ("khoi",))
        assert (each.addressees, each.lead, each.coordinating) == (("bct",), ("bct",), joined)
    assert second.text.startswith("Chuẩn bị tờ trình")


def test_the_items_of_a_list_are_asked_as_its_first_line_asks() -> None:
    first, second, third, fourth, report = proposals(
        "Thủ tướng giao các nhiệm vụ sau:",
        "1. Bộ Công Thương: mở ba chợ phiên trong quý III/2032;",
        "- Bộ Ngoại giao rà soát thỏa thuận.",
        "Các địa phương: báo cáo trước 30/6/2032.",
        "Hội nghị kết thúc lúc 18 giờ.",
    )
    assert first.kind is DirectiveKind.TASK
    wanted = (("bct", "Mở ba chợ phiên"), ("bng", "Rà soát"), ("dia-phuong", "Báo cáo trước"))
    for item, (addressee, asked) in zip((second, third, fourth), wanted, strict=True):
        assert (item.kind, item.issuers, item.addressees) == (DirectiveKind.TASK, ("khoi",), (addressee,))
        assert item.text.startswith(asked)
    assert report.kind is None


def test_spaces_that_do_not_break_are_spaces() -> None:
    text = "Thủ tướng yêu cầu Bộ Công Thương mở kho trước ngày 30/6/2032."
    plain, kept = proposals(text)[0], proposals(text.replace(" ", "\u00a0"))[0]
    assert (kept.kind, kept.addressees, kept.terms) == (
        plain.kind,
        plain.addressees,
        ("mở\u00a0kho\u00a0trước\u00a0ngày\u00a030/6/2032",),
    )
    assert kept.horizon.replace("\u00a0", " ") == plain.horizon


def test_each_and_all_are_asked_like_those_that_they_count() -> None:
    first, second = proposals(
        "Thủ tướng yêu cầu, mỗi địa phương cần mở một kho.", "Thủ tướng đề nghị tất cả các địa phương giữ nhịp."
    )
    assert (first.addressees, first.text) == (("dia-phuong",), "Mở một kho")
    assert (second.addressees, second.text) == (("dia-phuong",), "Giữ nhịp")


def test_nobody_asks_what_somebody_unknown_has_said() -> None:
    _, unknown, goes_on = proposals(
        "Thủ tướng yêu cầu các địa phương giữ nhịp.",
        "Thứ trưởng Lê Tấn Bình khẳng định xuất khẩu gạo phải có kho; cần mở chợ phiên.",
    )
    assert (unknown.kind, unknown.issuers, goes_on.issuers) == (DirectiveKind.INSTRUCTION, (), ())


def test_who_the_sentence_is_about_recommends_what_stands_behind_its_semicolon() -> None:
    _, _, wish = proposals(
        "Thủ tướng yêu cầu các địa phương giữ nhịp.",
        "Hiệp hội Gạo đã chia sẻ kinh nghiệm trồng lúa; kiến nghị Bộ Công Thương giảm phí.",
    )
    assert (wish.issuers, wish.addressees) == (("hiep-hoi",), ("bct",))


@pytest.mark.parametrize(
    ("text", "kind", "addressees", "asked"),
    [
        (
            "Prime Minister Tran Minh Khoi asked the MOIT to open a rice depot.",
            "instruction",
            "bct",
            "Open a rice depot",
        ),
        ("The Prime Minister assigned the MOIT to draft a scheme by June 30.", "task", "bct", "Draft a scheme"),
        ("He requested that localities keep the pace.", "request", "dia-phuong", "Keep the pace"),
        ("Localities should keep the pace, he said.", "instruction", "dia-phuong", "Keep the pace"),
        ("He urged the localities to open markets.", "exhortation", "dia-phuong", "Open markets"),
        ("He stressed the need to open depots.", "orientation", "", "Open depots"),
    ],
)
def test_what_is_asked_in_english_is_read_alike(text: str, kind: str, addressees: str, asked: str) -> None:
    first = proposals(text)[0]
    assert (first.kind, first.addressees) == (kind, (addressees,) if addressees else ())
    assert first.text.startswith(asked)


def test_what_goes_on_in_english_is_asked_in_the_same_way_and_what_is_told_is_not() -> None:
    report, _, first, second, praise = proposals(
        "Prime Minister Tran Minh Khoi chaired a conference on rice.",
        "He asked the MOIT to open a depot.",
        "Other tasks include diversifying markets; and tapping the potential of Bắc Âu.",
        "He praised the MOIT for its efforts.",
    )
    assert (report.kind, praise.kind) == (None, None)
    assert (first.kind, second.kind) == (DirectiveKind.INSTRUCTION, DirectiveKind.INSTRUCTION)
    assert (second.issuers, second.markets) == (("khoi",), ("bac-au",))


def test_what_is_only_told_asks_nothing() -> None:
    report = proposals("Bộ Công Thương cho biết đã ký 3 thỏa thuận.")[0]
    assert (report.kind, [each.text for each in report.figures]) == (None, ["3 thỏa thuận"])


def test_texts_are_alike_by_their_rare_pairs_of_syllables() -> None:
    others = {
        "a": "Làm mới động lực tăng trưởng truyền thống",
        "b": "Thúc đẩy xuất khẩu sang thị trường lớn",
        "c": "Tạo điều kiện về thị thực cho khách quốc tế",
        "d": "Giữ vững môi trường hòa bình",
    }
    assert rank_alike("làm mới các động lực truyền thống", others, 2)[0] == "a"
    assert rank_alike("chính sách visa thuận lợi cho du khách", others, 5) == ["c"]
    assert rank_alike("", others, 5) == []


def steps_and_letters(monkeypatch: pytest.MonkeyPatch, *paragraphs: str) -> tuple[int, int]:
    """Return how many steps the interpreter takes to propose, and how many letters are put into lower case for it."""
    proposals(*paragraphs)  # what is remembered of words is remembered then
    steps, letters, lowered = 0, 0, clauses.words

    def words(text: str) -> str:
        nonlocal letters
        letters += len(text)
        return lowered(text)

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return trace

    monkeypatch.setattr(clauses, "words", words)
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        proposals(*paragraphs)
    finally:
        sys.settrace(before)
        monkeypatch.undo()
    return steps, letters


ASK = "Thủ tướng yêu cầu Bộ Công Thương xúc tiến; "


@pytest.mark.parametrize("texts", [[ASK] * 150, [ASK * 150], ["Thủ tướng " * 60]])
def test_an_article_of_twice_the_length_takes_twice_the_work(monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> None:
    """One of thousands of paragraphs, or of one endless sentence, is read in seconds."""
    twice = texts * 2 if len(texts) > 1 else [texts[0] * 2]
    few, more = (steps_and_letters(monkeypatch, *each) for each in (texts, twice))
    assert more[0] < 2.3 * few[0]
    assert more[1] < 2.3 * few[1]
