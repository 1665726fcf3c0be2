"""Telling agreements, markets and companies: what each conference said of them."""

from collections.abc import Iterable, Iterator

from ngkt_tui.domain.standing import Standing
from ngkt_tui.domain.words import told
from ngkt_tui.query.detail.bodies import AgreementBody, CompanyBody, MarketBody
from ngkt_tui.query.detail.values import Mention, MovedTo
from ngkt_tui.services.telling.lines import GAP, Entry, Run, line
from ngkt_tui.services.telling.teller import Lines, Teller


def agreement(body: AgreementBody, teller: Teller) -> Lines:
    """Return what is told of an agreement alone."""
    return [
        *teller.fact("kind", teller.manner.word("agreement-kind", body.kind)),
        *_standing(body.standing, teller),
        *teller.fact("aliases", ", ".join(body.aliases)),
        *teller.links("partners", body.partners),
        *teller.section("observations", said(body.observations, "stage", teller)),
        *teller.section("moves", _moves(body.moves, teller)),
        *teller.tied("directives", body.directives),
    ]


def market(body: MarketBody, teller: Teller) -> Lines:
    """Return what is told of a market alone."""
    return [
        *teller.fact("kind", teller.manner.word("market-kind", body.kind)),
        *teller.fact("assessment", teller.manner.word("assessment", body.assessment)),
        *teller.fact("aliases", ", ".join(body.aliases)),
        *teller.section("mentions", said(body.mentions, "stance", teller)),
        *teller.tied("agreements", body.agreements),
        *teller.section("companies", (teller.link(company) for company in body.companies)),
        *teller.tied("directives", body.directives),
    ]


def company(body: CompanyBody, teller: Teller) -> Lines:
    """Return what is told of a company alone."""
    return [
        *teller.fact("printed-as", body.printed_as),
        *teller.linked("country", body.country),
        *teller.section("mentions", companies_said(body.mentions, teller)),
    ]


def said(mentions: Iterable[Mention], words: str, teller: Teller) -> Iterator[Entry]:
    """Return a link for each mention with its stage or stance, and under it what was said and the next step."""
    for mention in mentions:
        state = teller.manner.word(words, mention.state or ("unknown" if words == "stage" else None))
        yield teller.link(mention.record, after=state)
        yield from _what(mention, teller)
        if mention.next_step:
            yield line(teller.say("next-step", text=teller.manner.pick(mention.next_step)), "muted")._replace(indent=4)


def _what(mention: Mention, teller: Teller) -> Iterator[Entry]:
    if mention.what:
        yield line(teller.manner.pick(mention.what), "muted")._replace(indent=4)


def _standing(standing: Standing, teller: Teller) -> Lines:
    """Return where an agreement stands, since or by when, and why that counts."""
    language = teller.manner.language
    word, day = told(language, standing.word), told(language, standing.day)
    reason = standing.reason.said(language) if standing.reason else ""
    stage = teller.fact("stage", teller.say("stage-on", stage=word, on=day) if day else word)
    return [*stage, *([line(reason, "muted", label="")] if reason else [])]


def _stage(stage: str, on: str | None, teller: Teller) -> str:
    word = teller.manner.word("stage", stage)
    return teller.say("stage-on", stage=word, on=teller.manner.day(on)) if on else word


def _moves(moves: Iterable[MovedTo], teller: Teller) -> Iterator[Entry]:
    for move in moves:
        made = Run(f"· {teller.manner.moment(move.at)} · {move.actor}", "muted")
        yield Entry((Run(_stage(move.stage, move.on, teller)), GAP, made))
        if move.next_step:
            yield line(teller.say("next-step", text=move.next_step), "muted")._replace(indent=4)


def companies_said(mentions: Iterable[Mention], teller: Teller) -> Iterator[Entry]:
    """Return a link for each mention, and under it what was said of the company."""
    for mention in mentions:
        yield teller.link(mention.record)
        yield from _what(mention, teller)
