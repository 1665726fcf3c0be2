"""The errors that reach a user, as one tree.

    NgktError                        exit 1
    ├── UsageError                   exit 2   a wrong argument, filter or value
    │   ├── FilterError                       a mistake in a filter, with its column
    │   ├── InvalidViewError                  a saved view that does not fit the store any more
    │   ├── UnknownNameError                  a name that nothing has
    │   │   ├── UnknownRecordError            an id that the store does not know
    │   │   ├── UnknownDigestError            an id that no digest of the store has
    │   │   └── UnknownViewError              a name that no saved view has
    │   ├── AmbiguousRecordError              the beginning of several ids
    │   └── ConfigError                       a mistake in the configuration file
    ├── InvalidDigestError           exit 3   a digest with faults, all of them listed
    │   ├── DigestCheckError                  a digest that was only checked, not imported
    │   ├── SheetError                        a sheet of tasks that cannot be taken in
    │   └── DigestNotVerifiedError   exit 1   a digest that its articles do not bear out
    ├── StoreError                   exit 4   the store cannot be used as it is: `domain.store_errors`
    ├── ViewExistsError              exit 1   a view of that name is there already
    │   └── BuiltInViewError                  one that the program brings along
    ├── EditConflictError            exit 1   somebody changed the value since it was seen
    │   └── UndoConflictError                 somebody changed what is to be undone or redone
    ├── NothingToUndoError           exit 1   the actor has no edit that is not undone
    ├── NothingToRedoError           exit 1   the actor has undone nothing since the last edit
    ├── EditRefusedError             exit 1   an edit that the record cannot take
    │   ├── ReviewRefusedError                what the review of a period cannot take
    │   └── UndoRefusedError                  a group of changes that cannot be undone
    ├── TooManyRecordsError          exit 1   an edit of more records than one may have
    ├── EditStoppedError             exit 1   an edit that its user has stopped
    ├── DigestInUseError             exit 1   a digest that others refer to and that is to be removed
    ├── DraftCommandError            exit 1   a program that was to read an article, and did not
    ├── ExportError                  exit 1   a file that could not be written
    │   └── ExportRefusedError                a file that no report may replace
    ├── TemplateError                exit 1   a template for papers that cannot be used
    ├── AccountsError                exit 1   a file of those who may sign in that cannot be read
    ├── ServerError                  exit 1   the web server did not start
    └── BackupError                  exit 1   a backup that could not be written

Each error names an entry of the catalogue, `error.<key>.title`, `.cause` and `.next`; `values` fill their
placeholders. They are caught at the edges only: the command line and the one handler of the app.
"""

import errno
from typing import ClassVar, NamedTuple, Self

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import LazyText, catalogue, render, translate


class Explanation(NamedTuple):
    """What a user is shown: what happened, why, and what to do next."""

    title: str
    cause: str
    next_step: str


class NgktError(Exception):
    """Something that a user must be shown. `key` names the catalogue entry, `values` fill it."""

    exit_code: ClassVar[int] = 1
    key: ClassVar[str] = "general"

    def __init__(self, **values: object) -> None:
        super().__init__(self.key, values)
        self.values = values

    def __copy__(self) -> Self:
        copied = type(self).__new__(type(self), *self.args)
        copied.__dict__.update(self.__dict__)
        return copied

    def explain(self, language: Language) -> Explanation:
        """Return title, cause and next step in `language`; the cause is `detail` where no other one is written."""
        values = {"command": "ngkt-tui", "detail": ""} | self.values
        title, cause, step = (f"error.{self.key}.{part}" for part in ("title", "cause", "next"))
        why = (
            translate(language, cause, **values) if cause in catalogue(language) else render(language, values["detail"])
        )
        return Explanation(translate(language, title, **values), why, translate(language, step, **values))

    def __str__(self) -> str:
        return " ".join(part for part in self.explain(Language.EN) if part)


class UsageError(NgktError):
    """A wrong argument or value. Values: `detail`, and `command` (whose help tells what is right) where known."""

    exit_code = 2
    key = "usage"


class FilterError(UsageError):
    """A mistake in a filter. Values: `column` (from 1), `length`, `problem` (a catalogue key), `word`, `nearest`."""

    key = "filter"

    def explain(self, language: Language) -> Explanation:
        """Return where the mistake stands, what it is, and the nearest right word where there is one."""
        title = translate(language, "error.filter.title", **self.values)
        cause = translate(language, str(self.values["problem"]), **self.values)
        step = translate(language, "error.filter.next", **self.values)
        if self.values["nearest"]:
            step = f"{translate(language, 'error.filter.nearest', **self.values)}\n{step}"
        return Explanation(title, cause, step)


class UnknownNameError(UsageError):
    """Something that is called by no name that there is. Values: `nearest` (may be empty)."""

    def explain(self, language: Language) -> Explanation:
        """Return title, cause and next step, with the nearest name where there is one."""
        nearest = self.values.get("nearest")
        cause = translate(language, f"error.{self.key}.nearest", nearest=nearest) if nearest else ""
        return super().explain(language)._replace(cause=cause)


