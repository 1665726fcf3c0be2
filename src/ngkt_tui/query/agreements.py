"""Agreements, each with its stages and how many directives speak of it."""

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.listing import Listing
from ngkt_tui.query.rows import AgreementRow
from ngkt_tui.query.stages import DATED_STAGES, newest_stage, next_step
from ngkt_tui.query.tallies import linked_tally

AGREEMENTS: Listing[AgreementRow] = Listing(
    RecordKind.AGREEMENT,
    AgreementRow._make,
    (
        "record.position",
        "it.id",
        "it.name_vi",
        "it.name_en",
        "it.kind",
        newest_stage("stage"),
        newest_stage("day"),
        DATED_STAGES,
        next_step("vi"),
        next_step("en"),
        "coalesce(tally.directives, 0)",
        "record.withdrawn",
        f"coalesce({newest_stage('is_own')}, 0)",
    ),
    "LEFT JOIN tally ON tally.target = it.id",
    linked_tally("agreement"),
)
