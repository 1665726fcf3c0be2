"""A lane runs its jobs one at a time, drops those that nobody wants, and repeats one that was stopped by mistake."""

from functools import partial
from threading import Event

import pytest

from ngkt_tui.tui.workers import SerialWorker


class StoppedError(Exception):
    pass


def test_jobs_run_in_the_order_of_asking() -> None:
    worker, done = SerialWorker("test"), list[int]()
    futures = [worker.run(partial(done.append, number)) for number in range(20)]
    for future in futures:
        future.result(5)

    assert done == list(range(20))
    assert not worker.is_busy


def test_a_job_that_is_no_longer_wanted_does_not_run() -> None:
    worker, go, ran = SerialWorker("test"), Event(), []
    first = worker.submit(lambda: go.wait(5))
    second = worker.submit(lambda: ran.append("second"), lambda: False)
    go.set()

    assert first.result(5) is True
    assert second.result(5) is None
    assert ran == []


def test_a_running_job_that_nobody_wants_is_stopped() -> None:
    stop, started, wanted = Event(), Event(), [True]

    def job() -> str:
        started.set()
        assert stop.wait(5)
        raise StoppedError

    worker = SerialWorker("test", stop.set, StoppedError)
    future = worker.submit(job, lambda: wanted[0])
    assert started.wait(5)
    wanted[0] = False
    worker.cancel_stale()

    assert future.result(5) is None


def test_a_wanted_job_that_was_stopped_runs_again() -> None:
    tries = []

    def job() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise StoppedError
        return "read"

    worker = SerialWorker("test", lambda: None, StoppedError)

    assert worker.run(job).result(5) == "read"


def test_what_a_job_raises_comes_back_to_who_asked() -> None:
    def job() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        SerialWorker("test").run(job).result(5)


def test_closing_finishes_what_waits_where_asked_to() -> None:
    worker, done = SerialWorker("test"), list[int]()
    for number in range(5):
        worker.run(partial(done.append, number))
    worker.close(finish=True)

    assert done == list(range(5))


def test_a_patient_job_waits_for_all_others() -> None:
    worker, go, done = SerialWorker("test"), Event(), []
    first = worker.submit(lambda: go.wait(5))
    patient = worker.submit(lambda: done.append("patient"), is_patient=True)
    other = worker.submit(lambda: done.append("other"))
    go.set()

    assert first.result(5) is True
    other.result(5), patient.result(5)
    assert done == ["other", "patient"]


def test_a_patient_job_is_stopped_for_another_and_run_again_after_it() -> None:
    stop, started, done = Event(), Event(), []

    def slow() -> None:
        if not started.is_set():
            started.set()
            assert stop.wait(5)
            raise StoppedError
        done.append("patient")

    worker = SerialWorker("test", stop.set, StoppedError)
    patient = worker.submit(slow, is_patient=True)
    assert started.wait(5)
    worker.run(lambda: done.append("other"))

    patient.result(5)
    assert done == ["other", "patient"]


def test_patient_jobs_wait_while_they_are_held_and_others_run() -> None:
    worker, ran = SerialWorker("test"), []
    worker.pause_low_priority()
    worker.pause_low_priority()
    patient = worker.submit(lambda: ran.append("patient"), is_patient=True)
    worker.run(lambda: ran.append("first")).result(5)
    worker.resume_low_priority()
    worker.run(lambda: ran.append("second")).result(5)
    assert ran == ["first", "second"]
    assert worker.is_busy

    worker.resume_low_priority()
    patient.result(5)
    assert ran == ["first", "second", "patient"]
    assert not worker.is_busy


def test_holding_stops_a_patient_job_which_runs_again_after_the_release() -> None:
    stop, started, tries = Event(), Event(), []

    def job() -> str:
        tries.append(1)
        if len(tries) > 1:
            return "read"
        started.set()
        assert stop.wait(5)
        raise StoppedError

    worker = SerialWorker("test", stop.set, StoppedError)
    future = worker.submit(job, is_patient=True)
    assert started.wait(5)
    worker.pause_low_priority()
    worker.run(lambda: None).result(5)
    assert len(tries) == 1

    worker.resume_low_priority()
    assert future.result(5) == "read"
