"""Detail lines of conferences, officials and organisations."""

from collections.abc import Iterable, Iterator, Sequence

from ngkt_tui.domain.enums import Role
from ngkt_tui.domain.stored_values import undamaged
from ngkt_tui.query.detail.bodies import ConferenceDetail, OfficialDetail, OrganisationDetail
from ngkt_tui.query.detail.values import (
    ArticleContribution,
    ArticleRemark,
    ArticleVersion,
    Attendance,
    FamilyEntry,
    GroupAsked,
    HeldPost,
    ParticipantEntry,
)
from ngkt_tui.services.detail_lines.lines import BLANK, GAP, DetailBuilder, DetailLine, Lines, TextRun, line
from ngkt_tui.services.detail_lines.other_lines import company_lines, item_lines, mention_lines


def conference(body: ConferenceDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of a conference has."""
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
        *builder.section("conference-families", _families(body.families, builder)),
        *builder.section("agreements", mention_lines(body.agreements, "stage", builder)),
        *builder.section("markets", mention_lines(body.markets, "stance", builder)),
        *builder.section("companies", company_lines(body.companies, builder)),
        *builder.backlinks("results", body.results),
        *builder.backlinks("figures", body.figures),
        *builder.backlinks("documents", body.documents),
        *builder.section("articles", _articles(body.articles, builder)),
        *_alone(body.articles, builder),
        *builder.section("versions", _versions(body.versions, builder)),
        *builder.section("remarks", _remarks(body.remarks, builder)),
    ]


def _families(families: Iterable[FamilyEntry], builder: DetailBuilder) -> Iterator[DetailLine]:
    for family, items in families:
        link = builder.link(family)
        yield link._replace(runs=tuple(run._replace(tone="key") for run in link.runs))
        yield from (each._replace(indent=each.indent + 2) for each in item_lines(items, builder, is_brief=True))


def _versions(pairs: Iterable[tuple[ArticleVersion, ArticleVersion]], builder: DetailBuilder) -> Iterator[DetailLine]:
    """Return what two articles tell, each after its outlet, a blank line between one pair and the next."""
    for number, pair in enumerate(pairs):
        if number:
            yield BLANK
        yield from (builder.link(each.record, label=each.outlet) for each in pair)


def _remarks(remarks: Iterable[ArticleRemark], builder: DetailBuilder) -> Iterator[DetailLine]:
    for record, text in remarks:
        yield builder.link(record)
        yield line(builder.formatter.localized(text), "muted")._replace(indent=4)


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


def _participants(participants: Iterable[ParticipantEntry], builder: DetailBuilder) -> Iterator[DetailLine]:
    """Return who took part, by the first of their roles, and what they said."""
    formatter, before = builder.formatter, ""
    for participant in sorted(participants, key=_rank):
        roles = [formatter.word("role", each) for each in sorted(participant.roles, key=_rank_of)]
        role = roles[0] if roles else ""
        label, before = "" if role == before else role, role
        if participant.record:
            yield builder.link(participant.record, label=label, after=", ".join(roles[1:]))
        else:
            yield line(formatter.localized(participant.who), label=label)
        for text in (participant.point, participant.said):
            if text:
                yield line(formatter.localized(text), "muted", label="")


_RANKS = {str(role): rank for rank, role in enumerate(Role)}


def _rank_of(role: str) -> int:
    return _RANKS.get(role, len(_RANKS))


def _rank(participant: ParticipantEntry) -> int:
    return min(map(_rank_of, participant.roles), default=len(_RANKS))


def official(body: OfficialDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of a person has."""
    return [
        *builder.fact("aliases", ", ".join(body.aliases)),
        *builder.fact("printed-as", body.printed_as),
        *builder.section("posts", _posts(body.posts, builder)),
        *builder.section("attended", _attended(body.attended, builder)),
        *builder.backlinks("directives-given", body.directives),
        *builder.backlinks("said", body.said),
    ]


def organisation(body: OrganisationDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of an organisation has."""
    return [
        *builder.fact("kind", builder.formatter.word("organisation-kind", body.kind)),
        *builder.fact("short", builder.formatter.localized(body.short)),
        *builder.fact("aliases", ", ".join(body.aliases)),
        *builder.linked("parent", body.parent),
        *builder.links("parts", body.parts),
        *builder.links("member-of", body.member_of),
        *builder.backlinks("members", body.members),
        *builder.section("posts", _holders(body.posts, builder)),
        *builder.backlinks("leads", body.lead),
        *builder.backlinks("coordinates", body.coordinating),
        *builder.backlinks("addressed", body.addressed),
        *_through_groups(body.groups, builder),
        *builder.backlinks("issued", body.issued),
        *builder.backlinks("results", body.results),
        *builder.backlinks("said", body.said),
        *builder.backlinks("documents", body.documents),
        *builder.section("attended", _attended(body.attended, builder)),
    ]


def _posts(posts: Iterable[HeldPost], builder: DetailBuilder) -> Iterator[DetailLine]:
    for post in posts:
        title = TextRun(builder.formatter.localized(post.title), "strong")
        if post.organisation:
            link = builder.link(post.organisation)
            yield link._replace(runs=(title, GAP, TextRun("· ", "muted"), *link.runs))
        else:
            yield DetailLine((title,), indent=2)
        for conference in post.conferences:
            yield builder.link(conference)._replace(indent=2)


def _through_groups(groups: Iterable[GroupAsked], builder: DetailBuilder) -> Iterator[DetailLine]:
    """Return what each group was asked to which an organisation belongs: it was asked so too, though not by name."""
    for group, directives in groups:
        name = group.name(builder.formatter.language)
        title = builder.translate("asked-through", group=name, count=directives.total)
        yield from builder.titled(title, builder.first_of(directives))


def _holders(posts: Iterable[HeldPost], builder: DetailBuilder) -> Iterator[DetailLine]:
    for post in posts:
        days = sorted(day for each in post.conferences if (day := undamaged(each.date)))
        between = " – ".join(dict.fromkeys(builder.formatter.day(day) for day in (*days[:1], *days[-1:])))
        reported = f" · {builder.translate('reported-days', days=between)}" if between else ""
        yield builder.link(post.official, after=f"{builder.formatter.localized(post.title)}{reported}")


def _attended(attended: Iterable[Attendance], builder: DetailBuilder) -> Iterator[DetailLine]:
    for each in attended:
        yield builder.link(
            each.conference, after=", ".join(builder.formatter.word("role", role) for role in each.roles)
        )
