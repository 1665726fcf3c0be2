"""Telling a conference: when and where, who took part, what was said there."""

from collections.abc import Iterable, Iterator, Sequence

from ngkt_tui.query.detail.bodies import ConferenceDetail
from ngkt_tui.query.detail.values import ArticleContribution, Participant
from ngkt_tui.services.telling.economy import companies_said, said
from ngkt_tui.services.telling.lines import GAP, DetailLine, TextRun, line
from ngkt_tui.services.telling.teller import DetailBuilder, Lines


def conference(body: ConferenceDetail, builder: DetailBuilder) -> Lines:
    """Return what is told of a conference alone."""
    formatter = builder.formatter
    return [
        *builder.fact("kind", formatter.word("conference-kind", body.kind)),
        *builder.fact("date", _when(body, builder)),
        *builder.fact("format", formatter.word("format", body.format)),
        *builder.fact("place", formatter.localized(body.place)),
        *builder.links("points", body.points),
        *builder.links("related", body.related),
        *builder.section("participants", _participants(body.participants, builder)),
        *builder.backlinks("directives", body.directives),
        *builder.section("families", (builder.link(family) for family in body.families)),
        *builder.section("agreements", said(body.agreements, "stage", builder)),
        *builder.section("markets", said(body.markets, "stance", builder)),
        *builder.section("companies", companies_said(body.companies, builder)),
        *builder.backlinks("results", body.results),
        *builder.backlinks("figures", body.figures),
        *builder.backlinks("documents", body.documents),
        *builder.section("articles", _articles(body.articles, builder)),
        *_alone(body.articles, builder),
    ]


def _articles(shares: Iterable[ArticleContribution], builder: DetailBuilder) -> Iterator[DetailLine]:
    for share in shares:
        yield builder.link(share.article, after=builder.translate("share", count=share.records))


def _alone(shares: Sequence[ArticleContribution], builder: DetailBuilder) -> Iterator[DetailLine]:
    """Return what each of several articles alone says."""
    for share in shares if len(shares) > 1 else ():
        name = share.article.name(builder.formatter.language)
        yield from builder.titled(
            builder.translate("alone", article=name, count=share.alone.total), builder.first_of(share.alone)
        )


def _when(body: ConferenceDetail, builder: DetailBuilder) -> str:
    day, time = builder.formatter.day(body.date), builder.formatter.localized(body.time_of_day)
    return f"{day} ({time})" if day and time else day or time or builder.translate("no-date")


def _participants(participants: Iterable[Participant], builder: DetailBuilder) -> Iterator[DetailLine]:
    formatter = builder.formatter
    for participant in participants:
        roles = ", ".join(formatter.word("role", role) for role in participant.roles)
        if participant.record:
            yield builder.link(participant.record, after=roles)
        else:
            yield DetailLine(
                (TextRun(formatter.localized(participant.who)), GAP, TextRun(f"· {roles}", "muted")), indent=2
            )
        for text in (participant.point, participant.said):
            if text:
                yield line(formatter.localized(text), "muted")._replace(indent=4)
