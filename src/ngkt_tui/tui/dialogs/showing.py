"""Showing the detail of a record."""

from ngkt_tui.services.telling import load_detail
from ngkt_tui.tui.desk import DialogHost
from ngkt_tui.tui.dialogs.detail import DetailDialog


async def show_record(desk: DialogHost, record: str, *, at: str = "") -> None:
    """Show a record of any kind; `at` is the words key of the heading to begin at, empty for the top."""
    told = await desk.read(lambda reader: load_detail(reader, record))
    await desk.ask(DetailDialog(desk, told, at=at))
