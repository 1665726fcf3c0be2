"""`ngkt-tui schema`: the JSON Schema of a digest."""

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.spoken import LocalizedCommand


def _schema(call: Invocation) -> None:
    from ngkt_tui.digest.json_schema import schema_text  # loads Pydantic

    call.terminal.out.write_utf8(schema_text())


COMMAND = LocalizedCommand("schema", _schema)
