"""Telling what is printed: articles and documents."""

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail.bodies import ArticleBody, DocumentBody
from ngkt_tui.query.detail.values import Tied
from ngkt_tui.services.telling.teller import Lines, Teller


def article(body: ArticleBody, teller: Teller) -> Lines:
    """Return what is told of an article alone."""
    return [
        *teller.fact("outlet", body.outlet),
        *teller.fact("author", body.author),
        *teller.fact("published", teller.manner.day(body.published)),
        *teller.fact("language", body.language),
        *teller.address("url", body.url),
        *teller.linked("document", body.document),
        *teller.fact("paragraphs", str(body.paragraphs)),
        *teller.fact("complete", "" if body.is_complete else teller.say("incomplete")),
        *teller.fact("records", str(body.records)),
        *teller.fact("sha256", body.sha256),
        *(entry for kind, tied in body.by_kind for entry in _of_kind(kind, tied, teller)),
    ]


def _of_kind(kind: RecordKind, tied: Tied, teller: Teller) -> Lines:
    word = teller.manner.word("record", kind)
    return teller.titled(f"{word[:1].upper()}{word[1:]} ({tied.total})", teller.first_of(tied))


def document(body: DocumentBody, teller: Teller) -> Lines:
    """Return what is told of a document alone."""
    return [
        *teller.fact("kind", teller.manner.word("document-kind", body.kind)),
        *teller.fact("number", body.number),
        *teller.linked("issuer", body.issuer),
        *teller.fact("issued-on", teller.manner.day(body.issued)),
        *teller.fact("period-of", teller.manner.period(body.period)),
        *teller.fact("printed-as", body.printed_as),
        *teller.links("implements", body.implements),
        *teller.tied("implemented-by", body.implemented_by),
        *teller.section("articles", (teller.link(article) for article in body.articles)),
        *teller.tied("directives", body.directives),
    ]
