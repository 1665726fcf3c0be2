"""Documents as a tree: what each rests on, what implements it, which products were asked for and delivered."""

from typing import NamedTuple

from ngkt_tui.query.detail.links import DetailLoader, both
from ngkt_tui.query.detail.values import Bilingual
from ngkt_tui.query.names import RecordRef

MAX_NODES = 100
MAX_PRODUCTS = 20
_RELATED = """
    WITH RECURSIVE
        basis (id) AS (
            SELECT :id
            UNION
            SELECT link.target FROM basis JOIN link ON link.record = basis.id AND link.relation = 'implements'
        ),
        family (id) AS (
            SELECT basis.id FROM basis
            UNION
            SELECT link.record FROM family JOIN link ON link.target = family.id AND link.relation = 'implements'
        )
    SELECT family.id AS id, link.target AS basis
    FROM family LEFT JOIN link ON link.record = family.id AND link.relation = 'implements'
    ORDER BY (SELECT record.position FROM record WHERE record.id = family.id)
    LIMIT 1000
"""
_PRODUCTS = f"""
    SELECT it.id AS record, it.product AS own, it.product_vi AS vi, it.product_en AS en
    FROM link JOIN directive AS it ON it.id = link.record
    WHERE link.target = :document AND link.relation = 'document' AND coalesce(it.product, it.product_vi) IS NOT NULL
    ORDER BY it.position
    LIMIT {MAX_PRODUCTS}
"""
_DELIVERED = f"""
    SELECT DISTINCT evidence.record AS record
    FROM evidence
    WHERE evidence.text = :document
        OR substr(evidence.text, 1, length(:document) + 1) = :document || ' '
        OR :number <> '' AND instr(evidence.text, :number) > 0
    LIMIT {MAX_PRODUCTS}
"""


class ExpectedProduct(NamedTuple):
    """What a directive that names the document asks to be produced."""

    directive: RecordRef
    product: Bilingual


class DocumentNode(NamedTuple):
    """A document of a tree: how deep it stands, what is expected of it, and the directives that it is evidence of."""

    document: RecordRef
    depth: int
    expected: tuple[ExpectedProduct, ...]
    delivered: tuple[RecordRef, ...]


def document_tree(reading: DetailLoader) -> tuple[DocumentNode, ...]:
    """Return the tree that the document which is read stands in, from what it rests on in the end."""
    rows = reading.rows(_RELATED)
    children: dict[str, list[str]] = {}
    for row in rows:
        if row["basis"]:
            children.setdefault(row["basis"], []).append(row["id"])
    below = {each for found in children.values() for each in found}
    roots = [id for id in dict.fromkeys(row["id"] for row in rows) if id not in below] or [reading.id]
    places: dict[str, int] = {}
    waiting = [(root, 0) for root in reversed(roots)]
    while waiting and len(places) < MAX_NODES:
        document, depth = waiting.pop()
        if document not in places:  # one that rests on two stands below the first
            places[document] = depth
            waiting += [(each, depth + 1) for each in reversed(children.get(document, []))]
    reading.load_refs(places)
    nodes = (_node(reading, ref, depth) for id, depth in places.items() if (ref := reading.ref(id)))
    return tuple(nodes)


def _node(reading: DetailLoader, document: RecordRef, depth: int) -> DocumentNode:
    asked = reading.rows(_PRODUCTS, document=document.id)
    number = next((row["number"] for row in reading.rows(_NUMBER, document=document.id)), None)
    shown = reading.rows(_DELIVERED, document=document.id, number=number or "")
    reading.load_refs([row["record"] for row in (*asked, *shown)])
    expected = (
        ExpectedProduct(directive, product)
        for row in asked
        if (directive := reading.ref(row["record"])) and (product := both(row["own"] or row["vi"], row["en"]))
    )
    delivered = (directive for row in shown if (directive := reading.ref(row["record"])))
    return DocumentNode(document, depth, tuple(expected), tuple(delivered))


_NUMBER = "SELECT number FROM document WHERE id = :document"
