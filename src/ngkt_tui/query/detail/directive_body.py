"""What is told of a directive: a frozen value."""

from typing import NamedTuple

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.query.change_groups import DueMove
from ngkt_tui.query.detail.values import (
    Bilingual,
    DeclinedEntry,
    EvidenceEntry,
    Link,
    PeriodEntry,
    PlaceInFamily,
    ReportEntry,
)
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.reminders import AgencyReport, Reminder, Reply
from ngkt_tui.query.watch_items import WatchItem


class DirectiveDetail(NamedTuple):
    """What is told of a directive alone."""

    conference: RecordRef | None
    kind: str
    nature: str
    product: Bilingual | None
    """What it asks to be produced, in the words of a user where one gave them."""
    paragraph: int
    status: Status | Damaged
    due: StoredDate | None
    done_on: StoredDate | None
    why: str | None
    horizon: PeriodEntry
    issuers: tuple[RecordRef, ...]
    lead: tuple[RecordRef, ...]
    coordinating: tuple[RecordRef, ...]
    addressees: tuple[RecordRef, ...]
    themes: tuple[RecordRef, ...]
    markets: tuple[RecordRef, ...]
    agreements: tuple[RecordRef, ...]
    documents: tuple[RecordRef, ...]
    figures: tuple[RecordRef, ...]
    repeats: tuple[Link, ...]
    """Earlier directives that this one takes up."""
    repeated_by: tuple[Link, ...]
    """Later directives that take this one up."""
    related: tuple[RecordRef, ...]
    """Directives that ask for something near, of the same conference or another, named from either end."""
    families: tuple[PlaceInFamily, ...]
    results: tuple[RecordRef, ...]
    """What may answer it."""
    declined: tuple[DeclinedEntry, ...]
    """Which of these do not, as users say."""
    importance: int | None
    first_due: StoredDate | None
    """The due date that was set first, where it was moved since."""
    evidence: tuple[EvidenceEntry, ...]
    digest_lead: tuple[RecordRef, ...]
    """Whom the digests name as lead, where a user gave other agencies; these are then in `lead`."""
    digest_coordinating: tuple[RecordRef, ...]
    digest_product: Bilingual | None
    """What the digests say, where a user gave another; that one is then in `product`."""
    own_lead: tuple[str, ...] | Damaged | None
    """Ids of the agencies that a user gave in place of the digests'; `None` where those of the digests count."""
    own_coordinating: tuple[str, ...] | Damaged | None
    own_product: str | None
    digest_nature: str
    own_nature: str | None
    """The nature that a user gave in place of the digests'; that one is then in `nature`."""
    confirms: tuple[str, ...] | Damaged | None
    """Ids of the organisations that say whether it is done."""
    confirming: tuple[RecordRef, ...]
    """The organisations themselves."""
    transfer: tuple[str, ...] | Damaged | None
    """Ids of the organisations that it should go to instead, as users propose."""
    transferring: tuple[RecordRef, ...]
    transferred_on: StoredDate | None
    lacks: tuple[str, ...]
    """Which of the six things (`ClearAspect`) are not clear."""
    due_moves: tuple[DueMove, ...]
    """Every due date that was given, the first one first; those that were taken back left out."""
    reminders: tuple[Reminder, ...]
    """The letters by which agencies were reminded of it, the newest first."""
    replies: tuple[Reply, ...]
    """What was answered, the newest first."""
    watched: tuple[WatchItem, ...]
    """What is watched of markets because of it."""
    reports: tuple[ReportEntry, ...]
    """That it was reported as done, and that this was confirmed, as far as its status is due to that."""
    agency_reports: tuple[AgencyReport, ...]
    """What agencies reported of it in sheets, by agency."""
    issued: StoredDate | None = None
    """The day on which it was asked, where no conference dates it."""

    def accepts(self, result: str) -> bool:
        """Tell whether a result is among the evidence."""
        return any(each.text.split()[:1] == [result] for each in self.evidence)
