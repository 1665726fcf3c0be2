"""One damaged list of agencies keeps no digest from being taken in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.store import edits
from ngkt_tui.store.unit_of_work import FieldEdit
from tests.store.stores import LAN, damage, digest_of, done, found, record_of, rows, sample, taken_in

DAMAGED, SOUND = "hn-2031-03-05-02", "hn-2031-03-05-03"
AGENCY = "uy-ban"


def _called_otherwise(values: dict[str, Any]) -> None:
    record_of(values, "organisations", AGENCY)["name"] = {"vi": "Ủy ban miền Trung"}


def _renamed(values: dict[str, Any]) -> None:
    record_of(values, "organisations", AGENCY).update(id="uy-ban-moi", was=[AGENCY], name={"vi": "Ủy ban miền Trung"})


@pytest.mark.parametrize("field", ["lead", "coordinating"])
@pytest.mark.parametrize("changed", [_called_otherwise, _renamed])
def test_other_directives_follow_the_agency_they_were_given_to(
    store: Path, field: str, changed: Callable[[dict[str, Any]], None]
) -> None:
    values = _given(store, field)
    changed(values)
    taken_in(store, digest_of(values))
    assert SOUND in found(store, "ủy ban miền trung")


@pytest.mark.parametrize("field", ["lead", "coordinating"])
def test_an_agency_that_is_given_to_another_directive_stays(store: Path, field: str) -> None:
    values = _given(store, field)
    values["organisations"] = [each for each in values["organisations"] if each["id"] != AGENCY]
    taken_in(store, digest_of(values))
    assert rows(store, "SELECT id FROM record WHERE withdrawn = 1") == [(AGENCY,)]


def _given(store: Path, field: str) -> dict[str, Any]:
    """Give a directive to an agency, damage what another one was given to, and return the digest to be changed."""
    values = sample()
    values["organisations"].append({"id": AGENCY, "name": {"vi": "Ủy ban"}, "kind": "group"})
    taken_in(store, digest_of(values))
    done(store, lambda unit: edits.apply(unit, [FieldEdit(SOUND, field, f'["{AGENCY}"]')], LAN))
    damage(store, f"UPDATE directive SET {field} = '[\"bct' WHERE id = ?", DAMAGED)
    return values
