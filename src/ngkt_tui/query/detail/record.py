"""The detail of a record of any kind: where it comes from, what users noted and did, and the body of its kind."""

import json
from collections.abc import Callable, Mapping

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.domain.text import natural_key
from ngkt_tui.query.change_groups import groups
from ngkt_tui.query.detail.bodies import KindDetail, RecordDetail
from ngkt_tui.query.detail.conference import conference_body, official_body, organisation_body
from ngkt_tui.query.detail.directive import directive_body
from ngkt_tui.query.detail.links import DetailLoader, both, listed, progress_of, steps_of
from ngkt_tui.query.detail.other_kinds import (
    agreement_body,
    article_body,
    company_body,
    document_body,
    family_body,
    figure_body,
    market_body,
    result_body,
    theme_body,
)
from ngkt_tui.query.detail.values import Bilingual, CitationRow, Correction, Inference, NoteEntry
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.record_heads import find
from ngkt_tui.query.review_lines import review_lines
from ngkt_tui.query.sql import NamedRow

NEWEST = 50

_BODIES: Mapping[RecordKind, Callable[[DetailLoader], KindDetail]] = {
    RecordKind.ARTICLE: article_body,
    RecordKind.DOCUMENT: document_body,
    RecordKind.ORGANISATION: organisation_body,
    RecordKind.THEME: theme_body,
    RecordKind.CONFERENCE: conference_body,
    RecordKind.OFFICIAL: official_body,
    RecordKind.FAMILY: family_body,
    RecordKind.DIRECTIVE: directive_body,
    RecordKind.AGREEMENT: agreement_body,
    RecordKind.MARKET: market_body,
    RecordKind.COMPANY: company_body,
    RecordKind.FIGURE: figure_body,
    RecordKind.RESULT: result_body,
}
require_complete("query.detail.record", _BODIES)

_SOURCES = """
    SELECT
        source.path AS path,
        source.article AS article,
        article.title AS title,
        article.outlet AS outlet,
        article.published AS published,
        article.url AS url,
        source.paragraphs AS paragraphs,
        source.terms AS terms,
        source.fields AS fields,
        source.digest AS digest,
        source.document AS document,
        source.point AS point,
        document.number AS number,
        document.title_vi AS document_title,
        document.issued AS document_issued
    FROM source
    LEFT JOIN article ON article.id = source.article
    LEFT JOIN document ON document.id = source.document
    WHERE source.record = :id
    ORDER BY source.ordinal
"""
_SAID = """
    SELECT digest.own AS own, contribution.body AS body
    FROM contribution JOIN digest ON digest.id = contribution.digest
    WHERE contribution.record = :id
    ORDER BY digest.ordinal
"""
_COMMON = """
    SELECT
        notes_vi, notes_en, inferred, own, corrected,
        EXISTS (SELECT 1 FROM review_line WHERE review_line.record = record.id) AS has_reviews
    FROM record
    WHERE id = :id
"""
_NOTES = "SELECT id, at, actor, text FROM note WHERE record = :id ORDER BY id"
_DIGESTS = """
    SELECT contribution.digest
    FROM contribution JOIN digest ON digest.id = contribution.digest
    WHERE contribution.record = :id
    ORDER BY digest.ordinal
"""


def read(connection: Readable, record: str) -> RecordDetail:
    """Return everything about a record of any kind; raises `UnknownRecordError`."""
    head = find(connection, record)
    reading = DetailLoader(connection, record)
    own = load_refs(connection, [record])[record]
    common = reading.row(_COMMON)
    return RecordDetail(
        id=head.id,
        kind=head.kind,
        position=head.position,
        is_withdrawn=head.is_withdrawn,
        name=Bilingual(own.vi, own.en),
        remark=both(common["notes_vi"], common["notes_en"]),
        inferred=_inferred(common["inferred"]),
        sources=tuple(sorted(map(_source, reading.rows(_SOURCES)), key=lambda source: natural_key(source.path))),
        progress=progress_of(connection, record),
        steps=steps_of(connection, record),
        notes=tuple(NoteEntry(**row) for row in reading.rows(_NOTES)),
        digests=tuple(row["digest"] for row in reading.rows(_DIGESTS)),
        history=tuple(groups(connection, record, NEWEST)),
        body=_BODIES[head.kind](reading),
        is_own=bool(common["own"]),
        corrections=_corrections(reading) if common["corrected"] else (),
        reviews=review_lines(connection, None, record) if common["has_reviews"] else (),
    )


def _source(row: NamedRow) -> CitationRow:
    return CitationRow(
        path=row["path"],
        article=row["article"] or row["document"],
        title=row["title"] or row["number"] or row["document_title"],
        outlet=row["outlet"],
        published=stored_date(row["published"] or row["document_issued"]),
        url=row["url"],
        paragraphs=listed(row["paragraphs"]),
        terms=listed(row["terms"]),
        fields=listed(row["fields"]),
        digest=row["digest"],
        is_document=row["article"] is None,
        point=row["point"],
    )


def _corrections(reading: DetailLoader) -> tuple[Correction, ...]:
    """Return the fields in which users' words stand in place of those of digests, each with what these say."""
    bodies = [(row["own"], json.loads(row["body"])) for row in reading.rows(_SAID)]
    corrected = dict.fromkeys(name for own, body in bodies if own for name in body.get("corrects", ()))
    replaced = {
        name: [body[name] for _, body in bodies if name in body and name not in body.get("corrects", ())]
        for name in corrected
    }
    reading.load_refs(each for values in replaced.values() for value in values for each in _ids_in(value))
    return tuple(Correction(name, _words(reading, values[0]) if values else None) for name, values in replaced.items())


def _ids_in(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _words(reading: DetailLoader, value: object) -> Bilingual:
    """Return what a value of a digest says: a text in both languages, the names of records, else as it stands."""
    if isinstance(value, dict) and "vi" in value:
        return Bilingual(str(value["vi"]), value.get("en"))
    if isinstance(value, list):
        refs = {each: reading.ref(each) for each in _ids_in(value)}
        vi = ", ".join(ref.name(Language.VI) if ref else each for each, ref in refs.items())
        en = ", ".join(ref.name(Language.EN) if ref else each for each, ref in refs.items())
        return Bilingual(vi or json.dumps(value, ensure_ascii=False), en or None)
    return Bilingual(str(value), None)


def _inferred(text: str) -> tuple[Inference, ...]:
    try:
        fields = json.loads(text)
    except ValueError:
        return ()
    if not isinstance(fields, dict):
        return ()
    bases = ((field, basis) for field, basis in fields.items() if isinstance(basis, dict))
    return tuple(Inference(field, Bilingual(str(basis.get("vi", "")), basis.get("en"))) for field, basis in bases)
