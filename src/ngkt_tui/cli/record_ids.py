"""Ids of records on the command line, completed from the store where there is one."""

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from ngkt_tui.cli.completions import Offers, offered
from ngkt_tui.domain.text import sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.services.reader import Reader

MAX_OFFERED = 100


class RecordIdType(click.ParamType[str]):
    """The id of a record of any kind."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id as typed, cleaned of bytes that are no text; whether there is one only the store can tell."""
        return sanitize_line(str(value))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the ids of the store that begin with what is typed, each with what the record says."""

        def read(reader: "Reader") -> Offers:
            from ngkt_tui.query.names import load_refs  # asked for by the shell alone

            ids = reader.ids_beginning(incomplete, MAX_OFFERED)
            with reader.connection() as connection:
                names = load_refs(connection, ids)
            return [(each, names[each].name(reader.context.language) if each in names else "") for each in ids]

        return offered(ctx, read)
