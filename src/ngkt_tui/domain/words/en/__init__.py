"""The English catalogue, put together from its parts."""

from ngkt_tui.domain.words.en.agency_reports import AGENCY_REPORTS
from ngkt_tui.domain.words.en.command_line import COMMAND_LINE
from ngkt_tui.domain.words.en.commands import COMMANDS
from ngkt_tui.domain.words.en.dashboard import DASHBOARD
from ngkt_tui.domain.words.en.dialogs import DIALOGS
from ngkt_tui.domain.words.en.edit_forms import EDIT_FORMS
from ngkt_tui.domain.words.en.errors import DIGEST_ERRORS, ERRORS, SYSTEM
from ngkt_tui.domain.words.en.follow_up import FOLLOW_UP
from ngkt_tui.domain.words.en.office_reports import OFFICE_REPORTS
from ngkt_tui.domain.words.en.record_detail import RECORD_DETAIL
from ngkt_tui.domain.words.en.store import STORE
from ngkt_tui.domain.words.en.summary import SUMMARY
from ngkt_tui.domain.words.en.terms import FACETS, FILTERS, VOCABULARY
from ngkt_tui.domain.words.en.user_fields import USER_FIELD_WORDS

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
