"""Several ids as one text, as the store and the history keep them: a compact JSON list."""

import json
from collections.abc import Iterable


def dump_ids(ids: Iterable[str]) -> str | None:
    """Return the ids as one text, each once; `None` where there is none."""
    listed = list(dict.fromkeys(ids))
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")) if listed else None


def load_ids(text: str | None) -> tuple[str, ...]:
    """Return the ids that `text` lists; none for no text, and for a damaged one."""
    try:
        listed = json.loads(text) if text else []
    except ValueError:
        return ()
    return tuple(each for each in listed if isinstance(each, str)) if isinstance(listed, list) else ()
