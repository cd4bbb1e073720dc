"""Work beside the kernel: only the newest job may show its result."""

import time
from threading import Event

from ott_toolkit.panel.work import Work


def started(work, job, shown):
    work.start(lambda tell: job(), shown.append, shown.append)


def test_a_result_is_shown(eventually):
    shown = []
    started(Work(shown.append), lambda: 7, shown)
    eventually(lambda: shown == [7])


def test_a_failure_is_handed_over_whatever_it_is(eventually):
    shown = []
    started(Work(shown.append), lambda: 1 / 0, shown)
    eventually(lambda: shown)
    assert isinstance(shown[0], ZeroDivisionError)


def test_a_result_that_cannot_be_shown_is_a_failure(eventually):
    failed = []
    Work(failed.append).start(lambda tell: 7, lambda result: [][result], failed.append)
    eventually(lambda: failed)
    assert isinstance(failed[0], IndexError)


def test_an_older_job_shows_nothing_however_late_it_ends(eventually):
    gate, shown = Event(), []
    work = Work(shown.append)
    started(work, lambda: gate.wait(10) and "old", shown)
    started(work, lambda: "new", shown)
    eventually(lambda: shown == ["new"])
    gate.set()
    eventually(lambda: not work.running)
    assert shown == ["new"]


def test_a_dropped_job_shows_and_tells_nothing_more(eventually):
    gate, told, shown = Event(), [], []
    work = Work(told.append)

    def job(tell):
        tell("first")
        gate.wait(10)
        tell("second")
        return 1 / 0

    work.start(job, shown.append, shown.append)
    eventually(lambda: told == ["first"])
    work.drop()
    gate.set()
    eventually(lambda: not work.running)
    assert (told, shown) == (["first"], [])


def test_nothing_is_shown_while_somebody_else_shows(eventually):
    shown = []
    work = Work(shown.append)
    with work.lock:
        started(work, lambda: 7, shown)
        time.sleep(0.05)
        assert shown == []
        work.drop()
    eventually(lambda: not work.running)
    assert shown == []
