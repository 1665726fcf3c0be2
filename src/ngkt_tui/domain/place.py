"""Where a store is: the path of a file, or the address of a database on a server.

An address goes to libpq as it was written: what it leaves out comes from PGSERVICE, PGUSER, ~/.pgpass and the like. It
is shown without its password everywhere, in messages, logs and reports.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

_SCHEMES = ("postgresql://", "postgres://")
_PASSWORD_OF_USER = re.compile(r"^(\w+://[^/?#@]*?):[^/?#]*@")
"""Up to the last @ before the path: a password that was not escaped may hold one too."""
_SECRET_SETTING = re.compile(r"(?<=[?&])(?:\w*password|\w*secret)=[^&]*&?", re.IGNORECASE)


@dataclass(frozen=True)
class ServerAddress:
    """The address of a PostgreSQL database, https://www.postgresql.org/docs/current/libpq-connect.html.

    `address` holds the password, if one was given, and is for the driver alone; `str` leaves it out. `actor` is in
    whose name everything is done: somebody for whom the server lets its user act; empty for that user.
    """

    address: str = field(repr=False)
    actor: str = ""

    def __str__(self) -> str:
        without_password = _PASSWORD_OF_USER.sub(r"\1@", self.address)
        return _SECRET_SETTING.sub("", without_password).rstrip("?&")

    @property
    def name(self) -> str:
        """Return how a report calls the store: by its database, as a file by its own name."""
        return str(self).partition("?")[0].rpartition("/")[2] or str(self)


Place = Path | ServerAddress


def is_server_address(text: str) -> bool:
    """Return whether `text` names a database on a server, and no file."""
    return text.lower().startswith(_SCHEMES)
