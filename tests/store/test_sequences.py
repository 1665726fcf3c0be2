"""Random sequences of edits, undos, redos and imports by two actors: nothing is lost, all is explained.

RELIABILITY row 11.
"""

from pathlib import Path

import pytest
from hypothesis import Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.store.stored_fields import FIELDS
from tests.store.stores import SAMPLE, SECOND, digest_of, sample
from tests.store.two_actors import AGREEMENTS, DIRECTIVES, TwoActors

LEFT_OUT = (DIRECTIVES[-1], AGREEMENTS[-1], "tt-na-uy", "nordlys")


def _shorter() -> Digest:
    values = sample()
    for records in (values["directives"], values["agreements"], values["markets"], values["companies"]):
        records[:] = [each for each in records if each["id"] not in LEFT_OUT]
    return digest_of(values)


def _reworded() -> Digest:
    values = sample()
    for each in values["directives"]:
        each["text"]["vi"] += " (sửa)"
    for each in (*values["agreements"], *values["markets"]):
        each["name"]["vi"] += " (sửa)"
    return digest_of(values)


def _run(template: Path, sequences: int, steps: int, number: int, *phases: Phase) -> None:
    TwoActors.template = template
    TwoActors.digests = (SAMPLE, SECOND, _shorter(), _reworded())
    TwoActors.tried = TwoActors.unwound = 0
    TwoActors.edited.clear()
    TwoActors.returned.clear()
    chosen = settings(max_examples=sequences, stateful_step_count=steps, deadline=None, database=None, phases=phases)
    run_state_machine_as_test(seed(number)(TwoActors), settings=chosen)
    print(f"random sequences: {TwoActors.tried} tried, {TwoActors.unwound} unwound to the first state, 0 lost")


def test_random_sequences_lose_nothing(sample_template: Path) -> None:
    _run(sample_template, 8, 25, 1, Phase.generate)
    assert TwoActors.unwound
    assert TwoActors.edited.keys() == TwoActors.returned.keys() == FIELDS.keys()


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_a_thousand_random_sequences_lose_nothing(sample_template: Path, part: int) -> None:
    _run(sample_template, 50, 20, part, Phase.generate, Phase.shrink)
