"""Telling who acts: officials with their posts, organisations with what they owe."""

from collections.abc import Iterable, Iterator

from ngkt_tui.query.detail.bodies import OfficialDetail, OrganisationDetail
from ngkt_tui.query.detail.values import Attendance, GroupAsked, HeldPost
from ngkt_tui.services.telling.lines import GAP, DetailLine, TextRun
from ngkt_tui.services.telling.teller import DetailBuilder, Lines


def official(body: OfficialDetail, builder: DetailBuilder) -> Lines:
    """Return what is told of a person alone."""
    return [
        *builder.fact("aliases", ", ".join(body.aliases)),
        *builder.fact("printed-as", body.printed_as),
        *builder.section("posts", _posts(body.posts, builder)),
        *builder.section("attended", _attended(body.attended, builder)),
        *builder.backlinks("directives-given", body.directives),
        *builder.backlinks("said", body.said),
    ]


def organisation(body: OrganisationDetail, builder: DetailBuilder) -> Lines:
    """Return what is told of an organisation alone."""
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
        yield builder.link(post.official, after=builder.formatter.localized(post.title))


def _attended(attended: Iterable[Attendance], builder: DetailBuilder) -> Iterator[DetailLine]:
    for each in attended:
        yield builder.link(
            each.conference, after=", ".join(builder.formatter.word("role", role) for role in each.roles)
        )
