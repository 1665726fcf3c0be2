"""Telling what an edit did: which fields of which records went from what to what, as a sentence to be said later."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.field_values import AGENCIES, ENTRIES, shown
from ngkt_tui.domain.id_list import read_ids
from ngkt_tui.domain.standing import Standing
from ngkt_tui.domain.words import Saying

if TYPE_CHECKING:
    from ngkt_tui.store.changes import Edited as Done
    from ngkt_tui.store.changes import FieldChange

FIRST_NAMED = 3
_LONGEST = 120
_LONGEST_NAME = 40
"""Characters by which its reader knows a record again."""
_RETURNS = ("edited.undone", "edited.redone")
_FOLLOWS = {"first_due": "due", "done_on": "status", "why": "status"}
"""Fields that go with another one, and are told only where that one stays as it is."""


class Edited(NamedTuple):
    """What an edit did. `sentence` is a catalogue key, `values` fill it; the touched `records` are to be read again.

    `group` is the number of the change group, `None` where nothing had to be changed.
    """

    group: int | None
    records: tuple[str, ...]
    sentence: str
    values: Mapping[str, object]

    def values_naming(self, names: Mapping[str, str]) -> Mapping[str, object]:
        """Return the values with records by what they say in the place of their ids, as far as `names` has them."""
        called = [_quoted(names.get(record, ""), record) for record in self.records[:FIRST_NAMED]]
        values = dict(self.values)
        if "id" in values and called:
            values["id"] = called[0]
        if "records" in values:
            values["records"] = _listed(called, len(self.records))
        return values

    @property
    def is_return(self) -> bool:
        """Tell whether it was an undo or a redo, which may bring back what a filter has left out meanwhile."""
        return self.sentence in _RETURNS


def account(done: "Done", names: Mapping[str, str], standings: Mapping[str, Standing] = {}) -> Edited:
    """Return what an edit did. `names` holds what organisations are called, by id.

    `standings` holds where the agreements stand now of which a stage was added or taken away.
    """
    if not done.changes:
        return Edited(None, (), "edited.nothing", {})
    fields = {change.field for change in done.changes}
    if fields == {"note"} and len(done.records) == 1 and done.changes[0].after is not None:
        return Edited(done.group, done.records, "edited.note", {"id": done.records[0]})
    if "status" in fields and fields <= {"status", "done_on", "why"}:
        return _moved(done)
    values = {"what": _what(done.changes, names), "id": done.records[0], "count": len(done.records)}
    if standings:
        return Edited(done.group, done.records, *_staged(values, standings))
    sentence = "edited.fields-one" if len(done.records) == 1 else "edited.fields-many"
    return Edited(done.group, done.records, sentence, values)


def account_of_return(how: str, done: "Done", names: Mapping[str, str]) -> Edited:
    """Return what an undo or a redo took back or made again, and where; `how` is `undone` or `redone`."""
    if how == "undone":  # told in the order in which it was done
        done = done._replace(changes=done.changes[::-1])
    records = _listed(done.records[:FIRST_NAMED], len(done.records))
    values = {"group": done.undoes, "what": _what(done.changes, names), "records": records}
    return Edited(done.group, done.records, f"edited.{how}", values)


def _listed(called: Sequence[str], count: int) -> str | Saying:
    """Return the first of `count` records by what they are called, and how many more there are."""
    records, rest = ", ".join(called), count - len(called)
    return Saying("edited.and-more", {"records": records, "count": rest}) if rest > 0 else records


def _quoted(name: str, record: str) -> str:
    return f"“{name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + '…'}”" if name else record


def agencies_in(changes: Iterable["FieldChange"]) -> set[str]:
    """Return the ids of the organisations that changes name."""
    named = (change for change in changes if change.field in AGENCIES)
    return {agency for change in named for value in (change.before, change.after) for agency in read_ids(value)}


def _staged(values: dict[str, object], standings: Mapping[str, Standing]) -> tuple[str, dict[str, object]]:
    """Return the sentence of an edit of stages, and its values: what was entered need not be what counts."""
    if values["count"] != 1:
        return "edited.stage-many", {**values, "moved": sum(standing.is_own for standing in standings.values())}
    (standing,) = standings.values()
    stands: dict[str, object] = {"stage": standing.word, "day": standing.day or Saying("edit.nothing")}
    if standing.reason is None:
        return "edited.stage-one", {**values, "standing": Saying("edited.stands", stands)}
    return "edited.stage-one", {
        **values,
        "standing": Saying("edited.stands-because", {**stands, "reason": standing.reason}),
    }


def _moved(done: "Done") -> Edited:
    moves = [change for change in done.changes if change.field == "status"]
    after = shown("status", moves[0].after)
    if len(done.records) > 1:
        return Edited(done.group, done.records, "edited.many", {"count": len(done.records), "after": after})
    values = {"id": moves[0].record, "before": shown("status", moves[0].before), "after": after}
    return Edited(done.group, done.records, "edited.one", values)


def _what(changes: Sequence["FieldChange"], names: Mapping[str, str]) -> tuple[Saying, ...]:
    """Return what happened to each field, in the order in which they were changed."""
    by_field: dict[str, list[FieldChange]] = {}
    for change in changes:
        by_field.setdefault(change.field, []).append(change)
    told = (each for field, each in by_field.items() if _FOLLOWS.get(field) not in by_field)
    return tuple(part for each in told for part in _field(each, names))


def _field(changes: Sequence["FieldChange"], names: Mapping[str, str]) -> Iterator[Saying]:
    field = changes[0].field
    label = Saying(f"field.{field}")
    if field in ENTRIES:
        for (before, after), _ in _distinct(changes).items():
            how, text = ("added", after) if after is not None else ("removed", before)
            yield Saying(f"edited.{how}", {"field": label, "value": _short(shown(field, text))})
        return
    pairs = list(_distinct(changes))
    old, new = (_short(shown(field, value, names)) for value in pairs[0])
    if len(pairs) == 1:
        yield Saying("edited.change", {"field": label, "before": old, "after": new})
    else:
        same = len({after for _, after in pairs}) == 1
        yield Saying("edited.to", {"field": label, "after": new if same else Saying("edited.several")})


def _distinct(changes: Sequence["FieldChange"]) -> dict[tuple[str | None, str | None], None]:
    return dict.fromkeys((change.before, change.after) for change in changes)


def _short(value: object) -> object:
    """Cut a long text: a sentence is to be read at a glance."""
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value
