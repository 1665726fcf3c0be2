"""The Vietnamese catalogue, put together from its parts."""

from ngkt_tui.domain.words.vi.acting import ACTING
from ngkt_tui.domain.words.vi.command_line import COMMAND_LINE
from ngkt_tui.domain.words.vi.commands import COMMANDS
from ngkt_tui.domain.words.vi.csv import CSV
from ngkt_tui.domain.words.vi.details import DETAILS
from ngkt_tui.domain.words.vi.dialogs import DIALOGS
from ngkt_tui.domain.words.vi.errors import ERRORS
from ngkt_tui.domain.words.vi.facets import FACETS
from ngkt_tui.domain.words.vi.faults import FAULTS
from ngkt_tui.domain.words.vi.filters import FILTERS
from ngkt_tui.domain.words.vi.safety import SAFETY
from ngkt_tui.domain.words.vi.screens import SCREENS
from ngkt_tui.domain.words.vi.storing import STORING
from ngkt_tui.domain.words.vi.summary import SUMMARY
from ngkt_tui.domain.words.vi.system import SYSTEM
from ngkt_tui.domain.words.vi.terms import TERMS

CATALOGUE: dict[str, str] = (
    TERMS
    | ERRORS
    | FAULTS
    | FILTERS
    | FACETS
    | SCREENS
    | DETAILS
    | DIALOGS
    | STORING
    | SAFETY
    | SUMMARY
    | COMMANDS
    | ACTING
    | COMMAND_LINE
    | SYSTEM
    | CSV
)
