"""Telling what is printed: articles and documents."""

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail.bodies import ArticleDetail, DocumentDetail
from ngkt_tui.query.detail.values import LinkList
from ngkt_tui.services.telling.teller import DetailBuilder, Lines


def article(body: ArticleDetail, builder: DetailBuilder) -> Lines:
    """Return what is told of an article alone."""
    return [
        *builder.fact("outlet", body.outlet),
        *builder.fact("author", body.author),
        *builder.fact("published", builder.formatter.day(body.published)),
        *builder.fact("language", body.language),
        *builder.address("url", body.url),
        *builder.linked("document", body.document),
        *builder.fact("paragraphs", str(body.paragraphs)),
        *builder.fact("complete", "" if body.is_complete else builder.translate("incomplete")),
        *builder.fact("records", str(body.records)),
        *builder.fact("sha256", body.sha256),
        *(entry for kind, tied in body.by_kind for entry in _of_kind(kind, tied, builder)),
    ]


def _of_kind(kind: RecordKind, tied: LinkList, builder: DetailBuilder) -> Lines:
    word = builder.formatter.word("record", kind)
    return builder.titled(f"{word[:1].upper()}{word[1:]} ({tied.total})", builder.first_of(tied))


def document(body: DocumentDetail, builder: DetailBuilder) -> Lines:
    """Return what is told of a document alone."""
    return [
        *builder.fact("kind", builder.formatter.word("document-kind", body.kind)),
        *builder.fact("number", body.number),
        *builder.linked("issuer", body.issuer),
        *builder.fact("issued-on", builder.formatter.day(body.issued)),
        *builder.fact("period-of", builder.formatter.period(body.period)),
        *builder.fact("printed-as", body.printed_as),
        *builder.links("implements", body.implements),
        *builder.backlinks("implemented-by", body.implemented_by),
        *builder.section("articles", (builder.link(article) for article in body.articles)),
        *builder.backlinks("directives", body.directives),
    ]
