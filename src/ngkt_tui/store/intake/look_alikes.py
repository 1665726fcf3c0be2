"""Names, aliases and numbers that a record just taken in shares with another one of its kind."""

import json
from collections.abc import Collection, Iterator
from itertools import permutations

from sqlalchemy import Connection

from ngkt_tui.digest.checks.look_alikes import folded_name, namings
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.store.intake.report import LookAlike

_NAMED = (
    "SELECT contribution.record, contribution.kind, contribution.body FROM contribution"
    " WHERE contribution.kind NOT IN ('article', 'conference', 'directive', 'figure', 'result')"
    " ORDER BY contribution.record"
)


def similar_names(connection: Connection, touched: Collection[str]) -> Iterator[LookAlike]:
    """Yield, for each of the `touched` records, the others that are called the same; each pair once."""
    owners: dict[tuple[str, str], dict[str, str]] = {}
    for record, kind, body in connection.exec_driver_sql(_NAMED):
        for naming in namings(json.loads(body)):
            owners.setdefault((kind, folded_name(naming.name)), {}).setdefault(record, naming.name)
    pairs: set[frozenset[str]] = set()
    for (kind, _), named in owners.items():
        for record, other in permutations(named, 2):
            if record in touched and frozenset((record, other)) not in pairs:
                pairs.add(frozenset((record, other)))
                yield LookAlike(RecordKind(kind), named[record], record, other)
