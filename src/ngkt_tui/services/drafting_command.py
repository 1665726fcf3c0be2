"""`--draft-with CMD`: another program proposes what an article asks; only what the text proves word for word is kept.

The program gets the schema of proposals and the paragraphs as JSON on its standard input, and is told nothing else, not
even where the store is. It answers JSON on its standard output, within a time and a size.
"""

import json
import os
import selectors
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any, NamedTuple

from ngkt_tui.domain.clauses import MAX_TERM
from ngkt_tui.domain.enums import DirectiveKind
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.text import has_control_chars
from ngkt_tui.domain.words import LazyText

MAX_SECONDS = 120.0
MAX_OUTPUT = 4 * 1024 * 1024
MAX_TEXT = 1000
MAX_TERMS = 4
_NAMES = ("issuers", "addressees", "lead", "coordinating")
_TEXT = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
_PRINTED = {"type": "array", "items": {**_TEXT, "description": "as printed in the article"}}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["proposals"],
    "properties": {
        "proposals": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["paragraph", "quote"],
                "properties": {
                    "paragraph": {"type": "integer", "minimum": 1},
                    "quote": {**_TEXT, "description": "words of the paragraph, letter for letter"},
                    "terms": {
                        "type": "array",
                        "maxItems": MAX_TERMS,
                        "items": {"type": "string", "maxLength": MAX_TERM},
                    },
                    "kind": {"enum": [kind.value for kind in DirectiveKind]},
                    "text": {**_TEXT, "description": "what is asked to be done, in one's own words"},
                    "horizon": {**_TEXT, "description": "words of time, as printed"},
                    **dict.fromkeys(_NAMES, _PRINTED),
                },
            },
        }
    },
}
"""What a drafting command is asked to answer."""


class DraftCommandError(NgktError):
    """A program that was to propose what an article asks, and did not. Values: `command`, `detail` (a `LazyText`)."""

    key = "draft-command"


class ProvenProposal(NamedTuple):
    """A proposal whose every quotation stands in the paragraph: where its quote begins, and what it says."""

    paragraph: int
    start: int
    end: int
    values: Mapping[str, Any]
    """`kind`, `text`, `terms`, `horizon`, and names as printed."""


class CommandAnswer(NamedTuple):
    """What a drafting command has answered: what is proven, and how much is not and was dropped."""

    proven: tuple[ProvenProposal, ...] = ()
    dropped: int = 0


def ask_command(command: str, paragraphs: Sequence[str], seconds: float = MAX_SECONDS) -> CommandAnswer:
    """Return what a command proposes of the paragraphs of an article.

    Raises `DraftCommandError` for one that cannot be run, fails, takes or writes too much, or answers no such JSON.
    """
    asked = {"schema": SCHEMA, "paragraphs": [{"number": n, "text": text} for n, text in enumerate(paragraphs, 1)]}
    output = _run(command, json.dumps(asked, ensure_ascii=False).encode(), seconds)
    try:
        answered = json.loads(output.decode("utf-8"))["proposals"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _failed("no-json", command) from None
    if not isinstance(answered, list):
        raise _failed("no-json", command)
    proven = [each for each in (_proven(proposal, paragraphs) for proposal in answered) if each]
    return CommandAnswer(tuple(proven), len(answered) - len(proven))


def _run(command: str, given: bytes, seconds: float) -> bytes:
    environ = {name: value for name, value in os.environ.items() if not name.upper().startswith("NGKT")}
    try:
        process = subprocess.Popen(
            shlex.split(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environ,
            start_new_session=True,
        )
    except (OSError, ValueError, IndexError):
        raise _failed("not-run", command) from None
    with process:
        try:
            Thread(target=_feed, args=(process, given), daemon=True).start()
            output = b"".join(_read(process, command, time.monotonic() + seconds))
        finally:
            _stop(process)
    if process.returncode:
        raise _failed("failed", command, code=process.returncode)
    return output


def _feed(process: "subprocess.Popen[bytes]", given: bytes) -> None:
    with suppress(OSError, ValueError):  # it need not read everything
        if process.stdin:
            process.stdin.write(given)
            process.stdin.close()


def _read(process: "subprocess.Popen[bytes]", command: str, until: float) -> Iterator[bytes]:
    """Yield what a process writes up to its end; raises `DraftCommandError` for too much and for too long."""
    assert process.stdout is not None
    written, piece = 0, b" "
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while piece:
            if not selector.select(max(0.0, until - time.monotonic())):
                raise _failed("too-long", command)
            piece = os.read(process.stdout.fileno(), 1 << 16)
            written += len(piece)
            if written > MAX_OUTPUT:
                raise _failed("too-much", command, limit=MAX_OUTPUT // (1024 * 1024))
            yield piece
    try:
        process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise _failed("too-long", command) from None


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process that still runs, with all that it has started."""
    if process.poll() is None:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
        process.wait()


def _proven(proposal: Any, paragraphs: Sequence[str]) -> ProvenProposal | None:
    """Return a proposal with its place; `None` where a single quotation does not stand in its paragraph."""
    if not isinstance(proposal, dict):
        return None
    number: Any = proposal.get("paragraph")
    quote: Any = proposal.get("quote")
    if type(number) is not int or not 1 <= number <= len(paragraphs) or not _is_text(quote):
        return None
    paragraph = paragraphs[number - 1]
    terms, horizon = proposal.get("terms", []), proposal.get("horizon")
    names = {name: proposal[name] for name in _NAMES if name in proposal}
    listed = (terms, *names.values())
    if not all(isinstance(each, list) and all(map(_is_text, each)) for each in listed) or len(terms) > MAX_TERMS:
        return None
    quotations = [quote, *terms, *([horizon] if horizon else [])]
    printed = "\n".join(paragraphs)
    is_proven = all(_is_text(each) and each in paragraph for each in quotations)
    if not is_proven or any(len(term) > MAX_TERM for term in terms):
        return None
    if not all(name in printed for each in names.values() for name in each):
        return None
    values = {**names, "terms": terms, "horizon": horizon or ""}
    values |= {"kind": proposal["kind"]} if proposal.get("kind") in tuple(DirectiveKind) else {}
    values |= {"text": proposal["text"]} if _is_text(proposal.get("text")) else {}
    start = paragraph.find(quote)
    return ProvenProposal(number, start, start + len(quote), values)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= MAX_TEXT and not has_control_chars(value)


def _failed(key: str, command: str, **values: object) -> DraftCommandError:
    return DraftCommandError(command=command, detail=LazyText(f"drafting.command.{key}", values))
