"""What a list of values with counts asks of the store: one statement, led by what the filter leaves."""

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.filter.facet_counts import FACETS
from ngkt_tui.query.filter.filter_spec import FieldName
from ngkt_tui.services.facet_filter import FacetQuery, facet
from tests.fixtures.examples import for_each
from tests.scale.conftest import FEW, MANY, Watched

D = RecordKind.DIRECTIVE
KINDS_AND_FACETS = [(kind, name) for kind, names in FACETS.items() for name in names]


def read(watched: Watched, kind: RecordKind, name: FieldName, text: str = "") -> None:
    watched.forget()
    facet(watched.reader, FacetQuery(kind, text, (), Language.VI), name)


@for_each(("kind", "name"), KINDS_AND_FACETS)
def test_a_list_is_counted_by_one_statement_that_goes_not_through_all_ties_of_the_store(
    watched: dict[int, Watched], kind: RecordKind, name: FieldName
) -> None:
    read(watched[MANY], kind, name)

    assert len(watched[MANY].statements) == 1
    assert not [line for line in watched[MANY].plan() if line.startswith(("SCAN link", "SCAN source"))]


@pytest.mark.parametrize("name", FACETS[D])
def test_the_cost_of_a_list_grows_no_faster_than_the_store(watched: dict[int, Watched], name: FieldName) -> None:
    for each in watched.values():
        read(each, D, name)

    assert watched[MANY].steps <= 6 * watched[FEW].steps


@pytest.mark.parametrize("name", [FieldName.AGENCY, FieldName.THEME, FieldName.BY, FieldName.MARKET])
def test_under_a_filter_that_leaves_little_a_list_costs_little(watched: dict[int, Watched], name: FieldName) -> None:
    with watched[MANY].reader.connection() as connection:
        (held,) = connection.execute("SELECT conference FROM directive ORDER BY position LIMIT 1").fetchone()
    read(watched[MANY], D, name)
    whole = watched[MANY].steps
    read(watched[MANY], D, name, f"conf:{held}")

    assert watched[MANY].steps <= whole / 2
