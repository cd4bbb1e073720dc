"""The timed round: the same cases from the same code, no hints, marks at the end, resumed."""

from dataclasses import replace
from datetime import datetime

import pytest

from ott_toolkit import practice
from ott_toolkit.errors import QueryError
from ott_toolkit.teaching import Round, answering, best, cases, course, record
from ott_toolkit.teaching.record import Entry

CASES = [replace(practice.dispute("121500000017"), number=number) for number in (
    "121500000017", "121500000001", "121500000003",
)]  # fmt: skip


@pytest.fixture(autouse=True)
def three_cases(monkeypatch, server):
    monkeypatch.setenv("OTT_PRACTICE_URL", server.url)
    monkeypatch.setenv("OTT_LANGUAGE", "en")

    def drawn(seed, count):
        turned = CASES if seed < "m" else CASES[::-1]
        return turned[:count]

    monkeypatch.setattr(cases, "drawn", drawn)


@pytest.fixture
def clock(monkeypatch):
    now = [5000.0]
    monkeypatch.setattr(course, "monotonic", lambda: now[0])
    return now


def send(played, action, **content):
    played._handle({"action": action, "token": action, **content})
    return played._front.state


def check(played, **form):
    view = played.children[1]
    view._handle({
        "action": "check", "token": "t",
        "form": {**answering.written(best(view._sitting.dispute)), **form},
    })  # fmt: skip
    return view._front.state


def kinds():
    return [one.kind for one in record.own()]


def test_nothing_is_shown_before_it_begins(clock):
    played = Round("abc")
    assert len(played.children) == 1
    state = send(played, "shown")
    assert (state["stage"], state["resumed"], state["left"]) == ("ready", False, 4200)
    assert len(played.children) == 1
    assert kinds() == []


def test_a_whole_round(clock):
    played = Round("abc", count=3)
    send(played, "begin", seed="abc")
    assert kinds() == ["begun"]
    state = check(played)
    assert (state["exam"], state["result"]) == ("running", None)
    assert state["notice"].startswith("Kept.")
    assert [one["answered"] for one in played._front.state["cases"]] == [True, False, False]
    assert [one["mark"] for one in played._front.state["cases"]] == [None] * 3
    send(played, "go", to=1)
    check(played, verdict="partly", confidence="3")
    clock[0] += 100
    assert send(played, "go", to=99)["at"] == 2
    state = send(played, "end")
    assert (state["stage"], state["left"], state["mean"]) == ("ended", 4100, 50)
    assert [one["mark"] for one in state["cases"]] == [
        ["100", "right", "3 – sure"], ["50", "wrong", "3 – sure"], [],
    ]  # fmt: skip
    assert kinds() == ["begun", "case", "case", "ended"]
    assert {one.round for one in record.own()} == {"abc"}
    send(played, "go", to=0)
    view = played.children[1]._front.state
    assert view["exam"] == "over"
    assert view["result"]["passed"]
    assert not played.solved
    send(played, "go", to=2)
    view = played.children[1]._front.state
    assert (view["exam"], view["result"]) == ("over", None)
    assert view["hint_said"] == CASES[2].key.explanation.en


def test_an_answer_can_be_changed_until_the_end(clock):
    played = Round("abc", count=1)
    send(played, "begin", seed="abc")
    check(played, verdict="contested")
    check(played)
    played.end()
    assert played.mean == 100
    assert played.solved


def test_after_the_end_nothing_is_changed(clock):
    played = Round("abc", count=1)
    send(played, "begin", seed="abc")
    played.end()
    send(played, "go", to=0)
    assert "round is over" in check(played)["error"]
    assert played.mean == 0
    with pytest.raises(QueryError, match="round is over"):
        played.answer(played.disputes[0].number, best(played.disputes[0]))


