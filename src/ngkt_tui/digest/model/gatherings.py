"""Conferences, who took part in them, and the enumerations that their sources name."""

from typing import Annotated

from pydantic import Field

from ngkt_tui.digest.model.record import Citation, Sourced
from ngkt_tui.digest.model.values import (
    ConferenceRef,
    DigestModel,
    DirectiveRef,
    EnumField,
    IsoDate,
    NonEmptyTuple,
    OfficialRef,
    OrganisationRef,
    Text,
    TupleOf,
)
from ngkt_tui.domain.kinds import ConferenceFormat, ConferenceKind, RecordKind, Role


class Participant(DigestModel):
    """Who took part and how: an official, an organisation, or somebody named in words only (one of the three).

    `point` is where they took part, `said` what they said.
    """

    official: OfficialRef | None = None
    organisation: OrganisationRef | None = None
    who: Text | None = None
    roles: NonEmptyTuple[EnumField[Role]]
    point: Text | None = None
    said: Text | None = None
    sources: TupleOf[Citation] = ()


class Conference(Sourced):
    """A conference or meeting. `date` is `None` where no source gives one.

    `points` are the organisations in whose places people took part by video link.
    """

    kind_of_record = RecordKind.CONFERENCE
    required = ("kind", "title", "sources")

    kind: EnumField[ConferenceKind] | None = None
    date: IsoDate | None = None
    time_of_day: Text | None = None
    title: Text | None = None
    format: EnumField[ConferenceFormat] | None = None
    place: Text | None = None
    related: TupleOf[ConferenceRef] = ()
    points: TupleOf[OrganisationRef] = ()
    participants: TupleOf[Participant] = ()


class FamilyItem(DigestModel):
    """One item of an enumeration: its words, the directives that it covers, or both.

    `directive` is how schema 1 names a single one; `article_coverage` holds either.
    """

    text: Text | None = None
    directives: TupleOf[DirectiveRef] = ()
    directive: DirectiveRef | None = None

    @property
    def covered(self) -> tuple[str, ...]:
        """Return the directives that the item covers."""
        return self.directives or ((self.directive,) if self.directive else ())


class Family(Sourced):
    """An enumeration that a source names ("three priorities"). `printed_count` is the number it prints."""

    kind_of_record = RecordKind.FAMILY
    required = ("conference", "name", "sources")

    conference: ConferenceRef | None = None
    name: Text | None = None
    printed_count: Annotated[int, Field(ge=1, le=1000)] | None = None
    items: TupleOf[FamilyItem] = ()
