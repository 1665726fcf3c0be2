"""Detail lines of agreements, markets and companies, of results, figures, themes, families, articles and documents."""

from collections.abc import Iterable, Iterator
from datetime import date

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.standing import Standing
from ngkt_tui.domain.stored_values import StoredDate
from ngkt_tui.domain.words import localized, render
from ngkt_tui.query.detail.bodies import (
    AgreementDetail,
    ArticleDetail,
    CompanyDetail,
    DocumentDetail,
    FamilyDetail,
    FigureDetail,
    MarketDetail,
    ResultDetail,
    ThemeDetail,
)
from ngkt_tui.query.detail.values import Item, LinkList, Mention, StageChangeEntry
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.watch_items import WatchItem
from ngkt_tui.services.detail_lines.lines import (
    BLANK,
    GAP,
    DetailBuilder,
    DetailLine,
    Formatter,
    Lines,
    TextRun,
    heading,
    line,
    tone_of,
)
from ngkt_tui.services.watch import WatchedMeasure


def agreement(body: AgreementDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of an agreement has."""
    return [
        *builder.fact("kind", builder.formatter.word("agreement-kind", body.kind)),
        *_standing(body.standing, builder),
        *builder.fact("aliases", ", ".join(body.aliases)),
        *builder.links("partners", body.partners),
        *builder.links("within", body.within),
        *builder.backlinks("contained", body.contained),
        *builder.section("observations", mention_lines(body.observations, "stage", builder)),
        *builder.section("moves", _moves(body.moves, builder)),
        *builder.backlinks("directives", body.directives),
    ]


def market(body: MarketDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of a market has."""
    return [
        *builder.fact("kind", builder.formatter.word("market-kind", body.kind)),
        *builder.fact("assessment", builder.formatter.word("assessment", body.assessment)),
        *builder.fact("aliases", ", ".join(body.aliases)),
        *builder.links("within", body.within),
        *builder.backlinks("contained", body.contained),
        *builder.section("watched", (watch_line(each, builder.formatter, names_market=False) for each in body.watched)),
        *builder.section("mentions", mention_lines(body.mentions, "stance", builder)),
        *builder.backlinks("agreements", body.agreements),
        *builder.section("companies", (builder.link(company) for company in body.companies)),
        *builder.backlinks("directives", body.directives),
    ]


def company(body: CompanyDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of a company has."""
    return [
        *builder.fact("printed-as", body.printed_as),
        *builder.linked("country", body.country),
        *builder.section("mentions", company_lines(body.mentions, builder)),
    ]


def mention_lines(mentions: Iterable[Mention], words: str, builder: DetailBuilder) -> Iterator[DetailLine]:
    """Return a link for each mention with its stage or stance, and under it what was said and the next step."""
    for mention in mentions:
        state = builder.formatter.word(words, mention.state or ("unknown" if words == "stage" else None))
        yield builder.link(mention.record, after=state)
        yield from _what(mention, builder)
        if mention.next_step:
            yield line(
                builder.translate("next-step", text=builder.formatter.localized(mention.next_step)), "muted"
            )._replace(indent=4)


def _what(mention: Mention, builder: DetailBuilder) -> Iterator[DetailLine]:
    if mention.what:
        yield line(builder.formatter.localized(mention.what), "muted")._replace(indent=4)


def _standing(standing: Standing, builder: DetailBuilder) -> Lines:
    """Return where an agreement stands, since or by when, and why that counts."""
    language = builder.formatter.language
    word, day = render(language, standing.word), render(language, standing.day)
    reason = standing.reason.render(language) if standing.reason else ""
    stage = builder.fact("stage", builder.translate("stage-on", stage=word, on=day) if day else word)
    return [*stage, *([line(reason, "muted", label="")] if reason else [])]


def _stage(stage: str, on: StoredDate | None, builder: DetailBuilder) -> str:
    word = builder.formatter.word("stage", stage)
    return builder.translate("stage-on", stage=word, on=builder.formatter.day(on)) if on else word


def _moves(moves: Iterable[StageChangeEntry], builder: DetailBuilder) -> Iterator[DetailLine]:
    for move in moves:
        made = TextRun(f"· {builder.formatter.moment(move.at)} · {move.actor}", "muted")
        yield DetailLine((TextRun(_stage(move.stage, move.on, builder)), GAP, made))
        if move.next_step:
            yield line(builder.translate("next-step", text=move.next_step), "muted")._replace(indent=4)


def company_lines(mentions: Iterable[Mention], builder: DetailBuilder) -> Iterator[DetailLine]:
    """Return a link for each mention, and under it what was said of the company."""
    for mention in mentions:
        yield builder.link(mention.record)
        yield from _what(mention, builder)


def watch_line(item: WatchItem, formatter: Formatter, *, names_market: bool) -> DetailLine:
    """Return an item in a line that leads to it: its day, what it is of, and what is said of it."""
    market = item.market.name(formatter.language) if item.market else item.market_id
    runs = [TextRun(f"{market} · ")] if names_market else []
    runs.append(TextRun(f"{item.product} · {item.measure}"))
    runs += [TextRun(f" · {each}", "muted") for each in (item.stage, item.note) if each]
    is_late = isinstance(item.next_on, date) and item.next_on < formatter.today
    day = formatter.day(item.next_on) or formatter.translate("watch.no-day")
    return DetailLine(tuple(runs), label=day, target=item.target, label_tone="alarm" if is_late else "muted")


def watch_detail(watched: WatchedMeasure, formatter: Formatter) -> list[DetailLine]:
    """Return all that is said of an item, then the directives that belong to it."""
    item = watched.item
    market = item.market.name(formatter.language) if item.market else item.market_id
    facts = {
        "product": item.product, "measure": item.measure, "stage": item.stage,
        "next_on": formatter.day(item.next_on), "note": item.note,
    }  # fmt: skip
    made = formatter.translate("detail.by", at=formatter.moment(item.at), actor=item.actor)
    return [
        line(market, "strong", label=formatter.translate("dialog.watch.market"), target=item.market_id),
        *(line(text, label=formatter.translate(f"dialog.watch.{name}")) for name, text in facts.items() if text),
        line(made, "muted", label=formatter.translate("watch.made")),
        *_directives("watch.directive", [watched.directive] if watched.directive else [], formatter),
        *_directives("watch.asked", watched.asked, formatter),
    ]


def _directives(title: str, rows: Iterable[DirectiveRow], formatter: Formatter) -> Iterator[DetailLine]:
    for number, row in enumerate(rows):
        if not number:
            yield from (BLANK, heading(formatter.translate(title)))
        text = localized(formatter.language, row.text_vi, row.text_en)
        mark = TextRun(formatter.glyph(row.status), tone_of(row.status))
        yield DetailLine((mark, GAP, TextRun(text)), label=formatter.day(row.conference_date), target=row.id)


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
