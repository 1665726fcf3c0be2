"""Detail lines of results, figures, themes, families, articles and documents."""

from collections.abc import Iterable, Iterator

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.detail.bodies import (
    ArticleDetail,
    DocumentDetail,
    FamilyDetail,
    FigureDetail,
    ResultDetail,
    ThemeDetail,
)
from ngkt_tui.query.detail.values import Item, LinkList
from ngkt_tui.query.names import RecordRef
from ngkt_tui.services.detail_lines.builder import DetailBuilder, Lines
from ngkt_tui.services.detail_lines.lines import GAP, DetailLine, TextRun


def result(body: ResultDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of a result has."""
    return [
        *builder.fact("kind", builder.formatter.word("result-kind", body.kind)),
        *builder.linked("conference", body.conference),
        *builder.linked("said-by", body.said_by),
        *builder.links("actors", body.actors),
        *builder.links("themes", body.themes),
        *builder.links("figures", body.figures),
        *builder.section("answers", (builder.link(each) for each in body.answers)),
    ]


def figure(body: FigureDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of a figure has."""
    formatter = builder.formatter
    return [
        *builder.fact("value", body.amount.format(formatter.language)),
        *builder.fact("printed-as", body.printed_as),
        *builder.fact("figure-kind", formatter.word("figure-kind", body.kind)),
        *builder.fact("period-of", formatter.localized(body.period)),
        *builder.linked("said-by", body.said_by),
        *builder.linked("conference", body.conference),
        *builder.backlinks("directives", body.directives),
        *builder.backlinks("results", body.results),
    ]


def theme(body: ThemeDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of a theme has."""
    return [*builder.backlinks("directives", body.directives), *builder.backlinks("results", body.results)]


def family(body: FamilyDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of an enumeration has."""
    return [
        *builder.linked("conference", body.conference),
        *builder.fact("printed-count", str(body.printed_count) if body.printed_count else ""),
        *builder.section("items", item_lines(body.items, builder)),
    ]


def item_lines(items: Iterable[Item], builder: DetailBuilder, *, is_brief: bool = False) -> Iterator[DetailLine]:
    """Return the items of a family by their numbers, each leading to the directive that it is.

    Where it `is_brief`, the words of an item stand for those of its directive.
    """
    for number, item in enumerate(items, 1):
        text = builder.formatter.localized(item.text)
        lead = TextRun(f"{number}. ", "muted")
        if len(item.records) == 1:
            link = builder.link(item.records[0])
            named = (
                (TextRun(text, "strong"), GAP, TextRun("· ", "muted")) if _adds(text, item.records[0], builder) else ()
            )
            runs = (*link.runs[:2], TextRun(text)) if named and is_brief else (*named, *link.runs)
            yield link._replace(runs=(lead, *runs))
            continue
        yield DetailLine((lead, TextRun(text, "strong") if item.records else TextRun(text)), indent=2)
        for record in item.records:
            yield builder.link(record)._replace(indent=4)


def _adds(text: str, record: RecordRef, builder: DetailBuilder) -> bool:
    """Return whether the words of an item say more than the directive that it is."""
    return bool(text) and text.casefold() != record.name(builder.formatter.language).casefold()


def article(body: ArticleDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of an article has."""
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
    """Return the lines that only the detail of a document has."""
    return [
        *builder.fact("kind", builder.formatter.word("document-kind", body.kind)),
        *builder.fact("number", body.number),
        *builder.linked("issuer", body.issuer),
        *builder.fact("issued-on", builder.formatter.day(body.issued)),
        *builder.fact("period-of", builder.formatter.period(body.period)),
        *builder.fact("printed-as", body.printed_as),
        *builder.links("implements", body.implements),
        *_document_tree(body, builder),
        *builder.section("articles", (builder.link(article) for article in body.articles)),
        *builder.backlinks("directives", body.directives),
    ]


def _document_tree(body: DocumentDetail, builder: DetailBuilder) -> Lines:
    """Return the documents that it rests on and that implement it, each with its products below it."""
    has_products = any(node.expected or node.delivered for node in body.tree)
    return builder.section("document-tree", _tree_lines(body, builder)) if len(body.tree) > 1 or has_products else []


def _tree_lines(body: DocumentDetail, builder: DetailBuilder) -> Iterator[DetailLine]:
    for node in body.tree:
        indent = 2 * node.depth
        yield builder.link(node.document, before="└" if node.depth else "")._replace(indent=indent)
        for each in node.expected:
            product = builder.translate("product-expected", product=builder.formatter.localized(each.product))
            yield builder.link(each.directive, before=f"{product} ·")._replace(indent=indent + 4)
        for directive in node.delivered:
            yield builder.link(directive, before=builder.translate("product-delivered"))._replace(indent=indent + 4)
