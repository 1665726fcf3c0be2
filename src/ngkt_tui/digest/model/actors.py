"""Who acts: organisations, and named officials with the posts they held."""

from ngkt_tui.digest.model.record import Citation, Record
from ngkt_tui.digest.model.values import (
    ConferenceRef,
    DigestModel,
    EnumField,
    NonBlankStr,
    NonEmptyTuple,
    OrganisationRef,
    Text,
    TupleOf,
)
from ngkt_tui.domain.kinds import OrganisationKind, RecordKind


class Organisation(Record):
    """A body, or a group of bodies, that acts or is addressed. What a group was asked, its members were asked."""

    kind_of_record = RecordKind.ORGANISATION
    required = ("name", "kind")

    name: Text | None = None
    short: Text | None = None
    aliases: TupleOf[NonBlankStr] = ()
    kind: EnumField[OrganisationKind] | None = None
    parent: OrganisationRef | None = None
    member_of: TupleOf[OrganisationRef] = ()


class Post(DigestModel):
    """A post that an official held, as printed, and the conferences at which it was so."""

    title: Text
    conferences: NonEmptyTuple[ConferenceRef]
    sources: NonEmptyTuple[Citation]
    organisation: OrganisationRef | None = None


class Official(Record):
    """A named person. `printed_as` keeps a misspelling beside the right form."""

    kind_of_record = RecordKind.OFFICIAL
    required = ("name", "posts")

    name: NonBlankStr | None = None
    aliases: TupleOf[NonBlankStr] = ()
    printed_as: NonBlankStr | None = None
    posts: TupleOf[Post] = ()
