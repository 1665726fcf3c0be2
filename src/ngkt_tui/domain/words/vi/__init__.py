"""The Vietnamese catalogue, put together from its parts."""

from ngkt_tui.domain.words.vi.agency_reports import AGENCY_REPORTS
from ngkt_tui.domain.words.vi.command_line import COMMAND_LINE
from ngkt_tui.domain.words.vi.commands import COMMANDS
from ngkt_tui.domain.words.vi.dashboard import DASHBOARD
from ngkt_tui.domain.words.vi.dialogs import DIALOGS
from ngkt_tui.domain.words.vi.edit_forms import EDIT_FORMS
from ngkt_tui.domain.words.vi.errors import DIGEST_ERRORS, ERRORS, SYSTEM
from ngkt_tui.domain.words.vi.follow_up import FOLLOW_UP
from ngkt_tui.domain.words.vi.office_reports import OFFICE_REPORTS
from ngkt_tui.domain.words.vi.record_detail import RECORD_DETAIL
from ngkt_tui.domain.words.vi.store import STORE
from ngkt_tui.domain.words.vi.summary import SUMMARY
from ngkt_tui.domain.words.vi.terms import FACETS, FILTERS, VOCABULARY
from ngkt_tui.domain.words.vi.user_fields import USER_FIELD_WORDS

CATALOGUE: dict[str, str] = (
    VOCABULARY
    | ERRORS
    | FOLLOW_UP
    | AGENCY_REPORTS
    | DIGEST_ERRORS
    | FILTERS
    | FACETS
    | DASHBOARD
    | OFFICE_REPORTS
    | RECORD_DETAIL
    | DIALOGS
    | STORE
    | SUMMARY
    | COMMANDS
    | EDIT_FORMS
    | COMMAND_LINE
    | SYSTEM
    | USER_FIELD_WORDS
)
