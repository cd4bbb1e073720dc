"""The exercise: what a message of its page leads to, what is shown, what is recorded."""

from dataclasses import replace

import pytest

from ott_toolkit import practice, rehearsal
from ott_toolkit.errors import PortalError, QueryError
from ott_toolkit.practice.key import Dispute, Key, Text
from ott_toolkit.teaching import Attempt, Exercise, Quiz, answering, best, looking, record
from ott_toolkit.teaching import sitting as sittings
from ott_toolkit.teaching.exercise import DisputeView
from ott_toolkit.teaching.sitting import Sitting

SAMPLE = "121500000017"
CASE = practice.dispute(SAMPLE)
RIGHT = best(CASE)


class Page:
    """What the page of an exercise would send to it."""

    def __init__(self, exercise):
        self.exercise = exercise

    def send(self, action, form=None, **content):
        message = {"action": action, "token": action, **content}
        self.exercise._handle(message if form is None else {**message, "form": form})
        return self

    @property
    def state(self):
        return self.exercise._front.state


@pytest.fixture
def language(monkeypatch):
    monkeypatch.setenv("OTT_LANGUAGE", "en")


@pytest.fixture
def portal(monkeypatch, server):
    monkeypatch.setenv("OTT_PRACTICE_URL", server.url)
    return server


@pytest.fixture
def page(portal, language):
    return Page(Exercise(SAMPLE, lesson=1))


def kept(kind="case"):
    return [one for one in record.own() if one.kind == kind]


FORM = answering.written(RIGHT)


def test_it_shows_the_complaint_and_the_number_and_no_answer(page):
    state = page.state
    assert (state["number"], state["complaint"]) == (SAMPLE, CASE.complaint.en)
    assert state["portal"] == rehearsal.address()
    assert state["rows"] is None
    said = str(state)
    assert CASE.key.explanation.en not in said
    assert CASE.key.hint.en not in said
    assert SAMPLE in repr(page.exercise)


def test_a_right_form_is_solved_and_recorded(page):
    page.send("check", FORM)
    assert page.exercise.solved
    assert page.exercise.score.points == 100
    result = page.state["result"]
    assert result["points"].startswith("100 of 100 points · try 1")
    assert [part["right"] for part in result["parts"]] == [True] * 5
    assert result["remarks"] == [CASE.key.explanation.en]
    (entry,) = kept()
    assert (entry.name, entry.points, entry.right, entry.attempt) == (SAMPLE, 100, True, 1)
    assert page.state["heard"] == "check"


WRONG = {**FORM, "verdict": "contested", "contested": "29.000", "charges": [2]}


def test_a_wrong_one_says_what_and_why_and_can_be_tried_again(page):
    page.send("check", WRONG)
    result = page.state["result"]
    assert not page.exercise.solved
    assert page.exercise.score.points < 0
    assert [part["right"] for part in result["parts"]] == [
        False, True, False, False, True, False, False,
    ]  # fmt: skip
    assert result["parts"][3]["said"] == "Proving rows: 1 missed, 1 superfluous."
    page.send("check", FORM)
    assert page.exercise.solved
    assert [one.attempt for one in kept()] == [1, 2]
    assert "wrong-refund" in kept()[0].slips


def test_the_right_answer_is_kept_back_until_the_second_try(page):
    first = str(page.send("check", WRONG).state["result"])
    assert "not right yet" in first
    for told in ("but «", "No 1", CASE.key.explanation.en):
        assert told not in first
    assert "correction was proposed although" in first, "why it is wrong is said at once"
    second = page.send("check", WRONG).state["result"]
    assert "not «Explained, contested» but «Explained»" in second["parts"][0]["said"]
    assert "missed Transactions Data No 1" in second["parts"][3]["said"]
    assert second["remarks"][-1] == CASE.key.explanation.en


def test_whoever_looks_at_the_answer_is_told_all_of_it(page):
    page.send("check", WRONG).send("solution")
    assert page.state["notice"].startswith("This is the right answer")
    assert page.state["result"]["remarks"][-1] == CASE.key.explanation.en


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, "go on"),
        ({"verdict": "partly"}, "70 points do"),
        ({"answer": "must-pay"}, "must never be said"),
        ({"answer": "refund"}, "must never be said"),
    ],
)
def test_it_says_whether_it_suffices_to_go_on(page, changes, standing):
    page.send("check", {**FORM, "charges": [], **changes})
    assert standing in page.state["result"]["standing"]


