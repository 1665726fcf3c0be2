"""Tests of `store` and `services` on PostgreSQL, run with the plugin `tests/store/on_postgres`."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.fixtures.postgres import Cluster

ROOT = Path(__file__).parents[3]
SAMPLE = ("tests/store/test_undo.py", "tests/services/test_threads.py", "-k", "gives_back or only_grow or tie or asks")
"""What every run tries."""
ON_BOTH = (
    *(f"tests/store/{each}" for each in ("importing", "test_edits.py", "test_undo.py", "test_own_records.py")),
    *(
        f"tests/services/test_{each}.py"
        for each in (
            *("agencies", "agency_reports", "as_of", "counting", "days", "edit", "edit_fields", "next_steps"),
            *("overview", "own_records", "pane_lists", "progress_steps", "record_form", "review_order"),
            *("summary", "threads", "timeline"),
        )
    ),
)
FILES_ALONE = (
    # What they look at is a file, or how SQLite locks, indexes and numbers; or they damage what a server forbids.
    "tests/store/importing/test_importer.py::test_an_agency_whose_names_stay_leaves_the_index_of_its_directives_alone",
    "tests/store/importing/test_importer.py::test_readers_are_not_locked_out_while_a_large_digest_is_taken_in",
    "tests/store/test_edits.py::test_a_status_that_is_damaged_can_be_mended",
    "tests/store/test_own_records.py::test_a_backup_brings_a_deleted_record_back",
    "tests/services/test_as_of.py::test_a_note_that_the_history_does_not_know_is_told_from_its_own_day_on",
    "tests/services/test_days.py::test_an_impossible_day_from_before_can_be_corrected_and_the_correction_undone",
    "tests/services/test_edit.py::test_an_edit_of_a_store_that_took_the_place_of_another_is_refused",
    "tests/services/test_edit.py::test_a_store_that_stays_locked_is_told_as_busy",
    "tests/services/test_summary.py::test_nobody_can_write_between_two_reads_of_a_report",
)


def run_on_server(cluster: Cluster, chosen: Sequence[str]) -> None:
    """Run tests with all their stores on PostgreSQL."""
    left_out = [f"--deselect={each}" for each in FILES_ALONE]
    command = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-p",
               "tests.store.on_postgres", *left_out, *chosen)  # fmt: skip
    environment = {**os.environ, "NGKT_STORES": cluster.address("empty").address}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_undo_is_the_same_on_a_server(cluster: Cluster) -> None:
    run_on_server(cluster, SAMPLE)


@pytest.mark.soak
def test_store_and_services_are_the_same_on_a_server(cluster: Cluster) -> None:
    run_on_server(cluster, ON_BOTH)
