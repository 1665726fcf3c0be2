"""The errors that reach a user, as one tree.

    NgktError                     exit 1
    ├── UsageError                exit 2   a wrong argument, filter or value
    │   ├── FilterError                    a mistake in a filter, with its column
    │   ├── ViewUnusable                   a saved view that does not fit the store any more
    │   ├── UnknownName                    a name that nothing has
    │   │   ├── UnknownRecord              an id that the store does not know
    │   │   └── UnknownView                a name that no saved view has
    │   ├── AmbiguousRecord                the beginning of several ids
    │   └── ConfigInvalid                  a mistake in the configuration file
    ├── DigestInvalid             exit 3   a digest with faults, all of them listed
    │   ├── DigestFaulty               a digest that was only looked at: its faults, and nothing of taking in
    │   └── DigestUnproven    exit 1   a digest that its articles do not bear out
    ├── StoreUnusable             exit 4   the store cannot be used as it is
    │   ├── StoreUnwritten                 the disk is full, or does not read and write
    │   ├── StoreBusy                      another process holds the lock
    │   ├── StoreUnlockable                on a disk that has no locks
    │   ├── StoreNewer                     written by a later version of the program
    │   ├── StoreForeign                   not a store of this program
    │   ├── StoreDamaged                   header or schema unreadable
    │   │   └── StoreTampered              holds a trigger or a view of somebody else's
    │   ├── StoreReadOnly                  an edit where nothing can be written
    │   ├── StoreMissing                   gone, while there are backups of it
    │   ├── BackupUnfit                    a file that cannot be restored from
    │   └── StoreGone                      deleted or replaced while in use
    ├── ViewExists                exit 1   a view of that name is there already
    │   └── ViewBuiltIn                    one that the program brings along
    ├── EditStale                 exit 1   somebody changed the value since it was seen
    │   └── UndoStale                      somebody changed what is to be undone or redone
    ├── NothingToUndo             exit 1   the actor has no edit that is not undone
    ├── NothingToRedo             exit 1   the actor has undone nothing since the last edit
    ├── EditRefused               exit 1   an edit that the record cannot take
    │   └── UndoRefused                    a group of changes that cannot be undone
    ├── ExportFailed              exit 1   a file that could not be written
    │   └── ExportRefused                  a file that no report may replace
    └── BackupFailed              exit 1   a backup that could not be written

Each error names an entry of the catalogue, `error.<key>.title`, `.cause` and `.next`; `values` fill their
placeholders. They are caught at the edges only: the command line and the one handler of the app.
"""

from typing import ClassVar, NamedTuple

from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import say


class Explanation(NamedTuple):
    """What a user is told: what happened, why, and what to do next."""

    title: str
    cause: str
    next_step: str


class NgktError(Exception):
    """Something that a user must be told of. `key` names the catalogue entry, `values` fill it."""

    exit_code: ClassVar[int] = 1
    key: ClassVar[str] = "general"

    def __init__(self, **values: object) -> None:
        super().__init__(self.key, values)
        self.values = values

    def explain(self, language: Language) -> Explanation:
        """Return title, cause and next step in `language`."""
        title, cause, step = (
            say(language, f"error.{self.key}.{part}", **self.values) for part in ("title", "cause", "next")
        )
        return Explanation(title, cause, step)

    def __str__(self) -> str:
        return " ".join(part for part in self.explain(Language.EN) if part)


class UsageError(NgktError):
    """A wrong argument or value. Values: `detail`."""

    exit_code = 2
    key = "usage"


class FilterError(UsageError):
    """A mistake in a filter. Values: `column` (from 1), `length`, `problem` (a catalogue key), `word`, `nearest`."""

    key = "filter"

    def explain(self, language: Language) -> Explanation:
        """Return where the mistake stands, what it is, and the nearest right word where there is one."""
        title = say(language, "error.filter.title", **self.values)
        cause = say(language, str(self.values["problem"]), **self.values)
        step = say(language, "error.filter.next", **self.values)
        if self.values["nearest"]:
            step = f"{say(language, 'error.filter.nearest', **self.values)}\n{step}"
        return Explanation(title, cause, step)


class UnknownName(UsageError):
    """Something that is called by no name that there is. Values: `nearest` (may be empty)."""

    def explain(self, language: Language) -> Explanation:
        """Return title, cause and next step, with the nearest name where there is one."""
        nearest = self.values.get("nearest")
        cause = say(language, f"error.{self.key}.nearest", nearest=nearest) if nearest else ""
        return super().explain(language)._replace(cause=cause)


class UnknownRecord(UnknownName):
    """An id that the store does not know. Values: `id`, `nearest` (may be empty)."""

    key = "unknown-record"


class AmbiguousRecord(UsageError):
    """The beginning of several ids. Values: `id`, `candidates`."""

    key = "ambiguous-record"


