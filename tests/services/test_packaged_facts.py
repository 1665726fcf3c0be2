"""What the five articles say stands in the packaged digest as they say it: no weaker, in their order, linked right."""

from collections.abc import Iterator

import pytest

from ngkt_tui.digest.load import load
from ngkt_tui.digest.model.records import Directive
from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.domain.enums import DirectiveKind, RecordKind
from ngkt_tui.services.browse import browse
from ngkt_tui.services.context import packaged_digest
from ngkt_tui.services.reader import Reader
from tests.fixtures.examples import for_each
from tests.fixtures.stores import context_of, make_packaged_store

FILLERS = ("Tiếp tục ", "Tăng cường ", "Làm tốt ", "Chủ động ", "Tập trung ", "Hết sức ")


@pytest.fixture(scope="module")
def digest() -> Digest:
    return load(packaged_digest()).digest


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    context = context_of(make_packaged_store(tmp_path_factory.mktemp("seeded") / "ngkt.sqlite"))
    with Reader(context) as reader:
        yield reader


@pytest.fixture(scope="module")
def directives(digest: Digest) -> dict[str, Directive]:
    return {each.id: each for each in digest.directives}


def found(seeded: Reader, words: str) -> set[str]:
    return {row.id for row in browse(seeded, RecordKind.DIRECTIVE, words, 0).rows}


def vietnamese(directive: Directive) -> str:
    assert directive.text
    return directive.text.vi


@for_each(
    ("id", "words"),
    [
        ("hn-2022-09-19-26", "người dân, địa phương và doanh nghiệp"),
        (
            "hn-2022-09-19-29",
            "Giữ vững nguyên tắc; chắc chắn và thận trọng, kiên định mục tiêu, chân thành và khiêm tốn",
        ),
        ("hn-2022-09-19-33", "Đông Âu, Trung Đông, Nam Mỹ, Nam Á, châu Phi, Australia"),
        ("hn-2022-09-19-39", "công nghiệp nền tảng, công nghiệp công nghệ cao, công nghiệp văn hóa"),
        ("hn-2022-09-19-40", "giao thông, năng lượng, chuyển đổi số, đô thị, ứng phó biến đổi khí hậu, y tế, giáo dục"),
        ("hn-2022-09-19-43", "chuyển đổi xanh, phát triển bền vững và năng lượng, nhất là năng lượng tái tạo"),
        ("hn-2022-09-19-45", "công nghệ, tài chính, phát triển nguồn nhân lực, hoàn thiện thể chế"),
        ("hn-2024-02-22-01", "bán dẫn, công nghệ cao, đổi mới sáng tạo và chuyển đổi xanh"),
        ("hn-2024-02-22-09", "Nghiên cứu, tham mưu, đánh giá, dự báo"),
        ("hn-2024-02-22-16", "nhu cầu thực tiễn trong nước"),
        ("hn-2024-04-02-09", "năng động, sáng tạo, linh hoạt, thông minh"),
        ("hn-2024-04-02-09", "chuỗi cung ứng, chuỗi sản xuất"),
        ("hn-2024-04-02-10", "khoa học công nghệ, đổi mới sáng tạo, khởi nghiệp"),
        ("hn-2024-04-02-17", "bảo đảm một môi trường chính trị, đầu tư, kinh doanh an toàn và hấp dẫn ở Việt Nam"),
        ("hn-2024-04-02-19", "kinh tế, thương mại, đầu tư"),
        ("hn-2024-07-18-09", "đầu tư, xuất khẩu, tiêu dùng"),
        ("hn-2024-07-18-10", "chíp bán dẫn, trí tuệ nhân tạo, điện toán đám mây"),
        ("hn-2024-07-18-11", "đổi mới sáng tạo và khoa học công nghệ"),
        ("hn-2024-07-18-13", "Trung Đông, Nam Mỹ, châu Phi"),
        ("hn-2024-07-18-30", "kinh tế số, kinh tế xanh, kinh tế tuần hoàn"),
    ],
)
def test_what_is_listed_is_listed_whole_and_in_the_printed_order(
    directives: dict[str, Directive], id: str, words: str
) -> None:
    assert words in vietnamese(directives[id])


@for_each(
    ("words", "id"),
    [
        ("tri tue nhan tao", "hn-2024-07-18-10"),
        ("dam may", "hn-2024-07-18-10"),
        ('"kinh te chia se"', "hn-2024-07-18-10"),
        ("kinh te tuan hoan", "hn-2024-07-18-30"),
        ("cong nghiep van hoa", "hn-2022-09-19-39"),
        ("ung pho bien doi khi hau", "hn-2022-09-19-40"),
        ("Han Quoc ASEAN", "hn-2022-09-19-30"),
        ("cung chia se tam nhin", "hn-2024-04-02-01"),
        ("nang luong tai tao", "hn-2022-09-19-43"),
    ],
)
def test_a_name_that_was_said_is_found_without_its_marks(seeded: Reader, words: str, id: str) -> None:
    assert id in found(seeded, words)


