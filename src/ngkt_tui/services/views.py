"""Saved views: a filter and a scope under a name, for the dashboard and for every report.

Those that users saved come first, in their order; behind them stand the ones that the program brings along, which have
a name in each language and can be neither changed nor deleted.
"""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind, StoreRole
from ngkt_tui.domain.errors import BuiltInViewError, InvalidViewError, UnknownViewError, UsageError
from ngkt_tui.domain.record_kinds import PANE_KINDS
from ngkt_tui.domain.text import REPLACEMENT, sanitize_line, strip_diacritics
from ngkt_tui.domain.words import LazyText, translate
from ngkt_tui.query.record_heads import SavedViewRow, saved_views
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.context import Context, moment_of, require_role
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.scope_labels import ScopeError, filter_problem, kept_scope, label_scope, scope_of

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import Author, UnitOfWork

MAX_NAME_LENGTH = 60
MAX_NUMBER = 9

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
    problem: LazyText | None = None
    number: int | None = None
    """By which it is chosen, from 1 to 9; `None` where it has none. A saved view keeps its own."""

    @property
    def unusable(self) -> InvalidViewError | None:
        return InvalidViewError(name=self.name, problem=self.problem) if self.problem else None


def can_name(text: str) -> bool:
    """Return whether a view can be called so: whether there is anything in the name that can be seen."""
    return any(sign.isprintable() and sign not in (" ", REPLACEMENT) for sign in _cleaned(text))


def is_built_in(name: str) -> bool:
    """Return whether the program brings a view of that name along, in either language."""
    return _built_in_key(name) is not None


def built_in_views(language: Language) -> tuple[NamedView, ...]:
    """Return the views that the program brings along, by their names in `language`."""
    return tuple(_built_in(key, language) for key in BUILT_IN)


def all_views(reader: Reader, language: Language) -> tuple[NamedView, ...]:
    """Return every view: the saved ones in their order, then those that the program brings along.

    The latter have the numbers that the saved ones leave free.
    """
    with reader.connection() as connection:
        rows = saved_views(connection)
    saved = [_view(reader, row) for row in rows]
    free = (number for number in range(1, MAX_NUMBER + 1) if number not in {view.number for view in saved})
    built_in = [view._replace(number=next(free, None)) for view in built_in_views(language)]
    return *saved, *built_in


def find_view(reader: Reader, name: str, language: Language) -> NamedView:
    """Return the view of that name, accents or not; a built-in one also by its name in the other language, or its key.

    Raises `UnknownViewError` with the nearest name, and `InvalidViewError`.
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

        names = {strip_diacritics(view.name): view.name for view in views}
        nearest = get_close_matches(strip_diacritics(name), names, n=1)
        raise UnknownViewError(name=name, nearest=names[nearest[0]] if nearest else "")
    return _built_in(key, language)


def _saved(views: Sequence[NamedView], name: str, *, may_be_bare: bool) -> NamedView | None:
    """Return the saved view of that name; where none has it, the only one whose name without accents is the same."""
    wanted = _cleaned(name)
    called = [view for view in views if not view.is_built_in]
    exact = next((view for view in called if view.name == wanted), None)
    alike = [view for view in called if may_be_bare and strip_diacritics(view.name) == strip_diacritics(wanted)]
    return exact or (alike[0] if len(alike) == 1 else None)


def named_scope(reader: Reader, scope: Scope) -> Scope:
    """Return kind, id and what it is called in Vietnamese and English of each chip; what is gone is left out."""
    with reader.connection() as connection:
        return label_scope(connection, scope)


def scope_named(reader: Reader, ids: Sequence[str]) -> Scope:
    """Return the scope of the records that somebody names by their ids.

    Raises `UnknownRecordError` with the nearest id, and `UsageError` for what nothing can be narrowed to, or for two
    records of one kind.
    """
    for each in ids:
        reader.find(each)
    try:
        with reader.connection() as connection:
            scope = scope_of(connection, ids)
    except ScopeError as refused:
        raise UsageError(detail=LazyText("usage.no-scope", refused.message.values)) from refused
    twice = next((chip for place, chip in enumerate(scope) if chip.kind in {each.kind for each in scope[:place]}), None)
    if twice is not None:
        raise UsageError(
            detail=LazyText("usage.scope-twice", {"id": twice.id, "kind": LazyText(f"record.{twice.kind}")})
        )
    return scope


def save_view(context: Context, view: NamedView, *, may_replace: bool = False) -> None:
    """Keep a view, once its filter is known to be right for this store.

    Raises `FilterError`; `ViewExistsError` for the name of another view where that may not be replaced, and
    `BuiltInViewError` for that of one which the program brings along.
    """
    from ngkt_tui.query.filter import parse  # as little as a listing of views needs is loaded for it

    name = _cleaned(view.name)
    if not name or _built_in_key(name) is not None:
        raise BuiltInViewError(name=name)
    with Reader(context) as reader:
        reader.compile_filter(view.kind, parse(view.filter, view.kind), view.scope)
    scope = json.dumps([[chip.kind, chip.id] for chip in view.scope], ensure_ascii=False)

    def keep(unit: "UnitOfWork", author: "Author") -> None:
        from ngkt_tui.store import view_edits as views  # loads SQLModel, which reading views does not need
        from ngkt_tui.store.tables.entry_tables import SavedViewTable

        kept = SavedViewTable(name=name, kind=view.kind, filter=view.filter, scope=scope, position=0, at="", actor="")
        views.save(unit, author, kept, may_replace=may_replace)

    _commit(context, keep)


def delete_view(context: Context, name: str) -> None:
    """Forget a saved view. Raises `UnknownViewError`."""
    from ngkt_tui.store import view_edits as views  # as above

    _commit(context, lambda unit, _author: views.delete(unit, _cleaned(name)))


def move_view(context: Context, name: str, step: int) -> None:
    """Put a saved view further down among the saved ones, up where `step` is negative. Raises `UnknownViewError`."""
    from ngkt_tui.store import view_edits as views  # as above

    _commit(context, lambda unit, _author: views.move(unit, _cleaned(name), step))


def _commit(context: Context, act: "Callable[[UnitOfWork, Author], None]") -> None:
    from ngkt_tui.store.unit_of_work import Author, run_unit  # as above

    require_role(context, StoreRole.EDITOR)
    author = Author(context.now(), context.actor)
    run_unit(context.store, lambda unit: act(unit, author), context.file)


def _cleaned(name: str) -> str:
    return sanitize_line(name, MAX_NAME_LENGTH).strip()


def _built_in(key: str, language: Language) -> NamedView:
    return NamedView(translate(language, f"view.{key}"), translate(language, f"view.{key}.filter"), is_built_in=True)


def _built_in_key(name: str) -> str | None:
    wanted = strip_diacritics(_cleaned(name))
    for key in BUILT_IN:
        if wanted in (key, *(strip_diacritics(translate(language, f"view.{key}")) for language in Language)):
            return key
    return None


def _view(reader: Reader, row: SavedViewRow) -> NamedView:
    kind = next((kind for kind in PANE_KINDS if kind == row.kind), RecordKind.DIRECTIVE)
    number = row.position if 1 <= row.position <= MAX_NUMBER else None
    with reader.connection() as connection:
        try:
            scope = kept_scope(connection, row.scope)
        except ScopeError as refused:
            return NamedView(row.name, row.filter, (), kind, problem=refused.message, number=number)
        problem = filter_problem(connection, moment_of(reader.context), kind, row.filter, scope)
    return NamedView(row.name, row.filter, scope, kind, problem=problem, number=number)
