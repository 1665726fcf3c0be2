"""The errors of a store that cannot be used as it is: one branch of the tree in `domain.errors`.

    StoreError                exit 4
    ├── StoreWriteError       the disk is full, or does not read and write
    ├── StoreBusyError        another process holds the lock
    │   └── StoreConflictError  the server took back what clashed with another transaction
    ├── StoreUnreachableError  the server is not there, or does not answer
    ├── StoreSignInError      the server does not let this user in
    │   └── ActorRefusedError  nor act in the name of another one
    ├── DatabaseMissingError  the server has no database of that name
    ├── UnsuitableDatabaseError  a database that sorts or encodes otherwise
    ├── StoreLockError        on a disk that has no locks
    ├── StoreNewerError       written by a later version of the program
    ├── NotAStoreError        not a store of this program
    │   └── ForeignDatabaseError  a database whose schema `main` is another program's
    ├── StoreDamagedError     header or schema unreadable
    │   └── StoreTamperedError  holds a trigger or a view of somebody else's
    ├── StoreMissingError     gone, while there are backups of it
    ├── StoreReadOnlyError    an edit where nothing can be written
    │   ├── DatabaseReadOnlyError  where the server forbids it
    │   └── RoleRefusedError  where the user's role does not allow it
    ├── StoreGoneError        deleted or replaced while in use
    └── InvalidBackupError    a file that cannot be restored from

    NgktError                 exit 1
    ├── DriverMissingError    an address, without the driver for it
    ├── ServerBackupsError    what the tools of a server do
    ├── RoleGrantError        a role that this user may not give or take
    │   └── UnknownLoginError  or that nobody of this name can have
    ├── FileRolesError  exit 2  a role in a store that is a file
    ├── CopyTargetError       a copy to where something stands already
    └── CopyDifferenceError   a copy that reads otherwise than what was copied

The values that fill the catalogue entry of an error are named on its class.
"""

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import Explanation, NgktError
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.words import catalogue, translate


class StoreError(NgktError):
    """The store cannot be used as it is. Values: `path`, `detail`."""

    exit_code = 4
    key = "store-unusable"

    def explain(self, language: Language) -> Explanation:
        """Return title, cause and next step; on a server another step where a file's is none."""
        explanation, step = super().explain(language), f"error.{self.key}.next-on-server"
        if step in catalogue(language) and isinstance(self.values.get("path"), ServerAddress):
            return explanation._replace(next_step=translate(language, step, **self.values))
        return explanation


class StoreWriteError(StoreError):
    """The disk is full or failing. Values: `path`, `detail`."""

    key = "store-unwritten"


class StoreBusyError(StoreError):
    """Another process holds the lock. Values: `path`."""

    key = "store-busy"


class StoreConflictError(StoreBusyError):
    """The server took back what clashed with another transaction; it can be done again. Values: `path`."""


class DriverMissingError(NgktError):
    """A store on a server is named, and the driver is not installed. Values: `path`."""

    key = "driver-missing"


class ServerBackupsError(NgktError):
    """A backup of a store on a server, which its own tools make. Values: `path`, `command` (which do it)."""

    key = "server-backups"


class CopyTargetError(NgktError):
    """A copy to a place where there is something. Values: `path`."""

    key = "copy-target"


class CopyDifferenceError(NgktError):
    """A copy that reads otherwise than what was copied, and so was not kept. Values: `path`, `table`."""

    key = "copy-difference"


class StoreUnreachableError(StoreError):
    """The server does not answer. Values: `path`, `detail` (the driver's sentence)."""

    key = "store-unreachable"


class StoreSignInError(StoreError):
    """The server does not let this user in. Values: `path`, `detail` (the server's sentence)."""

    key = "store-sign-in"


class DatabaseMissingError(StoreError):
    """The server has no database of that name. Values: `path`, `command` (a remedy)."""

    key = "database-missing"


class UnsuitableDatabaseError(StoreError):
    """The database sorts or encodes otherwise than a file does. Values: `path`, `found`, `command` (a remedy)."""

    key = "database-unsuitable"


class StoreLockError(StoreError):
    """The store is on a disk that has no locks. Values: `path`."""

    key = "store-unlockable"


class StoreNewerError(StoreError):
    """The store was written by a later version. Values: `path`, `found`, `known`."""

    key = "store-newer"


class NotAStoreError(StoreError):
    """The file is not a store of this program. Values: `path`."""

    key = "store-foreign"


class ForeignDatabaseError(NotAStoreError):
    """The schema `main` of the database is another program's. Values: `path`."""

    key = "database-foreign"


class StoreDamagedError(StoreError):
    """The store's header or schema is unreadable. Values: `path`, `detail`."""

    key = "store-damaged"


class StoreTamperedError(StoreDamagedError):
    """The store holds a trigger or a view of somebody else's. Values: `path`, `what` (names), `command` (a remedy)."""

    key = "store-tampered"


class StoreMissingError(StoreError):
    """No store, but backups of one. Values: `path`, `count`, `newest`, and the commands `restore` and `anew`."""

    key = "store-missing"


class StoreReadOnlyError(StoreError):
    """An edit where nothing can be written. Values: `path`."""

    key = "store-readonly"


class DatabaseReadOnlyError(StoreReadOnlyError):
    """The server lets this user read only. Values: `path`, `detail` (the server's sentence)."""

    key = "database-readonly"


class RoleRefusedError(StoreReadOnlyError):
    """What the role of a user does not allow. Values: `path`, `user`, `role`, `needed`, `command` (a remedy)."""

    key = "role-refused"


class ActorRefusedError(StoreSignInError):
    """A name that the user may not act in. Values: `path`, `actor`."""

    key = "actor-refused"


class RoleGrantError(NgktError):
    """A role that the user may not give or take. Values: `path`, `detail` (the server's sentence)."""

    key = "role-grant"


class UnknownLoginError(RoleGrantError):
    """A role for somebody whom the server does not know. Values: `name`, `command` (a remedy)."""

    key = "login-unknown"


class FileRolesError(NgktError):
    """Roles in a store that is a file. Values: `path`."""

    exit_code = 2
    key = "file-roles"


class StoreGoneError(StoreError):
    """The store was deleted or replaced while in use. Values: `path`."""

    key = "store-gone"


class InvalidBackupError(StoreError):
    """A file that is no backup of a store. Values: `path`, `detail`, `folder` (where the program keeps backups)."""

    key = "backup-unfit"


def store_command(store: object, *words: str) -> str:
    """Return the command that does something about the store at a path, quoted for a shell."""
    import shlex  # read where a message offers a command as the next step

    return shlex.join(["ngkt-tui", "--db", str(store), *words])
