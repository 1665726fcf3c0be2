"""Running the dashboard: what the command line calls. Importing this module loads no Textual."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import NOTHING, SessionState
from ngkt_tui.tui.keymap import STANDARD, Keymap

if TYPE_CHECKING:
    from ngkt_tui.services.article_draft import NextArticle
    from ngkt_tui.services.views import NamedView

CACHE = 512
"""KiB of the store that SQLite keeps for a dashboard, which is open all day: the system keeps the rest of the file."""

OWN_HASHES = ("_md5", "_sha1", "_sha256" if sys.version_info < (3, 12) else "_sha2", "_sha3", "_blake2")
"""The modules of Python's own algorithms, all that a dashboard needs. A build may lack them, and has OpenSSL's alone:
https://docs.python.org/3/using/configure.html#cmdoption-with-builtin-hashlib-hashes"""


class DashboardError(Exception):
    """The dashboard has ended with an error that nobody expects, which is its cause."""

    def __init__(self, *, has_draft: bool) -> None:
        super().__init__()
        self.has_draft = has_draft
        """Whether something was being typed, which is kept for the next start."""


def run(
    context: Context,
    filter_text: str = "",
    view: "NamedView | None" = None,
    state: SessionState = NOTHING,
    keep: Callable[[SessionState], None] | None = None,
    keymap: Keymap = STANDARD,
    *,
    opens: str = "",
    article: "NextArticle | None" = None,
) -> int:
    """Show the dashboard over the store of `context` until its user leaves; return the exit code.

    It begins with what was looked at last, with `filter_text` in the directives, with a view, or with an article to
    draft; `opens` is the name of an opener, or `WELCOME`. What is looked at in the end is given to `keep`; after a
    fault only what was being typed: it could lie in the rest.

    Raises what opening the store raises, before anything is shown, and `DashboardError` after a fault, when the
    terminal is as it was before.
    """
    gc.disable()  # as for loading
    with Reader(context, CACHE) as reader:
        load()
        from ngkt_tui.tui.app import NgktApp  # Textual is loaded only when the dashboard is shown

        app = NgktApp(
            replace(context, file=reader.file),
            reader,
            filter_text,
            view=view,
            state=state,
            keymap=keymap,
            on_first_rows=_settle_memory,
            opens=opens,
        )
        app.article = article
        app.run()
    _settle_memory()
    if keep is not None:
        keep(app.last_state() if app.fault is None else app.state_after_fault())
    if app.fault is not None:
        raise DashboardError(has_draft=bool(app.drafts)) from app.fault
    return app.return_code or 0


def load() -> None:
    """Load what the dashboard needs for its first rows; from another thread while a server is waited for."""
    gc.disable()  # nothing of what a start loads is ever garbage: looking for it costs a tenth of the start
    if all(map(find_spec, OWN_HASHES)):  # `hashlib` needs no OpenSSL then: 3 MiB less
        sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]  # as in `left_out_modules`
    with left_out_modules():
        import ngkt_tui.tui.app  # noqa: F401 - loaded for `run`


_PALETTE = "textual.command"


class _EmptyModule(ModuleType):
    """A module of which whatever is named is an empty class, whichever names a version of Textual asks for."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


@contextmanager
def left_out_modules() -> Iterator[None]:
    """Keep Textual and asyncio from loading what no dashboard uses, an eighth of what they load.

    That is Textual's command palette with eleven widgets, for which the dashboard has one of its own, and OpenSSL:
    it makes no connection. Both are as if nobody had named them afterwards; whoever imports them later gets them.
    """
    left_out: dict[str, ModuleType | None] = {"ssl": None, _PALETTE: _EmptyModule(_PALETTE)}
    absent = {name: module for name, module in left_out.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type]  # where there is none, importing says so, as asyncio expects
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _settle_memory() -> None:
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
