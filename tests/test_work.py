"""Work beside the kernel: only the newest job may show its result."""

from threading import Event

from ott_toolkit.panel.work import Work


def test_a_result_is_shown(eventually):
    shown = []
    Work(shown.append).start(lambda: 7, shown.append)
    eventually(lambda: shown == [7])


def test_a_failure_is_handed_over_whatever_it_is(eventually):
    failed = []
    Work(failed.append).start(lambda: 1 / 0, print)
    eventually(lambda: failed)
    assert isinstance(failed[0], ZeroDivisionError)


def test_a_result_that_cannot_be_shown_is_a_failure(eventually):
    failed = []
    Work(failed.append).start(lambda: 7, lambda result: [][result])
    eventually(lambda: failed)
    assert isinstance(failed[0], IndexError)


def test_an_older_job_shows_nothing_however_late_it_ends(eventually):
    gate, shown = Event(), []
    work = Work(shown.append)
    work.start(lambda: gate.wait(10) and "old", shown.append)
    work.start(lambda: "new", shown.append)
    eventually(lambda: shown == ["new"])
    gate.set()
    eventually(lambda: not work.running)
    assert shown == ["new"]


def test_a_dropped_job_shows_neither_result_nor_failure(eventually):
    gate, shown = Event(), []
    work = Work(shown.append)
    work.start(lambda: gate.wait(10) and 1 / 0, shown.append)
    work.drop()
    gate.set()
    eventually(lambda: not work.running)
    assert shown == []
