"""What stands in a detail, put into words: each value as the lines of text that it comes to."""

from functools import singledispatch
from typing import NamedTuple

from ngkt_tui.cli.cells import Style
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail.values import (
    Attendance,
    Bilingual,
    Item,
    Mention,
    Participant,
    Period,
    PostHeld,
    Tie,
    Tied,
)
from ngkt_tui.query.names import Named

DAYS = ("due", "done_on", "date", "issued", "published")
VOCABULARIES = {"status": "status", "format": "format", "bound": "bound"}
KINDS = {
    RecordKind.DIRECTIVE: "kind",
    RecordKind.CONFERENCE: "conference-kind",
    RecordKind.AGREEMENT: "agreement-kind",
    RecordKind.MARKET: "market-kind",
    RecordKind.ORGANISATION: "organisation-kind",
    RecordKind.DOCUMENT: "document-kind",
    RecordKind.FIGURE: "figure-kind",
}
STAGES = ("agreements", "observations")


class Place(NamedTuple):
    """Where a value stands: in which field of what kind of record; and how to write it."""

    kind: RecordKind
    field: str
    style: Style

    def words(self, text: Bilingual) -> str:
        """Return a text in the chosen language."""
        return self.style.text(text.vi, text.en)

    def name(self, record: Named) -> str:
        """Return what a record is called, its date where it has one, and its id."""
        date = f", {self.style.day(record.date)}" if record.date else ""
        return f"{record.name(self.style.language)}{date} [{record.id}]"


@singledispatch
def entries(value: object, place: Place) -> list[str]:
    """Return the lines that `value` comes to; none where there is nothing to tell."""
    return [] if value is None else [str(value)]


@entries.register
def _(value: str, place: Place) -> list[str]:
    if place.field == "kind":
        return [place.style.word(KINDS.get(place.kind, ""), value)]
    if place.field in VOCABULARIES:
        return [place.style.word(VOCABULARIES[place.field], value)]
    return [place.style.day(value) if place.field in DAYS else value]


@entries.register
def _(value: bool, place: Place) -> list[str]:
    return [place.style.word("answer", "yes" if value else "no")]


@entries.register
def _(value: float, place: Place) -> list[str]:
    return [f"{value:g}"]


@entries.register
def _(value: tuple, place: Place) -> list[str]:  # type: ignore[type-arg]
    return [line for each in value for line in entries(each, place)]


@entries.register
def _(value: Bilingual, place: Place) -> list[str]:
    return [place.words(value)]


@entries.register
def _(value: Named, place: Place) -> list[str]:
    return [place.name(value)]


@entries.register
def _(value: Period, place: Place) -> list[str]:
    days = " – ".join(place.style.day(day) for day in (value.start, value.end) if day)
    parts = [place.words(value.text) if value.text else "", days]
    return [" · ".join(part for part in parts if part)] if any(parts) else []


@entries.register
def _(value: Tie, place: Place) -> list[str]:
    how = f"{place.style.word('repetition', value.how)}: " if value.how else ""
    return [how + place.name(value.record)]


@entries.register
def _(value: Tied, place: Place) -> list[str]:
    names = [place.name(each) for each in value.first]
    return [*names, "…"] if value.total > len(names) else names


@entries.register
def _(value: Item, place: Place) -> list[str]:
    return [_joined(place.words(value.text) if value.text else "", value.record and place.name(value.record))]


@entries.register
def _(value: Participant, place: Place) -> list[str]:
    who = place.name(value.record) if value.record else place.words(value.who) if value.who else ""
    return [_joined(who, _roles(value.roles, place), place.words(value.point) if value.point else "")]


@entries.register
def _(value: Attendance, place: Place) -> list[str]:
    return [_joined(place.name(value.conference), _roles(value.roles, place))]


@entries.register
def _(value: Mention, place: Place) -> list[str]:
    state = place.style.word("stage" if place.field in STAGES else "stance", value.state) if value.state else ""
    return [_joined(place.name(value.record), state, place.words(value.text) if value.text else "")]


@entries.register
def _(value: PostHeld, place: Place) -> list[str]:
    other = value.official if place.kind is RecordKind.ORGANISATION else value.organisation
    conferences = ", ".join(conference.id for conference in value.conferences)
    return [_joined(place.words(value.title), other and place.name(other), conferences)]


def _roles(roles: tuple[str, ...], place: Place) -> str:
    return ", ".join(place.style.word("role", role) for role in roles)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
