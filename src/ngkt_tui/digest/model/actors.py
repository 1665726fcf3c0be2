"""Who acts: organisations, and named officials with the posts they held."""

from ngkt_tui.digest.model.record import Record, Source
from ngkt_tui.digest.model.values import ConferenceRef, Enumerated, Many, OrganisationRef, Part, Some, Text, Words
from ngkt_tui.domain.kinds import OrganisationKind, RecordKind


class Organisation(Record):
    """A body, or a group of bodies, that acts or is addressed. What a group was asked, its members were asked."""

    kind_of_record = RecordKind.ORGANISATION
    required = ("name", "kind")

    name: Text | None = None
    short: Text | None = None
    aliases: Many[Words] = ()
    kind: Enumerated[OrganisationKind] | None = None
    parent: OrganisationRef | None = None
    member_of: Many[OrganisationRef] = ()


class Post(Part):
    """A post that an official held, as printed, and the conferences at which it was so."""

    title: Text
    conferences: Some[ConferenceRef]
    sources: Some[Source]
    organisation: OrganisationRef | None = None


class Official(Record):
    """A named person. `printed_as` keeps a misspelling beside the right form."""

    kind_of_record = RecordKind.OFFICIAL
    required = ("name", "posts")

    name: Words | None = None
    aliases: Many[Words] = ()
    printed_as: Words | None = None
    posts: Many[Post] = ()
