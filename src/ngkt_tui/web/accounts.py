"""Who may sign in with a password: a small text file, a person a line, with what each may do.

A line is `name:role:scrypt:N:r:p:salt:hash`; salt and hash are in base64. `name:role` alone is somebody whom only a
proxy signs in. Passwords are hashed by scrypt with the
parameters that OWASP's Password Storage Cheat Sheet gives as equal to its first choice (N=2^15, r=8, p=3).
"""

import hashlib
import hmac
import os
import re
import secrets
import stat
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.domain.errors import NgktError, system_problem
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText
from ngkt_tui.services.file_writing import put_file

MAX_NAME_LENGTH = 64
MIN_PASSWORD_LENGTH = 10
MAX_PASSWORD_LENGTH = 500
"""Characters; a longer password costs time and protects no better."""
MAX_FILE_BYTES = 1_000_000
_NAME = re.compile(rf"[\w](?:[\w .@'-]{{0,{MAX_NAME_LENGTH - 2}}}[\w.])?")
_COST, _BLOCK, _PARALLEL = 2**15, 8, 3
_MAX_COST, _MAX_BLOCK, _MAX_PARALLEL = 2**17, 8, 4
_MEMORY = 256 * 1024 * 1024


class AccountsError(NgktError):
    """A file of those who may sign in that cannot be read. Values: `path`, `detail`."""

    key = "accounts"


class Permission(StrEnum):
    """What somebody who has signed in may do."""

    READER = "reader"
    EDITOR = "editor"


class PasswordHash(NamedTuple):
    """What is kept of a password."""

    cost: int
    block: int
    parallel: int
    salt: bytes
    digest: bytes

    def fits(self, password: str) -> bool:
        """Return whether this is the hash of a password; takes about a tenth of a second."""
        return hmac.compare_digest(_digest(password, self), self.digest)


class Account(NamedTuple):
    """Somebody who may sign in."""

    name: str
    role: Permission
    hash: PasswordHash | None
    """`None` for somebody who has no password here."""


_NOBODY = PasswordHash(_COST, _BLOCK, _PARALLEL, b"\0" * 16, b"")
"""Is checked for a name that nobody has, so that it takes as long as a wrong password."""


def sign_in_name(typed: str) -> str:
    """Return a name as it is compared, empty where it can be nobody's."""
    name = unicodedata.normalize("NFC", typed).strip()
    return name if _NAME.fullmatch(name) else ""


def find_account(accounts: Mapping[str, Account], name: str, password: str) -> Account | None:
    """Return whom name and password belong to, `None` for nobody."""
    account = accounts.get(sign_in_name(name))
    known = account.hash if account else None
    fits = (known or _NOBODY).fits(password[: MAX_PASSWORD_LENGTH + 1])
    return account if fits and known else None


def read_accounts(file: Path) -> dict[str, Account]:
    """Return the accounts of a file by name.

    Raises `AccountsError` for one that everybody may write or that is none, and with the line that is none or names
    somebody again.
    """
    try:
        text = _text(file)
    except (OSError, ValueError) as error:
        raise AccountsError(path=sanitize_line(str(file)), detail=system_problem(error)) from error
    accounts: dict[str, Account] = {}
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if line and not line.startswith("#"):
            account = _account(file, number, line)
            if accounts.setdefault(account.name, account) is not account:
                raise _refused(file, "accounts.same-name", line=number, name=account.name)
    return accounts


def _text(file: Path) -> str:
    """Return what a plain file holds; never waits for a pipe."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb") as opened:
        about = os.fstat(opened.fileno())
        if os.name != "nt" and about.st_mode & stat.S_IWOTH:
            raise _refused(file, "accounts.open-to-all")
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_FILE_BYTES:
            raise _refused(file, "accounts.no-file")
        return opened.read(MAX_FILE_BYTES).decode("utf-8-sig")


def _refused(file: Path, words: str, **values: object) -> AccountsError:
    return AccountsError(path=sanitize_line(str(file)), detail=LazyText(words, values))


def put_account(file: Path, name: str, role: Permission, password: str) -> None:
    """Write an account into the file, in the place of one of that name; the file is readable by its owner alone."""
    accounts = read_accounts(file) if file.exists() else {}
    hashed = _NOBODY._replace(salt=secrets.token_bytes(16))
    accounts[name] = Account(name, role, hashed._replace(digest=_digest(password, hashed)))
    put_file(file, [_line(account) for account in accounts.values()], may_replace=True)
    file.chmod(0o600)


def _digest(password: str, hashed: PasswordHash) -> bytes:
    return hashlib.scrypt(
        unicodedata.normalize("NFC", password).encode("utf-8", "replace"),
        salt=hashed.salt,
        n=hashed.cost,
        r=hashed.block,
        p=hashed.parallel,
        maxmem=_MEMORY,
    )


def _line(account: Account) -> str:
    name, role, hashed = account
    if hashed is None:
        return f"{name}:{role}\n"
    coded = ":".join(b64encode(part).decode("ascii") for part in (hashed.salt, hashed.digest))
    return f"{name}:{role}:scrypt:{hashed.cost}:{hashed.block}:{hashed.parallel}:{coded}\n"


def _account(file: Path, number: int, line: str) -> Account:
    name, _, rest = line.partition(":")
    role, _, hashed = rest.partition(":")
    try:
        if sign_in_name(name) != name or not name:
            raise ValueError(name)
        return Account(name, Permission(role), _password_hash(hashed) if hashed else None)
    except ValueError as error:
        raise _refused(file, "accounts.wrong-line", line=number) from error


def _password_hash(text: str) -> PasswordHash:
    """Return the hash that a line holds. Raises `ValueError` for one that is none, or would take too long."""
    method, cost, block, parallel, salt, digest = text.split(":")
    salted, hashed_to = (b64decode(each, validate=True) for each in (salt, digest))
    hashed = PasswordHash(int(cost), int(block), int(parallel), salted, hashed_to)
    is_sane = 1 < hashed.cost <= _MAX_COST and 0 < hashed.block <= _MAX_BLOCK and 0 < hashed.parallel <= _MAX_PARALLEL
    is_power_of_two = not hashed.cost & (hashed.cost - 1)
    if method != "scrypt" or not (is_sane and is_power_of_two and salted and hashed_to):
        raise ValueError(method)
    return hashed
