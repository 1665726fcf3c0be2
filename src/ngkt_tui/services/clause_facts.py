"""What a clause states beside what it asks: figures, documents, markets, agreements, who took part.

Each is a proposal of its own that its writer takes or leaves, with the words that print it as its term.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ngkt_tui.domain.clause_proposals import ClauseProposal
from ngkt_tui.domain.clauses import MAX_TERM
from ngkt_tui.domain.enums import Bound, DirectiveKind, FigureKind, RecordKind, Role, Stance
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.text import slug

_DOCUMENT = re.compile(
    r"(?P<kind>Chỉ thị|Nghị quyết|Chương trình|Kết luận|Thông báo|Quyết định|Công điện|Công văn)"
    r"(?: hành động)?(?: số)? (?P<number>\d+(?:/\d{4})?[-/][A-ZĐ][\w/-]*\w)"
)
_KINDS = {"Chỉ thị": "directive", "Nghị quyết": "resolution", "Chương trình": "programme", "Kết luận": "conclusion",
          "Thông báo": "notice"}  # fmt: skip
_FIGURE = re.compile(r"(?P<bound>[^\d%]*?) ?(?P<value>\d[\d.,]*)(?:\s?[-–]\s?(?P<most>\d[\d.,]*))?\s?(?P<unit>.*)")
_BOUNDS = {"gần": Bound.NEARLY, "hơn": Bound.OVER, "trên": Bound.OVER, "khoảng": Bound.ABOUT,
           "ít nhất": Bound.AT_LEAST, "tối thiểu": Bound.AT_LEAST}  # fmt: skip
_MAX_LABEL = 120


class ClauseFact(NamedTuple):
    """A record that a clause names beside its own. `id` is empty for one that has none until it is taken."""

    kind: RecordKind
    id: str
    printed: str
    values: Mapping[str, Any] = {}
    is_taken: bool = False


def facts_of(proposal: ClauseProposal) -> tuple[ClauseFact, ...]:
    """Return what a clause states beside what it asks, each once: figures, documents, then what it names."""
    what = {"vi": proposal.text or proposal.clause.text}
    label = {"vi": what["vi"][:_MAX_LABEL].rpartition(" ")[0] if len(what["vi"]) > _MAX_LABEL else what["vi"]}
    kind = FigureKind.TARGET if proposal.kind else FigureKind.REPORTED
    found = [
        ClauseFact(RecordKind.FIGURE, "", each.text, {"label": label, "kind": kind.value, **_amount(each.text)})
        for each in proposal.figures
    ]
    for each in _DOCUMENT.finditer(proposal.clause.text):
        document = {"number": each["number"], "kind": _KINDS.get(each["kind"], "other"), "title": {"vi": each[0]}}
        found.append(ClauseFact(RecordKind.DOCUMENT, f"vb-{slug(each['number'])}", each[0], document))
    speaks = proposal.kind in (None, DirectiveKind.RECOMMENDATION)
    role = Role.SPEAKER if speaks else Role.ATTENDEE
    values: Mapping[RecordKind, Mapping[str, Any]] = {
        RecordKind.MARKET: {"stance": Stance.REPORTED.value, "what": what},
        RecordKind.AGREEMENT: {"what": what},
        RecordKind.OFFICIAL: {"roles": [role.value]},
    }
    for place in proposal.places:
        if place.record.kind in values:
            printed = proposal.clause.text[place.start : place.end]
            found.append(ClauseFact(place.record.kind, place.record.id, printed, values[place.record.kind]))
    return tuple({(each.kind, each.id or each.printed): each for each in reversed(found)}.values())[::-1]


def _amount(printed: str) -> dict[str, Any]:
    """Return a printed number as far as it is understood: how exact, how much, of what."""
    fields: dict[str, Any] = {"printed_as": printed}
    found = _FIGURE.fullmatch(printed)
    if found is None:
        return fields
    bound = _BOUNDS.get(found["bound"].strip().lower())
    amounts = {"value": _number(found["value"]), "value_max": _number(found["most"] or "")}
    fields |= {name: amount for name, amount in amounts.items() if amount is not None}
    return (
        fields | ({"bound": bound.value} if bound else {}) | ({"unit": {"vi": found["unit"]}} if found["unit"] else {})
    )


def _number(text: str) -> int | float | None:
    """Return a number as Vietnamese texts write it: dots between thousands, a comma before decimals."""
    plain = text.rstrip(".,").replace(".", "").replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        return None
    return float(plain) if "." in plain else int(plain)


def fact_bodies(
    connection: Readable, taken: Iterable[tuple[ClauseFact, int]], article: str, conference: str
) -> Iterator[tuple[RecordKind, Mapping[str, Any]]]:
    """Yield the records of what was taken beside clauses, each with its paragraph: none of who took part.

    A document that the store knows by its number gets one more source and no more.
    """
    entries: dict[tuple[RecordKind, str], list[dict[str, Any]]] = {}
    for each, paragraph in taken:
        sources = [source_of(each, paragraph, article)]
        if each.kind is RecordKind.FIGURE:
            yield each.kind, {"id": each.id, "conference": conference, **each.values, "sources": sources}
        elif each.kind is RecordKind.DOCUMENT:
            row = connection.execute("SELECT id FROM document WHERE number = ?", (each.values["number"],)).fetchone()
            known = {"id": row[0]} if row else {"id": each.id, **each.values}
            yield each.kind, {**known, "sources": sources}
        elif each.kind is not RecordKind.OFFICIAL:
            body = {"conference": conference, **each.values, "sources": sources}
            entries.setdefault((each.kind, each.id), []).append(body)
    for (kind, id), told_of_it in entries.items():
        name = "mentions" if kind is RecordKind.MARKET else "observations"
        yield kind, {"id": id, name: told_of_it}


def participants_of(taken: Iterable[tuple[ClauseFact, int]], article: str) -> list[dict[str, Any]]:
    """Return who took part, as far as that was taken beside clauses, each person once."""
    people: dict[str, dict[str, Any]] = {}
    for each, paragraph in taken:
        if each.kind is RecordKind.OFFICIAL:
            entry = people.setdefault(each.id, {"official": each.id, "roles": [], "sources": []})
            entry["roles"] = list(dict.fromkeys([*entry["roles"], *each.values["roles"]]))
            entry["sources"] = entry["sources"] or [source_of(each, paragraph, article)]
    return list(people.values())


def source_of(fact: ClauseFact, paragraph: int, article: str) -> dict[str, Any]:
    """Return the source of a fact beside a clause: the words that print it, as far as a term may be long."""
    printed = fact.printed
    term = printed if len(printed) <= MAX_TERM else printed[: MAX_TERM + 1].rpartition(" ")[0]
    return {"article": article, "para": [paragraph], "terms": [term]}
