"""`serve` refuses what would let in anybody, before it listens."""

import pytest

from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each

pytestmark = pytest.mark.usefixtures("store")


@for_each(
    ("arguments", "expected"),
    [
        (["--host", "0.0.0.0"], "say who may come in"),
        (["--host", "0.0.0.0", "--header", "X-Remote-User"], "--public-url"),
        (["--trusted", "10.0.0.0/8"], "--header only"),
        (["--header", "X-Remote-User", "--trusted", "office"], "no address or network"),
        (["--public-url", "ngkt.example.vn"], "no address of a site"),
        (["--public-url", "https://ngkt.example.vn/a"], "no address of a site"),
        (["--reader"], "--add only"),
        (["--add", "lan"], "--users"),
        (["--add", "a:b", "--users", "users"], "--add"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused(ask: Ask, arguments: list[str], expected: str) -> None:
    refused = ask("serve", *arguments)
    assert refused.code == 2
    assert expected in refused.err


def test_a_file_of_users_that_cannot_be_read_is_told_with_its_line(ask: Ask, home: object) -> None:
    users = f"{home}/users"
    with open(users, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("lan:editor\nbinh\n")
    refused = ask("serve", "--users", users)
    assert refused.code == 1
    assert "Line 2" in refused.err
