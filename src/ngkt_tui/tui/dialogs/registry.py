"""What the keys open: one function for each dialog. Each asks, then has a service do what was answered.

A dialog is imported when it is first opened, so that a start loads none of them.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.tui.dialog_host import DialogHost
from ngkt_tui.tui.panes.abbreviations import text_of


async def detail(desk: DialogHost) -> None:
    """Show everything about the record under the cursor."""
    from ngkt_tui.tui.dialogs.detail import show_record  # as the module says

    for chosen in desk.chosen():
        await show_record(desk, chosen.id)


async def sources(desk: DialogHost) -> None:
    """Show the record under the cursor at its sources."""
    from ngkt_tui.tui.dialogs.detail import show_record  # as the module says

    for chosen in desk.chosen():
        await show_record(desk, chosen.id, at="detail.sources")


async def history(desk: DialogHost) -> None:
    """Show what was done to the store."""
    from ngkt_tui.tui.dialogs.history import show_history  # as the module says

    await show_history(desk)


async def record_history(desk: DialogHost) -> None:
    """Show what users did to the record under the cursor."""
    from ngkt_tui.tui.dialogs.history import show_history  # as the module says

    for chosen in desk.chosen():
        await show_history(desk, chosen.id, text_of(chosen.row, desk.language))


async def counting(desk: DialogHost) -> None:
    """Show the counting form; a cell narrows the checklist to its records."""
    from ngkt_tui.tui.dialogs.counting import CountingDialog, read_counted  # as the module says

    if text := await desk.ask(CountingDialog(desk, await read_counted(desk))):
        desk.filter_directives(text)


async def standing(desk: DialogHost) -> None:
    """Say where something stands: the status of directives, the stage of agreements, how markets are seen."""
    from ngkt_tui.tui.dialogs.actions import change_status  # as the module says
    from ngkt_tui.tui.dialogs.edit_forms import FORMS

    if target := await desk.aim():
        act = change_status if target.kind is RecordKind.DIRECTIVE else FORMS[target.kind]
        await act(desk, target)


async def edit(desk: DialogHost) -> None:
    """Edit what users own of the record under the cursor, or of all that are marked."""
    from ngkt_tui.tui.dialogs.edit_forms import FORMS  # as the module says

    if target := await desk.aim():
        await FORMS[target.kind](desk, target)


async def note(desk: DialogHost) -> None:
    """Write a note to the record under the cursor, or to all that are marked."""
    from ngkt_tui.tui.dialogs.actions import write_note  # as the module says

    if target := await desk.aim():
        await write_note(desk, target)


async def export(desk: DialogHost) -> None:
    """Write a report to a file."""
    from ngkt_tui.tui.dialogs.export import export_report  # as the module says

    await export_report(desk)


async def views(desk: DialogHost) -> None:
    """Show the saved views, and look at one."""
    from ngkt_tui.tui.dialogs.saved_views import open_views  # as the module says

    await open_views(desk)


async def facets(desk: DialogHost) -> None:
    """Pick what the focused pane is to show from lists with counts."""
    from ngkt_tui.tui.dialogs.facets import pick  # as the module says

    await pick(desk)


async def help_(desk: DialogHost) -> None:
    """Show the keys and the filter language."""
    from ngkt_tui.tui.dialogs.help import HelpDialog  # as the module says

    await desk.ask(HelpDialog(desk.language, desk.keymap, is_plain=desk.context.ascii))


async def palette(desk: DialogHost) -> None:
    """Offer every command that works now and every record with the typed words; run or show the chosen one."""
    from ngkt_tui.tui.dialogs.detail import show_record  # as the module says
    from ngkt_tui.tui.dialogs.palette import CommandPicked, PaletteDialog, RecordPicked  # as the module says

    match await desk.ask(PaletteDialog(desk)):
        case RecordPicked(record):
            await show_record(desk, record)
        case CommandPicked(action):
            await desk.perform(action)


async def drafts(desk: DialogHost) -> None:
    """Offer what was being typed when the dashboard ended."""
    from ngkt_tui.tui.dialogs.drafts import offer_drafts  # as the module says

    await offer_drafts(desk)


OPENERS: dict[str, Callable[[DialogHost], Coroutine[Any, Any, None]]] = {
    "detail": detail,
    "sources": sources,
    "history": history,
    "record-history": record_history,
    "counting": counting,
    "standing": standing,
    "edit": edit,
    "note": note,
    "export": export,
    "views": views,
    "facets": facets,
    "help": help_,
    "palette": palette,
    "drafts": drafts,
}
"""The openers by the names that the table of keys uses."""
