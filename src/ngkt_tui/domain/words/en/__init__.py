"""The English catalogue, put together from its parts."""

from ngkt_tui.domain.words.en.acting import EDIT_FORMS
from ngkt_tui.domain.words.en.command_line import COMMAND_LINE
from ngkt_tui.domain.words.en.commands import COMMANDS
from ngkt_tui.domain.words.en.csv import CSV
from ngkt_tui.domain.words.en.details import RECORD_DETAIL
from ngkt_tui.domain.words.en.dialogs import DIALOGS
from ngkt_tui.domain.words.en.errors import ERRORS
from ngkt_tui.domain.words.en.facets import FACETS
from ngkt_tui.domain.words.en.faults import DIGEST_ERRORS
from ngkt_tui.domain.words.en.filters import FILTERS
from ngkt_tui.domain.words.en.safety import SAFETY
from ngkt_tui.domain.words.en.screens import DASHBOARD
from ngkt_tui.domain.words.en.storing import STORE
from ngkt_tui.domain.words.en.summary import SUMMARY
from ngkt_tui.domain.words.en.system import SYSTEM
from ngkt_tui.domain.words.en.terms import VOCABULARY

CATALOGUE: dict[str, str] = (
    VOCABULARY
    | ERRORS
    | DIGEST_ERRORS
    | FILTERS
    | FACETS
    | DASHBOARD
    | RECORD_DETAIL
    | DIALOGS
    | STORE
    | SAFETY
    | SUMMARY
    | COMMANDS
    | EDIT_FORMS
    | COMMAND_LINE
    | SYSTEM
    | CSV
)
