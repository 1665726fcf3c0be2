"""Telling a conference: when and where, who took part, what was said there."""

from collections.abc import Iterable, Iterator, Sequence

from ngkt_tui.query.detail.bodies import ConferenceBody
from ngkt_tui.query.detail.values import ArticleShare, Participant
from ngkt_tui.services.telling.economy import companies_said, said
from ngkt_tui.services.telling.lines import GAP, Entry, Run, line
from ngkt_tui.services.telling.teller import Lines, Teller


def conference(body: ConferenceBody, teller: Teller) -> Lines:
    """Return what is told of a conference alone."""
    manner = teller.manner
    return [
        *teller.fact("kind", manner.word("conference-kind", body.kind)),
        *teller.fact("date", _when(body, teller)),
        *teller.fact("format", manner.word("format", body.format)),
        *teller.fact("place", manner.pick(body.place)),
        *teller.links("points", body.points),
        *teller.links("related", body.related),
        *teller.section("participants", _participants(body.participants, teller)),
        *teller.tied("directives", body.directives),
        *teller.section("families", (teller.link(family) for family in body.families)),
        *teller.section("agreements", said(body.agreements, "stage", teller)),
        *teller.section("markets", said(body.markets, "stance", teller)),
        *teller.section("companies", companies_said(body.companies, teller)),
        *teller.tied("results", body.results),
        *teller.tied("figures", body.figures),
        *teller.tied("documents", body.documents),
        *teller.section("articles", _articles(body.articles, teller)),
        *_alone(body.articles, teller),
    ]


def _articles(shares: Iterable[ArticleShare], teller: Teller) -> Iterator[Entry]:
    for share in shares:
        yield teller.link(share.article, after=teller.say("share", count=share.records))


def _alone(shares: Sequence[ArticleShare], teller: Teller) -> Iterator[Entry]:
    """Return what each of several articles alone says."""
    for share in shares if len(shares) > 1 else ():
        name = share.article.name(teller.manner.language)
        yield from teller.titled(
            teller.say("alone", article=name, count=share.alone.total), teller.first_of(share.alone)
        )


def _when(body: ConferenceBody, teller: Teller) -> str:
    day, time = teller.manner.day(body.date), teller.manner.pick(body.time_of_day)
    return f"{day} ({time})" if day and time else day or time or teller.say("no-date")


def _participants(participants: Iterable[Participant], teller: Teller) -> Iterator[Entry]:
    manner = teller.manner
    for participant in participants:
        roles = ", ".join(manner.word("role", role) for role in participant.roles)
        if participant.record:
            yield teller.link(participant.record, after=roles)
        else:
            yield Entry((Run(manner.pick(participant.who)), GAP, Run(f"· {roles}", "muted")), indent=2)
        for text in (participant.point, participant.said):
            if text:
                yield line(manner.pick(text), "muted")._replace(indent=4)
