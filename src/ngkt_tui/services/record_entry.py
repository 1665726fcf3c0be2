"""Making records by hand: ids that nobody has to think of, and a question first where one is called the same."""

import re
from collections.abc import Mapping

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.folding import strip_diacritics
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.lookup import normalize_name, with_prefix
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.record_heads import ids_beginning
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, create_record
from ngkt_tui.services.reader import Reader

MAX_ID_LENGTH = 60
MAX_SAME = 50


def add_record(
    context: Context, kind: RecordKind, values: Mapping[str, object], *, may_be_alike: bool = False
) -> tuple[str, EditMessage]:
    """Make a record of `values` and return its id, a free one made of its name where `values` have none.

    Raises `UsageError` where a record of the kind is called the same, unless it `may_be_alike`, and the errors of
    `edit.create_record`.
    """
    name = values.get("name")
    names = [str(each) for each in name.values()] if isinstance(name, Mapping) else []
    with Reader(context) as reader:
        alike = None if may_be_alike else called_alike(reader, kind, names)
        if alike is not None:
            raise UsageError(
                detail=LazyText("add.alike", {"id": alike.id, "name": alike.name(context.language)}),
            )
        record = str(values.get("id") or free_id(reader, names[0] if names else kind.value))
    return record, create_record(context, kind, {**values, "id": record})


def called_alike(reader: Reader, kind: RecordKind, names: list[str]) -> RecordRef | None:
    """Return a record of `kind` that bears one of `names`, but for case and accents; `None` for none."""
    wanted = {name for name in map(normalize_name, names) if name}
    with reader.connection() as connection:
        found = [each for name in wanted for each in with_prefix(connection, (kind,), name, MAX_SAME)]
    same = (each.record for each in found if wanted.intersection(map(normalize_name, each.names)))
    return next(same, None)


def free_id(reader: Reader, name: str) -> str:
    """Return an id that no record has, made of the letters of a name; a number behind it where that is taken."""
    letters = re.sub(r"[^a-z0-9]+", "-", strip_diacritics(name)).strip("-")[:MAX_ID_LENGTH].strip("-") or "muc"
    with reader.connection() as connection:
        taken = set(ids_beginning(connection, letters, MAX_SAME * MAX_SAME))
    number = 1
    while (record := letters if number == 1 else f"{letters}-{number}") in taken:
        number += 1
    return record
