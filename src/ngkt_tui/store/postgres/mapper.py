"""SQLAlchemy over psycopg, as the store uses it: what is written for all engines is rewritten on its way."""

from typing import Any

from sqlalchemy import Connection, Engine, Integer, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.compiler import compiles

from ngkt_tui.store.postgres.dialect import translate


@compiles(Integer, "postgresql")
def _long(_type: Integer, _compiler: object, **_: object) -> str:
    """Return the type that a whole number is cast to: a position is longer than an INTEGER."""
    return "BIGINT"


def adapt(mapper: Engine) -> None:
    """Rewrite what goes to the driver as text; what SQLAlchemy has composed is written for the server already."""
    event.listen(mapper, "before_cursor_execute", _rewrite, retval=True)
    event.listen(mapper, "checkout", _require_alive)


def _require_alive(writer: Any, _record: object, _proxy: object) -> None:
    """Let another connection be made where the one that was kept has ended."""
    if writer.has_ended:
        raise DisconnectionError


def _rewrite(
    _connection: Connection, _cursor: object, statement: str, parameters: Any, context: Any, _many: bool
) -> tuple[str, Any]:
    return (statement if context.compiled is not None else translate(statement)), parameters
