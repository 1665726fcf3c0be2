"""Typing in the order of the keys, however fast they come.

Textual lets a box insert a letter at once, but takes a key such as Backspace all the way up to the app before it is
done: letters sent in one go with it overtake it. Input methods send exactly that: d, Backspace, đ.
"""

from textual import events
from textual.binding import NoBinding
from textual.widget import Widget


async def do_own_key(box: Widget, event: events.Key) -> None:
    """Do what a key of a box means before the next letter is taken; to be called from its `_on_key`.

    A key that the box has no use for now goes on as ever.
    """
    try:
        bindings = box._bindings.get_bindings_for_key(event.key)
    except NoBinding:
        return
    for binding in bindings:
        if await box.app.run_action(binding.action, box):
            event.stop()
            event.prevent_default()
            return