@pytest.mark.parametrize(("after", "late"), [(4199, False), (4200, True)])
def test_an_answer_after_the_time_ends_the_round(clock, after, late):
    played = Round("abc", count=1)
    send(played, "begin", seed="abc")
    clock[0] += after
    assert bool(check(played)["error"]) == late
    assert played._course.ended == late
    assert played.mean == (0 if late else 100)


def test_another_code_brings_other_cases(clock):
    played = Round("abc", count=3)
    state = send(played, "begin", seed=" XYZ-1 ")
    assert state["seed"] == played.seed == "xyz-1"
    assert [one.number for one in played.disputes] == [one.number for one in CASES[::-1]]


@pytest.mark.parametrize("seed", ["", "a b", "../x", "ä", "x" * 41])
def test_a_code_with_other_characters_is_refused(seed):
    with pytest.raises(QueryError, match="letters, digits and hyphens"):
        Round(seed)
    played = Round("abc")
    assert "letters, digits and hyphens" in send(played, "begin", seed=seed)["error"]


def test_a_fresh_round_has_a_code_of_its_own():
    assert Round().seed != Round().seed
    assert record.folder().exists() is False


def test_an_interrupted_round_goes_on_where_it_stopped(clock):
    def keep(kind, name, second, **more):
        when = datetime(2026, 11, 29, 10, second // 60, second % 60)
        record.keep(Entry(kind, 9, name, round="abc", when=when, **more))

    keep("begun", "abc", 0)
    keep("case", CASES[0].number, 40, points=100, right=True, confidence=2)
    keep("begun", "abc", 600, seconds=40)  # ten minutes later
    keep("case", CASES[1].number, 625, points=-20, confidence=3)
    again = Round(count=3)
    state = send(again, "shown")
    assert (again.seed, state["stage"], state["resumed"]) == ("abc", "ready", True)
    assert state["left"] == 4200 - 40 - 25
    assert [one["answered"] for one in state["cases"]] == [True, True, False]
    state = send(again, "begin", seed="abc")
    assert state["at"] == 2, "the first without an answer"
    assert again.children[1]._front.state["before"] == ""
    send(again, "go", to=0)
    assert "is kept" in (before := again.children[1]._front.state["before"])
    assert "100" not in before, "marks come at the end"
    clock[0] += 30
    again.end()
    assert again._front.state["left"] == 4200 - 40 - 25 - 30
    assert again.mean == pytest.approx(80 / 3)
    assert [one["mark"] for one in again._front.state["cases"]] == [
        ["100", "right", "2 – fairly sure"], ["−20", "wrong", "3 – sure"], [],
    ]  # fmt: skip


def test_what_was_ended_is_not_taken_up_again(clock):
    played = Round("abc", count=3)
    send(played, "begin", seed="abc")
    check(played)
    assert Round(count=3).seed == "abc"
    played.end()
    assert Round(count=3).seed != "abc"
    state = send(Round("abc", count=3), "shown")
    assert (state["resumed"], [one["answered"] for one in state["cases"]]) == (False, [False] * 3)


def test_a_notebook_plays_a_round(clock):
    played = Round("abc", count=3)
    for case in played.disputes:
        played.answer(case.number, best(case))
    assert not played.solved
    played.end()
    assert (played.mean, played.solved) == (100, True)
    with pytest.raises(QueryError):
        played.answer("121500000099", best(CASES[0]))
    assert "ended=True" in repr(played)


def test_a_new_round_begins_anew(clock):
    played = Round("abc", count=1)
    send(played, "begin", seed="abc")
    played.end()
    state = send(played, "again")
    assert state["stage"] == "ready"
    assert state["seed"] != "abc"
    assert len(played.children) == 1


def test_after_an_answer_the_next_case_is_one_click_away(clock):
    played = Round("abc", count=2)
    send(played, "begin", seed="abc")
    assert check(played)["onward"]
    played.children[1]._handle({"action": "onward", "token": "o"})
    assert played._front.state["at"] == 1
    assert played.children[1]._front.state["number"] == CASES[1].number
    assert not played.children[1]._front.state["onward"], "there is none after the last"
