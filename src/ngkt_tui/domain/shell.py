"""Commands for a user to type: what a message offers as the next step."""

import shlex


def store_command(store: object, *words: str) -> str:
    """Return the command that does something about the store at a path, quoted for a shell."""
    return shlex.join(["ngkt-tui", "--db", str(store), *words])
