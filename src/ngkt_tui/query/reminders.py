"""What agencies were reminded of, answered and reported, and which of them a letter about a directive goes to."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.field_values import dump_entry, dump_field_value
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import StoredDate
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.responsible import agencies_of
from ngkt_tui.query.sql import read_rows

_MEANT = "(SELECT value FROM json_each(:ids))"
AWAITING = """
    reminder.id > coalesce(
        (
            SELECT max(CAST(reply.reminder AS INTEGER))
            FROM reply
            WHERE reply.record = reminder.record AND coalesce(reply.agency, reminder.agency) = reminder.agency
        ),
        0
    )
"""
"""A reminder that has not been answered: neither by its agency nor for all that were reminded."""
IS_UNANSWERED = f"""
    +it.id IN (SELECT reminder.record FROM reminder WHERE reminder.reply_by < :today AND {AWAITING})
"""
"""A directive about which an agency should have answered a reminder by the day `:today`."""
DAYS_AHEAD = 14
"""What is due within so many days is due soon."""
_OPEN = ", ".join(f"'{status}'" for status in Status if status not in (Status.DONE, Status.DROPPED))
_ANYTHING_DUE = f"""
    SELECT 1
    WHERE EXISTS (SELECT 1 FROM directive WHERE status = 'reported')
        OR EXISTS (SELECT 1 FROM directive WHERE status IN ({_OPEN}) AND due <= :soon)
        OR EXISTS (SELECT 1 FROM next_step WHERE done_on IS NULL AND due < :today)
        OR EXISTS (SELECT 1 FROM watch_item WHERE next_on <= date(:today, '+7 days'))
        OR EXISTS (
            SELECT 1
            FROM reminder JOIN directive ON directive.id = reminder.record
            WHERE reminder.reply_by < :today AND directive.status IN ({_OPEN}) AND {AWAITING}
        )
"""
REMINDERS = f"""
    SELECT
        reminder.id AS id,
        reminder.record AS record,
        reminder.at AS at,
        reminder.actor AS actor,
        reminder.sent_on AS sent_on,
        CAST(reminder.level AS INTEGER) AS level,
        reminder.agency AS agency_id,
        reminder.number AS number,
        reminder.channel AS channel,
        reminder.reply_by AS reply_by,
        {AWAITING} AS is_awaiting
    FROM reminder
    WHERE reminder.record IN {_MEANT}
    ORDER BY reminder.sent_on DESC NULLS LAST, reminder.id DESC
"""
REPLIES = f"""
    SELECT
        reply.id AS id,
        reply.record AS record,
        reply.at AS at,
        reply.actor AS actor,
        reply.replied_on AS replied_on,
        reply.text AS text,
        CAST(reply.reminder AS INTEGER) AS reminder,
        reply.agency AS agency_id
    FROM reply
    WHERE reply.record IN {_MEANT}
    ORDER BY reply.replied_on DESC NULLS LAST, reply.id DESC
"""
AGENCY_REPORTS = f"""
    SELECT
        it.id AS id,
        it.record AS record,
        it.at AS at,
        it.actor AS actor,
        it.made_on AS made_on,
        it.agency AS agency_id,
        it.aspect AS aspect,
        it.text AS text
    FROM agency_report AS it
    WHERE it.record IN {_MEANT}
    ORDER BY it.record, it.agency, it.id
"""
_MEANT_POSITIONS = f"IN (SELECT meant.position FROM directive AS meant WHERE meant.id IN {_MEANT})"
_ADDRESSED = f"""
    SELECT it.id, owed.target, 0 AS rank
    FROM {agencies_of("lead", positions=_MEANT_POSITIONS)} AS owed
    JOIN directive AS it ON it.position = owed.position
    UNION ALL
    SELECT link.record, link.target, 1
    FROM link
    WHERE link.relation = 'addressee' AND link.record IN {_MEANT}
    ORDER BY 3
"""


class Reminder(NamedTuple):
    """A letter to an agency about a directive. `level` is 1 to 3."""

    id: int
    record: str
    at: str
    actor: str
    sent_on: StoredDate
    level: int
    agency_id: str
    number: str | None
    channel: str | None
    reply_by: StoredDate | None
    is_awaiting: int
    """1 as long as nothing was answered since."""
    agency: RecordRef | None = None

    def is_late(self, today: date) -> bool:
        """Return whether the day for an answer has passed without one."""
        return bool(self.is_awaiting) and isinstance(self.reply_by, date) and self.reply_by < today

    @property
    def text(self) -> str:
        """Return the letter as the history writes it."""
        values = {name: dump_field_value(value) for name, value in self._asdict().items()}
        return dump_entry(USER_FIELDS["reminder"], values | {"agency": self.agency_id})


class Reply(NamedTuple):
    """What was answered; `reminder` is the number of the last letter that it answers, 0 where none was sent.

    It answers the letters to its agency alone, those to all of them where `agency_id` is `None`.
    """

    id: int
    record: str
    at: str
    actor: str
    replied_on: StoredDate
    text: str
    reminder: int
    agency_id: str | None
    agency: RecordRef | None = None

    @property
    def entry(self) -> str:
        """Return the answer as the history writes it."""
        values = {name: dump_field_value(value) for name, value in self._asdict().items()}
        return dump_entry(USER_FIELDS["reply"], values | {"agency": self.agency_id})

    def answers(self, letter: Reminder) -> bool:
        """Return whether it answers a letter about its directive."""
        return self.reminder >= letter.id and self.agency_id in (None, letter.agency_id)


class AgencyReport(NamedTuple):
    """What an agency reported of a directive in a sheet: `aspect` is one of `ReportAspect`."""

    id: int
    record: str
    at: str
    actor: str
    made_on: StoredDate
    agency_id: str
    aspect: str
    text: str
    agency: RecordRef | None = None

    @property
    def entry(self) -> str:
        """Return the report as the history writes it."""
        values = {"made_on": str(self.made_on), "agency": self.agency_id, "aspect": self.aspect, "text": self.text}
        return dump_entry(USER_FIELDS["agency_report"], values)


def agency_reports_of(connection: Readable, ids: Iterable[str]) -> tuple[AgencyReport, ...]:
    """Return what agencies reported of directives, by directive and agency."""
    return tuple(read_rows(connection, AGENCY_REPORTS, {"ids": json.dumps(list(ids))}, AgencyReport))


def reminders_of(connection: Readable, ids: Iterable[str]) -> tuple[Reminder, ...]:
    """Return the reminders of directives, the newest first."""
    found = read_rows(connection, REMINDERS, {"ids": json.dumps(list(ids))}, Reminder)
    agencies = load_refs(connection, sorted({each.agency_id for each in found}))
    return tuple(each._replace(agency=agencies.get(each.agency_id)) for each in found)


def addressed(connection: Readable, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return whom a letter about each directive goes to: those in charge, else its addressees."""
    found: dict[str, list[tuple[int, str]]] = {}
    for record, agency, rank in connection.execute(_ADDRESSED, {"ids": json.dumps(list(ids))}).fetchall():
        found.setdefault(record, []).append((rank, agency))
    return {
        record: tuple(dict.fromkeys(agency for rank, agency in agencies if rank == agencies[0][0]))
        for record, agencies in found.items()
    }


def is_anything_due(connection: Readable, today: date) -> bool:
    """Return whether anything is overdue, due soon, to be reminded of or to be confirmed, from the indexes alone."""
    soon = today + timedelta(days=DAYS_AHEAD)
    return connection.execute(_ANYTHING_DUE, {"today": str(today), "soon": str(soon)}).fetchone() is not None
