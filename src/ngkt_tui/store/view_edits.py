"""Saved views: saving, putting in order, deleting. They narrow what is shown and change no record, so that the history
of records does not hold them; each tells itself who saved it last, and when."""

from itertools import count

from sqlmodel import col, select

from ngkt_tui.domain.errors import UnknownViewError, ViewExistsError
from ngkt_tui.store.tables.entry_tables import SavedViewTable
from ngkt_tui.store.unit_of_work import Author, UnitOfWork


def save(unit: UnitOfWork, author: Author, view: SavedViewTable, *, may_replace: bool) -> None:
    """Keep a view at the first place that is free, or in the place of the one of its name.

    Raises `ViewExistsError` where there is one that may not be replaced.
    """
    present = unit.session.get(SavedViewTable, view.name)
    if present is None:
        taken = {each.position for each in _all(unit)}
        view.position = next(place for place in count(1) if place not in taken)
        view.at, view.actor = author
        unit.session.add(view)
        return
    if not may_replace:
        raise ViewExistsError(name=view.name)
    present.kind, present.filter, present.scope = view.kind, view.filter, view.scope
    present.at, present.actor = author


def delete(unit: UnitOfWork, name: str) -> None:
    """Forget a view; its place stays free, so that the others keep theirs. Raises `UnknownViewError`."""
    unit.session.delete(_find(unit, name))


def move(unit: UnitOfWork, name: str, step: int) -> None:
    """Put a view `step` places further down, up where that is negative, at most to the first or the last place.

    The views in between go the other way; places that are free stay so. Raises `UnknownViewError`.
    """
    view = _find(unit, name)
    views = _all(unit)
    places = [each.position for each in views]
    place = views.index(view)
    views.insert(max(0, min(place + step, len(views) - 1)), views.pop(place))
    for each, position in zip(views, places, strict=True):
        each.position = position


def _find(unit: UnitOfWork, name: str) -> SavedViewTable:
    view = unit.session.get(SavedViewTable, name)
    if view is None:
        raise UnknownViewError(name=name, nearest="")
    return view


def _all(unit: UnitOfWork) -> list[SavedViewTable]:
    return list(
        unit.session.exec(select(SavedViewTable).order_by(col(SavedViewTable.position), col(SavedViewTable.name)))
    )
