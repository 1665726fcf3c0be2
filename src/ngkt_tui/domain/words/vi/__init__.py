"""The Vietnamese catalogue, put together from its parts."""

from ngkt_tui.domain.words.vi.acting import EDIT_FORMS
from ngkt_tui.domain.words.vi.command_line import COMMAND_LINE
from ngkt_tui.domain.words.vi.commands import COMMANDS
from ngkt_tui.domain.words.vi.csv import CSV
from ngkt_tui.domain.words.vi.details import RECORD_DETAIL
from ngkt_tui.domain.words.vi.dialogs import DIALOGS
from ngkt_tui.domain.words.vi.errors import ERRORS
from ngkt_tui.domain.words.vi.facets import FACETS
from ngkt_tui.domain.words.vi.faults import DIGEST_ERRORS
from ngkt_tui.domain.words.vi.filters import FILTERS
from ngkt_tui.domain.words.vi.safety import SAFETY
from ngkt_tui.domain.words.vi.screens import DASHBOARD
from ngkt_tui.domain.words.vi.storing import STORE
from ngkt_tui.domain.words.vi.summary import SUMMARY
from ngkt_tui.domain.words.vi.system import SYSTEM
from ngkt_tui.domain.words.vi.terms import VOCABULARY

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
