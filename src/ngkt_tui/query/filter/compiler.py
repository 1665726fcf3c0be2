"""Compiling a filter and a scope into a `CompiledFilter`: conditions, tables, order and parameters of a statement.

The position breaks every tie of an order.
"""

import json
from collections.abc import Sequence

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.readable import Moment, Readable
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION
from ngkt_tui.domain.stored_values import each_of
from ngkt_tui.domain.user_fields import OVERRIDABLE
from ngkt_tui.query.as_of import PAST_TABLES
from ngkt_tui.query.filter.fields import CompileContext, FilterField, ResolvedValue
from ngkt_tui.query.filter.filter_spec import (
    EVERYTHING,
    MINE,
    FieldName,
    FieldTerm,
    FilterSpec,
    Quoting,
    Sort,
    SortKey,
    TextTerm,
    ValueMistakeError,
)
from ngkt_tui.query.former_ids import id_history
from ngkt_tui.query.responsible import RESPONSIBLE, agencies_of
from ngkt_tui.query.scope import Scope, asked_ids, directives_within, within
from ngkt_tui.query.search import POSITION, TypedPhrase, WordMatch, match_phrases
from ngkt_tui.query.sql import ASKED_ON, CONFERENCE_DATE, TOUCHED, CompiledFilter, Parameters


def compile_filter(
    connection: Readable,
    kind: RecordKind,
    moment: Moment,
    spec: FilterSpec = EVERYTHING,
    scope: Scope = (),
) -> CompiledFilter:
    """Return which records of `kind` a filter and a scope leave, for a reader at `moment`.

    Raises `FilterError` for a value that the store does not know.
    """
    bindings = Parameters()
    left = directives_within(scope, bindings) if scope else ()
    positive, negative = _text_terms(spec)
    found = _match(connection, bindings, positive) if positive else WordMatch("", (), "")
    conditions = [
        *(left if kind is RecordKind.DIRECTIVE else within(kind, scope, bindings) if scope else ()),
        *_listed_only(kind, bool(scope)),
        *found.extra_conditions,
        *(_without(kind, _match(connection, bindings, [term])) for term in negative),
        *_field_conditions(connection, spec, CompileContext(kind, moment, bindings)),
    ]
    past = (id_history(connection), *PAST_TABLES) if moment.as_of else ()
    looked_up = order_items(spec.order, CompileContext(kind, moment, bindings), found.rank) or _own_order(kind)
    order = tuple(item.replace(CONFERENCE_DATE, "dated.date") for item in looked_up)
    reader = {"today": moment.day.isoformat(), "cutoff": moment.cutoff, "zone": moment.zone}
    conferences = json.dumps([chip.id for chip in scope if chip.kind is RecordKind.CONFERENCE])
    parameters = bindings.values | reader | {"is_whole": not scope, "conferences": conferences}
    tables, join = (*past, _counted(left)), "" if order == looked_up else _DATED
    is_unfiltered = kind is RecordKind.DIRECTIVE and not (conditions or found.condition or past)
    sort = spec.order[0] if is_unfiltered and len(spec.order) == 1 else None
    return CompiledFilter(kind, moment, tables, found.condition, tuple(conditions), order, parameters, join, sort)


def _text_terms(spec: FilterSpec) -> tuple[list[TextTerm], list[TextTerm]]:
    terms = [term for term in spec.terms if isinstance(term, TextTerm)]
    return [term for term in terms if not term.is_negated], [term for term in terms if term.is_negated]


def _match(connection: Readable, bindings: Parameters, terms: Sequence[TextTerm]) -> WordMatch:
    phrases = [TypedPhrase(term.text, term.quoting is Quoting.CLOSED) for term in terms]
    return match_phrases(connection, bindings, phrases)


def _without(kind: RecordKind, unwanted: WordMatch) -> str:
    position = "it.position" if kind is RecordKind.DIRECTIVE else "record.position"
    return f"{position} NOT IN (SELECT {POSITION} FROM search WHERE {unwanted.conditions})"


def _field_conditions(connection: Readable, spec: FilterSpec, question: CompileContext) -> list[str]:
    terms = [term for term in spec.terms if isinstance(term, FieldTerm)]
    if not terms:
        return []
    from ngkt_tui.query.filter.fields.field_registry import (
        FIELDS,  # a tenth of what a start loads, and a plain list names no field
    )

    question = question._replace(unit=_unit(connection, terms, question.moment))
    conditions = []
    for term in terms:
        field = FIELDS[term.name]
        condition = field.to_sql(question, _meanings(connection, term, field, question.moment))
        conditions.append(f"({condition}) IS NOT TRUE" if term.is_negated else f"({condition})")
    return conditions


