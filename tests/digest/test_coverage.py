"""What the notes of an article say of its paragraphs."""

from ngkt_tui.digest.proof import uncited_reasons
from tests.fixtures.examples import for_each


@for_each(
    ("notes", "expected"),
    [
        ("Bài không in tên báo.", {}),
        ("¶1: tít bài", {1: "tít bài"}),
        ("In lại. ¶1, 25: tít bài; ¶ 3: chú thích ảnh. Hết.", {1: "tít bài", 25: "tít bài", 3: "chú thích ảnh"}),
        ("¶1, ¶2: headline\n¶4-6, 9: caption", {1: "headline", 2: "headline"} | dict.fromkeys((4, 5, 6, 9), "caption")),
        ("¶6-4: ngược", {}),
        ("¶3 nói về gạo", {}),
        ("¶99999999999999999999: xa", {999999999: "xa"}),
    ],
)
def test_reasons_stand_behind_the_numbers_of_paragraphs(notes: str, expected: dict[int, str]) -> None:
    assert uncited_reasons(notes) == expected


def test_a_boundless_run_is_cut() -> None:
    assert len(uncited_reasons("¶1-999999999: x")) < 20_000
