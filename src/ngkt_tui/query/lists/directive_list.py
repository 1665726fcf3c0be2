"""The checklist: directives, newest conference first, and the recommendations behind them."""

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.stored_values import each_of, valid_or_empty
from ngkt_tui.domain.user_fields import COLUMN_FIELDS, ROW_NAMES
from ngkt_tui.query.clarity import LACKS
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.rows import BETWEEN_AGENCIES, DirectiveRow
from ngkt_tui.query.repetitions import TIED_TO
from ngkt_tui.query.sql import ASKED_ON, NATURE


def _named_agencies(relation: str, names: str) -> str:
    """Return the names of the organisations that digests name as `relation`, in their order."""
    return f"""(
        SELECT group_concat(named.name, '{BETWEEN_AGENCIES}')
        FROM (
            SELECT coalesce({names}) AS name
            FROM link JOIN organisation ON organisation.id = link.target
            WHERE link.record = it.id AND link.relation = '{relation}'
            ORDER BY link.ordinal
        ) AS named
    )"""


def _given_agencies(names: str) -> str:
    """Return the names of the lead agencies that a user gave, in the user's order."""
    return f"""(
        SELECT group_concat(named.name, '{BETWEEN_AGENCIES}')
        FROM (
            SELECT coalesce({names}) AS name
            FROM {each_of("it.lead")} AS own JOIN organisation ON organisation.id = own.value
            ORDER BY own.key
        ) AS named
    )"""


def _agencies(names: str) -> str:
    """Return the names of the agencies in charge, else of the addressees; an empty text for none."""
    return f"""coalesce(
        CASE WHEN it.lead IS NULL THEN {_named_agencies("lead", names)} ELSE {_given_agencies(names)} END,
        {_named_agencies("addressee", names)},
        ''
    )"""


_OVERRIDES = ", ".join(f"it.{field.name} AS {ROW_NAMES[field.name]}" for field in COLUMN_FIELDS if field.is_override)

DIRECTIVES: Listing[DirectiveRow] = Listing(
    RecordKind.DIRECTIVE,
    DirectiveRow,
    f"""
        it.position AS position,
        it.id AS id,
        it.conference AS conference,
        {ASKED_ON} AS conference_date,
        it.kind AS kind,
        it.text_vi AS text_vi,
        it.text_en AS text_en,
        it.status AS status,
        it.due AS due,
        it.done_on AS done_on,
        it.why AS why,
        {_agencies("organisation.short_vi, organisation.name_vi")} AS agencies_vi,
        {_agencies("organisation.short_en, organisation.name_en, organisation.short_vi, organisation.name_vi")}
            AS agencies_en,
        CASE
            WHEN it.lead IS NULL
                THEN (SELECT count(*) FROM link WHERE link.record = it.id AND link.relation = 'lead')
            ELSE json_array_length({valid_or_empty("it.lead")})
        END AS leads,
        (
            SELECT count(*)
            FROM (
                {TIED_TO.format(id="it.id")}
            ) AS tied
        ) AS repeats,
        (SELECT count(*) FROM note WHERE note.record = it.id) AS notes,
        record.withdrawn AS withdrawn,
        it.importance AS importance,
        (SELECT count(*) FROM evidence WHERE evidence.record = it.id) AS evidence,
        it.first_due AS first_due,
        {_OVERRIDES},
        {NATURE.format(it="it")} AS nature,
        it.product_vi AS product_vi,
        it.product_en AS product_en,
        it.confirms AS confirms,
        it.transfer AS transfer,
        it.transferred_on AS transferred_on,
        {LACKS} AS lacks,
        record.own AS own,
        record.corrected AS corrected,
        (
            SELECT next_step.text
            FROM next_step
            WHERE next_step.record = it.id AND next_step.done_on IS NULL
            ORDER BY next_step.due IS NULL, next_step.due, next_step.id
            LIMIT 1
        ) AS next_step
    """,
    "JOIN record ON record.position = it.position",
)
