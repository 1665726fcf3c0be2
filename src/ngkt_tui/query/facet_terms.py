"""The term of a filter that a facet owns: reading it, leaving it out, and writing another one in its place. Pure.

A facet owns the last term of its field that is not negated. All other terms belong to whoever typed them.
"""

from collections.abc import Mapping, Sequence

from ngkt_tui.query.spec import FieldName, FieldTerm, FilterSpec, Quoting, SourceSpan, Term, TextTerm, Value

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
