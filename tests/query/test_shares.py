"""What rests on an article, and what it alone says of a conference."""

import sqlite3
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.detail import read
from ngkt_tui.query.detail.bodies import ArticleDetail, ConferenceDetail, OfficialDetail, OrganisationDetail
from ngkt_tui.query.detail.values import LinkList
from tests.query.building import Building


def ids(tied: LinkList) -> list[str]:
    return [named.id for named in tied.first]


@pytest.fixture
def two_articles(tmp_path: Path) -> sqlite3.Connection:
    """Two articles on one conference: one directive from both, one from each, the rest from the second."""
    connection = sqlite3.connect(tmp_path / "ngkt.sqlite")
    built = Building(connection)
    built.put(RecordKind.ARTICLE, "bao-1", published="2031-03-06")
    built.put(RecordKind.ARTICLE, "bao-2", published="2031-03-07")
    built.conference("hn", "2031-03-05")
    built.conference("hn-khac", "2031-09-05")
    built.organisation("bct")
    built.put(RecordKind.OFFICIAL, "an", "Nguyễn An")
    built.put(RecordKind.DOCUMENT, "vb", issuer="bct")
    for directive in ("d-1", "d-2", "d-12"):
        built.directive(directive, "hn", document=["vb"] if directive == "d-1" else [])
    built.directive("d-khac", "hn-khac")
    built.put(RecordKind.FIGURE, "so", conference="hn", printed_as="12", said_by="an")
    built.put(RecordKind.RESULT, "kq", conference="hn", said_by="bct")
    built.link("kq", "actor", ["bct"])
    for record, *articles in (
        ("hn", "bao-1", "bao-2"),
        ("d-1", "bao-1"),
        ("d-2", "bao-2"),
        ("d-12", "bao-1", "bao-2"),
        ("d-khac", "bao-2"),
        ("so", "bao-2"),
        ("kq", "bao-2"),
    ):
        for ordinal, article in enumerate(articles):
            built.source(record, article, ordinal=ordinal)
    built.source("d-1", "bao-1", ordinal=7)
    built.put(RecordKind.AGREEMENT, "fta")
    for ordinal, conference in enumerate(("hn-khac", "hn")):
        built.insert("observation", agreement="fta", ordinal=ordinal, conference=conference, stage="study", digest="d")
        built.source("fta", f"bao-{ordinal + 1}", path=f"observations/{ordinal}")
    return connection


def test_an_article_names_what_rests_on_it_kind_by_kind(two_articles: sqlite3.Connection) -> None:
    body = read(two_articles, "bao-2").body
    assert isinstance(body, ArticleDetail)
    assert {kind: ids(tied) for kind, tied in body.by_kind} == {
        RecordKind.DIRECTIVE: ["d-2", "d-12", "d-khac"],
        RecordKind.CONFERENCE: ["hn"],
        RecordKind.AGREEMENT: ["fta"],
        RecordKind.FIGURE: ["so"],
        RecordKind.RESULT: ["kq"],
    }
    assert sum(tied.total for _, tied in body.by_kind) == body.records == 7


def test_a_conference_tells_what_each_article_alone_says_of_it(two_articles: sqlite3.Connection) -> None:
    body = read(two_articles, "hn").body
    assert isinstance(body, ConferenceDetail)
    assert [(share.article.id, share.records, ids(share.alone)) for share in body.articles] == [
        ("bao-1", 3, ["d-1"]),
        ("bao-2", 6, ["d-2", "fta", "so", "kq"]),
    ]
    assert [share.alone.total for share in body.articles] == [1, 4]


def test_a_conference_names_the_documents_of_its_directives(two_articles: sqlite3.Connection) -> None:
    body = read(two_articles, "hn").body
    assert isinstance(body, ConferenceDetail)
    assert ids(body.documents) == ["vb"]


def test_people_tell_what_they_said_issued_and_brought_about(two_articles: sqlite3.Connection) -> None:
    official, organisation = read(two_articles, "an").body, read(two_articles, "bct").body
    assert isinstance(official, OfficialDetail)
    assert isinstance(organisation, OrganisationDetail)
    assert ids(official.said) == ["so"]
    assert ids(organisation.said) == ["kq"]
    assert ids(organisation.results) == ["kq"]
    assert ids(organisation.documents) == ["vb"]
