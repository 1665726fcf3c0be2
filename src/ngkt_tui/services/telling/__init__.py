"""Telling everything about one record, line by line, in one language: for the screen and for `show`.

It reads values and returns values. What a line looks like is for whoever draws it.
"""

from ngkt_tui.services.telling.manner import Manner, manner_of
from ngkt_tui.services.telling.reading import Told, read_told
from ngkt_tui.services.telling.record import tell

__all__ = ["Manner", "Told", "manner_of", "read_told", "tell"]
