"""The skeleton of a digest for the next article: sound as it stands, with what is known and nothing claimed."""

from datetime import date
from pathlib import Path

import yaml

from ngkt_tui.digest.yaml_writer import find_names, likely_conference
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.known_names import NamedRecord
from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each
from tests.fixtures.stores import SAMPLE

ARTICLE = SAMPLE.with_name("articles") / "bao-bien-20320815.txt"
BCT = NamedRecord(RecordKind.ORGANISATION, "bct", "Bộ Công Thương", ("Bộ Công Thương", "BCT"))
KHOI = NamedRecord(RecordKind.OFFICIAL, "khoi", "Trần Minh Khôi", ("Trần Minh Khôi",))


def test_a_skeleton_is_a_digest_that_check_reads_and_names_what_the_store_knows(
    ask: Ask, store: Path, tmp_path: Path
) -> None:
    written = tmp_path / "new.yaml"
    answer = ask("digest", "new", str(ARTICLE), "-o", str(written))
    assert (answer.code, answer.out) == (0, "")
    assert "5 paragraphs" in answer.err
    checked = ask("check", str(written), "--db", str(store))
    assert checked.code == 0, checked.err
    text = written.read_text("utf-8")
    values = yaml.safe_load(text)
    assert values["digest"]["uses"] == ["mau-2031"]
    assert (values["articles"][0]["id"], values["articles"][0]["paragraphs"]) == ("bao-bien-20320815", 5)
    known = yaml.safe_load(SAMPLE.with_name("second.yaml").read_text("utf-8"))["articles"][0]
    assert values["articles"][0]["sha256"] == known["sha256"]
    assert set(values) == {"digest", "articles"}
    for line in ("official: tran-minh-khoi", "id: hn-2032-08-15", "official: tran-minh-khoi, roles: [chair]", "# ¶5: "):
        assert line in text
    clauses = "".join(
        line[2:] for line in text.partition("# directives:")[2].splitlines(True) if not line.startswith("# ¶")
    )
    assert len(yaml.safe_load(clauses)) == 5


def test_an_article_comes_from_a_pipe_too_and_what_is_none_is_told_by_its_place(
    ask: Ask, store: Path, tmp_path: Path
) -> None:
    wide = tmp_path / "wrong.txt"
    wide.write_bytes("Một đoạn\nhai ".encode() + b"\xff\n")
    answer = ask("digest", "new", str(wide))
    assert answer.code == 3
    assert "wrong.txt:2:5: These bytes are not UTF-8" in answer.err
    blank = tmp_path / "blank.txt"
    blank.write_text(" \n\u200b\n")
    assert "holds no paragraph" in ask("digest", "new", str(blank)).err
    assert ask("digest", "new", str(tmp_path / "none.txt")).code == 3
    assert ask("digest", "new").code == 2
    assert ask("digest", "new", str(ARTICLE), "--uses", "khong-co").code == 2
    assert "uses: [mau-2031]" in ask("digest", "new", str(ARTICLE), "--uses", "mau-2031").out


@for_each(
    ("text", "paragraphs"),
    [
        ("Bo cong thuong da tra loi", (1,)),
        ("BCT và các bộ", (1,)),
        ("bct", ()),
        ("Bộ Công Thươngg", ()),
    ],
)
def test_names_are_found_as_whole_words_and_capitals_as_capitals(text: str, paragraphs: tuple[int, ...]) -> None:
    assert [each.paragraphs for each in find_names([text], [BCT])] == ([paragraphs] if paragraphs else [])


def test_the_day_of_the_conference_is_the_one_where_somebody_chairs_it() -> None:
    numbered = [
        "Sau hội nghị ngày 10/8/2031, các bộ đã triển khai.",
        "Sáng 19/9, Thủ tướng Trần Minh Khôi chủ trì hội nghị về ngoại giao kinh tế.",
        "Tăng 31/2 phần.",
    ]
    found = find_names(numbered, [KHOI])
    assert likely_conference("bao-an-20310920", numbered, found) == (date(2031, 9, 19), 2, ("khoi",))
    assert likely_conference("bai", ["Không có ngày nào"], []) == (None, None, ())


def test_a_draft_needs_a_screen_and_a_command_is_only_for_drafts(ask: Ask, store: Path) -> None:
    answer = ask("digest", "draft", str(ARTICLE))
    assert (answer.code, "needs a terminal" in answer.err) == (2, True)
    assert ask("digest", "draft").code == 2
    assert ask("digest", "new", str(ARTICLE), "--draft-with", "cat").code == 2
