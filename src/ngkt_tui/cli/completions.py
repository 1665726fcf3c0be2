"""What a shell is offered from the store: filters, views, agencies, changes. Nothing where the store cannot be read."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from ngkt_tui.cli.click_types import CountType
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.text import sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.services.reader import Reader

MAX_OFFERED = 50
MAX_IDS_OFFERED = 100

Offers = Iterable[tuple[str, str]]
"""Words with what they mean."""


def offered(ctx: click.Context, read: "Callable[[Reader], Offers]") -> list[CompletionItem]:
    """Return what `read` finds in the store of a call; it is closed before anything is offered."""
    from ngkt_tui.cli.invocation import Invocation  # asked for by the shell alone, as is the reader
    from ngkt_tui.services.reader import Reader

    call = ctx.find_object(Invocation)
    if call is None:
        return []
    try:
        with Reader(call.context) as reader:
            return [CompletionItem(sanitize_line(word), help=sanitize_line(text)) for word, text in read(reader)]
    except NgktError:
        return []


class Word(click.ParamType[str]):
    """A text of the command line, as typed."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value)


class FilterWord(Word):
    """A word of a filter, or a whole one: a field, then a value of it."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the fields and the values that the records of the list have."""
        from ngkt_tui.query.filter.filter_help import complete  # as above

        kind = ctx.params.get("kind")
        record = kind if isinstance(kind, RecordKind) else RecordKind.DIRECTIVE

        def read(reader: "Reader") -> Offers:
            with reader.connection() as connection:
                language = reader.context.language
                ways = complete(connection, incomplete, len(incomplete), record, language, MAX_OFFERED)
            return [(incomplete[: way.start] + way.insert + incomplete[way.end :], way.label) for way in ways]

        return offered(ctx, read)


class ViewName(Word):
    """The name of a view."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        def read(reader: "Reader") -> Offers:
            from ngkt_tui.services.views import all_views  # as above

            views = all_views(reader, reader.context.language)
            return [(view.name, view.filter) for view in views if view.name.startswith(incomplete)]

        return offered(ctx, read)


class AgencyName(Word):
    """An agency, by id or name."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from ngkt_tui.domain.enums import RecordKind  # as above
        from ngkt_tui.query.filter.fields.field_registry import FIELDS
        from ngkt_tui.query.filter.filter_spec import FieldName

        def read(reader: "Reader") -> Offers:
            language = reader.context.language
            with reader.connection() as connection:
                return FIELDS[FieldName.LEAD].suggest(
                    connection, incomplete, RecordKind.DIRECTIVE, language, MAX_OFFERED
                )

        return offered(ctx, read)


class ChangeNumber(CountType):
    """The number of a group of changes."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the newest edits that are not undone, with who made them and of what."""

        def read(reader: "Reader") -> Offers:
            groups = [each for each in reader.history(limit=MAX_OFFERED) if each.kind == "edit" and not each.undone_by]
            return [
                (str(each.id), f"{each.actor}: {', '.join(dict.fromkeys(change.record for change in each.changes))}")
                for each in groups
                if str(each.id).startswith(incomplete)
            ]

        return offered(ctx, read)


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

            ids = reader.ids_beginning(incomplete, MAX_IDS_OFFERED)
            with reader.connection() as connection:
                names = load_refs(connection, ids)
            return [(each, names[each].name(reader.context.language) if each in names else "") for each in ids]

        return offered(ctx, read)