class UnknownView(UnknownName):
    """A name that no view has. Values: `name`, `nearest` (may be empty)."""

    key = "unknown-view"


class ViewUnusable(UsageError):
    """A saved view that does not fit the store any more. Values: `name`, `problem` (a `Saying`)."""

    key = "view-unusable"


class ConfigInvalid(UsageError):
    """A mistake in the configuration file. Values: `path`, `problem` (a `Saying`)."""

    key = "config"


class DigestInvalid(NgktError):
    """A digest with faults. Values: `path`, `count`; `faults` holds them, in file order."""

    exit_code = 3
    key = "digest-invalid"

    def __init__(self, faults: "tuple[object, ...]" = (), **values: object) -> None:
        super().__init__(count=len(faults), **values)
        self.faults = faults

    def explain(self, language: Language) -> Explanation:
        """Return title, cause and next step; of a file that could not be read, that it must be another one."""
        if not self.faults or not all(getattr(fault, "key", "").startswith("file-") for fault in self.faults):
            return super().explain(language)
        title, step = (say(language, f"error.digest-unread.{part}", **self.values) for part in ("title", "next"))
        return Explanation(title, "", step)


class DigestFaulty(DigestInvalid):
    """A digest with faults that was to be checked and not taken in. Values: `path`, `count`; `faults` holds them."""

    key = "digest-faulty"


class DigestUnproven(DigestInvalid):
    """A digest that says what its articles do not. Values: `path`, `count`; `faults` holds what is not proven."""

    exit_code = 1
    key = "digest-unproven"


class StoreUnusable(NgktError):
    """The store cannot be used as it is. Values: `path`, `detail`."""

    exit_code = 4
    key = "store-unusable"


class StoreUnwritten(StoreUnusable):
    """The disk is full or failing. Values: `path`, `detail`."""

    key = "store-unwritten"


class StoreBusy(StoreUnusable):
    """Another process holds the lock. Values: `path`."""

    key = "store-busy"


class StoreUnlockable(StoreUnusable):
    """The store is on a disk that has no locks. Values: `path`."""

    key = "store-unlockable"


class StoreNewer(StoreUnusable):
    """The store was written by a later version. Values: `path`, `found`, `known`."""

    key = "store-newer"


class StoreForeign(StoreUnusable):
    """The file is not a store of this program. Values: `path`."""

    key = "store-foreign"


class StoreDamaged(StoreUnusable):
    """The store's header or schema is unreadable. Values: `path`, `detail`."""

    key = "store-damaged"


class StoreTampered(StoreDamaged):
    """The store holds a trigger or a view of somebody else's. Values: `path`, `what` (names), `command` (a remedy)."""

    key = "store-tampered"


class StoreMissing(StoreUnusable):
    """No store, but backups of one. Values: `path`, `count`, `newest`, and the commands `restore` and `anew`."""

    key = "store-missing"


class StoreReadOnly(StoreUnusable):
    """An edit where nothing can be written. Values: `path`."""

    key = "store-readonly"


class StoreGone(StoreUnusable):
    """The store was deleted or replaced while in use. Values: `path`."""

    key = "store-gone"


class BackupUnfit(StoreUnusable):
    """A file that is no backup of a store. Values: `path`, `detail`, `folder` (where the program keeps backups)."""

    key = "backup-unfit"


class ViewExists(NgktError):
    """A view of that name is there already. Values: `name`."""

    key = "view-exists"


class ViewBuiltIn(ViewExists):
    """The name of a view that the program brings along. Values: `name`."""

    key = "view-built-in"


class EditStale(NgktError):
    """Somebody changed the value since it was seen. Values: `id`, `field`, `seen`, `present`, `records` of the edit."""

    key = "edit-stale"


class UndoStale(EditStale):
    """Somebody changed what is to be undone or redone. Values: `id`, `field`, `seen`, `present`, `how`."""

    key = "undo-stale"


class NothingToUndo(NgktError):
    """No group of this actor is left to take back. Values: `actor`."""

    key = "nothing-to-undo"


class NothingToRedo(NgktError):
    """No undo of this actor is left to take back. Values: `actor`."""

    key = "nothing-to-redo"


class EditRefused(NgktError):
    """An edit that the record cannot take. Values: `id`, `detail`."""

    key = "edit-refused"


class UndoRefused(EditRefused):
    """A group of changes that cannot be undone. Values: `id`, `detail`."""

    key = "undo-refused"


class ExportFailed(NgktError):
    """A file that could not be written. Values: `path`, `detail`."""

    key = "export-failed"


class ExportRefused(ExportFailed):
    """A file that no report may replace, such as a store. Values: `path`, `detail` (a `Saying`)."""

    key = "export-refused"


class BackupFailed(NgktError):
    """A backup that could not be written. Values: `path`, `detail`."""

    key = "backup-failed"
