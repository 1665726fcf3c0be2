"""Everything that a `Summary` holds, as its own values and in its one language.

A report on a store of any size holds numbers and positions; the directives themselves are read as they are written.
"""

from ngkt_tui.query.report_parts.appendix import agreements, figures, markets, officials, results, sources
from ngkt_tui.query.report_parts.attention import (
    attention,
    by_agency,
    by_conference,
    by_theme,
    directives_that,
    through_groups,
)
from ngkt_tui.query.report_parts.conference_reports import conferences

__all__ = [
    "agreements",
    "attention",
    "by_agency",
    "by_conference",
    "by_theme",
    "conferences",
    "directives_that",
    "figures",
    "markets",
    "officials",
    "results",
    "sources",
    "through_groups",
]