def _unit(connection: Readable, terms: Sequence[FieldTerm], moment: Moment) -> tuple[str, ...]:
    """Return the ids by which the reader's own organisation is asked, where a term asks for what is its."""
    asking = ((term, value) for term in terms if term.name is FieldName.IS for value in term.values)
    for term, value in asking:
        if value.text == MINE:
            if not moment.unit:
                raise ValueMistakeError("filter.problem.no-unit").at(value.span, value.text, str(term.name))
            from ngkt_tui.query.lookup import find  # only here a filter names what it does not spell

            try:
                return asked_ids(connection, find(connection, (RecordKind.ORGANISATION,), moment.unit))
            except ValueMistakeError as mistake:
                problem = ValueMistakeError("filter.problem.unknown-unit", mistake.nearest, unit=moment.unit)
                raise problem.at(value.span, value.text, str(term.name)) from mistake
    return ()


def _meanings(connection: Readable, term: FieldTerm, field: FilterField, moment: Moment) -> tuple[ResolvedValue, ...]:
    meanings = []
    for value in term.values:
        try:
            meanings.append(field.resolve(connection, field.resolve_day(value.text, moment.day)))
        except ValueMistakeError as mistake:
            raise mistake.at(value.span, value.text, term.span.word or term.name) from mistake
    if term.name is FieldName.AGENCY:
        # Looked up first: of ids that stand in a statement a planner knows how many directives name them.
        return tuple(asked_ids(connection, ids) if ids else ids for ids in meanings)
    return tuple(meanings)


def _counted(conditions: Sequence[str]) -> str:
    columns = ", ".join(f"it.{column}" for column in _COUNTED)
    if not conditions:
        return f"counted AS NOT MATERIALIZED (SELECT {columns} FROM directive AS it)"
    return f"""
        counted AS MATERIALIZED (
            SELECT {columns}
            FROM directive AS it
            WHERE {" AND ".join(conditions)}
        )
    """


def _listed_only(kind: RecordKind, is_scoped: bool) -> tuple[str, ...]:
    """Return what makes a record of `kind` worth a row: within a scope an organisation is one that owes something."""
    if kind is not RecordKind.ORGANISATION or not is_scoped:
        return ()
    return (f"EXISTS (SELECT 1 FROM {agencies_of(targets='= it.id', positions=f'IN ({_DIRECTIVES_LEFT})')} AS owed)",)


def _own_order(kind: RecordKind) -> tuple[str, ...]:
    """Return the order of a kind where nobody asks for one: organisations that owe something come before the others."""
    if kind is not RecordKind.ORGANISATION:
        return ()
    is_asked = f"""
        EXISTS (
            SELECT 1
            FROM link
            WHERE link.target = it.id AND link.relation IN {RESPONSIBLE} AND link.position < {FIRST_RECOMMENDATION}
        )
        OR it.id IN ({_GIVEN_BY_USERS})
    """
    return (f"NOT ({is_asked})",)


_DATED = "LEFT JOIN conference AS dated ON dated.id = it.conference"
"""The conference of each record that is sorted by its day; looked up, it would be so for every record."""

_COUNTED = (
    "position",
    "id",
    "conference",
    "kind",
    "nature",
    "digest_nature",
    "status",
    "due",
    "assigned",
    "lead",
    "coordinating",
)
"""The columns by which the directives of a scope are counted: their texts would be copied for nothing."""
_DIRECTIVES_LEFT = "SELECT counted.position FROM counted WHERE counted.kind <> 'recommendation'"
_GIVEN_BY_USERS = " UNION ALL ".join(
    f"""
    SELECT own.value
    FROM directive AS given JOIN {each_of(f"given.{relation}")} AS own ON TRUE
    WHERE given.{relation} IS NOT NULL AND given.kind <> 'recommendation'
    """
    for relation in OVERRIDABLE
)

_RANKS = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(Status))


def order_items(keys: tuple[SortKey, ...], question: CompileContext, rank: str) -> tuple[str, ...]:
    """Return the items of ORDER BY for `keys`; nothing for none, and none for `rank` where no word is looked for.

    Dates are sorted from the oldest, the best match and the longest silence first; what has no value comes last,
    reversed or not. Recommendations stay behind the directives.
    """
    items: list[str] = []
    for key in keys:
        items.extend(_items(key, question, rank))
    if items and question.kind is RecordKind.DIRECTIVE:
        items.insert(0, f"it.position >= {FIRST_RECOMMENDATION}")
    return tuple(items)


def _items(key: SortKey, question: CompileContext, rank: str) -> tuple[str, ...]:
    direction = " DESC" if key.is_reversed else ""
    if key.by is Sort.MATCH:
        return (f"{rank}{direction}",) if rank else ()
    if key.by is Sort.STATUS:
        return (f"CASE it.status {_RANKS} END{direction} NULLS {'LAST' if key.is_reversed else 'FIRST'}",)
    return (f"{_value(key.by, question)}{direction} NULLS LAST",)


def _value(by: Sort, question: CompileContext) -> str:
    if by is Sort.DUE:
        return "it.due"
    if by is Sort.AGE:
        return TOUCHED.format(zone=question.bindings.add(question.moment.zone))
    if question.kind is RecordKind.CONFERENCE:
        return "it.date"
    return ASKED_ON if question.kind is RecordKind.DIRECTIVE else CONFERENCE_DATE
