"""Editors and desks on one server of which something is killed or cut off, as `bench.server_desks` at large."""

import pytest
from bench.edits_and_sights import Load, Outcome
from bench.server_desks import PROOFS, prove

LOAD = Load(4, 15, 12)


@pytest.mark.soak
@pytest.mark.parametrize("name", [each for each in PROOFS if each != "far"])
@pytest.mark.usefixtures("cluster")
def test_no_acknowledged_edit_is_lost_and_every_desk_sees_all(name: str) -> None:
    outcome = prove(name, LOAD)
    assert isinstance(outcome, Outcome)
    print(f"{name}: {outcome}")
    assert outcome.acknowledged == LOAD.editors * LOAD.edits
    assert (outcome.lost, outcome.doubled, outcome.unexplained, outcome.not_shown) == (0, 0, 0, 0)
