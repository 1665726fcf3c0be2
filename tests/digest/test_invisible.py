"""What nobody sees in an article or a digest: no paragraph, no part of a word; lengths are those of the NFC text."""

import unicodedata
from pathlib import Path

import pytest

from ngkt_tui.digest.proof import ArticleFolder, paragraphs, sha256, verify_digest
from tests.digest.writing import HEAD, loaded, refused

TEXT = "Tỉnh Mẫu bàn cách đưa nông sản ra nước ngoài\n\nThủ tướng giao đưa gạo sang Bắc Phi.\n"
DIGEST = (
    "digest: {{id: d, title: {{vi: D}}}}\narticles: [{{id: bao, paragraphs: 2, sha256: {hash}}}]\n"
    "conferences: [{{id: hn, kind: meeting, title: {{vi: x}},"
    " sources: [{{article: bao, para: 2, terms: [{term}]}}]}}]\n"
)


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\ufeff", "\u2060\u200d", "\u200e"])
@pytest.mark.parametrize(("place", "into"), [("\n\n", "\n{}\n\n"), ("Bắc", "Bắ{}c"), ("Thủ", "{}Thủ")])
def test_an_article_with_unseen_characters_is_proven(tmp_path: Path, unseen: str, place: str, into: str) -> None:
    (tmp_path / "bao.txt").write_text(TEXT.replace(place, into.format(unseen)), encoding="utf-8")
    digest = loaded(DIGEST.format(hash=sha256(paragraphs(TEXT)), term='"Bắc Phi"'))
    assert verify_digest(digest.draft.entries(), ArticleFolder(tmp_path)).complete


@pytest.mark.parametrize("term", ['"B\u00adắc Phi"', '"đưa gạo"', '"ðưa gạo"', '"Ɖưa gạo"'])
def test_a_term_is_proven_however_its_letters_are_written(tmp_path: Path, term: str) -> None:
    (tmp_path / "bao.txt").write_text(TEXT, encoding="utf-8")
    digest = loaded(DIGEST.format(hash=sha256(paragraphs(TEXT)), term=term))
    assert verify_digest(digest.draft.entries(), ArticleFolder(tmp_path)).complete


def test_a_text_is_as_long_as_its_composed_form() -> None:
    forty = "xây dựng đề án đưa gạo sang Bắc Phi ạ ạạ"
    assert len(forty) == 40
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, DIGEST.format(hash="0" * 64, term=f'"{forty}"'))
        source = loaded(written).digest.conferences[0].sources[0]
        assert source.terms == (forty,)
    faults = refused(unicodedata.normalize("NFD", DIGEST.format(hash="0" * 64, term=f'"{forty}ạ"')))
    assert "text-long" in [fault.key for fault in faults]


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad\u00ad"])
def test_a_text_of_unseen_characters_alone_is_empty(unseen: str) -> None:
    faults = refused(f'{HEAD}themes:\n  - id: t\n    name: {{vi: "{unseen}"}}\n')
    assert [fault.key for fault in faults] == ["text-empty"]
