"""Facets: how many records each value of a field would leave, under the rest of a filter and a scope.

A facet owns the last term of its field that is not negated; all other terms belong to whoever typed them. It is
counted by one GROUP BY over the filtered records with its own term left out. A test holds each count against the
filter with that value.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Moment, Readable
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION, PANE_KINDS, require_complete
from ngkt_tui.domain.stored_values import undamaged
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.filter.fields import CompileContext
from ngkt_tui.query.filter.fields.field_registry import FIELDS
from ngkt_tui.query.filter.fields.reference_fields import NONE
from ngkt_tui.query.filter.filter_spec import (
    FieldName,
    FieldTerm,
    FilterSpec,
    Quoting,
    SourceSpan,
    Term,
    TextTerm,
    Value,
)
from ngkt_tui.query.lists.listing import RecordCount, selection
from ngkt_tui.query.lookup import normalize_name
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.relations import ABOVE, join_pairs, via_directive
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.sql import NATURE, CompiledFilter, Parameters
from ngkt_tui.query.stages import newest_stage

Meanings = Mapping[str, tuple[str, ...]]
"""The values of a facet, as they are counted, that a value of its term stands for; a value not in it means itself."""

_NOWHERE = SourceSpan(1, 0)


def own_values(spec: FilterSpec, name: FieldName) -> tuple[str, ...]:
    """Return the values of the term that the facet `name` owns; none where there is no such term."""
    place = _own_place(spec, name)
    term = spec.terms[place] if place is not None else None
    return tuple(value.text for value in term.values) if isinstance(term, FieldTerm) else ()


def with_values(spec: FilterSpec, name: FieldName, values: Sequence[str]) -> FilterSpec:
    """Return `spec` with other values in the facet's own term; without values, without that term.

    A term that was not there comes behind all others but a phrase that is not closed yet, which is always the last.
    """
    place = _own_place(spec, name)
    written: tuple[Term, ...] = ()
    if values:
        written = (FieldTerm(name, tuple(Value(text, _NOWHERE) for text in values), False, _NOWHERE),)
    if place is not None:
        return spec._replace(terms=(*spec.terms[:place], *written, *spec.terms[place + 1 :]))
    end = len(spec.terms) - (1 if spec.terms and _is_open(spec.terms[-1]) else 0)
    return spec._replace(terms=(*spec.terms[:end], *written, *spec.terms[end:]))


def chosen(spec: FilterSpec, name: FieldName, meanings: Meanings) -> tuple[str, ...]:
    """Return the values of the facet that its own term stands for, each once."""
    stood_for = (value for typed in own_values(spec, name) for value in meanings.get(typed, (typed,)))
    return tuple(dict.fromkeys(stood_for))


def toggled(spec: FilterSpec, name: FieldName, value: str, meanings: Meanings) -> FilterSpec:
    """Return `spec` with a value of a facet put in, or taken out where it is in.

    A typed value that stands for several, as a year does for its conferences, gives way to the others of them.
    """
    values: list[str] = []
    for typed in own_values(spec, name):
        means = meanings.get(typed, (typed,))
        values += [each for each in means if each != value] if value in means else [typed]
    if value not in chosen(spec, name, meanings):
        values.append(value)
    return with_values(spec, name, tuple(dict.fromkeys(values)))


def _own_place(spec: FilterSpec, name: FieldName) -> int | None:
    places = [place for place, term in enumerate(spec.terms) if _is_own(term, name)]
    return places[-1] if places else None


def _is_own(term: Term, name: FieldName) -> bool:
    return isinstance(term, FieldTerm) and term.name is name and not term.is_negated


def _is_open(term: Term) -> bool:
    return isinstance(term, TextTerm) and term.quoting is Quoting.OPEN


FACETS: Mapping[RecordKind, tuple[FieldName, ...]] = {
    RecordKind.DIRECTIVE: (
        FieldName.STATUS,
        FieldName.CONFERENCE,
        FieldName.AGENCY,
        FieldName.THEME,
        FieldName.BY,
        FieldName.MARKET,
        FieldName.DUE,
        FieldName.NATURE,
    ),
    RecordKind.CONFERENCE: (FieldName.KIND, FieldName.AGENCY, FieldName.BY, FieldName.THEME, FieldName.MARKET),
    RecordKind.AGREEMENT: (FieldName.STAGE, FieldName.KIND, FieldName.CONFERENCE, FieldName.AGENCY, FieldName.THEME),
    RecordKind.MARKET: (FieldName.KIND, FieldName.CONFERENCE, FieldName.AGENCY, FieldName.THEME),
    RecordKind.OFFICIAL: (FieldName.CONFERENCE, FieldName.AGENCY, FieldName.THEME, FieldName.MARKET),
    RecordKind.ORGANISATION: (FieldName.KIND, FieldName.CONFERENCE, FieldName.BY, FieldName.THEME, FieldName.MARKET),
}
"""The facets of each kind of record that panes show, in their order."""
require_complete("query.filter.facet_counts", FACETS, lacking=set(RecordKind).difference(PANE_KINDS))

DEADLINES = ("overdue", "7d", "30d", ">30d", NONE)
"""The values of the facet of due dates. They overlap: what is due within 7 days is due within 30."""

_COLUMNS = {
    FieldName.STATUS: "it.status",
    FieldName.NATURE: NATURE.format(it="it"),
    FieldName.KIND: "it.kind",
    FieldName.STAGE: f"coalesce({newest_stage()}, 'unknown')",
}
"""By what expression the facets of closed lists are grouped."""

_TARGETS = {
    FieldName.CONFERENCE: RecordKind.CONFERENCE,
    FieldName.AGENCY: RecordKind.ORGANISATION,
    FieldName.BY: RecordKind.OFFICIAL,
    FieldName.THEME: RecordKind.THEME,
    FieldName.MARKET: RecordKind.MARKET,
}
"""What the facets of references are grouped by."""


Counts = Mapping[str | None, tuple[int, int]]
"""By value: how many records, and how many of these are recommendations."""


class FacetValue(NamedTuple):
    """A value as a filter names it, what it is called, what it is looked for by, and what it leaves.

    `words` are the label and other names; `folded` is the same, bare, each word with a blank before it.
    """

    value: str
    label: str
    words: str
    folded: str
    left: RecordCount


class Facet(NamedTuple):
    """The values of a field that leave something, and those of the filter; what the filter's own values stand for."""

    name: FieldName
    values: tuple[FacetValue, ...]
    meanings: Meanings


