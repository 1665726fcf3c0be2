"""What Textual works out anew for each app and each message, worked out once for all tests of a process.

A style sheet's rules depend on its text and its colours, and the handlers of a message on two classes: neither changes
between the thousand dashboards of a run.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.message import Message
from textual.message_pump import MessagePump

Handlers = tuple[tuple[type, Any], ...]


@pytest.fixture(scope="session", autouse=True)
def _keeps_rules_and_handlers() -> Iterator[None]:
    """Parse each style sheet once, and look for the handlers of each kind of message once for each class.

    Parsing is a sixth of the time that an app takes to start, the search a tenth of that of every message.
    """
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(Stylesheet, "_parse_rules", _parsing_once())
        patching.setattr(MessagePump, "_get_dispatch_methods", _searching_once())
        yield


def _parsing_once() -> Any:
    parse, known = Stylesheet._parse_rules, {}

    def parse_once(sheet: Stylesheet, css: str, read_from: object, *options: object, **named: object) -> object:
        key = (css, read_from, options, tuple(named.items()), tuple(sorted(sheet._variables.items())))
        if key not in known:
            known[key] = parse(sheet, css, read_from, *options, **named)  # type: ignore[arg-type]
        return known[key]

    return parse_once


def _searching_once() -> Any:
    search = MessagePump._get_dispatch_methods
    known: dict[tuple[type, str, type], Handlers | None] = {}

    def search_once(pump: MessagePump, name: str, message: Message) -> Iterable[tuple[type, Any]]:
        key = (pump.__class__, name, message.__class__)
        if key not in known:
            known[key] = _handlers(*key)
        handlers = known[key]
        if handlers is None:
            return search(pump, name, message)
        return _bound(handlers, pump, message) if handlers else ()

    return search_once


def _handlers(pump: type, name: str, message: type[Message]) -> Handlers | None:
    """Return the handlers of a message by the classes of a pump; nothing where one is chosen by a selector."""
    messages = [each for each in message.__mro__ if issubclass(each, Message)]
    found = []
    for each in pump.__mro__:
        decorated = each.__dict__.get("_decorated_handlers") or {}
        if any(decorated.get(kind) for kind in messages):
            return None
        method = each.__dict__.get(f"_{name}") or each.__dict__.get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((each, method))
    return tuple(found)


def _bound(handlers: Handlers, pump: MessagePump, message: Message) -> Iterator[tuple[type, Any]]:
    for each, method in handlers:
        if message._no_default_action:
            break
        yield each, method.__get__(pump, each)
