"""Proving a digest by the texts of its articles, and showing what of them is cited."""

import hashlib
from pathlib import Path

import pytest

from ngkt_tui.digest.load import LoadedDigest, load
from ngkt_tui.digest.proof import ArticleFolder, Proof, coverage, paragraphs, sha256, verify_digest
from ngkt_tui.domain.counting_form import Ratio
from ngkt_tui.domain.enums import RecordKind
from tests.digest.writing import ARTICLES, SAMPLE, loaded

TEXT = "Đầu đề\r\n\r\n  \u00a0Hội nghị ngày 18/7 bàn về gạo. \n\u00a0\nThu\u0309 tướng: 12\u00a0tỷ USD\n"


def digest(source: str, count: int = 3, hash_: str | None = None) -> LoadedDigest:
    hash_ = hash_ or sha256(paragraphs(TEXT))
    return loaded(
        f"digest: {{id: d, title: {{vi: D}}}}\narticles: [{{id: bao, paragraphs: {count}, sha256: {hash_}}}]\n"
        f"conferences: [{{id: hn, kind: meeting, title: {{vi: x}}, sources: [{source}]}}]\n"
    )


def proof(tmp_path: Path, source: str, **more: object) -> Proof:
    (tmp_path / "bao.txt").write_bytes(TEXT.encode())
    return verify_digest(digest(source, **more).draft.entries(), ArticleFolder(tmp_path))  # type: ignore[arg-type]


def test_paragraphs_are_the_lines_with_something_on_them_in_nfc() -> None:
    assert paragraphs(TEXT) == ("Đầu đề", "Hội nghị ngày 18/7 bàn về gạo.", "Thủ tướng: 12\u00a0tỷ USD")


def test_the_hash_is_that_of_the_paragraphs_joined_by_line_feeds() -> None:
    assert sha256(("Một", "Hai")) == hashlib.sha256("Một\nHai".encode()).hexdigest()


@pytest.mark.parametrize(
    "source",
    [
        '{article: bao, para: 2, terms: ["18/7", "HỘI NGHỊ"]}',
        '{article: bao, para: [2, 3], terms: ["gạo", "thủ tướng"]}',
        '{article: bao, para: 3, terms: ["12 tỷ USD", "Thu\u0309 tướng"]}',
    ],
)
def test_a_record_is_proven_by_terms_in_any_of_its_paragraphs_whatever_case_or_form(
    tmp_path: Path, source: str
) -> None:
    found = proof(tmp_path, source)
    assert found.complete
    assert found.shares == {RecordKind.ARTICLE: Ratio(1, 1), RecordKind.CONFERENCE: Ratio(1, 1)}


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ('{article: bao, para: 1, terms: ["18/7"]}', "term-missing"),
        ('{article: bao, para: 2, terms: ["18/7", "lúa"]}', "term-missing"),
        ('{article: bao, para: [2, 4], terms: ["18/7"]}', "paragraph"),
        ('{article: khac, para: 1, terms: ["x"]}', "article-missing"),
    ],
)
def test_what_is_not_proven_is_told_with_its_place(tmp_path: Path, source: str, key: str) -> None:
    found = proof(tmp_path, source)
    assert [(each.key, each.path[:2]) for each in found.issues] == [(key, ("conferences", 0))]
    assert found.shares[RecordKind.CONFERENCE] == Ratio(0, 1)


@pytest.mark.parametrize(("more", "key"), [({"count": 4}, "article-count"), ({"hash_": "0" * 64}, "article-hash")])
def test_another_text_than_the_digest_was_written_from_is_told(
    tmp_path: Path, more: dict[str, object], key: str
) -> None:
    found = proof(tmp_path, '{article: bao, para: 1, terms: ["đầu"]}', **more)
    assert [each.key for each in found.issues] == [key]
    assert found.shares[RecordKind.ARTICLE] == Ratio(0, 1)


def test_a_text_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "bao.txt").write_bytes(b"\xff\xfe")
    entries = list(digest('{article: bao, para: 1, terms: ["x"]}').draft.entries())
    assert [each.key for each in verify_digest(entries, ArticleFolder(tmp_path)).issues] == ["article-unreadable"] * 2
    (tmp_path / "bao.txt").unlink()
    (tmp_path / "bao.txt").mkdir()
    assert [each.key for each in verify_digest(entries, ArticleFolder(tmp_path)).issues] == ["article-unreadable"] * 2


def test_coverage_lists_each_paragraph_with_the_records_that_cite_it() -> None:
    cited = coverage(load(SAMPLE).draft.entries(), ArticleFolder(ARTICLES))
    assert [each.number for each in cited if each.article == "bao-bien-20310912"] == [1, 2, 3, 4, 5, 6]
    fifth = next(each for each in cited if each.article == "bao-bien-20310912" and each.number == 5)
    assert fifth.records == ("hn-2031-09-12-02", "hn-2031-09-12-03")
    assert fifth.opening.startswith("Bộ trưởng lưu ý")
    assert [each.number for each in cited if not each.records] == [1, 1, 1]


def test_coverage_does_without_the_texts(tmp_path: Path) -> None:
    entries = list(load(SAMPLE).draft.entries())
    assert {each.opening for each in coverage(entries)} == {""}
    assert len(coverage(entries, ArticleFolder(tmp_path))) == 23
