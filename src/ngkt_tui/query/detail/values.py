"""What details are made of, as frozen values. Texts come in both languages; the English one may be missing."""

from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.enums import Stage, Status
from ngkt_tui.domain.stored_values import Damaged, StageChange, StoredDate
from ngkt_tui.query.names import RecordRef


class Bilingual(NamedTuple):
    """A text in both languages."""

    vi: str
    en: str | None


class Inference(NamedTuple):
    """A field whose value is not printed but follows from the text, and on what ground."""

    field: str
    basis: Bilingual


class CitationRow(NamedTuple):
    """Paragraphs of an article, or a document, that say what the record says. Empty `fields` stand for all of it."""

    path: str
    """The entry of a list that the source is for, as `posts/0`; empty for the record itself."""
    article: str
    """The id of the article or the document."""
    title: str | None
    outlet: str | None
    published: StoredDate | None
    url: str | None
    paragraphs: tuple[int, ...]
    terms: tuple[str, ...]
    fields: tuple[str, ...]
    digest: str
    is_document: bool = False
    point: str | None = None
    """The point of the document."""


class Correction(NamedTuple):
    """A field that users corrected, and what digests say in it; `None` where they say nothing."""

    field: str
    digest: Bilingual | None


class NoteEntry(NamedTuple):
    """A note that a user wrote."""

    id: int
    at: str
    actor: str
    text: str


class EvidenceEntry(NamedTuple):
    """What a user named to show that a directive was carried out; `record` is what it refers to, where it is known."""

    id: int
    at: str
    actor: str
    text: str
    record: RecordRef | None = None


class ReportEntry(NamedTuple):
    """Who reported a directive as done, or confirmed it: the status that it was given, when, and by whom."""

    status: Status
    at: str
    actor: str


class ProgressEntry(NamedTuple):
    """A line on how something goes on."""

    id: int
    at: str
    actor: str
    made_on: StoredDate
    text: str


class StepEntry(NamedTuple):
    """What is to be done next on `record`: open until `done_on`. `who` is the organisation that does it."""

    number: int
    record: str
    at: str
    actor: str
    text: str
    who: RecordRef | None
    due: StoredDate | None
    done_on: StoredDate | None

    @property
    def values(self) -> dict[str, str | None]:
        """Return what it says, as the history writes it."""
        days = {name: str(day) if day else None for name, day in (("due", self.due), ("done_on", self.done_on))}
        return {"text": self.text, "who": self.who.id if self.who else None, **days}

    def is_overdue(self, today: date) -> bool:
        """Return whether it should have been done before `today`."""
        return self.done_on is None and isinstance(self.due, date) and self.due < today


class DeclinedEntry(NamedTuple):
    """A result that does not answer a directive, as a user says."""

    id: int
    at: str
    actor: str
    result: str
    why: str


class StageChangeEntry(NamedTuple):
    """A stage that a user dated."""

    id: int
    at: str
    actor: str
    stage: Stage | Damaged
    on: StoredDate
    next_step: str | None

    @property
    def change(self) -> StageChange | None:
        """Return the move itself; `None` for a damaged one, which the history cannot write."""
        if not isinstance(self.stage, Stage) or not isinstance(self.on, date):
            return None
        return StageChange(self.stage, self.on, self.next_step)


class Link(NamedTuple):
    """A record that this one is tied to; `how` is the manner of a repetition."""

    record: RecordRef
    how: str | None
    is_own: bool = False
    """Whether a user told it."""


class LinkList(NamedTuple):
    """The records that name this one: how many, and the first of them."""

    total: int
    first: tuple[RecordRef, ...]


class GroupAsked(NamedTuple):
    """A group to which an organisation belongs, and what that group was asked."""

    group: RecordRef
    directives: LinkList


class PeriodEntry(NamedTuple):
    """A time as printed, and the days it stands for where these are known."""

    text: Bilingual | None
    start: StoredDate | None
    end: StoredDate | None


class ArticleContribution(NamedTuple):
    """What an article says of a conference: how many of its records, and those that no other article says."""

    article: RecordRef
    records: int
    alone: LinkList


class Item(NamedTuple):
    """One item of a family: its text, and the directives that it covers."""

    records: tuple[RecordRef, ...]
    text: Bilingual | None


class FamilyEntry(NamedTuple):
    """A family of a conference with its items."""

    family: RecordRef
    items: tuple[Item, ...]


class ArticleVersion(NamedTuple):
    """What one article says: the record, and the outlet of the article."""

    record: RecordRef
    outlet: str


class ArticleRemark(NamedTuple):
    """What the digest remarks on how articles report a record; it names one of them."""

    record: RecordRef
    text: Bilingual


class PlaceInFamily(NamedTuple):
    """The place of a directive in a family: the family, and the text of the item there."""

    family: RecordRef
    text: Bilingual | None


class ParticipantEntry(NamedTuple):
    """Who was at a conference, as what; `record` is an official or an organisation, else only `who` is known."""

    record: RecordRef | None
    who: Bilingual | None
    roles: tuple[str, ...]
    point: Bilingual | None
    """Where they took part."""
    said: Bilingual | None


class Attendance(NamedTuple):
    """A conference at which somebody was, and as what."""

    conference: RecordRef
    roles: tuple[str, ...]


class Mention(NamedTuple):
    """What a conference said of an agreement, a market or a company, told from either end.

    `state` is a stage or a stance.
    """

    record: RecordRef
    state: str | None
    what: Bilingual | None
    next_step: Bilingual | None


class HeldPost(NamedTuple):
    """A post as reported at conferences; `official` is who held it, `number` its place among the official's posts."""

    official: RecordRef
    title: Bilingual
    organisation: RecordRef | None
    conferences: tuple[RecordRef, ...]
    number: int
