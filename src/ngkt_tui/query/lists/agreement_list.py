"""Agreements, each with its stages and how many directives speak of it."""

import json
from collections.abc import Iterable
from typing import Any

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.standing import Standing
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.people_list import linked_tally
from ngkt_tui.query.lists.rows import AgreementRow
from ngkt_tui.query.stages import LAST_REPORT, STANDING, STOOD


def standing(packed: str | None, stood: str) -> Standing:
    """Return where an agreement stands, from `STANDING` and `STOOD`."""
    stage, on, is_own, *_ = json.loads(packed) if packed else (None, None, 0)
    others = [each for each in json.loads(stood) if each[2] != is_own]
    other_stage, other_on = others[-1][:2] if others and stage else (None, None)
    return Standing(stage, on, bool(is_own), other_stage, other_on)


def _agreement(row: Iterable[Any]) -> AgreementRow:
    position, record, vi, en, kind, packed, stood, report, directives, withdrawn = row
    stands = standing(packed, stood)
    *_, step_vi, step_en = json.loads(packed) if packed else (None, None)
    reported_on, what_vi, what_en = json.loads(report) if report else (None, None, None)
    return AgreementRow(
        position,
        record,
        vi,
        en,
        kind,
        stands.stage,
        stands.on,
        json.dumps([[stage, on] for stage, on, _ in json.loads(stood) if on], separators=(",", ":")),
        step_vi,
        step_en,
        directives,
        withdrawn,
        int(stands.is_own),
        stands.other_stage,
        stands.other_on,
        reported_on,
        what_vi,
        what_en,
    )


AGREEMENTS: Listing[AgreementRow] = Listing(
    RecordKind.AGREEMENT,
    _agreement,
    (
        "record.position",
        "it.id",
        "it.name_vi",
        "it.name_en",
        "it.kind",
        STANDING,
        STOOD,
        LAST_REPORT,
        "coalesce(tally.directives, 0)",
        "record.withdrawn",
    ),
    "LEFT JOIN tally ON tally.target = it.id",
    linked_tally("agreement"),
)
