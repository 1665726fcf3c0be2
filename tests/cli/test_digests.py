"""`import`, `check`, `verify`, `schema`: digests and what is wrong with them."""

import json
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from ngkt_tui.cli.render_import import shortened
from tests.cli.conftest import Ask
from tests.fixtures.stores import SAMPLE

SECOND = SAMPLE.with_name("second.yaml")
ARTICLES = SAMPLE.with_name("articles")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "digest: {id: sai, schema: 1, title: {vi: Sai}}\n"
        "themes:\n"
        "  - {id: cd-a, name: {vi: A}}\n"
        "  - {id: cd-b, nam: {vi: B}}\n"
        "families:\n"
        "  - {id: nhom-a, conference: hn-khong-co, name: {vi: Nhóm}, sources: []}\n"
    )
    return path


def test_importing_the_same_digest_again_changes_nothing(ask: Ask, store: Path) -> None:
    before = ask("history", "--format", "json").out
    answer = ask("import", str(SAMPLE))
    assert answer.code == 0
    assert "says nothing new" in answer.err
    assert ask("history", "--format", "json").out == before


def test_a_dry_run_tells_what_would_be_and_writes_nothing(ask: Ask, store: Path) -> None:
    before = store.read_bytes()
    answer = ask("import", str(SECOND), "--dry-run")
    assert answer.code == 0
    assert "Nothing was written" in answer.err
    assert "joined  tran-minh-khoi" in answer.out
    assert store.read_bytes() == before


def test_a_second_digest_joins_the_same_person(ask: Ask, store: Path) -> None:
    answer = ask("import", str(SECOND))
    assert answer.code == 0, answer.err
    officials = json.loads(ask("list", "officials", "--format", "json").out)
    assert [each["name"] for each in officials].count("Trần Minh Khôi") == 1
    assert "import" in ask("history").out


def test_a_digest_may_come_through_the_standard_input(ask: Ask, store: Path) -> None:
    before = len(ask("list", "conferences", "--format", "ids").out.split())
    answer = ask("import", "-", stdin=SECOND.read_bytes())
    assert answer.code == 0, answer.err
    assert len(ask("list", "conferences", "--format", "ids").out.split()) > before


@pytest.mark.parametrize("arguments", [["import"], ["check"], ["check", "--strict"]])
def test_faults_are_told_with_file_line_column_and_the_line(
    ask: Ask, store: Path, wrong: Path, arguments: list[str]
) -> None:
    before = store.read_bytes()
    answer = ask(*arguments, str(wrong))
    assert answer.code == 3
    assert f"{wrong}:4:" in answer.err
    assert f"{wrong}:6:" in answer.err
    assert "{id: cd-b, nam: {vi: B}}" in answer.err
    assert "faults" in answer.err.splitlines()[-2]
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", str(SAMPLE), "--with"], ["verify", "--articles", str(ARTICLES)]]
)
def test_only_an_import_says_that_nothing_was_imported(
    ask: Ask, store: Path, wrong: Path, arguments: list[str]
) -> None:
    answer = ask(*arguments, str(wrong))
    assert answer.code == 3
    assert f"The digest {wrong} has faults (" in answer.err
    assert "imported" not in answer.err
    assert "nothing was imported" in ask("import", str(wrong)).err


def test_a_digest_that_uses_an_unknown_one_is_refused_at_its_line(ask: Ask, home: Path) -> None:
    answer = ask("import", str(SECOND))
    assert answer.code == 3
    assert f"{SECOND}:6:" in answer.err
    assert "mau-2031" in answer.err


def test_a_contradiction_names_both_digests(ask: Ask, store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        "digest: {id: khac, schema: 1, title: {vi: Khác}, uses: [mau-2031]}\n"
        "organisations:\n"
        "  - {id: bng, name: {vi: Bộ Khác}}\n"
    )
    answer = ask("import", str(other))
    assert answer.code == 3
    assert f"{other}:3:" in answer.err
    assert "mau-2031" in answer.err


def test_a_sound_digest_is_counted(ask: Ask) -> None:
    answer = ask("check", str(SAMPLE))
    assert (answer.code, answer.err) == (0, "")
    assert "no faults (remarks: 0)" in answer.out
    assert "   13  directive" in answer.out


def test_outside_references_are_remarks_alone_and_resolved_with_the_other_file(ask: Ask) -> None:
    alone = ask("check", str(SECOND))
    assert alone.code == 0
    assert "cd-fta" in alone.err
    assert ask("check", str(SECOND), "--strict").code == 0
    together = ask("check", str(SECOND), "--with", str(SAMPLE))
    assert (together.code, together.err) == (0, "")


