"""The words of a record as a vector: both forms of each at its place, within what a vector can hold."""

from ngkt_tui.store.postgres.word_vectors import MAX_BYTES, MAX_PLACE, MAX_PLACES, word_vector


def test_both_forms_of_a_word_stand_at_its_place() -> None:
    assert word_vector("xuat khau gao", "xuất khẩu gạo") == ("'xuat':1 'khau':2 'gao':3 'xuất':1 'khẩu':2 'gạo':3")


def test_a_word_without_accents_stands_there_once() -> None:
    assert word_vector("fta eu fta", "fta eu fta") == "'fta':1,3 'eu':2"


def test_no_more_is_written_than_a_vector_can_hold() -> None:
    many, long = "a " * (MAX_PLACE + 9), "b" * (MAX_BYTES + 1)
    vector = word_vector(f"{many} {long} c", f"{many} {long} c")
    assert vector.startswith("'a':1,2,")
    assert vector.split()[0].count(",") == MAX_PLACES - 1
    assert vector.split()[1:] == [f"'c':{MAX_PLACE}"]