def test_a_cell_that_is_run_again_loses_no_try(page):
    page.send("check", WRONG)
    again = Page(Exercise(SAMPLE, lesson=1))
    assert again.state["before"].startswith("Answered before: try 1, −")
    assert again.state["tried"]
    again.send("check", WRONG)
    assert again.state["before"] == ""
    assert "try 2" in again.state["result"]["points"]
    assert [one.attempt for one in kept()] == [1, 2]
    assert CASE.key.explanation.en in again.state["result"]["remarks"]
    assert Page(Exercise(SAMPLE, lesson=2)).state["before"] == ""


def test_how_far_she_is_in_the_lesson_is_shown_in_every_widget(portal, language):
    quiz, page = Quiz(1), Page(Exercise("121500000062", lesson=1))
    none = "Lesson 1: 0 of 4 questions right, 0 of 1 cases passed"
    assert {quiz._front.state["progress"], page.state["progress"]} == {none}
    page.exercise.answer(best(practice.dispute("121500000062")))
    quiz.answer({"1-source": "bill"})
    some = "Lesson 1: 1 of 4 questions right, 1 of 1 cases passed"
    assert {quiz._front.state["progress"], page.state["progress"]} == {some}


def test_a_name_that_is_given_once_stands_in_every_widget(portal, language):
    quiz, page = Quiz(1), Page(Exercise(SAMPLE, lesson=1))
    page.send("check", WRONG).send("name", name="Sari")
    assert quiz._front.state["trainee"] == page.state["trainee"] == "Sari"
    assert Page(Exercise(SAMPLE, lesson=1)).state["before"] == "", "another's tries are not hers"


@pytest.mark.parametrize("name", ["verdict", "claim_status", "answer", "confidence"])
@pytest.mark.parametrize("value", ["", "something else"])
def test_what_is_not_chosen_is_asked_for_and_no_try(page, name, value):
    page.send("check", {**FORM, name: value})
    assert page.state["error"].startswith("Still to choose: ")
    assert page.exercise.score is None
    assert kept() == []
    page.send("check", FORM)
    assert page.state["error"] == ""


def test_a_next_step_is_asked_for_only_where_it_cannot_be_said(page):
    page.send("check", {**FORM, "verdict": "cannot", "step": ""})
    assert page.state["error"] == "Still to choose: Next step"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("", None), ("29.000", 29000), ("Rp 29.000,00", 29000), ("29,000", 29000), ("0", 0)],
)
def test_the_amount_is_read_leniently(typed, amount):
    assert answering.attempt({**FORM, "contested": typed}).contested == amount


def test_an_amount_that_is_none_is_said(page):
    page.send("check", {**FORM, "contested": "dua"})
    assert "no amount" in page.state["error"]


def test_a_form_says_what_an_attempt_says():
    given = Attempt("cannot", "supported", 500, (1, 3), (2,), "billing", 1, "not-certain")
    assert answering.attempt(answering.written(given)) == given


def test_the_hint_costs_five(page):
    page.send("hint")
    assert page.state["hint_said"] == CASE.key.hint.en
    page.send("check", FORM)
    assert page.exercise.score.points == 95


def test_the_answer_is_shown_after_a_try_and_that_is_recorded(page):
    page.send("solution")
    assert "Try it once" in page.state["error"]
    page.send("check", {**FORM, "verdict": "partly"})
    filled = page.state["filled"]
    page.send("solution").send("solution")
    assert page.state["form"] == FORM
    assert page.state["filled"] == filled + 2
    assert len(kept("seen")) == 1


def test_a_second_view_shows_what_was_chosen(page):
    draft = {**FORM, "verdict": "partly", "contested": "12"}
    page.send("draft", draft)
    assert page.state["form"] == draft
    assert page.state["filled"] == 0, "what is being typed is left alone"


def test_the_rows_are_those_of_the_portal(page, eventually):
    page.send("rows")
    rows = eventually(lambda: page.state["rows"])
    assert rows["charges"][0] == {
        "no": 1,
        "cells": [
            "2022-02-01 00:04:25",
            "799 - disney",
            "Rp 29.000",
            "Rp 29.000",
            "disact-20220102092122-121500000017",
        ],
    }
    assert rows["subscriptions"][0]["cells"][-3:] == [
        "Inactive",
        "Rp 29.000",
        "disact-20220102092122-121500000017",
    ]
    assert [len(rows[name]) for name in ("charges", "subscriptions")] == [2, 1]


def test_a_failed_look_up_is_named_and_shows_no_rows(page, monkeypatch, eventually):
    def fail(number):
        raise PortalError("the page broke off: {number}", number=number)

    monkeypatch.setattr(looking, "looked_up", fail)
    page.send("rows")
    eventually(lambda: page.state["rows_said"] == f"the page broke off: {SAMPLE}")
    assert page.state["rows"] is None


