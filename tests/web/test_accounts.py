"""Who may sign in with a password."""

import os
from pathlib import Path

import pytest

from ngkt_tui.web.accounts import (
    MAX_FILE_BYTES,
    AccountsError,
    Permission,
    find_account,
    put_account,
    read_accounts,
    sign_in_name,
)
from tests.fixtures.examples import for_each

PASSWORD = "bốn chữ dễ nhớ"


@pytest.mark.usefixtures("_hashes_cheaply")
def test_a_name_with_its_password_is_found_and_with_another_not(tmp_path: Path) -> None:
    file = tmp_path / "users"
    put_account(file, "lan", Permission.READER, PASSWORD)
    put_account(file, "Nguyễn An", Permission.EDITOR, PASSWORD)
    accounts = read_accounts(file)
    found = find_account(accounts, "lan", PASSWORD)
    assert found is not None
    assert found.role is Permission.READER
    assert find_account(accounts, "lan", PASSWORD + ".") is None
    assert find_account(accounts, "ai đó", PASSWORD) is None


@pytest.mark.usefixtures("_hashes_cheaply")
def test_a_name_and_a_password_are_the_same_in_both_forms_of_their_accents(tmp_path: Path) -> None:
    file = tmp_path / "users"
    put_account(file, sign_in_name("Nguyễn An"), Permission.EDITOR, "bo\u0302\u0301n chữ")
    assert find_account(read_accounts(file), "Nguye\u0302\u0303n An", "bốn chữ") is not None


def test_the_file_holds_no_password_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "users"
    put_account(file, "lan", Permission.EDITOR, PASSWORD)
    assert PASSWORD not in file.read_text()
    assert ":scrypt:32768:8:3:" in file.read_text()
    assert find_account(read_accounts(file), "lan", PASSWORD) is not None
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("_hashes_cheaply")
def test_a_new_password_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "users"
    put_account(file, "lan", Permission.EDITOR, PASSWORD)
    put_account(file, "lan", Permission.READER, "một mật khẩu khác")
    accounts = read_accounts(file)
    assert find_account(accounts, "lan", PASSWORD) is None
    assert [account.role for account in accounts.values()] == [Permission.READER]


@pytest.mark.usefixtures("_hashes_cheaply")
def test_somebody_without_a_password_is_known_but_cannot_sign_in_here(tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text("# the proxy signs them in\nlan:reader\n\nbinh:editor\n")
    accounts = read_accounts(file)
    assert accounts["lan"].role is Permission.READER
    assert find_account(accounts, "lan", "") is None


@pytest.mark.parametrize(
    "line",
    [
        "lan",
        "lan:owner",
        ":reader",
        "la\x1bn:reader",
        "lan:reader:md5:1:1:1:YQ==:YQ==",
        "lan:reader:scrypt:1073741824:8:1:YWFh:YWFh",
        "lan:reader:scrypt:32768:8:1::",
        "lan:reader:scrypt:3:8:1:YWFh:YWFh",
        "lan:reader:scrypt:32768:0:1:YWFh:YWFh",
        "lan:reader:scrypt:32768:8:1:Y WFh:YWFh",
        "binh:reader",
    ],
)
def test_a_wrong_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "users"
    file.write_text(f"binh:editor\n{line}\n", encoding="utf-8")
    with pytest.raises(AccountsError) as refused:
        read_accounts(file)
    assert "2" in str(refused.value)


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_file_that_everybody_may_write_names_nobody(tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text("lan:editor\n")
    file.chmod(0o666)
    with pytest.raises(AccountsError, match="everybody"):
        read_accounts(file)


def test_a_pipe_or_an_endless_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    pipe, long = tmp_path / "pipe", tmp_path / "long"
    os.mkfifo(pipe)
    long.write_text("# much\n" * MAX_FILE_BYTES)
    for file in (pipe, long):
        with pytest.raises(AccountsError):
            read_accounts(file)


@for_each("typed", ["", " ", "a\nb", "a:b", "-x", "x" * 65, "a\u202eb"])
def test_what_can_be_no_name_is_none(typed: str) -> None:
    assert sign_in_name(typed) == ""
