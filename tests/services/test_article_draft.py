"""A draft's digest: sound for `check`, proven, joined with what another article on the conference reports."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.digest.proof import ArticleFolder
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.query.detail.bodies import ConferenceDetail
from ngkt_tui.services.article_draft import ArticleDraft, Decision, NextArticle
from ngkt_tui.services.context import Context
from ngkt_tui.services.draft_digest import begin_draft, bodies, draft_yaml, faults, import_draft, with_conference
from ngkt_tui.services.draft_files import (
    articles_folder,
    draft_file,
    forget_draft,
    kept_articles,
    load_draft,
    save_draft,
)
from ngkt_tui.services.new_digest import read_article
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import file_of

ARTICLE = Path(__file__).parents[1] / "fixtures" / "articles" / "bao-lua-20320312.txt"
STUDY = 7
"""The clause that asks to study the demand for rice."""


@pytest.fixture
def reader(context: Context) -> Reader:
    return Reader(context)


@pytest.fixture
def draft(reader: Reader) -> ArticleDraft:
    draft, _ = begin_draft(reader, NextArticle(*read_article(ARTICLE)))
    return draft


def taken(draft: ArticleDraft, *numbers: int) -> ArticleDraft:
    for number in numbers:
        draft = draft.take(number)
    return ArticleDraft(**{**vars(draft), "is_conference_taken": True})


def test_the_facts_of_the_conference_are_proposed(draft: ArticleDraft) -> None:
    facts = draft.conference
    assert (facts["date"], facts["format"], facts["chairs"]) == ("2032-03-12", "online", ["tran-minh-khoi"])
    assert (facts["place"], facts["time_of_day"]) == ({"vi": "Hà Nội"}, {"vi": "sáng"})
    assert draft.decided == 0


def test_an_article_that_begins_with_an_endless_paragraph_has_its_beginning_for_a_title(reader: Reader) -> None:
    draft, _ = begin_draft(reader, NextArticle("bao", ("a" * 200_000, "Thủ tướng yêu cầu xúc tiến.")))
    assert faults(reader, taken(draft, 1)) is not None
    assert draft_yaml(reader, taken(draft, 1)).count("a" * 301) == 0


def test_nothing_that_was_not_taken_is_in_the_digest(reader: Reader, draft: ArticleDraft) -> None:
    assert "directives" not in draft_yaml(reader, draft)
    text = draft_yaml(reader, taken(draft.skip(8, "caption"), STUDY))
    assert text.count("- id: hn-2032-03-12-") == 1
    assert "caption" not in text


def test_what_is_wrong_is_told_beside_its_record(reader: Reader, draft: ArticleDraft) -> None:
    whole = taken(draft, STUDY, 9)
    assert faults(reader, whole) == {}
    wrong = whole.written(STUDY, {"issuers": []}, ("không có trong bài",))
    found = faults(reader, wrong)
    assert set(found) == {"hn-2032-03-12-01"}
    assert len(found["hn-2032-03-12-01"]) == 2


def test_one_ask_of_two_articles_is_one_directive_with_two_sources(reader: Reader, draft: ArticleDraft) -> None:
    known = with_conference(reader, draft, {**draft.conference, "date": "2031-03-05"})
    whole = taken(known, 9).same_as(STUDY, "hn-2031-03-05-02")
    assert whole.entries[9].id not in known.used
    assert faults(reader, whole) == {}
    import_draft(reader.context, whole)
    cited = [source.article for source in reader.detail("hn-2031-03-05-02").sources]
    assert len(set(cited)) == 2
    reopened = whole.reopen(STUDY)
    assert (reopened.entries[STUDY].id, reopened.entries[STUDY].decision) == ("", Decision.OPEN)


def test_a_draft_that_does_not_hold_is_not_taken_in(reader: Reader, draft: ArticleDraft) -> None:
    with pytest.raises(InvalidDigestError):
        import_draft(reader.context, taken(draft, STUDY).written(STUDY, {"issuers": []}, ("gạo",)))


def test_what_a_clause_tells_beside_is_taken_each_on_its_own(reader: Reader, draft: ArticleDraft) -> None:
    facts = {each.printed: (number, place, each) for number, entry in enumerate(draft.entries)
            for place, each in enumerate(entry.facts)}  # fmt: skip
    kinds = {each.kind for _, _, each in facts.values()}
    assert kinds >= {RecordKind.FIGURE, RecordKind.MARKET, RecordKind.OFFICIAL}
    assert draft_yaml(reader, replace(draft, is_conference_taken=True)).count("so-") == 0
    whole = taken(draft, STUDY)
    for number, place, _ in facts.values():
        whole = whole.toggle_fact(number, place)
    assert faults(reader, whole) == {}
    save_draft(reader.context, whole)
    assert load_draft(reader.context, whole.article) == whole
    import_draft(reader.context, whole)
    figures = {each.printed_as: each.value for each in figures_of(reader, whole)}
    assert figures == {"gần 20 bản ghi nhớ": 20, "ít nhất 30 dự án": 30}
    page = reader.detail("hn-2032-03-12").body
    assert isinstance(page, ConferenceDetail)
    assert {each.record.id for each in page.participants if each.record} >= {"tran-minh-khoi", "le-thu-ha"}
    assert {each.record.id for each in page.markets} >= {"tt-tay-phi"}


def figures_of(reader: Reader, draft: ArticleDraft) -> list[Any]:
    ids = [each.id for each, _ in draft.taken_facts() if each.kind is RecordKind.FIGURE]
    return list(reader.by_ids(reader.compile_filter(RecordKind.FIGURE), sorted(ids)))


def test_a_document_named_by_its_number_is_that_of_the_store_where_it_is_known(reader: Reader) -> None:
    text = "Thủ tướng yêu cầu thực hiện Nghị quyết số 77/NQ-CP và Chỉ thị 15-CT/TW."
    draft, _ = begin_draft(reader, NextArticle("bao-x", ("Tít bài", text)))
    number, entry = next(each for each in enumerate(draft.entries) if each[1].facts)
    documents = [place for place, each in enumerate(entry.facts) if each.kind is RecordKind.DOCUMENT]
    for place in documents:
        draft = draft.toggle_fact(number, place)
    ids = {record["id"]: record for kind, record in bodies(reader, draft) if kind is RecordKind.DOCUMENT}
    with reader.connection() as connection:
        known = connection.execute("SELECT id FROM document WHERE number LIKE '77/NQ%'").fetchone()
    assert set(ids) == {known[0], "vb-15-ct-tw"}
    assert ids["vb-15-ct-tw"]["kind"] == "directive"
    assert "number" not in ids[known[0]]


def test_each_user_of_a_store_keeps_drafts_of_their_own(context: Context, draft: ArticleDraft) -> None:
    others = [replace(context, actor=name) for name in ("Lan Anh", "lan-anh", "../../etc/x", "…")]
    save_draft(context, draft.skip(0, "headline"))
    assert [load_draft(each, draft.article) for each in others] == [None] * 4
    for number, each in enumerate(others, 1):
        save_draft(each, draft.skip(number, "caption"))
    assert [kept_articles(each) for each in (context, *others)] == [[draft.article]] * 5
    assert load_draft(context, draft.article) == draft.skip(0, "headline")
    drafts = file_of(context).parent / "drafts" / file_of(context).name
    assert all(draft_file(each, "x").parent.parent == drafts for each in others)
    forget_draft(others[0], draft)
    assert kept_articles(others[1]) == [draft.article]


def test_each_store_of_a_folder_has_drafts_of_its_own(context: Context, draft: ArticleDraft) -> None:
    store = file_of(context)
    other = replace(context, store=store.with_name("other.db"))
    save_draft(context, draft)
    assert (kept_articles(other), load_draft(other, draft.article)) == ([], None)
    earlier = store.parent / "drafts" / draft_file(context, "x").parent.name / f"{draft.article}.json"
    earlier.parent.mkdir()
    draft_file(context, draft.article).replace(earlier)  # as the stores of a folder kept them together
    assert [(kept_articles(each), load_draft(each, draft.article)) for each in (context, other)] == [
        ([draft.article], draft)
    ] * 2
    save_draft(context, draft.skip(0, "headline"))
    assert (kept_articles(other), load_draft(context, draft.article)) == ([], draft.skip(0, "headline"))


def test_a_damaged_draft_or_one_of_another_text_is_begun_anew(context: Context, draft: ArticleDraft) -> None:
    save_draft(context, draft.skip(0, "headline"))
    assert kept_articles(context) == [draft.article]
    assert load_draft(context, draft.article, ("Một", "bài khác")) is None
    draft_file(context, draft.article).write_text('{"entries": [{}]}', encoding="utf-8")
    assert load_draft(context, draft.article) is None
    forget_draft(context, draft)
    assert ArticleFolder(articles_folder(context)).paragraphs(draft.article) == draft.paragraphs
    assert kept_articles(context) == []
