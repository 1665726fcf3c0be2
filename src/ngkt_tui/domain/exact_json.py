"""JSON that keeps every text letter for letter and still holds no character that a terminal would obey."""

import json
from collections.abc import Callable

from ngkt_tui.domain.clean import escape_control_chars


def dumps_escaped(value: object, indent: int | None = None, default: Callable[[object], object] | None = None) -> str:
    """Return `value` as JSON, readable: letters as they are, each character that `sanitize` would replace escaped.

    `default` makes something that JSON knows of what it does not know.
    """
    return escape_control_chars(json.dumps(value, ensure_ascii=False, indent=indent, default=default), _escape)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]