def test_a_record_that_cannot_be_written_loses_no_points(page, monkeypatch, tmp_path):
    place = tmp_path / "file"
    place.write_text("")
    monkeypatch.setenv(record.FOLDER_VARIABLE, str(place))
    page.send("check", FORM)
    assert page.exercise.score.points == 100
    assert "was not recorded" in page.state["result"]["unrecorded"]
    monkeypatch.delenv(record.FOLDER_VARIABLE)
    page.send("check", FORM)
    assert page.state["result"]["unrecorded"] == ""


def test_the_name_is_asked_once(page):
    assert page.state["trainee"] == ""
    page.send("name", name="  Sari Contoh ")
    assert page.state["trainee"] == "Sari Contoh"
    assert Page(Exercise(SAMPLE, 1)).state["trainee"] == "Sari Contoh"


def test_time_runs_from_the_first_display(page, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(sittings, "monotonic", lambda: now[0])
    page.send("shown")
    now[0] += 61
    page.send("shown")
    now[0] += 60
    page.send("check", FORM)
    assert kept()[0].seconds == 121


def test_a_notebook_answers_as_a_click_does(page):
    got = page.exercise.answer(replace(RIGHT, verdict="partly"))
    assert got is page.exercise.score
    assert page.state["form"]["verdict"] == "partly"
    assert page.state["result"]["parts"][0]["right"] is False
    assert not page.exercise.solved
    assert page.exercise.answer(RIGHT).points == 100
    assert len(kept()) == 2


def test_no_case_of_that_number_is_refused():
    with pytest.raises(QueryError, match="No practice case"):
        Exercise("121500009999", lesson=1)


def test_what_nobody_foresaw_is_said(page, monkeypatch):
    def fail(_):
        raise ZeroDivisionError

    monkeypatch.setattr(answering, "attempt", fail)
    page.send("check", FORM)
    assert "ZeroDivisionError" in page.state["error"]


def test_everything_is_said_in_the_other_language(page, monkeypatch):
    page.send("check", {**FORM, "verdict": "partly"})
    monkeypatch.setenv("OTT_LANGUAGE", "id")
    page.send("shown")
    state = page.state
    assert state["complaint"] == CASE.complaint.id
    assert "belum tepat" in state["result"]["parts"][0]["said"]
    page.send("solution")
    assert page.state["result"]["remarks"] == [CASE.key.explanation.id]
    assert "melainkan" in page.state["result"]["parts"][0]["said"]


# --- first a decision, then the panel -----------------------------------------------------------


def test_the_panel_opens_only_after_a_verdict_and_a_confidence(portal, language, eventually):
    page = Page(Exercise(SAMPLE, lesson=6, first_decide=True))
    assert page.state["deciding"]
    page.send("decide", {"verdict": "contested", "confidence": ""})
    assert page.state["error"] == "Still to choose: How sure are you?"
    assert len(page.exercise.children) == 1
    page.send("decide", {"verdict": "contested", "confidence": "3"})
    assert not page.state["deciding"]
    _, panel = page.exercise.children
    eventually(lambda: panel.case and panel.case.number == SAMPLE)
    assert panel.case.bill is not None, "the bill that she has read lies beside it"
    page.send("decide", {"verdict": "explained", "confidence": "1"})
    assert page.exercise.children[1] is panel
    page.send("check", FORM)
    (first,) = kept("first")
    assert (first.verdict, first.confidence, first.right) == ("contested", 3, False)
    assert first.slips == ("wrong-refund",)
    assert kept()[0].right


def test_what_was_decided_is_not_decided_again(portal, language):
    page = Page(Exercise(SAMPLE, lesson=6, first_decide=True))
    page.send("decide", {"verdict": "contested", "confidence": "3"})
    again = Page(Exercise(SAMPLE, lesson=6, first_decide=True))
    assert again.state["form"] == {"verdict": "contested", "confidence": "3"}
    assert len(again.exercise.children) == 1, "no panel of a case that she is not at"
    again.send("decide", again.state["form"])
    assert len(again.exercise.children) == 2
    assert len(kept("first")) == 1


def test_a_notebook_that_answers_has_decided(portal):
    exercise = Exercise(SAMPLE, lesson=6, first_decide=True)
    exercise.answer(RIGHT)
    assert len(kept("first")) == 1
    assert exercise.solved


# --- hostile and undecidable --------------------------------------------------------------------


def test_a_case_that_cannot_be_decided_is_solved_by_saying_so(portal, language):
    key = Key("cannot", hint=Text("a", "b"), explanation=Text("c", "d"), steps=("search-again",))
    case = Dispute(SAMPLE, "CONTOH", "t", 3, Text("<script>x</script>", "<b>y</b>"), key)
    page = Page(DisputeView(Sitting(case, 7)))
    assert page.state["complaint"] == "<b>y</b>", "the page sets it as text"
    page.send("check", {**answering.written(best(case))})
    assert page.exercise.solved