def test_outside_references_are_resolved_by_the_store_that_is_named(ask: Ask, store: Path) -> None:
    answer = ask("check", str(SECOND), "--db", str(store))
    assert (answer.code, answer.err) == (0, "")


def test_coverage_tells_which_paragraph_no_record_cites(ask: Ask) -> None:
    answer = ask("check", str(SAMPLE), "--coverage", "--articles", str(ARTICLES))
    assert answer.code == 0
    assert "bao-an-20310305: paragraphs cited: 9 of 10." in answer.out
    assert "¶  1  - no reason given: Hội nghị ngoại giao kinh tế đầu năm 2031" in answer.out
    assert answer.out.endswith("\nParagraphs cited: 20 of 23. Not cited, with a reason: 0; without one: 3.\n")


def test_coverage_tells_why_no_record_cites_a_paragraph_where_the_notes_of_the_article_say_it(
    ask: Ask, tmp_path: Path
) -> None:
    noted = tmp_path / "noted.yaml"
    notes = 'notes: {vi: "Đăng lại. ¶1: tít bài.", en: "Reprinted. ¶1: headline."}'
    noted.write_text(SAMPLE.read_text("utf-8").replace("    paragraphs: 10\n", f"    paragraphs: 10\n    {notes}\n", 1))
    answer = ask("check", str(noted), "--coverage")
    assert "¶  1  - headline\n" in answer.out
    assert answer.out.endswith("\nParagraphs cited: 20 of 23. Not cited, with a reason: 1; without one: 2.\n")
    assert "bao-an-20310305" in ask("check", str(SAMPLE), "--strict").err
    assert "bao-an-20310305" not in ask("check", str(noted), "--strict").err


def test_coverage_shortens_runs_of_ids() -> None:
    ids = ("hn-a-01", "hn-a-02", "hn-b-03", "hn-b-04", "hn-b-05", "tt-eu", "hn-a-09", "hn-a-10", "hn-a-11")
    assert list(shortened(ids)) == ["hn-a-01", "hn-a-02", "hn-b-03…05", "tt-eu", "hn-a-09…11"]


def test_coverage_wants_a_folder_of_articles_if_any(ask: Ask) -> None:
    assert ask("check", str(SAMPLE), "--coverage", "--articles", str(SAMPLE)).code == 2


def test_a_digest_is_proven_by_its_articles(ask: Ask) -> None:
    answer = ask("verify", str(SAMPLE), "--articles", str(ARTICLES))
    assert answer.code == 0, answer.err
    assert "directive: 13 of 13 confirmed" in answer.out


def test_what_is_not_proven_is_told_at_its_line(ask: Ask, tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    changed.write_text(SAMPLE.read_text("utf-8").replace('"8,5%"', '"9,5%"'), "utf-8")
    answer = ask("verify", str(changed), "--articles", str(ARTICLES))
    assert answer.code == 1
    assert "9,5%" in answer.err
    assert "figure: 3 of 4 confirmed" in answer.out


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("letter", "other"), [("", ""), ("a", "o"), ("ệ", "ế"), ("Đ", "D"), ("1", "2")])
def test_one_altered_letter_of_an_article_is_told(
    ask: Ask, tmp_path: Path, form: Literal["NFC", "NFD"], letter: str, other: str
) -> None:
    for article in ARTICLES.glob("*.txt"):
        text = unicodedata.normalize("NFC", article.read_text("utf-8"))
        if article.stem == "bao-an-20310305":
            text = text.replace(letter, other, 1)
        (tmp_path / article.name).write_text(unicodedata.normalize(form, text), "utf-8")
    answer = ask("verify", str(SAMPLE), "--articles", str(tmp_path))
    assert answer.code == (1 if letter else 0)
    assert ("The text bao-an-20310305.txt is another one" in answer.err) is bool(letter)
    assert (f"{SAMPLE}:" in answer.err.splitlines()[0]) or not letter


def test_without_a_file_the_packaged_digest_is_proven(ask: Ask) -> None:
    answer = ask("verify", "--articles", str(ARTICLES))
    assert answer.code == 1
    assert "seed.yaml:" in answer.err


def test_proving_wants_a_folder_of_articles(ask: Ask) -> None:
    assert ask("verify", str(SAMPLE)).code == 2
    assert ask("verify", str(SAMPLE), "--articles", str(SAMPLE)).code == 2


def test_the_schema_is_json(ask: Ask) -> None:
    assert json.loads(ask("schema").out)["title"]