class Asked(NamedTuple):
    """What facets are asked for: the kind of record, for which reader, under which filter and scope."""

    kind: RecordKind
    moment: Moment
    spec: FilterSpec
    scope: Scope
    language: Language


def read_facet(connection: Readable, asked: Asked, name: FieldName) -> Facet:
    """Return the facet `name`; raises `FilterError` where the filter names what the store does not know."""
    compile_filter(connection, asked.kind, asked.moment, asked.spec, asked.scope)
    where = compile_filter(connection, asked.kind, asked.moment, with_values(asked.spec, name, ()), asked.scope)
    day, field = asked.moment.day, FIELDS[name]
    meanings = {
        text: field.resolve(connection, field.resolve_day(text, day)) or (NONE,)
        for text in own_values(asked.spec, name)
    }
    kept = chosen(asked.spec, name, meanings)
    if name is FieldName.DUE:
        values = _deadlines(connection, where, asked, tuple(dict.fromkeys((*DEADLINES, *kept))))
    elif name in _COLUMNS:
        values = _listed(connection, where, asked, name)
    else:
        values = _referred(connection, where, asked, name, kept)
    return Facet(name, tuple(each for each in values if sum(each.left) or each.value in kept), meanings)


def _deadlines(connection: Readable, where: CompiledFilter, asked: Asked, values: tuple[str, ...]) -> list[FacetValue]:
    """Return the counts of due dates, by the conditions of the field itself: unlike other values, they overlap."""
    field = FIELDS[FieldName.DUE]
    bindings = Parameters(where.parameters)
    question = CompileContext(asked.kind, asked.moment, bindings)
    sums = ", ".join(_sums(field.to_sql(question, ((value,),))) for value in values)
    statement = f"""
        {where.with_tables}
        SELECT {sums} {selection(where).clause}
    """
    row = connection.execute(statement, {**bindings.values, **_RECOMMENDATIONS}).fetchone()
    counts: Counts = {value: (row[2 * at], row[2 * at + 1]) for at, value in enumerate(values)}
    labels = {value: field.label(connection, value, asked.kind, asked.language) for value in values}
    return [_value(value, labels[value], "", _count(asked, counts, value)) for value in values]


