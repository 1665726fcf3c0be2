"""What the store complains of, in detail: why a file is refused, an edit or a digest not taken."""

STORING: dict[str, str] = {
    "store.corrupt": "SQLite finds it damaged: {detail}.",
    "store.no-database": "The file is not an SQLite database.",
    "store.disk-full": "The disk is full; nothing was changed.",
    "store.disk-error": "The disk could not be read or written ({detail}); nothing was changed.",
    "store.cannot-open": "It could not be opened: {detail}.",
    "store.sqlite": "SQLite reports: {detail}.",
    "store.unrecovered": "A program was stopped while it was writing. Start once without --readonly, so that its unfinished work is taken back.",
    "store.no-file": "It is not a regular file.",
    "store.empty": "The file is empty (0 bytes).",
    "store.other-program": "It is an SQLite database of another program.",
    "store.no-version": "Its header names no schema version.",
    "store.older": "It has schema version {found}; this program reads version {known}. Start once without --readonly, so that it is brought up to date.",
    "store.no-backup": "No backup could be made before changing it: {detail}. Nothing was changed.",
    "store.cannot-create": "It could not be created: {detail}.",
}
