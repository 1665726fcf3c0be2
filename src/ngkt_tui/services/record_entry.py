"""Making records by hand: ids that nobody has to think of, and a question first where one is called the same."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ngkt_tui.domain.enums import DocumentKind, Language, RecordKind
from ngkt_tui.domain.errors import EditRefusedError, UsageError
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.domain.text import slug, strip_diacritics
from ngkt_tui.domain.words import LazyText, translate
from ngkt_tui.query.lookup import normalize_name, with_prefix
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.record_heads import ids_beginning
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, create_records
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.services.record_fields import Given

MAX_ID_LENGTH = 60
MAX_ID_WORDS = 7
MAX_SAME = 50
MAX_TRIES = 20
"""How often another free id is looked for, while others take them."""
_PREFIXES = {
    RecordKind.DOCUMENT: "vb",
    RecordKind.THEME: "cd",
    RecordKind.CONFERENCE: "hn",
    RecordKind.FAMILY: "nhom",
    RecordKind.DIRECTIVE: "viec",
    RecordKind.AGREEMENT: "fta",
    RecordKind.MARKET: "tt",
    RecordKind.FIGURE: "so",
    RecordKind.RESULT: "kq",
}
require_complete(
    "services.record_entry",
    _PREFIXES,
    lacking=(RecordKind.ARTICLE, RecordKind.ORGANISATION, RecordKind.OFFICIAL, RecordKind.COMPANY),
)
"""What ids of a kind begin with; people, companies and organisations go by name."""
_CALLED = ("name", "text", "title", "label")
"""The fields that name a record, or hold what it says."""
_ABBREVIATIONS = {
    "tb": DocumentKind.NOTICE,
    "nq": DocumentKind.RESOLUTION,
    "ct": DocumentKind.DIRECTIVE,
    "kl": DocumentKind.CONCLUSION,
    "ctr": DocumentKind.PROGRAMME,
}
"""The kinds of documents by the abbreviation in their numbers, as TB of 123/TB-VPCP."""


class RecordBasis(NamedTuple):
    """What a record that is made rests on: a document by its number, paragraphs of articles, or nothing.

    `sources` are written `ARTICLE:PARAGRAPH:TERM`; `articles` is the folder with the texts, by which terms are proven.
    """

    document: str = ""
    point: str = ""
    sources: tuple[str, ...] = ()
    articles: Path | None = None
    issued: str = ""
    """The day of the document, where it is another than that of the record."""
    issuer: str = ""
    """The organisation that issued it."""


NOTHING = RecordBasis()


def add_fields(
    context: Context,
    kind: RecordKind,
    given: "Given",
    basis: RecordBasis = NOTHING,
    *,
    record: str | None = None,
    due: str | None = None,
    may_be_alike: bool = False,
) -> tuple[str, EditMessage]:
    """Make a record of fields by their flat names and return its id; see `add_record`."""
    from ngkt_tui.services.record_fields import values_of  # loads Pydantic, which help does not need

    with Reader(context) as reader:
        values = values_of(reader, kind, given)
    return add_record(
        context, kind, {**({"id": record} if record else {}), **values}, basis, due=due, may_be_alike=may_be_alike
    )


def add_record(
    context: Context,
    kind: RecordKind,
    values: Mapping[str, Any],
    basis: RecordBasis = NOTHING,
    *,
    due: str | None = None,
    may_be_alike: bool = False,
) -> tuple[str, EditMessage]:
    """Make a record of `values` and return its id, a free one made of its name where `values` have none.

    A document that it rests on is made too where the store has none of that number. Raises `UsageError` where a record
    of the kind is called the same, unless it `may_be_alike`, and the errors of `edit.create_records`.
    """
    from ngkt_tui.services.digest_check import require_sound  # loads Pydantic, which help does not need

    for left in reversed(range(1 if values.get("id") else MAX_TRIES)):
        with Reader(context) as reader:
            records = records_of(reader, kind, values, basis, may_be_alike=may_be_alike)
            with reader.connection() as connection:
                require_sound(connection, records)
        made = str(records[-1][1]["id"])
        try:
            return made, create_records(context, records, {made: [("due", due)]} if due else {})
        except EditRefusedError as error:
            detail = error.values["detail"]
            if not (left and isinstance(detail, LazyText) and detail.key == "edit.record-exists"):
                raise  # else somebody has taken the id since it was found to be free: the next one is
    raise AssertionError


def records_of(
    reader: Reader,
    kind: RecordKind,
    values: Mapping[str, Any],
    basis: RecordBasis = NOTHING,
    *,
    may_be_alike: bool = False,
) -> list[tuple[RecordKind, dict[str, Any]]]:
    """Return the records to be made for one of `values`: what it rests on first, itself last; see `add_record`."""
    from ngkt_tui.services.record_form import citations, with_sources  # as above

    whole = dict(values)
    names = names_in(whole)
    alike = None if may_be_alike else called_alike(reader, kind, names)
    if alike is not None:
        raise UsageError(detail=LazyText("add.alike", {"id": alike.id, "name": alike.name(reader.context.language)}))
    records: list[tuple[RecordKind, dict[str, Any]]] = []
    cited = citations(reader, basis.sources, basis.articles)
    if basis.document:
        day = {"issued": basis.issued} if basis.issued else {}
        issuer = {"issuers": [basis.issuer]} if basis.issuer else {}
        document = document_numbered(reader, basis.document, whole | day | issuer)
        if "kind" in document:
            records.append((RecordKind.DOCUMENT, document))
        point = {"point": basis.point} if basis.point else {}
        cited.append({"document": document["id"], **point})
        if kind is RecordKind.DIRECTIVE:
            whole.setdefault("documents", [document["id"]])
            whole |= {"issued": document["issued"]} if document.get("issued") and "issued" not in whole else {}
    if kind is RecordKind.DIRECTIVE:
        whole.setdefault("kind", "task")
        if "conference" not in whole:
            whole.setdefault("issued", reader.context.today().isoformat())
    whole = with_sources(kind, whole, cited)
    whole["id"] = str(values.get("id") or free_id(reader, id_start(kind, _named_by(kind, whole, names))))
    return [*records, (kind, whole)]


def _named_by(kind: RecordKind, values: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return what an id is made of: a conference's day, a document's number, else what the record is called."""
    by = {RecordKind.CONFERENCE: "date", RecordKind.DOCUMENT: "number"}.get(kind)
    value = values.get(by) if by else None
    return str(value) if value else names[0] if names else ""


