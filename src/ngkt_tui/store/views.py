"""Saved views: saving, putting in order, deleting. They narrow what is shown and change no record, so that the history
of records does not hold them; each tells itself who saved it last, and when."""

from sqlmodel import col, select

from ngkt_tui.domain.errors import UnknownView, ViewExists
from ngkt_tui.store.changes import Stamp
from ngkt_tui.store.tables.views import SavedView
from ngkt_tui.store.unit_of_work import UnitOfWork


def save(unit: UnitOfWork, stamp: Stamp, view: SavedView, *, may_replace: bool) -> None:
    """Keep a view, behind all others, or in the place of the one of its name.

    Raises `ViewExists` where there is one that may not be replaced.
    """
    present = unit.session.get(SavedView, view.name)
    if present is None:
        view.position = len(_all(unit)) + 1
        view.at, view.actor = stamp
        unit.session.add(view)
        return
    if not may_replace:
        raise ViewExists(name=view.name)
    present.kind, present.filter, present.scope = view.kind, view.filter, view.scope
    present.at, present.actor = stamp


def delete(unit: UnitOfWork, name: str) -> None:
    """Forget a view; those behind it move up. Raises `UnknownView`."""
    view = _find(unit, name)
    unit.session.delete(view)
    unit.session.flush()
    _number(_all(unit))


def move(unit: UnitOfWork, name: str, step: int) -> None:
    """Put a view `step` places further down, up where that is negative; at the ends it stays. Raises `UnknownView`."""
    view = _find(unit, name)
    views = _all(unit)
    place = views.index(view)
    views.insert(max(0, min(place + step, len(views) - 1)), views.pop(place))
    _number(views)


def _find(unit: UnitOfWork, name: str) -> SavedView:
    view = unit.session.get(SavedView, name)
    if view is None:
        raise UnknownView(name=name, nearest="")
    return view


def _all(unit: UnitOfWork) -> list[SavedView]:
    return list(unit.session.exec(select(SavedView).order_by(col(SavedView.position), col(SavedView.name))))


def _number(views: list[SavedView]) -> None:
    for position, view in enumerate(views, 1):
        view.position = position
