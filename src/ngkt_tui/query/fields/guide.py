"""What can be told of every field: both its names, what it says, the values that need no store, an example."""

from typing import NamedTuple

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import say
from ngkt_tui.query.fields.field import Choice
from ngkt_tui.query.fields.registry import FIELDS, SORT_NAME, SORTS, sort_words
from ngkt_tui.query.spec import FieldName


class FieldGuide(NamedTuple):
    """One field. Values, labels and the example are in the language asked for; both names are always read."""

    english: str
    vietnamese: str
    label: str
    kinds: tuple[RecordKind, ...]
    """The kinds of records that have it."""
    values: tuple[Choice, ...]
    """The closed list of its values, as they are typed; of a field of records only the word for none of them."""
    example: str
    """A filter with this field, as `status:doing,blocked`."""


def field_guides(language: Language) -> tuple[FieldGuide, ...]:
    """Return every field in the order of the registry, `sort:` last."""
    sorting = FieldGuide(
        FieldName.SORT.value,
        SORT_NAME,
        say(language, "filter.field.sort"),
        tuple(kind for kind in RecordKind if kind in SORTS),
        sort_words(RecordKind.DIRECTIVE).listed(language),
        say(language, "filter.example.sort"),
    )
    return (*(_guide(name, language) for name in FIELDS), sorting)


def _guide(name: FieldName, language: Language) -> FieldGuide:
    field = FIELDS[name]
    kinds = tuple(kind for kind in RecordKind if kind in field.kinds)
    values = dict.fromkeys(choice for kind in kinds for choice in field.listed(kind, language))
    example = say(language, f"filter.example.{name}")
    return FieldGuide(
        name.value, field.vietnamese, say(language, f"filter.field.{name}"), kinds, tuple(values), example
    )
