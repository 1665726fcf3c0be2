"""Everything that is known of one record: what its detail on the screen and `show` hold."""

from ngkt_tui.query.detail.bodies import RecordDetail
from ngkt_tui.query.detail.record import read

__all__ = ["RecordDetail", "read"]
