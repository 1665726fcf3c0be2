"""What is asked at each start and for Today: what few directives have is found without going through all of them."""

import pytest

from ngkt_tui.query.lists.grouping import has_own_natures
from ngkt_tui.services.work_today import GROUPS, WorkGroup, work_list
from tests.scale.conftest import MANY, Watched

OF_FEW = [group for group in GROUPS if group.name != "silent"]


@pytest.mark.parametrize("group", OF_FEW, ids=[group.name for group in OF_FEW])
def test_a_group_of_few_takes_less_than_a_step_for_each_directive(
    watched: dict[int, Watched], group: WorkGroup
) -> None:
    work_list(watched[MANY].reader, group, 5)

    assert 10 * watched[MANY].steps < MANY


def test_whether_a_user_has_judged_any_nature_takes_no_steps_for_each_directive(watched: dict[int, Watched]) -> None:
    with watched[MANY].reader.connection() as connection:
        has_own_natures(connection)

    assert 10 * watched[MANY].steps < MANY
