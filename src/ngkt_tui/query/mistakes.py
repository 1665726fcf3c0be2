"""A mistake in a value of a filter, before it is known at which column the value stands."""

from datetime import date

from ngkt_tui.domain.errors import FilterError
from ngkt_tui.query.spec import SourceSpan


class ValueMistakeError(Exception):
    """A value that a field cannot take. `problem` is a key of the catalogue, `values` fill it."""

    def __init__(self, problem: str, nearest: str | date = "", **values: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.nearest = nearest
        self.values = values

    def at(self, span: SourceSpan, word: str, field: str) -> FilterError:
        """Return the error that a user is told: this mistake of `word`, in a value of what was typed as `field`."""
        return FilterError(
            column=span.column,
            length=span.length,
            problem=self.problem,
            word=word,
            field=field,
            nearest=self.nearest,
            **self.values,
        )
