"""Random sequences of edits, undos, redos and imports by two actors: nothing is lost, all is explained.

RELIABILITY row 11.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditConflictError
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.store import record_edits
from ngkt_tui.store.health import FieldKey
from ngkt_tui.store.stored_fields import FIELDS
from ngkt_tui.store.unit_of_work import EditResult, UnitOfWork
from tests.store.field_updates import ACTORS, AGREEMENTS, DIRECTIVES, UPDATES_OF_DIRECTIVES, some, updates_for
from tests.store.stores import SAMPLE, SECOND, digest_of, sample
from tests.store.two_actors import TwoActors, Values

LEFT_OUT = (DIRECTIVES[-1], AGREEMENTS[-1], "tt-na-uy", "nordlys")


OWN: dict[str, tuple[RecordKind, dict[str, object]]] = {
    "cd-rieng": (RecordKind.THEME, {"name": {"vi": "Chủ đề riêng"}}),
    "viec-1": (RecordKind.DIRECTIVE, {"kind": "task", "text": {"vi": "Việc một"}, "themes": ["cd-rieng"]}),
    "viec-2": (RecordKind.DIRECTIVE, {"kind": "task", "text": {"vi": "Việc hai"}, "lead": ["bng"]}),
}


class RecordActors(TwoActors):
    """Two actors that make and delete records too."""

    @initialize()
    def open(self) -> None:
        super().open()
        for record in OWN:
            self.make("lan", record)

    @rule(actor=ACTORS, record=st.sampled_from(sorted(OWN)))
    def make(self, actor: str, record: str) -> None:
        kind, values = OWN[record]
        asked: dict[str, object] = (
            {"conference": "hn-2031-03-05", "issuers": ["tran-minh-khoi"]} if kind is RecordKind.DIRECTIVE else {}
        )
        whole = {"id": record, **asked, **values}
        self._do(lambda unit: record_edits.create_record(unit, kind, whole, self._author(actor)))

    @rule(actor=ACTORS, record=st.sampled_from(sorted(OWN)))
    def delete(self, actor: str, record: str) -> None:
        self._do(lambda unit: record_edits.delete_record(unit, record, self._author(actor)))

    @rule(actor=ACTORS, records=some(("viec-1", "viec-2")), updates=updates_for(UPDATES_OF_DIRECTIVES))
    def edit_own(self, actor: str, records: list[str], updates: FieldUpdates) -> None:
        self._grant(actor, records, updates)

    def _take_back(self, action: Callable[[UnitOfWork], EditResult]) -> int | None:
        """Return the group that was taken back; a record that is in use by now stays, as in a conflict."""
        undone = super()._take_back(action)
        if undone is None:
            raise EditConflictError
        return undone

    def _values(self) -> Values:
        made = self._rows("SELECT record, kind, body FROM contribution WHERE digest = 'own'")
        return super()._values() | {FieldKey(record, "record"): Counter([(kind, body)]) for record, kind, body in made}


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
    RecordActors.template = template
    TwoActors.digests = (SAMPLE, SECOND, _shorter(), _reworded())
    TwoActors.tried = TwoActors.unwound = 0
    TwoActors.edited.clear()
    TwoActors.returned.clear()
    chosen = settings(max_examples=sequences, stateful_step_count=steps, deadline=None, database=None, phases=phases)
    run_state_machine_as_test(seed(number)(RecordActors), settings=chosen)
    print(f"random sequences: {TwoActors.tried} tried, {TwoActors.unwound} unwound to the first state, 0 lost")


def test_random_sequences_lose_nothing(sample_template: Path) -> None:
    _run(sample_template, 5, 25, 8, Phase.generate)
    assert TwoActors.unwound
    assert TwoActors.edited.keys() == TwoActors.returned.keys() == FIELDS.keys()


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_a_thousand_random_sequences_lose_nothing(sample_template: Path, part: int) -> None:
    _run(sample_template, 50, 20, part, Phase.generate, Phase.shrink)
