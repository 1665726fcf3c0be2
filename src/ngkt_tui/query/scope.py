"""The scope: what the whole dashboard is narrowed to, chip by chip.

A chip narrows the directives; every other pane shows what the directives left are tied to, and what every chip is
tied to itself. Enter on a row adds a chip, Esc takes the last one off.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.relations import DIRECT, OF_DIRECTIVE, VIA_DIRECTIVE, asked_as, with_descendants
from ngkt_tui.query.sql import Parameters


class ScopeItem(NamedTuple):
    """One record that everything is narrowed to: a conference, person, agency, agreement, market, theme or document.

    What it is called in both languages is there where somebody has looked it up, and makes it no other item.
    """

    kind: RecordKind
    id: str
    label_vi: str = ""
    label_en: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScopeItem) and self[:2] == other[:2]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:2])


Scope = tuple[ScopeItem, ...]

CHIP_KINDS = frozenset(OF_DIRECTIVE)
"""The kinds of records that a dashboard can be narrowed to."""

_ALL_LEFT = "(SELECT counted.position FROM counted)"


def chip_names(connection: Readable, scope: Scope) -> tuple[RecordRef, ...]:
    """Return the records of the chips, in their order; those that are gone are left out."""
    names = load_refs(connection, (chip.id for chip in scope))
    return tuple(names[chip.id] for chip in scope if chip.id in names)


def directives_within(scope: Scope, bindings: Parameters) -> tuple[str, ...]:
    """Return the conditions on a directive that it belongs to every chip of `scope`."""
    return tuple(OF_DIRECTIVE[chip.kind].format(ids=_ids(chip, bindings)) for chip in scope)


def within(kind: RecordKind, scope: Scope, bindings: Parameters) -> tuple[str, ...]:
    """Return the conditions on a record of `kind`, other than a directive, that it belongs to `scope`.

    A chip of the same kind leaves that record alone; the others, what their directives or they themselves are tied to.
    """
    own = tuple(DIRECT[kind][kind].format(ids=_ids(chip, bindings)) for chip in scope if chip.kind is kind)
    others = [chip for chip in scope if chip.kind is not kind]
    if not others:
        return own
    through = VIA_DIRECTIVE[kind].format(directives=_ALL_LEFT) if kind in VIA_DIRECTIVE else "FALSE"
    if any(chip.kind not in DIRECT[kind] for chip in others):
        return (*own, through)
    direct = " AND ".join(DIRECT[kind][chip.kind].format(ids=_ids(chip, bindings)) for chip in others)
    return (*own, f"({through} OR ({direct}))")


def _ids(chip: ScopeItem, bindings: Parameters) -> str:
    ids = bindings.add_list([chip.id])
    return asked_as(ids) if chip.kind is RecordKind.ORGANISATION else ids


def units_of(connection: Readable, organisation: str) -> tuple[str, ...]:
    """Return the ids of an organisation and of all that belong to it."""
    statement = f"SELECT part.id FROM {with_descendants('(SELECT :id AS value)')} AS part ORDER BY part.id"
    return tuple(record for (record,) in connection.execute(statement, {"id": organisation}))


def asked_ids(connection: Readable, ids: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the organisations by which those of `ids` are asked: of themselves, their parts and groups."""
    statement = f"SELECT asked.id FROM {asked_as('(SELECT value FROM json_each(:ids))')} AS asked"
    return tuple(record for (record,) in connection.execute(statement, {"ids": json.dumps(ids)}).fetchall())
