"""Writing a digest as YAML: whole, from what a store keeps of it, or as a skeleton for one article.

`check` accepts a written digest, and importing it changes nothing. Records stand in the order of the digest, their
fields in that of the models. A skeleton is for a person to fill in and claims nothing of what the article says: names
that were found are comments, and so is each clause. `check` reads it as it stands.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import yaml

from ngkt_tui.digest.contributions import in_present_schema
from ngkt_tui.digest.model.base_models import DigestModel, Record
from ngkt_tui.digest.model.introspection import model_fields
from ngkt_tui.digest.model.whole_digest import LISTS, MODELS, SCHEMAS
from ngkt_tui.digest.proof import sha256
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.known_names import NamedRecord, NameFinder
from ngkt_tui.domain.text import sanitize_line

MAX_LINE = 100_000


class FoundName(NamedTuple):
    """A known record that a text names, and the numbers of the paragraphs in which it does."""

    record: NamedRecord
    paragraphs: tuple[int, ...]


def find_names(numbered: Sequence[str], known: Iterable[NamedRecord]) -> list[FoundName]:
    """Return the records that the paragraphs name, in the order given; see `NameFinder`."""
    listed = list(known)
    paragraphs: dict[str, dict[int, None]] = {}
    for place in NameFinder(listed).find(numbered):
        paragraphs.setdefault(place.record.id, {})[place.paragraph] = None
    return [FoundName(record, tuple(paragraphs[record.id])) for record in listed if record.id in paragraphs]


_DAY = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*[/-]\s*(\d{1,2})(?:\s*[/-]\s*(\d{4}))?(?![\d/%-])"
    r"|\bngày (\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MEETING = re.compile(
    r"\b(hội nghị|cuộc họp|phiên họp|cuộc làm việc|tọa đàm|toạ đàm|conference|meeting)\b", re.IGNORECASE
)
_CHAIRED = re.compile(r"\b(chủ trì|chủ tọa|chủ toạ|chair(?:s|ed|ing)?)\b", re.IGNORECASE)


class LikelyConference(NamedTuple):
    """The conference that an article seems to report on; empty where the text says nothing of it."""

    day: date | None = None
    paragraph: int | None = None
    """Where the day stands."""
    chairs: tuple[str, ...] = ()
    """The ids of known people that a paragraph names beside the word for chairing."""


def likely_conference(article: str, numbered: Sequence[str], found: Iterable[FoundName]) -> LikelyConference:
    """Return the day that most likely is that of the conference, and who may have chaired it.

    A day counts most in a paragraph that speaks of chairing, then in one that names a meeting; of equal ones the first.
    One without a year is of the year that the id of the article holds, else of the one that the text names most often.
    """
    years = Counter(year for text in numbered for year in _YEAR.findall(text))
    usual = next(iter([*re.findall(r"20\d\d", article), *(year for year, _ in years.most_common(1))]), "")
    chaired = {number for number, text in enumerate(numbered, 1) if _CHAIRED.search(text)}
    met = {number for number, text in enumerate(numbered, 1) if _MEETING.search(text)}
    days = [(day, number) for number, text in enumerate(numbered, 1) for day in _days(text, usual)]
    days.sort(key=lambda each: (each[1] not in chaired & met, each[1] not in met, each[1]))
    day, paragraph = days[0] if days else (None, None)
    people = (each for each in found if each.record.kind is RecordKind.OFFICIAL)
    chairs = tuple(each.record.id for each in people if chaired.intersection(each.paragraphs))
    return LikelyConference(day, paragraph, chairs)


def _days(text: str, usual: str) -> Iterator[date]:
    for match in _DAY.finditer(text):
        day, month, year = match.groups()[:3] if match[1] else match.groups()[3:]
        try:
            yield date(int(year or usual), int(month), int(day))
        except ValueError:
            continue  # no day of any calendar, or of no year that could be told


def skeleton(
    article: str, numbered: Sequence[str], uses: Sequence[str], found: Sequence[FoundName], words: Mapping[str, str]
) -> Iterator[str]:
    """Yield the lines of a skeleton for an article; `words` are the comments that explain its parts, by name."""
    conference = likely_conference(article, numbered, found)
    record = f"hn-{conference.day}" if conference.day else "hn-YYYY-MM-DD"
    yield f"# {words['head']}\n"
    yield f"digest:\n  id: {article}\n  schema: {SCHEMAS[-1]}\n  title: {{vi: {_quoted(article)}}}\n"
    yield f"  uses: [{', '.join(uses)}]\n\narticles:\n  - id: {article}\n"
    yield f"    title: {_quoted(numbered[0])}\n    paragraphs: {len(numbered)}\n    sha256: {sha256(tuple(numbered))}\n"
    yield from _names(found, words)
    yield from _conference(article, record, conference, words)
    yield f"\n# {words['paragraphs']}\n# directives:\n"
    for number, text in enumerate(numbered, 1):
        yield f"#\n# ¶{number}: {sanitize_line(text, MAX_LINE)}\n"
        yield from _clause(article, record, number)


def _names(found: Sequence[FoundName], words: Mapping[str, str]) -> Iterator[str]:
    yield f"\n# {words['names' if found else 'no-names']}\n"
    for each in found:
        places = ", ".join(f"¶{number}" for number in each.paragraphs)
        yield f"#   {each.record.kind}: {each.record.id}  {sanitize_line(each.record.name)}  ({places})\n"


def _conference(article: str, record: str, conference: LikelyConference, words: Mapping[str, str]) -> Iterator[str]:
    yield f"\n# {words['conference' if conference.day else 'no-conference']}\n"
    place = conference.paragraph or 1
    yield f"# conferences:\n#   - id: {record}\n#     kind: conference\n#     date: {conference.day or 'YYYY-MM-DD'}\n"
    yield '#     title: {vi: "…", en: "…"}\n'
    if conference.chairs:
        yield "#     participants:\n"
    for chair in conference.chairs:
        yield f"#       - {{official: {chair}, roles: [chair], sources: [{_source(article, place)}]}}\n"
    yield f"#     sources: [{_source(article, place)}]\n"


def _clause(article: str, conference: str, number: int) -> Iterator[str]:
    yield f"#   - id: {conference}-{number:02}\n#     conference: {conference}\n#     kind: instruction\n"
    yield '#     text: {vi: "…", en: "…"}\n'
    yield f"#     sources: [{_source(article, number)}]\n"


def _source(article: str, number: int) -> str:
    return f'{{article: {article}, para: {number}, terms: ["…"]}}'


def _quoted(text: str) -> str:
    return yaml.safe_dump(sanitize_line(text), allow_unicode=True, default_style='"', width=MAX_LINE).strip()


WIDTH = 120


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # without libyaml ten times slower
    def ignore_aliases(self, _data: object) -> bool:
        """Write every value where it stands: the reader refuses aliases."""
        return True


def digest_yaml(heading: Mapping[str, Any], bodies: Iterable[tuple[RecordKind, Mapping[str, Any]]]) -> Iterator[str]:
    """Yield the pieces of a digest as YAML: the heading, then each list that has records.

    `heading` has its id, title and the digests that it refers to; each body is what the digest says of a record.
    """
    given = {name: _vi_first(value) for name, value in heading.items() if value}
    yield _dump({"digest": {"id": given.pop("id"), "schema": SCHEMAS[-1], **given}})
    records: dict[RecordKind, list[dict[str, Any]]] = {}
    for kind, body in bodies:
        records.setdefault(kind, []).append(_in_field_order(kind, in_present_schema(kind, body)))
    for key, kind in LISTS.items():
        if kind in records:
            yield f"\n{key}:\n"
            yield from (_dump([record], indent=2) for record in records[kind])


def ids_in(bodies: Iterable[tuple[RecordKind, Mapping[str, Any]]]) -> set[str]:
    """Return the ids of the records that bodies speak of: of each itself, and of all that it refers to."""
    return {each for kind, body in bodies for each in (str(body["id"]), *_referred_to(_MODELS[kind], body))}


def _referred_to(model: type[DigestModel], body: Mapping[str, Any]) -> Iterator[str]:
    form = model_fields(model)
    for each in form.references:
        value = body.get(each.name)
        yield from value if isinstance(value, list) else [value] if value else []
    for part in form.parts:
        value = body.get(part.name)
        for entry in value if isinstance(value, list) else [value] if value else []:
            yield from _referred_to(part.part, entry)


def _in_field_order(kind: RecordKind, body: Mapping[str, Any]) -> dict[str, Any]:
    order = _FIELDS[kind]
    return {name: _vi_first(body[name]) for name in sorted(body, key=lambda name: order.get(name, len(order)))}


def _field_order(model: type[Record]) -> dict[str, int]:
    names = sorted(model.model_fields, key=lambda name: (name != "id", name in _LAST))
    return {name: place for place, name in enumerate(names)}


_MODELS = {model.kind_of_record: model for model in MODELS.values()}
_LAST = ("notes", "inferred", "sources")
_FIELDS = {model.kind_of_record: _field_order(model) for model in MODELS.values()}


def _vi_first(value: Any) -> Any:
    if isinstance(value, list):
        return [_vi_first(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _vi_first(value[name]) for name in sorted(value, key=lambda name: name == "en")}
    return value


_STYLE: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "default_flow_style": None}


def _dump(value: object, indent: int = 0) -> str:
    text = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH - indent, default_flow_style=None
    )
    return "".join(f"{' ' * indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))
