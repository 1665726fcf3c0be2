"""Telling who acts: officials with their posts, organisations with what they owe."""

from collections.abc import Iterable, Iterator

from ngkt_tui.query.detail.bodies import OfficialBody, OrganisationBody
from ngkt_tui.query.detail.values import Attendance, GroupAsked, PostHeld
from ngkt_tui.services.telling.lines import GAP, Entry, Run
from ngkt_tui.services.telling.teller import Lines, Teller


def official(body: OfficialBody, teller: Teller) -> Lines:
    """Return what is told of a person alone."""
    return [
        *teller.fact("aliases", ", ".join(body.aliases)),
        *teller.fact("printed-as", body.printed_as),
        *teller.section("posts", _posts(body.posts, teller)),
        *teller.section("attended", _attended(body.attended, teller)),
        *teller.tied("directives-given", body.directives),
        *teller.tied("said", body.said),
    ]


def organisation(body: OrganisationBody, teller: Teller) -> Lines:
    """Return what is told of an organisation alone."""
    return [
        *teller.fact("kind", teller.manner.word("organisation-kind", body.kind)),
        *teller.fact("short", teller.manner.pick(body.short)),
        *teller.fact("aliases", ", ".join(body.aliases)),
        *teller.linked("parent", body.parent),
        *teller.links("parts", body.parts),
        *teller.links("member-of", body.member_of),
        *teller.tied("members", body.members),
        *teller.section("posts", _holders(body.posts, teller)),
        *teller.tied("leads", body.lead),
        *teller.tied("coordinates", body.coordinating),
        *teller.tied("addressed", body.addressed),
        *_through_groups(body.groups, teller),
        *teller.tied("issued", body.issued),
        *teller.tied("results", body.results),
        *teller.tied("said", body.said),
        *teller.tied("documents", body.documents),
        *teller.section("attended", _attended(body.attended, teller)),
    ]


def _posts(posts: Iterable[PostHeld], teller: Teller) -> Iterator[Entry]:
    for post in posts:
        title = Run(teller.manner.pick(post.title), "strong")
        if post.organisation:
            link = teller.link(post.organisation)
            yield link._replace(runs=(title, GAP, Run("· ", "muted"), *link.runs))
        else:
            yield Entry((title,), indent=2)
        for conference in post.conferences:
            yield teller.link(conference)._replace(indent=2)


def _through_groups(groups: Iterable[GroupAsked], teller: Teller) -> Iterator[Entry]:
    """Return what each group was asked to which an organisation belongs: it was asked so too, though not by name."""
    for group, directives in groups:
        name = group.name(teller.manner.language)
        title = teller.say("asked-through", group=name, count=directives.total)
        yield from teller.titled(title, teller.first_of(directives))


def _holders(posts: Iterable[PostHeld], teller: Teller) -> Iterator[Entry]:
    for post in posts:
        yield teller.link(post.official, after=teller.manner.pick(post.title))


def _attended(attended: Iterable[Attendance], teller: Teller) -> Iterator[Entry]:
    for each in attended:
        yield teller.link(each.conference, after=", ".join(teller.manner.word("role", role) for role in each.roles))
