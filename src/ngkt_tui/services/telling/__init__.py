"""Telling everything about one record, line by line, in one language: for the screen and for `show`.

It reads values and returns values. What a line looks like is for whoever draws it.
"""

from ngkt_tui.services.telling.manner import Formatter, formatter_of
from ngkt_tui.services.telling.reading import LoadedDetail, load_detail
from ngkt_tui.services.telling.record import build_detail

__all__ = ["Formatter", "LoadedDetail", "build_detail", "formatter_of", "load_detail"]