@for_each(
    ("record", "title"),
    [
        ("vb-ct-15", "Chỉ thị về công tác ngoại giao kinh tế phục vụ phát triển đất nước đến năm 2030"),
        ("vb-cthd-hnng-32", "Chương trình hành động của Hội nghị Ngoại giao 32"),
        (
            "hn-2024-04-02",
            "Hội nghị với các Trưởng cơ quan đại diện Việt Nam ở nước ngoài về đẩy mạnh công tác ngoại giao kinh tế"
            " phục vụ phát triển đất nước năm 2024",
        ),
        (
            "hn-2024-02-22",
            "Hội nghị triển khai công tác Ngoại giao kinh tế năm 2024 phục vụ phát triển kinh tế - xã hội",
        ),
    ],
)
def test_titles_are_kept_to_the_letter(digest: Digest, record: str, title: str) -> None:
    titled = {each.id: each.title for each in digest.documents}
    titled |= {each.id: each.title for each in digest.conferences}
    assert (kept := titled[record])
    assert kept.vi == title


def test_the_second_printed_form_of_a_title_has_its_own_source(digest: Digest) -> None:
    directive = next(each for each in digest.documents if each.id == "vb-ct-15")
    assert directive.printed_as == "…ngoại giao kinh tế phục vụ phát triển đến năm 2030"
    assert [source.article for source in directive.sources if "printed_as" in source.of] == ["bkto-20220919"]


@pytest.mark.parametrize(
    ("id", "earlier"),
    [("hn-2024-07-18-05", "hn-2022-09-19-22"), ("hn-2024-07-18-08", "hn-2024-02-22-13")],
)
def test_other_subjects_are_no_repetition(directives: dict[str, Directive], id: str, earlier: str) -> None:
    assert earlier not in {each.directive for each in directives[id].repeats}


def test_a_visit_answers_no_request_for_investment(digest: Digest) -> None:
    visits = [each for each in digest.results if each.id in ("kq-2024-07-18-12", "kq-2024-07-18-13")]
    assert [each.answers for each in visits] == [(), ()]


def test_what_was_asked_in_one_breath_but_apart_is_apart(directives: dict[str, Directive]) -> None:
    assert directives["hn-2024-07-18-13"].markets == ("tt-trung-dong", "tt-nam-my", "tt-chau-phi")
    assert directives["hn-2024-07-18-32"].markets == ("tt-halal",)
    assert "hạ tầng" not in vietnamese(directives["hn-2022-09-19-39"])
    assert "kết cấu hạ tầng" in vietnamese(directives["hn-2022-09-19-47"])
    assert "Tham gia các chuỗi sản xuất" in vietnamese(directives["hn-2022-09-19-46"])


def test_the_three_togethers_are_one_directive(directives: dict[str, Directive]) -> None:
    former = ("hn-2024-04-02-02", "hn-2024-04-02-03", "hn-2024-04-02-04")
    assert directives["hn-2024-04-02-01"].was == former
    assert not directives.keys() & set(former)


def test_a_proposal_without_contents_is_no_recommendation(directives: dict[str, Directive]) -> None:
    asked = [each for each in directives.values() if each.kind is DirectiveKind.RECOMMENDATION]
    assert len(asked) == 8
    assert {each.addressees for each in asked} == {("cqdd",)}


def test_a_horizon_belongs_to_what_was_asked_not_to_a_forecast(directives: dict[str, Directive]) -> None:
    assert directives["hn-2024-07-18-17"].horizon is None


def test_a_speaker_whom_the_sentence_does_not_name_is_marked_as_inferred(directives: dict[str, Directive]) -> None:
    assert {"issuers"} <= directives["hn-2022-09-19-44"].inferred.keys()
    assert {"issuers"} <= directives["hn-2022-09-19-45"].inferred.keys()


def test_no_directive_begins_with_a_filler(directives: dict[str, Directive]) -> None:
    assert [each.id for each in directives.values() if vietnamese(each).startswith(FILLERS)] == []


def test_the_directives_of_a_conference_stand_in_the_order_of_print(digest: Digest) -> None:
    places: dict[tuple[str, str], list[int]] = {}
    for each in digest.directives:
        first = next(source for source in each.sources if not source.of)
        places.setdefault((str(each.conference), str(first.article)), []).append(first.para[0])
    assert [key for key, paragraphs in places.items() if paragraphs != sorted(paragraphs)] == []


def test_the_key_markets_still_in_difficulty_are_recorded(digest: Digest) -> None:
    market = next(each for each in digest.markets if each.id == "tt-xuat-nhap-khau-chu-chot")
    assert [(each.conference, each.stance) for each in market.mentions] == [("hn-2024-02-22", "key")]


@for_each(
    ("family", "count"),
    [("nhom-3-cung", 1), ("nhom-3-phat-huy", 6), ("nhom-4-dinh-huong", 6), ("nhom-3-nhiem-vu-2024", 5)],
)
def test_a_family_finds_all_that_its_items_cover(seeded: Reader, family: str, count: int) -> None:
    assert len(found(seeded, f"family:{family}")) == count
