"""A draft's digest: sound for `check`, proven, joined with what another article on the conference reports."""

from pathlib import Path

import pytest

from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.services.article_draft import ArticleDraft, Decision, NextArticle
from ngkt_tui.services.context import Context
from ngkt_tui.services.draft_digest import begin_draft, draft_yaml, faults, import_draft, with_conference
from ngkt_tui.services.draft_files import draft_file, forget_draft, kept_articles, load_draft, save_draft
from ngkt_tui.services.new_digest import read_article
from ngkt_tui.services.reader import Reader

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


def test_nothing_that_was_not_taken_is_in_the_digest(reader: Reader, draft: ArticleDraft) -> None:
    assert "directives" not in draft_yaml(reader, draft)
    text = draft_yaml(reader, taken(draft.skip(8, "caption"), STUDY))
    assert text.count("- id: hn-2032-03-12-") == 1
    assert "caption" not in text


def test_what_is_wrong_is_told_beside_its_record(reader: Reader, draft: ArticleDraft) -> None:
    whole = taken(draft, STUDY, 9)
    assert faults(reader, whole) == {}
    wrong = whole.written(STUDY, {"issuers": []}, ("không có trong bài",))
    told = faults(reader, wrong)
    assert set(told) == {"hn-2032-03-12-01"}
    assert len(told["hn-2032-03-12-01"]) == 2


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


def test_a_damaged_draft_or_one_of_another_text_is_begun_anew(context: Context, draft: ArticleDraft) -> None:
    save_draft(context, draft.skip(0, "headline"))
    assert kept_articles(context) == [draft.article]
    assert load_draft(context, draft.article, ("Một", "bài khác")) is None
    draft_file(context, draft.article).write_text('{"entries": [{}]}', encoding="utf-8")
    assert load_draft(context, draft.article) is None
    forget_draft(context, draft)
    assert kept_articles(context) == []
