"""Who may do what in a store on a server: giving roles, taking them away, listing who has one.

Of a store that is a file its permissions decide, and nothing here: each function raises `FileRolesError` for one.
"""

from typing import TYPE_CHECKING

from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import FileRolesError
from ngkt_tui.services.context import Context
from ngkt_tui.store.engine_choice import engine_of

if TYPE_CHECKING:
    from ngkt_tui.store.postgres.roles import Person


def grant_role(context: Context, name: str, role: StoreRole) -> None:
    """Give somebody a role in place of the one that they had.

    Raises `UnknownLoginError` for somebody whom the server does not know, `RoleGrantError` where the user may not.
    """
    place = _server_of(context)
    from ngkt_tui.store.postgres.roles import grant  # the driver is loaded for the address of a server alone

    with engine_of(place).explained():
        grant(place, name, role)


def revoke_role(context: Context, name: str) -> bool:
    """Take the role of somebody away; `False` where none was given to them. Raises `RoleGrantError`."""
    place = _server_of(context)
    from ngkt_tui.store.postgres.roles import revoke  # as above

    with engine_of(place).explained():
        return revoke(place, name)


def people_of(context: Context) -> "list[Person]":
    """Return who has a role, each with how often they are connected now, and since when."""
    place = _server_of(context)
    from ngkt_tui.store.postgres.roles import people  # as above

    with engine_of(place).explained():
        return people(place)


def _server_of(context: Context) -> ServerAddress:
    if isinstance(context.store, ServerAddress):
        engine_of(context.store)  # tells where the driver is missing
        return context.store
    raise FileRolesError(path=context.store)
