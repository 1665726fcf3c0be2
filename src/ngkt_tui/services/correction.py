"""Correcting records: what a unit says in place of what digests say, beside which that stays to be read."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ngkt_tui.digest.contributions import in_present_schema, merge, uncorrected
from ngkt_tui.domain.enums import OWN_DIGEST, RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query import record_heads
from ngkt_tui.services.context import Context
from ngkt_tui.services.digest_check import require_sound
from ngkt_tui.services.edit import EditMessage, correct_record
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_fields import entry_list, flat_fields, values_of

if TYPE_CHECKING:
    from ngkt_tui.services.record_fields import Given


def correct_fields(context: Context, record: str, given: "Given", why: str | None = None) -> EditMessage:
    """Put fields by their flat names in place of what digests say of a record, as one group.

    An empty text gives a field back to the digests. What users made themselves is changed, not corrected. Raises
    `UsageError` for a field that the record does not have, and the errors of `edit.correct_record`.
    """
    with Reader(context) as reader:
        kind = reader.find(record).kind
        fields = flat_fields(kind)
        emptied = [
            fields[name].path[0] if name in fields else name for name, texts in given.items() if not "".join(texts)
        ]
        values = values_of(reader, kind, {name: texts for name, texts in given.items() if "".join(texts)})
        with reader.connection() as connection:
            body = corrected_body(connection, record, kind, values, emptied)
            own, _ = _values_of(connection, record, kind)
            require_sound(connection, [] if body is None else [(kind, body)], [(kind, own)])
    return correct_record(context, kind, record, body, why)


def corrected_body(
    connection: Readable,
    record: str,
    kind: RecordKind,
    values: Mapping[str, Any],
    emptied: Sequence[str] = (),
) -> dict[str, Any] | None:
    """Return what the store's own digest says of a record once `values` are corrected; `None` for nothing any more.

    Raises `UsageError` where there is nothing to correct.
    """
    own, others = _values_of(connection, record, kind)
    if not values and not emptied:
        raise UsageError(detail=LazyText("usage.nothing-to-correct"))
    if not others:
        return _changed(own, kind, values, emptied)
    corrects = set(own.get("corrects", ())).difference(emptied)
    for name in emptied:
        own.pop(name, None)
    for name, value in values.items():
        present = own.get(name) if name in corrects else others.get(name)
        own[name] = _overlaid(kind, name, value, present)
        corrects.add(name)
        if own[name] == others.get(name):
            del own[name]
            corrects.discard(name)
    if not corrects:
        own.pop("corrects", None)
        return own if len(own) > 1 else None
    return {**own, "corrects": sorted(corrects)}


def present_body(connection: Readable, record: str, kind: RecordKind) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return what a record says now, with the fields that users `corrects`, and what digests say of it."""
    own, others = _values_of(connection, record, kind)
    corrects = own.get("corrects", ())
    present = merge(others, {name: value for name, value in own.items() if name not in (*corrects, "corrects")})
    return {**present, **{name: own[name] for name in corrects if name in own}, "corrects": corrects}, others


def _values_of(connection: Readable, record: str, kind: RecordKind) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Return what users say of a record, and what digests do."""
    contributions = record_heads.of_record(connection, record)
    own: dict[str, Any] = next((dict(each.body) for each in contributions if each.digest == OWN_DIGEST), {"id": record})
    others: Mapping[str, Any] = {}
    for each in contributions:
        if each.digest != OWN_DIGEST:
            others = merge(others, in_present_schema(kind, uncorrected(each.body)))
    return own, others


def _changed(
    own: dict[str, Any], kind: RecordKind, values: Mapping[str, Any], emptied: Sequence[str]
) -> dict[str, Any]:
    """Return what users say of a record of which nobody else speaks."""
    kept = {name: value for name, value in own.items() if name not in emptied}
    return kept | {name: _overlaid(kind, name, value, own.get(name)) for name, value in values.items()}


def _overlaid(kind: RecordKind, name: str, value: Any, present: Any) -> Any:
    """Return a value that is given in place of the `present` one.

    Of a text the other language stays; of the entries of a list that of the same conference, else the last, is given
    anew, without the sources, which do not say this.
    """
    if isinstance(value, dict) and isinstance(present, Mapping):
        return {**present, **value}
    if name != entry_list(kind) or not present:
        return value
    (given,) = value
    entries = [dict(each) for each in present]
    place = len(entries) - 1
    for number, each in enumerate(entries):
        if given.get("conference") == each.get("conference"):
            place = number
    kept = {part: each_value for part, each_value in entries[place].items() if part != "sources"}
    entries[place] = kept | given
    return entries
