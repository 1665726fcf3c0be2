"""Many desks on one store on a server, and what comes of it when something is killed or cut off.

`python -m bench.server_desks [--editors N] [--edits N] [--desks N] [--pause SECONDS] [--only NAME…]`. Each editor adds
notes to the same directives, one after the other, as `note` does, and thinks in between; it is a process, as each
dashboard is one, and signs in with the role of an editor. Each desk, a reader, looks every second for what others did:
the part of a dashboard that does so, a thread with a connection, and not a whole one. Who is told that an edit may not
have arrived looks for it, and makes it anew where it has not.
"""

import argparse
import multiprocessing
import random
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Event
from typing import Any

from bench.edits_and_sights import Acknowledged, Load, Outcome, Seen, Work
from bench.servers import USER, Distance, Server, ServerWatch, from_afar
from ngkt_tui.domain.enums import Language, RecordKind, StoreRole
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import StoreError
from ngkt_tui.services import edit
from ngkt_tui.services.context import Context
from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.health import find_inconsistencies
from ngkt_tui.store.postgres.roles import grant

RECORDS = 100
IN_A_PROCESS = 25
PRELOADED = [
    "bench.servers",
    "ngkt_tui.services.reader",
    "ngkt_tui.store.edits",
    "ngkt_tui.store.postgres.postgres_engine",
]
LOOK_SECONDS = 1.0
FAULT_SECONDS = 2.0
SILENT_SECONDS = 12.0
MAX_SECONDS = 1200.0
_NOTES = "SELECT count(*) FROM change WHERE field = 'note' AND after = :text"


DESK = "desk"


def _context(address: str, actor: str = USER) -> Context:
    """Return the context of somebody who signs in to a store under their own name."""
    return Context(ServerAddress(address.replace(f"//{USER}@", f"//{actor}@")), actor=actor, language=Language.EN)


def _let_in(server: Server, editors: int) -> None:
    """Have the server know the editors and who sits at a desk, each with their role."""
    roles = {DESK: StoreRole.READER, **{_editor(number): StoreRole.EDITOR for number in range(editors)}}
    for name, role in roles.items():
        server.run(f'CREATE ROLE "{name}" LOGIN')
        grant(ServerAddress(server.address()), name, role)


def _editor(number: int) -> str:
    return f"editor-{number}"


def _edit(address: str, name: str, records: Sequence[str], load: Load, ready: Any, begin: Event, results: Any) -> None:
    """Let an editor work, and put what became of it into `results`, with the processor time that it took."""
    edit.prepare()
    context, moments = _context(address, name), random.Random(name)
    made: list[Acknowledged] = []
    ready.release()
    begin.wait()
    before = time.process_time()
    for number in range(load.edits):
        time.sleep(load.pause * moments.uniform(0, 2))
        made.append(_add(context, records[moments.randrange(len(records))], f"{name}-{number}"))
    results.put((made, time.process_time() - before))


def _records(address: str) -> list[str]:
    with Reader(_context(address)) as reader:
        return [row.id for row in reader.page(reader.compile_filter(RecordKind.DIRECTIVE), RECORDS)]


def _add(context: Context, record: str, text: str) -> Acknowledged:
    begun, tries = time.monotonic(), 0
    while True:
        tries += 1
        try:
            group = edit.add_note(context, record, text).group
            return Acknowledged(text, group, begun, time.monotonic(), tries)
        except StoreError:
            if _stands(context, text):
                return Acknowledged(text, None, begun, time.monotonic(), tries)


def _stands(context: Context, text: str) -> bool:
    """Return whether an edit has arrived, once the server answers."""
    while True:
        try:
            with Reader(context) as reader, reader.connection() as connection:
                return bool(connection.execute(_NOTES, {"text": text}).fetchall()[0][0])
        except StoreError:
            time.sleep(0.1)


def _look(address: str, desks: int, ready: Any, begin: Event, end: Event, results: Any) -> None:
    """Let some desks look at the store until the end, each in a thread."""
    seen = [Seen({}, []) for _ in range(desks)]
    threads = [threading.Thread(target=_watch, args=(address, each, ready, end)) for each in seen]
    for each in threads:
        each.start()
    begin.wait()
    before = time.process_time()
    for each in threads:
        each.join()
    results.put((seen, time.process_time() - before))


def _watch(address: str, seen: Seen, ready: Any, end: Event) -> None:
    lost: float | None = None
    with Reader(_context(address, DESK)) as reader:
        reader.external_changes()
        ready.release()
        is_last = False
        while not is_last:
            is_last = end.wait(0.2 if lost else LOOK_SECONDS)
            try:
                changes = reader.external_changes()
            except StoreError:
                lost, is_last = lost or time.monotonic(), False
                time.sleep(0.05)
                continue
            now = time.monotonic()
            if lost is not None:
                seen.away.append((lost, now))
                lost = None
            seen.groups.update(dict.fromkeys(changes.groups if changes else (), now))


