"""What the operating system reports, in the language of its reader: by the number of the error, never by its words."""

import errno

from ngkt_tui.domain.words import LazyText

KNOWN = frozenset(
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
        return LazyText(f"system.{name}") if name in KNOWN else error.strerror or str(error)
    if isinstance(error, UnicodeError):
        return LazyText("system.encoding")
    return LazyText("system.nul") if isinstance(error, ValueError) and "null" in str(error) else str(error)