class UnknownRecordError(UnknownNameError):
    """An id that the store does not know. Values: `id`, `nearest` (may be empty)."""

    key = "unknown-record"


class AmbiguousRecordError(UsageError):
    """The beginning of several ids. Values: `id`, `candidates`."""

    key = "ambiguous-record"


class UnknownDigestError(UnknownNameError):
    """An id that no digest of the store has. Values: `id`, `nearest` (may be empty)."""

    key = "unknown-digest"


class UnknownViewError(UnknownNameError):
    """A name that no view has. Values: `name`, `nearest` (may be empty)."""

    key = "unknown-view"


class InvalidViewError(UsageError):
    """A saved view that does not fit the store any more. Values: `name`, `problem` (a `LazyText`)."""

    key = "view-unusable"


class ConfigError(UsageError):
    """A mistake in the configuration file. Values: `path`, `problem` (a `LazyText`)."""

    key = "config"


class InvalidDigestError(NgktError):
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
        title, step = (translate(language, f"error.digest-unread.{part}", **self.values) for part in ("title", "next"))
        return Explanation(title, "", step)


class DigestCheckError(InvalidDigestError):
    """A digest with faults that was to be checked and not taken in. Values: `path`, `count`; `faults` holds them."""

    key = "digest-faulty"


class SheetError(InvalidDigestError):
    """A sheet that cannot be taken in. `faults` are what is wrong, each at the address of its cell, as `SHEET!B7`."""

    key = "sheet-invalid"

    def explain(self, language: Language) -> Explanation:
        """Return title, cause and next step; a file that could not be read is told as a sheet too."""
        return super(InvalidDigestError, self).explain(language)


class DigestNotVerifiedError(InvalidDigestError):
    """A digest that says what its articles do not. Values: `path`, `count`; `faults` holds what is not proven."""

    exit_code = 1
    key = "digest-unproven"


class ViewExistsError(NgktError):
    """A view of that name is there already. Values: `name`."""

    key = "view-exists"


class BuiltInViewError(ViewExistsError):
    """The name of a view that the program brings along. Values: `name`."""

    key = "view-built-in"


class EditConflictError(NgktError):
    """Somebody changed the value since it was seen. Values: `id`, `field`, what was seen, what is there, `records`."""

    key = "edit-stale"


class UndoConflictError(EditConflictError):
    """Somebody changed what is to be undone or redone. Values: as above, and `how`."""

    key = "undo-stale"


class NothingToUndoError(NgktError):
    """No group of this actor is left to take back. Values: `actor`."""

    key = "nothing-to-undo"


class NothingToRedoError(NgktError):
    """No undo of this actor is left to take back. Values: `actor`."""

    key = "nothing-to-redo"


class EditRefusedError(NgktError):
    """An edit that the record cannot take. Values: `id`, `detail`, and `command`."""

    key = "edit-refused"


class TooManyRecordsError(NgktError):
    """An edit of more records than one may have. Values: `count`, `most`."""

    key = "too-many"


class EditStoppedError(NgktError):
    """An edit that its user has stopped; nothing of it was written."""

    key = "edit-stopped"


class UndoRefusedError(EditRefusedError):
    """A group of changes that cannot be undone. Values: `id`, `detail`."""

    key = "undo-refused"


class DigestInUseError(NgktError):
    """A digest that others refer to, so that it cannot be removed. Values: `id`, `others`."""

    key = "digest-in-use"


class ExportError(NgktError):
    """A file that could not be written. Values: `path`, `detail`."""

    key = "export-failed"


class ExportRefusedError(ExportError):
    """A file that no report may replace, such as a store. Values: `path`, `detail` (a `LazyText`)."""

    key = "export-refused"


class BackupError(NgktError):
    """A backup that could not be written. Values: `path`, `detail`."""

    key = "backup-failed"


SYSTEM_ERRORS = frozenset(
    {
        *("EPERM", "ENOENT", "EINTR", "EIO", "ENXIO", "EBADF", "EAGAIN", "ENOMEM", "EACCES", "EBUSY", "EEXIST"),
        *("EXDEV", "ENODEV", "ENOTDIR", "EISDIR", "EINVAL", "ENFILE", "EMFILE", "ETXTBSY", "EFBIG", "ENOSPC"),
        *("ESPIPE", "EROFS", "EMLINK", "EPIPE", "ENAMETOOLONG", "ENOLCK", "ENOTEMPTY", "ELOOP", "EOPNOTSUPP"),
        *("ENOTSUP", "ETIMEDOUT", "ESTALE", "EDQUOT", "ENOTCONN", "EHOSTDOWN"),
    }
)
"""The errors that files and streams meet; each has an entry `system.<name>` in the catalogue."""


def system_problem(error: BaseException) -> LazyText | str:
    """Return what `error` says, as a text that is said in its reader's language where the error is a known one."""
    if isinstance(error, OSError):
        name = errno.errorcode.get(error.errno or 0, "")
        return LazyText(f"system.{name}") if name in SYSTEM_ERRORS else error.strerror or str(error)
    if isinstance(error, UnicodeError):
        return LazyText("system.encoding")
    return LazyText("system.nul") if isinstance(error, ValueError) and "null" in str(error) else str(error)
