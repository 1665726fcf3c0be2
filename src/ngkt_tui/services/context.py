"""The composition root: store path, actor, language, clock and flags of one invocation, and the packaged digest."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ngkt_tui.domain.enums import Language, StoreRole
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.place import Place, ServerAddress, is_server_address
from ngkt_tui.domain.progress import ProgressReport, report_nothing
from ngkt_tui.domain.readable import Moment
from ngkt_tui.domain.words import LazyText, translate

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC: the clock of the running program."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a service.

    `clock` returns aware moments in UTC. `fixed_today` is the date that `NGKT_TODAY` gives, `None` where the clock
    tells the date. `readonly` forbids every write; `ascii` asks for glyphs in plain characters. `file` is which
    store its user has been reading: an edit of another one in its place is refused; `None`
    asks for no such care. `report` is called by long work after each portion. `unit` is the organisation whose desk
    this is, by id or name; empty where none is set. `last_seen` returns the newest entry of the history that the user
    has seen, `None` where that is not known. `templates` is the folder of the office's own papers, `None` for a user
    without a home. `role` is what the store lets its user do.
    """

    store: Place
    actor: str
    language: Language
    clock: Clock = utc_now
    fixed_today: date | None = None
    readonly: bool = False
    ascii: bool = False
    file: tuple[int, int] | None = None
    report: ProgressReport = report_nothing
    unit: str = ""
    last_seen: Callable[[], int | None] = lambda: None
    templates: Path | None = None
    role: StoreRole = StoreRole.KEEPER

    @property
    def is_reader(self) -> bool:
        """Return whether the role of the user allows no edit."""
        return self.role is StoreRole.READER

    @property
    def may_edit(self) -> bool:
        """Return whether the user may edit."""
        return not (self.readonly or self.is_reader)

    @property
    def may_import(self) -> bool:
        """Return whether the user may take in and remove digests."""
        return not self.readonly and self.role is StoreRole.KEEPER

    def today(self) -> date:
        """Return the date that deadlines are counted from: the fixed one, else the clock's in the machine's zone."""
        return self.fixed_today or self.clock().astimezone().date()

    def translate(self, key: str, /, **values: object) -> str:
        """Return words in the language of the user."""
        return translate(self.language, key, **values)

    def now(self) -> str:
        """Return the present moment as the store writes it: `YYYY-MM-DDTHH:MM:SSZ`."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def require_role(context: Context, needed: StoreRole) -> None:
    """Raise `StoreReadOnlyError` where nothing may be written, or the user's role in the store does not allow it."""
    import shlex  # a refusal alone offers a command

    from ngkt_tui.domain.store_errors import RoleRefusedError, StoreReadOnlyError  # reading needs none

    if context.readonly:
        raise StoreReadOnlyError(path=context.store)
    roles = list(StoreRole)
    if roles.index(context.role) < roles.index(needed):
        names = {"role": LazyText(f"role-in-store.{context.role}"), "needed": LazyText(f"role-in-store.{needed}")}
        command = shlex.join(["ngkt-tui", "grant", context.actor, needed])  # of another user, with an address of theirs
        raise RoleRefusedError(path=context.store, user=context.actor, command=command, **names)


def moment_of(context: Context, as_of: date | None = None) -> Moment:
    """Return today in the machine's zone; `as_of` asks for the statuses as they were at the end of that day.

    Raises `UsageError` for a day of no usual year.
    """
    if as_of is not None:
        from ngkt_tui.domain.typed_dates import day_complaint  # a start asks for today

        if (issue := day_complaint(as_of)) is not None:
            raise UsageError(detail=issue)
    offset = context.clock().astimezone().utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    return Moment(as_of or context.today(), minutes, as_of, context.unit, context.last_seen)


SEED = "seed.yaml"


USUAL_BODIES = "co-quan"
"""The packaged digest of the bodies that directives usually name, which is taken in where somebody asks for it."""


def packaged_digest(name: str = SEED) -> Path:
    """Return the path of a packaged digest: within the package, or beside the checkout of an editable install."""
    package = Path(__file__).parents[1]
    packaged = package / "data" / name
    return packaged if packaged.is_file() else package.parents[1] / "data" / name


def digest_path(named: Path) -> Path:
    """Return the path of a digest that a user names: the packaged one by its id, unless a file is called so."""
    is_packaged = str(named) == USUAL_BODIES and not named.exists()
    return packaged_digest(f"{USUAL_BODIES}.yaml") if is_packaged else named


def place_of(text: str) -> Place:
    """Return the place of a store that `text` names: the address of a database, else the path of a file."""
    return ServerAddress(text) if is_server_address(text) else expand_path(text)


def expand_path(text: str) -> Path:
    """Return the path that `text` names, with `~` for the home folder; as shells do, `~nobody` is a plain name."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # there is no such user, or the user has no home
        return Path(text)