def run(server: Server, load: Load, fault: Callable[[], None] = lambda: None, address: str = "") -> Outcome:
    """Let editors work while desks look, do `fault` some seconds after their begin, and return what came of it.

    They reach the server by its own address where no other one is given.
    """
    address = address or server.address()
    process = multiprocessing.get_context("forkserver")
    process.set_forkserver_preload(PRELOADED)
    begin, end, ready = process.Event(), process.Event(), process.Semaphore(0)
    made, seen = process.Queue(), process.Queue()
    records = _records(address)
    names = [_editor(number) for number in range(load.editors)]
    lookers = [min(IN_A_PROCESS, load.desks - at) for at in range(0, load.desks, IN_A_PROCESS)]
    at_desks = [
        process.Process(target=_look, args=(address, each, ready, begin, end, seen), daemon=True) for each in lookers
    ]
    at_work = [
        process.Process(target=_edit, args=(address, each, records, load, ready, begin, made), daemon=True)
        for each in names
    ]
    for each in (*at_desks, *at_work):
        each.start()
    for _ in range(load.desks + len(at_work)):
        ready.acquire()
    before = server.processor_seconds()
    begin.set()
    time.sleep(FAULT_SECONDS)
    watch = ServerWatch(address)
    fault()
    acknowledged = [made.get(timeout=MAX_SECONDS) for _ in at_work]
    spent = server.processor_seconds() - before
    time.sleep(3 * LOOK_SECONDS)
    end.set()
    looked = [seen.get() for _ in at_desks]
    for each in (*at_desks, *at_work):
        each.join()
    work = Work(sum(each for _, each in acknowledged), sum(each for _, each in looked), spent)
    edits, sights = ([each for some, _ in found for each in some] for found in (acknowledged, looked))
    return _outcome(address, edits, sights, watch.stop(), work)


def _outcome(
    address: str, acknowledged: Sequence[Acknowledged], looked: Sequence[Seen], answered: float, work: Work
) -> Outcome:
    with Reader(_context(address)) as reader, reader.connection() as connection:
        rows = connection.execute("SELECT after FROM change WHERE field = 'note'").fetchall()
        odd = len(find_inconsistencies(connection))
    stands = [text for (text,) in rows]
    kept = {each.group: each.at for each in acknowledged if each.group is not None}
    shown = [1000 * max(0.0, at - kept[group]) for each in looked for group, at in each.groups.items() if group in kept]
    return Outcome(
        len(acknowledged),
        len({each.text for each in acknowledged} - set(stands)),
        len(stands) - len(set(stands)),
        sum(each.tries > 1 for each in acknowledged),
        odd,
        [1000 * (each.at - each.begun) for each in acknowledged],
        shown,
        len(kept) * len(looked) - len(shown),
        [max(back - lost for lost, back in each.away) for each in looked if each.away],
        [max(0.0, each.away[-1][1] - answered) for each in looked if each.away],
        work,
    )


def with_backend_killed(server: Server, load: Load) -> Outcome:
    """Kill a process of the server in the middle; it recovers by itself."""
    return run(server, load, server.kill_backend)


def with_server_killed(server: Server, load: Load) -> Outcome:
    """Kill all of the server in the middle, and start it again."""

    def fault() -> None:
        server.kill()
        server.start()

    return run(server, load, fault)


def with_network_cut(server: Server, load: Load) -> Outcome:
    """Cut the way to the server for a second."""
    way = Distance(server.port, 0.0)

    def fault() -> None:
        way.cut()
        time.sleep(1)
        way.mend()

    return run(server, load, fault, server.address(port=way.port))


def with_silent_network(server: Server, load: Load) -> Outcome:
    """Let all that is sent be lost for some seconds, without anybody being told."""
    way = Distance(server.port, 0.0)

    def fault() -> None:
        way.fall_silent()
        time.sleep(SILENT_SECONDS)
        way.mend()

    return run(server, load, fault, server.address(port=way.port))


def with_standby_promoted(server: Server, load: Load) -> Outcome:
    """Kill all of the primary in the middle, and let its synchronous standby take over; `server` is gone then."""
    with server.make_standby() as standby:
        hosts = f"127.0.0.1:{server.port},127.0.0.1:{standby.port}"
        address = f"postgresql://postgres@{hosts}/ngkt?connect_timeout=2&target_session_attrs=read-write"

        def fault() -> None:
            server.kill()
            standby.control("promote")

        return run(standby, load, fault, address)


PROOFS: dict[str, Callable[..., object]] = {
    "nothing": run,
    "backend": with_backend_killed,
    "server": with_server_killed,
    "network": with_network_cut,
    "silence": with_silent_network,
    "standby": with_standby_promoted,
    "far": from_afar,
}


def prove(name: str, load: Load) -> object:
    """Make a server with a store of the packaged digest, and return what comes of a proof."""
    with Server.make() as server:
        server.run("CREATE DATABASE ngkt")
        ensure_store(_context(server.address()))
        _let_in(server, load.editors)
        return PROOFS[name](server, load)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("editors", 50), ("edits", 200), ("desks", 200), ("pause", 1.5)):
        parser.add_argument(f"--{name}", type=type(usual), default=usual)
    parser.add_argument("--only", nargs="*", choices=PROOFS, default=list(PROOFS))
    options = parser.parse_args()
    for name in options.only:
        print(f"{name}: {prove(name, Load(options.editors, options.edits, options.desks, options.pause))}", flush=True)


if __name__ == "__main__":
    main()
