"""The checklist: directives, newest conference first, and the recommendations behind them."""

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.json_values import each_of, valid_or_empty
from ngkt_tui.domain.user_fields import COLUMN_FIELDS
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.rows import BETWEEN_AGENCIES, DirectiveRow


def _agencies(relation: str, *names: str) -> str:
    return (
        f"(SELECT group_concat(named.name, '{BETWEEN_AGENCIES}') FROM"
        f" (SELECT coalesce({', '.join(names)}) AS name FROM link JOIN organisation ON organisation.id = link.target"
        f" WHERE link.record = it.id AND link.relation = '{relation}' ORDER BY link.ordinal) AS named)"
    )


def _given(*names: str) -> str:
    return (
        f"(SELECT group_concat(named.name, '{BETWEEN_AGENCIES}') FROM"
        f" (SELECT coalesce({', '.join(names)}) AS name FROM {each_of('it.lead')} AS own"
        " JOIN organisation ON organisation.id = own.value ORDER BY own.key) AS named)"
    )


def _owing(*names: str) -> str:
    leading = f"CASE WHEN it.lead IS NULL THEN {_agencies('lead', *names)} ELSE {_given(*names)} END"
    return f"coalesce({leading}, {_agencies('addressee', *names)}, '')"


_LEADS = (
    "CASE WHEN it.lead IS NULL"
    " THEN (SELECT count(*) FROM link WHERE link.record = it.id AND link.relation = 'lead')"
    f" ELSE json_array_length({valid_or_empty('it.lead')}) END"
)
_EVIDENCE = "(SELECT count(*) FROM evidence WHERE evidence.record = it.id)"
_REPEATS = (
    "(SELECT count(*) FROM"
    " (SELECT link.target FROM link WHERE link.record = it.id AND link.relation = 'repeats'"
    " UNION SELECT link.record FROM link WHERE link.target = it.id AND link.relation = 'repeats'))"
)
_NOTES = "(SELECT count(*) FROM note WHERE note.record = it.id)"

DIRECTIVES: Listing[DirectiveRow] = Listing(
    RecordKind.DIRECTIVE,
    DirectiveRow._make,
    (
        "it.position",
        "it.id",
        "it.conference",
        "(SELECT conference.date FROM conference WHERE conference.id = it.conference)",
        "it.kind",
        "it.text_vi",
        "it.text_en",
        "it.status",
        "it.due",
        "it.done_on",
        "it.why",
        _owing("organisation.short_vi", "organisation.name_vi"),
        _owing("organisation.short_en", "organisation.name_en", "organisation.short_vi", "organisation.name_vi"),
        _LEADS,
        _REPEATS,
        _NOTES,
        "record.withdrawn",
        "it.importance",
        _EVIDENCE,
        "it.first_due",
        *(f"it.{field.name}" for field in COLUMN_FIELDS if field.is_override),
        "it.nature",
        "it.product_vi",
        "it.product_en",
    ),
    "JOIN record ON record.position = it.position",
)
