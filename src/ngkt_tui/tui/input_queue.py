"""Keys and pastes one after the other: each is given when what the one before it began has come to rest.

Textual hands a key to the widget that has the focus at that moment, and looks for its binding only when it has come
back up to the app: whatever is typed in one go with `/` would be taken for commands, and an input method's d,
Backspace, đ would come out of order. Here a key waits until the one before it has gone all that way, and until the
dialog that it opens, if any, is there, or the records that it asks for.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from textual.app import App
from textual.dom import DOMNode
from textual.events import Key, Paste
from textual.message_pump import MessagePump

PATIENCE = 3.0
"""Seconds after which a key is given although nobody has told what became of the one before it."""
GLANCE = 0.01
"""Seconds until it is looked again whether a dialog has opened."""

Typed = Key | Paste


class InputQueue:
    """What was typed and is not done with: `give` hands it to the app, `is_opening` tells of something on its way."""

    def __init__(
        self, app: App[None], give: Callable[[Typed], Awaitable[None]], is_opening: Callable[[], bool]
    ) -> None:
        self._app = app
        self._give = give
        self._is_opening = is_opening
        self._waiting: deque[Typed] = deque()
        self._in_hand: Typed | None = None
        self._asked: MessagePump | None = None
        self._until = 0.0

    @property
    def is_empty(self) -> bool:
        """Tell whether everything that was typed has been given, and has come to rest."""
        return self._in_hand is None and not self._waiting

    async def take(self, typed: Typed) -> None:
        """Give what was typed when its turn comes."""
        self._waiting.append(typed)
        if self._in_hand is None:
            await self._give_next()
        elif asyncio.get_running_loop().time() > self._until:
            await self._end(self._in_hand)

    async def _give_next(self) -> None:
        typed = self._in_hand = self._waiting.popleft()
        self._until = asyncio.get_running_loop().time() + PATIENCE
        node: MessagePump = self._app.focused or self._app.screen
        await self._give(typed)
        if typed.is_forwarded:
            path = [node, *node.ancestors] if isinstance(node, DOMNode) else [node]
            self._pass([*path, *path], typed)  # up to the app; then what was told of on the way, by the same way
        else:
            self._app.call_later(self._rest, typed)  # a binding of the app's took it at once

    def _pass(self, path: list[MessagePump], typed: Typed) -> None:
        """Go on when each node on the way has done what it has been asked for until then."""
        self._asked = None
        while path:
            node = self._asked = path.pop(0)
            if node.call_later(self._pass, path, typed):
                asyncio.get_running_loop().call_later(GLANCE, self._pass_over, node, path, typed)
                return
        self._app.call_later(self._rest, typed)  # after what the app was asked for meanwhile, as moving the focus

    def _pass_over(self, node: MessagePump, path: list[MessagePump], typed: Typed) -> None:
        """Go on where a node is taken away before it has done what it was asked for: it never will."""
        if typed is not self._in_hand or self._asked is not node:
            return
        if node.is_running:
            asyncio.get_running_loop().call_later(GLANCE, self._pass_over, node, path, typed)
        else:
            self._pass(path, typed)

    async def _rest(self, typed: Typed) -> None:
        now = asyncio.get_running_loop().time()
        if self._is_opening() and now < self._until:
            asyncio.get_running_loop().call_later(GLANCE, self._app.call_later, self._rest, typed)
        else:
            await self._end(typed)

    async def _end(self, typed: Typed) -> None:
        if typed is self._in_hand:
            self._in_hand = None
            if self._waiting:
                await self._give_next()
