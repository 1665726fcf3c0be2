"""The annex that offices keep of assigned tasks: a row for each directive, in the words of one language.

The sheet of an agency holds what it may see: what it was asked, and what it reported itself.
"""

import re
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from ngkt_tui.domain.enums import DirectiveKind, Language, Nature, ReportAspect, Status
from ngkt_tui.domain.summary_items import ConferenceReport, DirectiveItem
from ngkt_tui.domain.text import sanitize
from ngkt_tui.domain.words import format_date, translate

MAX_CELL = 32_000
"""Characters of a cell; a spreadsheet takes 32,767."""


_LINE_ENDS = re.compile("\r\n|\r|\n")


class AnnexColumn(StrEnum):
    """The columns, from left to right; the catalogue calls them `annex.<column>`."""

    NUMBER = "number"
    TEXT = "text"
    ASSIGNED_BY = "assigned-by"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DUE = "due"
    PRODUCT = "product"
    STATUS = "status"
    RESULT = "result"
    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"
    NOTE = "note"
    ID = "id"


REPORTED = {AnnexColumn(aspect.value): aspect for aspect in ReportAspect}
FILLED_IN = (AnnexColumn.STATUS, *REPORTED)
"""What an agency fills in."""

AnnexCell = str | date | int


class AgencySheet(NamedTuple):
    """The agency that a sheet is for, and the directives that name it rather than a group to which it belongs."""

    id: str
    name: str
    named: frozenset[str]


def annex_row(
    line: DirectiveItem, conference: ConferenceReport, number: int, language: Language, agency: AgencySheet | None
) -> tuple[AnnexCell, ...]:
    """Return the cells of a directive, in the order of `AnnexColumn`; for an agency only what it may see."""
    middle = _for_agency(line, agency, language) if agency else _for_office(line, language)
    status = status_word(line.status, language) if line.status else ""
    assigned_by, lead = _assigned_by(line, conference, language), _lead(line, language)
    due: AnnexCell = line.due or line.horizon
    if not due and line.nature == Nature.ONGOING:
        due = translate(language, "annex.ongoing")
    first = (number, line.text, assigned_by, lead, "; ".join(line.coordinating), due, line.product, status)
    return tuple(each if isinstance(each, date | int) else cell_text(each) for each in (*first, *middle, line.id))


def cell_text(text: str) -> str:
    """Return a text as a cell holds it."""
    return sanitize(text)[:MAX_CELL] if text else ""


def plain_cell(text: str) -> str:
    """Return what a cell says, whichever program saved it: lines end alike, and no blanks stand at their ends."""
    return "\n".join(line.rstrip() for line in _LINE_ENDS.split(normalize("NFC", text))).strip()


@cache
def status_word(status: Status, language: Language) -> str:
    """Return what the cell of a status says."""
    word = translate(language, f"status.{status}")
    return word[:1].upper() + word[1:]


def reported_by(line: DirectiveItem, agency: str) -> dict[ReportAspect, str]:
    """Return what an agency reported of a directive."""
    return {ReportAspect(each.aspect): each.text for each in line.reports if each.agency_id == agency}


def _assigned_by(line: DirectiveItem, conference: ConferenceReport, language: Language) -> str:
    if not conference.id:
        return "; ".join(line.sources)
    if conference.date is None:
        return conference.title
    is_meeting = not any(word in conference.title.lower() for word in ("hội nghị", "conference"))
    event = translate(language, "annex.meeting" if is_meeting else "annex.conference", date=conference.date)
    return f"{event} ({', '.join(conference.chairs)})" if conference.chairs else event


def _lead(line: DirectiveItem, language: Language) -> str:
    if line.lead or not line.addressees:
        return "; ".join(line.lead)
    return translate(language, "annex.addressed", agencies="; ".join(line.addressees))


def _for_agency(line: DirectiveItem, agency: AgencySheet, language: Language) -> tuple[str, ...]:
    own = reported_by(line, agency.id)
    note = "" if line.id in agency.named else translate(language, "annex.through-group")
    return (*(own.get(aspect, "") for aspect in ReportAspect), note)


def _for_office(line: DirectiveItem, language: Language) -> tuple[str, ...]:
    results = [line.reported(ReportAspect.RESULT)]
    results += (f"{format_date(each.made_on, language)}: {each.text}" for each in line.progress)
    if line.done_on:
        results.append(translate(language, "annex.done-on", date=line.done_on))
    results += line.evidence
    difficulties = (line.why if line.status is Status.BLOCKED else "", line.reported(ReportAspect.DIFFICULTY))
    columns = (results, difficulties, (line.reported(ReportAspect.PROPOSAL),), _notes(line, language))
    return tuple("\n".join(filter(None, each)) for each in columns)


def _notes(line: DirectiveItem, language: Language) -> list[str]:
    marks = {
        "summary.recommendation": line.kind == DirectiveKind.RECOMMENDATION,
        "summary.is-own": line.is_own,
        "summary.withdrawn": line.withdrawn,
        "nature.spirit": line.nature == Nature.SPIRIT,
    }
    dropped = line.why if line.status is Status.DROPPED else ""
    return [*(translate(language, key) for key, is_so in marks.items() if is_so), dropped, *line.notes]