def _sums(condition: str) -> str:
    beside = f"({condition}) AND it.position >= :recommendations"
    return f"count(*) FILTER (WHERE {condition}), count(*) FILTER (WHERE {beside})"


def _listed(connection: Readable, where: CompiledFilter, asked: Asked, name: FieldName) -> list[FacetValue]:
    """Return the counts of the values of a closed list, in its order."""
    found = selection(where)
    grouped = f"SELECT {_COLUMNS[name]}, count(*), {_BESIDE.format(position=found.position)} {found.clause} GROUP BY 1"
    counts = _counts(connection, where, f"{where.with_tables} {grouped}")
    choices = FIELDS[name].suggest(connection, "", asked.kind, asked.language, len(counts) + 99)
    return [_value(value, label, "", _count(asked, counts, value)) for value, label in choices]


def _referred(
    connection: Readable, where: CompiledFilter, asked: Asked, name: FieldName, kept: tuple[str, ...]
) -> list[FacetValue]:
    """Return the counts of records, the most frequent first (of conferences the newest), and of `none` at the end."""
    counts = _counts(connection, where, _referring(where, _TARGETS[name]))
    names = list(load_refs(connection, (*(value for value in counts if value), *kept)).values())
    if name is FieldName.CONFERENCE:
        names.sort(key=lambda each: (str(each.date or ""), each.position), reverse=True)
    else:
        names.sort(key=lambda each: (*(-left for left in _count(asked, counts, each.id)), each.position))
    none = translate(asked.language, "filter.none")
    values = (_record(each, asked.language, _count(asked, counts, each.id)) for each in names)
    return [*values, _value(NONE, none, "", _count(asked, counts, None))]


def _referring(where: CompiledFilter, target: RecordKind) -> str:
    """Return the statement that counts the narrowed records by what they are tied to, NULL for nothing."""
    found = selection(where)
    tables = [f"passing (position, id) AS MATERIALIZED (SELECT {found.position}, it.id {found.clause})"]
    if where.kind is RecordKind.DIRECTIVE:
        ties = join_pairs("passing", "passing.position AS position", target)
    else:
        tables += via_directive(where.kind, target)
        ties = "(SELECT passing.position, tie.target FROM passing JOIN tie ON tie.record = passing.id)"
    pairs = f"SELECT DISTINCT each.position, each.target FROM {ties} AS each"
    if target is RecordKind.ORGANISATION:
        tables.append(ABOVE)
        pairs = f"""
            SELECT DISTINCT each.position, above.above
            FROM {ties} AS each CROSS JOIN above ON above.id = each.target
        """
    elif where.kind is RecordKind.DIRECTIVE:
        pairs = pairs.replace("DISTINCT ", "")  # a directive names such a record once
    tables.append(f"pair (position, target) AS MATERIALIZED ({pairs})")
    many = f"count(*), {_BESIDE.format(position='position')}"
    return f"""
        {where.with_tables}, {", ".join(tables)}
        SELECT target, {many}
        FROM pair
        GROUP BY target
        UNION ALL
        SELECT NULL, {many}
        FROM passing
        WHERE passing.position NOT IN (SELECT pair.position FROM pair)
    """


def _counts(connection: Readable, where: CompiledFilter, statement: str) -> Counts:
    rows = connection.execute(statement, {**where.parameters, **_RECOMMENDATIONS}).fetchall()
    return {value: (total, beside) for value, total, beside in rows}


def _count(asked: Asked, counts: Counts, value: str | None) -> RecordCount:
    total, beside = counts.get(value, (0, 0))
    return RecordCount(total - beside, beside) if asked.kind is RecordKind.DIRECTIVE else RecordCount(total, 0)


def _record(called: RecordRef, language: Language, count: RecordCount) -> FacetValue:
    day = undamaged(called.date) if called.kind is RecordKind.CONFERENCE else None
    label = f"{format_date(day, language)} {called.name(language)}" if day else called.name(language)
    return _value(called.id, label, called.short(language), count)


def _value(value: str, label: str, other: str, count: RecordCount) -> FacetValue:
    words = f"{label} {value} {other}"
    return FacetValue(value, label, words, f" {normalize_name(words)}", count)


_BESIDE = "count(*) FILTER (WHERE {position} >= :recommendations)"
_RECOMMENDATIONS = {"recommendations": FIRST_RECOMMENDATION}
