"""Telling agreements, markets and companies: what each conference said of them."""

from collections.abc import Iterable, Iterator

from ngkt_tui.domain.standing import Standing
from ngkt_tui.domain.stored_values import StoredDate
from ngkt_tui.domain.words import render
from ngkt_tui.query.detail.bodies import AgreementDetail, CompanyDetail, MarketDetail
from ngkt_tui.query.detail.values import Mention, StageChangeEntry
from ngkt_tui.services.detail_lines.builder import DetailBuilder, Lines
from ngkt_tui.services.detail_lines.follow_up_lines import watch_line
from ngkt_tui.services.detail_lines.lines import GAP, DetailLine, TextRun, line


def agreement(body: AgreementDetail, builder: DetailBuilder) -> Lines:
    """Return what is told of an agreement alone."""
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
    """Return what is told of a market alone."""
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
    """Return what is told of a company alone."""
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
