"""`ngkt-tui schema`: the JSON Schema of a digest."""

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand


def _schema(call: Call) -> None:
    from ngkt_tui.digest.json_schema import schema_text  # loads Pydantic

    call.terminal.out.write_utf8(schema_text())


COMMAND = SpokenCommand("schema", _schema)
