"""Collecting the parameters of a statement, so that no value ever becomes part of its text."""

import json
from collections.abc import Iterable, Mapping

Parameter = str | int


class Parameters:
    """The named parameters of one statement, beside those it has already. Each value gets a name of its own."""

    def __init__(self, present: Mapping[str, Parameter] | None = None) -> None:
        self._values: dict[str, Parameter] = dict(present or {})

    @property
    def values(self) -> dict[str, Parameter]:
        """Return the parameters by name."""
        return dict(self._values)

    def add(self, value: Parameter) -> str:
        """Take in `value` and return the placeholder that stands for it."""
        name = f"v{len(self._values)}"
        self._values[name] = value
        return f":{name}"

    def add_list(self, values: Iterable[str]) -> str:
        """Take in `values` and return the subselect that yields them, for use after IN."""
        return f"(SELECT value FROM json_each({self.add(json.dumps(list(values)))}))"