def proposed_id(reader: Reader, kind: RecordKind, texts: Mapping[str, str]) -> str:
    """Return the id that a record of `kind` would get, given texts by flat names; empty for none."""
    from ngkt_tui.services.record_fields import naming_field, values_of  # loads Pydantic, which help does not need

    try:
        day = values_of(reader, kind, {"date": [texts["date"]]}) if "date" in texts else {}
    except UsageError:
        day = {}
    name = texts.get(naming_field(kind), "")
    named = _named_by(kind, {"number": texts.get("number"), **day}, [name] if name else [])
    return free_id(reader, id_start(kind, named)) if named else ""


def names_in(values: Mapping[str, Any]) -> list[str]:
    """Return what a record of `values` is called, or what it says, in either language."""
    for field in _CALLED:
        value = values.get(field)
        if value:
            return [str(each) for each in value.values()] if isinstance(value, Mapping) else [str(value)]
    return []


def document_numbered(reader: Reader, number: str, values: Mapping[str, Any] = {}) -> dict[str, Any]:
    """Return the document of that number: its id and day where the store has it, else all that is known to make it.

    `values` are those of the record that rests on it: its day and its first issuer are those of the document.
    """
    known = called_alike(reader, RecordKind.DOCUMENT, [number])
    if known is not None:
        return {"id": known.id, "issued": f"{known.date}" if isinstance(known.date, date) else None}
    kind = document_kind(number)
    title = {str(each): translate(each, f"add.document.{kind}", number=number) for each in Language}
    made: dict[str, Any] = {"number": number, "kind": kind.value, "title": title}
    made |= {"issued": values["issued"]} if values.get("issued") else {}
    issuers = [each for each in values.get("issuers", ()) if reader.find(each).kind is RecordKind.ORGANISATION]
    made |= {"issuer": issuers[0]} if issuers else {}
    return {"id": free_id(reader, id_start(RecordKind.DOCUMENT, number)), **made}


def document_kind(number: str) -> DocumentKind:
    """Return what a document is by the abbreviation in its number."""
    words = re.split(r"[^a-z]+", strip_diacritics(number))
    return next((_ABBREVIATIONS[word] for word in words if word in _ABBREVIATIONS), DocumentKind.OTHER)


def called_alike(reader: Reader, kind: RecordKind, names: Sequence[str]) -> RecordRef | None:
    """Return a record of `kind` that bears one of `names`, but for case and accents; `None` for none."""
    wanted = {name for name in map(normalize_name, names) if name}
    with reader.connection() as connection:
        found = [each for name in wanted for each in with_prefix(connection, (kind,), name, MAX_SAME)]
    same = (each.record for each in found if wanted.intersection(map(normalize_name, each.names)))
    return next(same, None)


def id_start(kind: RecordKind, name: str) -> str:
    """Return what the id of a record of `kind` called `name` begins with."""
    if kind in (RecordKind.DIRECTIVE, RecordKind.RESULT, RecordKind.FIGURE):
        name = " ".join(name.split()[:MAX_ID_WORDS])
    words = strip_diacritics(name)
    prefix = _PREFIXES.get(kind)
    return words if prefix is None or words.startswith(f"{prefix} ") else f"{prefix} {words}"


def free_id(reader: Reader, name: str) -> str:
    """Return an id that no record has, made of the letters of a name; a number behind it where that is taken."""
    with reader.connection() as connection:
        return free_slug(name, set(ids_beginning(connection, _letters(name), MAX_SAME * MAX_SAME)))


def free_slug(name: str, taken: Container[str]) -> str:
    """Return an id that is not `taken`, made of the letters of a name."""
    letters = _letters(name)
    number = 1
    while (record := letters if number == 1 else f"{letters}-{number}") in taken:
        number += 1
    return record


def _letters(name: str) -> str:
    return slug(name)[:MAX_ID_LENGTH].strip("-") or "muc"
