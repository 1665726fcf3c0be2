"""Saved views: a filter and a scope under a name, for the dashboard and for every report.

Those that users saved come first, in their order; behind them stand the ones that the program brings along, which have
a name in each language and can be neither changed nor deleted.
"""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.clean import REPLACEMENT, one_line
from ngkt_tui.domain.errors import StoreReadOnly, UnknownView, UsageError, ViewBuiltIn, ViewUnusable
from ngkt_tui.domain.fold import bare
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import Saying, say
from ngkt_tui.query.saved_views import SavedViewRow, saved_views
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.context import Context
from ngkt_tui.services.moments import moment_of
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.scope_words import Labelled, labelled

if TYPE_CHECKING:
    from ngkt_tui.store.changes import Stamp
    from ngkt_tui.store.unit_of_work import UnitOfWork

LONGEST_NAME = 60
MAX_NUMBER = 9

KINDS = (
    RecordKind.DIRECTIVE,
    RecordKind.CONFERENCE,
    RecordKind.AGREEMENT,
    RecordKind.MARKET,
    RecordKind.OFFICIAL,
    RecordKind.ORGANISATION,
)
"""The kinds of records that a view may filter: those that a pane shows."""

BUILT_IN = ("open", "blocked", "overdue", "silent", "repeated", "unproven", "leaderless")
"""The views that the program brings along, all of directives: `view.<key>` is what each is called, and
`view.<key>.filter` its filter, in the words of each language."""


class NamedView(NamedTuple):
    """A view. `filter` is for records of `kind`; `problem` is why the view cannot be used, `None` where it can."""

    name: str
    filter: str
    scope: Scope = ()
    kind: RecordKind = RecordKind.DIRECTIVE
    is_built_in: bool = False
    problem: Saying | None = None
    number: int | None = None
    """By which it is chosen, from 1 to 9; `None` where it has none. A saved view keeps its own."""

    @property
    def unusable(self) -> ViewUnusable | None:
        """Return the error of using a view that cannot be used."""
        return ViewUnusable(name=self.name, problem=self.problem) if self.problem else None


def can_name(text: str) -> bool:
    """Tell whether a view can be called so: whether there is anything in the name that can be seen."""
    return any(sign.isprintable() and sign not in (" ", REPLACEMENT) for sign in _cleaned(text))


def is_built_in(name: str) -> bool:
    """Tell whether the program brings a view of that name along, in either language."""
    return _built_in_key(name) is not None


def built_in_views(language: Language) -> tuple[NamedView, ...]:
    """Return the views that the program brings along, by their names in `language`."""
    return tuple(_built_in(key, language) for key in BUILT_IN)


def all_views(reader: Reader, language: Language) -> tuple[NamedView, ...]:
    """Return every view: the saved ones in their order, then those that the program brings along.

    The latter have the numbers that the saved ones leave free.
    """
    with reader.reading() as connection:
        rows = saved_views(connection)
    saved = [_view(reader, row) for row in rows]
    free = (number for number in range(1, MAX_NUMBER + 1) if number not in {view.number for view in saved})
    built_in = [view._replace(number=next(free, None)) for view in built_in_views(language)]
    return *saved, *built_in


def find_view(reader: Reader, name: str, language: Language) -> NamedView:
    """Return the view of that name, accents or not; a built-in one also by its name in the other language, or its key.

    Raises `UnknownView` with the nearest name, and `ViewUnusable`.
    """
    views = all_views(reader, language)
    key = _built_in_key(name)
    saved = _saved(views, name, may_be_bare=key is None)
    if saved is not None and saved.unusable:
        raise saved.unusable
    if saved is not None:
        return saved
    if key is None:
        from difflib import get_close_matches  # only for a mistake

        names = {bare(view.name): view.name for view in views}
        nearest = get_close_matches(bare(name), names, n=1)
        raise UnknownView(name=name, nearest=names[nearest[0]] if nearest else "")
    return _built_in(key, language)


def _saved(views: Sequence[NamedView], name: str, *, may_be_bare: bool) -> NamedView | None:
    """Return the saved view of that name; where none has it, the only one whose name without accents is the same."""
    wanted = _cleaned(name)
    called = [view for view in views if not view.is_built_in]
    exact = next((view for view in called if view.name == wanted), None)
    alike = [view for view in called if may_be_bare and bare(view.name) == bare(wanted)]
    return exact or (alike[0] if len(alike) == 1 else None)


