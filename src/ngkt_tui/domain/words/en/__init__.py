"""The English catalogue, put together from its parts."""

from ngkt_tui.domain.words.en.acting import ACTING
from ngkt_tui.domain.words.en.command_line import COMMAND_LINE
from ngkt_tui.domain.words.en.commands import COMMANDS
from ngkt_tui.domain.words.en.csv import CSV
from ngkt_tui.domain.words.en.details import DETAILS
from ngkt_tui.domain.words.en.dialogs import DIALOGS
from ngkt_tui.domain.words.en.errors import ERRORS
from ngkt_tui.domain.words.en.facets import FACETS
from ngkt_tui.domain.words.en.faults import FAULTS
from ngkt_tui.domain.words.en.filters import FILTERS
from ngkt_tui.domain.words.en.safety import SAFETY
from ngkt_tui.domain.words.en.screens import SCREENS
from ngkt_tui.domain.words.en.storing import STORING
from ngkt_tui.domain.words.en.summary import SUMMARY
from ngkt_tui.domain.words.en.system import SYSTEM
from ngkt_tui.domain.words.en.terms import TERMS

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
