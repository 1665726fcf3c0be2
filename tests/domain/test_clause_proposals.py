"""What is proposed of a clause: who asks whom, who leads, what it is about; nothing of what is only told."""

from ngkt_tui.domain.clause_proposals import ClauseProposal, ThemePhrases, propose, rank_alike
from ngkt_tui.domain.clauses import split_clauses
from ngkt_tui.domain.enums import DirectiveKind, RecordKind
from ngkt_tui.domain.known_names import NamedRecord, NameFinder

KNOWN = [
    NamedRecord(RecordKind.ORGANISATION, "bct", "Bộ Công Thương", ("Bộ Công Thương",)),
    NamedRecord(RecordKind.ORGANISATION, "bng", "Bộ Ngoại giao", ("Bộ Ngoại giao",)),
    NamedRecord(RecordKind.ORGANISATION, "dia-phuong", "Các địa phương", ("Các địa phương",)),
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


def test_what_is_only_told_asks_nothing() -> None:
    told = proposals("Bộ Công Thương cho biết đã ký 3 thỏa thuận.")[0]
    assert (told.kind, [each.text for each in told.figures]) == (None, ["3 thỏa thuận"])


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
