"""The orders that `sort:` asks for, as items of ORDER BY. The position breaks every tie."""

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.positions import range_start
from ngkt_tui.domain.status import Status
from ngkt_tui.query.fields.field import CompileContext
from ngkt_tui.query.spec import Sort, SortKey
from ngkt_tui.query.touched import TOUCHED

_RANKS = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(Status))
_DATE_OF = {
    RecordKind.CONFERENCE: "it.date",
    RecordKind.DIRECTIVE: "(SELECT conference.date FROM conference WHERE conference.id = it.conference)",
    RecordKind.FAMILY: "(SELECT conference.date FROM conference WHERE conference.id = it.conference)",
    RecordKind.FIGURE: "(SELECT conference.date FROM conference WHERE conference.id = it.conference)",
    RecordKind.RESULT: "(SELECT conference.date FROM conference WHERE conference.id = it.conference)",
}


def order_items(keys: tuple[SortKey, ...], question: CompileContext, has_words: bool) -> tuple[str, ...]:
    """Return the items of ORDER BY for `keys`; nothing for none, and none for `fts_query` where no word is looked for.

    Dates are sorted from the oldest, the best match and the longest silence first; what has no value comes last,
    reversed or not. Recommendations stay behind the directives.
    """
    items: list[str] = []
    for key in keys:
        items.extend(_items(key, question, has_words))
    if items and question.kind is RecordKind.DIRECTIVE:
        items.insert(0, f"it.position >= {range_start(RecordKind.DIRECTIVE, recommendation=True)}")
    return tuple(items)


def _items(key: SortKey, question: CompileContext, has_words: bool) -> tuple[str, ...]:
    direction = " DESC" if key.is_reversed else ""
    if key.by is Sort.MATCH:
        return (f"search.rank{direction}",) if has_words else ()
    if key.by is Sort.STATUS:
        return (f"CASE it.status {_RANKS} END{direction}",)
    return (f"{_value(key.by, question)}{direction} NULLS LAST",)


def _value(by: Sort, question: CompileContext) -> str:
    if by is Sort.DUE:
        return "it.due"
    if by is Sort.AGE:
        return TOUCHED.format(zone=question.bindings.add(question.moment.zone))
    return _DATE_OF[question.kind]
