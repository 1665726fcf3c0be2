"""What asks for a decision: directives that are blocked, overdue, due soon, or silent for the longest time."""

import sqlite3
from datetime import date, timedelta

from ngkt_tui.domain.language import Language
from ngkt_tui.domain.summary import ActionItems, DirectiveItem
from ngkt_tui.query.cell import IS_FOLLOWED
from ngkt_tui.query.directives import DIRECTIVES
from ngkt_tui.query.narrowing import CompiledFilter
from ngkt_tui.query.report_rows.directive_lines import DirectiveItems, DirectiveReader
from ngkt_tui.query.touched import IS_OPEN, TOUCHED

SOON_DAYS = 14
MAX_SILENT = 10
MAX_LISTED = 100
"""So many are told at most in the other lists: who has more reads the report of all directives."""

_FOLLOWED = f"it.kind <> 'recommendation' AND {IS_FOLLOWED}"
_TOUCHED = TOUCHED.format(zone=":zone")


def attention(connection: sqlite3.Connection, where: CompiledFilter, language: Language) -> ActionItems:
    """Return what asks for a decision among the meant directives; recommendations and spirit never do."""
    soon = {"soon": _after(where.moment.day, SOON_DAYS)}
    meant = where._replace(parameters={**where.parameters, **soon})

    def listed(condition: str, order: str, most: int = MAX_LISTED) -> tuple[DirectiveItem, ...]:
        narrowed = meant._replace(conditions=(*meant.conditions, _FOLLOWED, condition), order=(order,))
        positions = DIRECTIVES.positions(connection, narrowed, most)
        return tuple(DirectiveItems(DirectiveReader(connection, where, language, positions), 0, len(positions)))

    return ActionItems(
        blocked=listed("it.status = 'blocked'", f"{_TOUCHED} DESC"),
        overdue=listed(f"it.due < :today AND {IS_OPEN}", "it.due"),
        due_soon=listed(f"it.due BETWEEN :today AND :soon AND {IS_OPEN}", "it.due"),
        silent=listed(f"{IS_OPEN} AND {_TOUCHED} IS NOT NULL", _TOUCHED, MAX_SILENT),
    )


def _after(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()