def named_scope(reader: Reader, scope: Scope) -> tuple[Labelled, ...]:
    """Return kind, id and what it is called in Vietnamese and English of each chip; what is gone is left out."""
    with reader.reading() as connection:
        return labelled(connection, scope)


def scope_named(reader: Reader, ids: Sequence[str]) -> Scope:
    """Return the scope of the records that somebody names by their ids.

    Raises `UnknownRecord` with the nearest id, and `UsageError` for what nothing can be narrowed to, or for two records
    of one kind.
    """
    from ngkt_tui.services.view_scope import ScopeRefused, scope_of  # loads the filter language

    for each in ids:
        reader.find(each)
    try:
        with reader.reading() as connection:
            scope = scope_of(connection, ids)
    except ScopeRefused as refused:
        raise UsageError(detail=Saying("usage.no-scope", refused.saying.values)) from refused
    twice = next((chip for place, chip in enumerate(scope) if chip.kind in {each.kind for each in scope[:place]}), None)
    if twice is not None:
        raise UsageError(detail=Saying("usage.scope-twice", {"id": twice.id, "kind": Saying(f"record.{twice.kind}")}))
    return scope


def save_view(context: Context, view: NamedView, *, may_replace: bool = False) -> None:
    """Keep a view, once its filter is known to be right for this store.

    Raises `FilterError`; `ViewExists` for the name of another view where that may not be replaced, and `ViewBuiltIn`
    for that of one which the program brings along.
    """
    from ngkt_tui.query.language import parse  # as little as a listing of views needs is loaded for it

    name = _cleaned(view.name)
    if not name or _built_in_key(name) is not None:
        raise ViewBuiltIn(name=name)
    with Reader(context) as reader:
        reader.narrow(view.kind, parse(view.filter, view.kind), view.scope)
    scope = json.dumps([[chip.kind, chip.id] for chip in view.scope], ensure_ascii=False)

    def keep(unit: "UnitOfWork", stamp: "Stamp") -> None:
        from ngkt_tui.store import views  # loads SQLModel, which reading views does not need
        from ngkt_tui.store.tables.views import SavedView

        kept = SavedView(name=name, kind=view.kind, filter=view.filter, scope=scope, position=0, at="", actor="")
        views.save(unit, stamp, kept, may_replace=may_replace)

    _commit(context, keep)


def delete_view(context: Context, name: str) -> None:
    """Forget a saved view. Raises `UnknownView`."""
    from ngkt_tui.store import views  # as above

    _commit(context, lambda unit, _stamp: views.delete(unit, _cleaned(name)))


def move_view(context: Context, name: str, step: int) -> None:
    """Put a saved view further down among the saved ones, up where `step` is negative. Raises `UnknownView`."""
    from ngkt_tui.store import views  # as above

    _commit(context, lambda unit, _stamp: views.move(unit, _cleaned(name), step))


def _commit(context: Context, act: "Callable[[UnitOfWork, Stamp], None]") -> None:
    from ngkt_tui.store.changes import Stamp  # as above
    from ngkt_tui.store.opening import Identity
    from ngkt_tui.store.unit_of_work import UnitOfWork

    if context.readonly:
        raise StoreReadOnly(path=context.store)
    expected = Identity(*context.file) if context.file else None
    with UnitOfWork(context.store, expected) as unit:
        act(unit, Stamp(context.now(), context.actor))
        unit.commit()


def _cleaned(name: str) -> str:
    return one_line(name, LONGEST_NAME).strip()


def _built_in(key: str, language: Language) -> NamedView:
    return NamedView(say(language, f"view.{key}"), say(language, f"view.{key}.filter"), is_built_in=True)


def _built_in_key(name: str) -> str | None:
    wanted = bare(_cleaned(name))
    for key in BUILT_IN:
        if wanted in (key, *(bare(say(language, f"view.{key}")) for language in Language)):
            return key
    return None


def _view(reader: Reader, row: SavedViewRow) -> NamedView:
    from ngkt_tui.services.view_scope import ScopeRefused, filter_problem, kept_scope  # as above

    kind = next((kind for kind in KINDS if kind == row.kind), RecordKind.DIRECTIVE)
    number = row.position if 1 <= row.position <= MAX_NUMBER else None
    with reader.reading() as connection:
        try:
            scope = kept_scope(connection, row.scope)
        except ScopeRefused as refused:
            return NamedView(row.name, row.filter, (), kind, problem=refused.saying, number=number)
        problem = filter_problem(connection, moment_of(reader.context), kind, row.filter, scope)
    return NamedView(row.name, row.filter, scope, kind, problem=problem, number=number)
