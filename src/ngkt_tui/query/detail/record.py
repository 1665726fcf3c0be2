"""The detail of a record of any kind: where it comes from, what users noted and did, and what is told of its kind."""

import json
import sqlite3
from collections.abc import Callable, Mapping

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.domain.text import natural_key
from ngkt_tui.query.change_groups import groups
from ngkt_tui.query.detail.bodies import KindDetail, RecordDetail
from ngkt_tui.query.detail.conference import conference_body, official_body, organisation_body
from ngkt_tui.query.detail.directive import directive_body
from ngkt_tui.query.detail.economy import (
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
from ngkt_tui.query.detail.links import DetailLoader, both, listed, progress_of, steps_of
from ngkt_tui.query.detail.values import Bilingual, CitationRow, Inference, NoteEntry
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.record_heads import find

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
_NOTES = "SELECT id, at, actor, text FROM note WHERE record = :id ORDER BY id"
_DIGESTS = """
    SELECT contribution.digest
    FROM contribution JOIN digest ON digest.id = contribution.digest
    WHERE contribution.record = :id
    ORDER BY digest.ordinal
"""


def read(connection: sqlite3.Connection, record: str) -> RecordDetail:
    """Return everything about a record of any kind; raises `UnknownRecordError`."""
    head = find(connection, record)
    reading = DetailLoader(connection, record)
    own = load_refs(connection, [record])[record]
    common = reading.row("SELECT notes_vi, notes_en, inferred, own, corrected FROM record WHERE id = :id")
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
    )


def _source(row: sqlite3.Row) -> CitationRow:
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


def _inferred(text: str) -> tuple[Inference, ...]:
    try:
        fields = json.loads(text)
    except ValueError:
        return ()
    if not isinstance(fields, dict):
        return ()
    bases = ((field, basis) for field, basis in fields.items() if isinstance(basis, dict))
    return tuple(Inference(field, Bilingual(str(basis.get("vi", "")), basis.get("en"))) for field, basis in bases)
