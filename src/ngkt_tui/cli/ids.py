"""Ids of records on the command line, completed from the store where there is one."""

from typing import Any

import click
from click.shell_completion import CompletionItem

from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.errors import NgktError

MOST_OFFERED = 100


class RecordId(click.ParamType[str]):
    """The id of a record of any kind."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id as typed, cleaned of bytes that are no text; whether there is one only the store can tell."""
        return one_line(str(value))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the ids of the store that begin with what is typed; none where the store cannot be read."""
        from ngkt_tui.cli.spoken import call_of  # asked for by the shell alone
        from ngkt_tui.services.reader import Reader

        try:
            with Reader(call_of(ctx).context) as reader:
                return [CompletionItem(each) for each in reader.ids_beginning(incomplete, MOST_OFFERED)]
        except NgktError:
            return []
