"""A review takes what is open in the order of the records, on each engine."""

from ngkt_tui.domain.place import Place
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.review import start_review
from tests.fixtures.stores import context_of

TAKEN = "SELECT record.position FROM review_line JOIN record ON record.id = review_line.record ORDER BY review_line.id"


def test_a_review_takes_records_in_their_order(place: Place) -> None:
    start_review(context_of(place), "2032-02")
    with Reader(context_of(place)) as reader, reader.connection() as connection:
        taken = [position for (position,) in connection.execute(TAKEN)]
    assert len(taken) > 1
    assert taken == sorted(taken)
