"""The quiz: messages of its page in, what is said and recorded out."""

import pytest

from ott_toolkit.errors import QueryError
from ott_toolkit.sentences import sentence
from ott_toolkit.teaching import quiz as quizzes
from ott_toolkit.teaching import record
from ott_toolkit.teaching.lessons import LESSONS
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question, Typed
from ott_toolkit.teaching.quiz import Quiz
from ott_toolkit.teaching.slips import SLIPS

ASK, WHY = sentence("PPN"), sentence("Right.")
ONE = Question("2-one", ASK, WHY, options=tuple(
    Option(name, sentence(name), slip=slip)
    for name, slip in (("a", ""), ("b", "ppn"), ("c", "one-date"), ("d", "separators"))
))  # fmt: skip
MANY = Question(
    "2-many", ASK, WHY, options=(Option("a", ASK), Option("b", ASK), Option("c", ASK, "ppn"))
)
TYPED = Question("2-typed", ASK, WHY, typed=Typed("rupiah", "29000", {"2900000": "separators"}))
RIGHT = {"2-one": "a", "2-many": ["a", "b"], "2-typed": "Rp 29.000"}


@pytest.fixture
def quiz(monkeypatch):
    monkeypatch.setenv("OTT_LANGUAGE", "en")
    lesson = Lesson(2, ASK, 20, questions=(ONE, MANY, TYPED))
    monkeypatch.setattr(quizzes, "lesson_of", lambda number: lesson)
    return Quiz(2)


def send(quiz, action, **content):
    quiz._handle({"action": action, "token": action, **content})
    return shown(quiz)


def shown(quiz):
    return {one["name"]: one for one in quiz._front.state["questions"]}


def test_questions_are_shown_without_their_answers(quiz):
    kinds = {name: one["kind"] for name, one in shown(quiz).items()}
    assert kinds == {"2-one": "one", "2-many": "many", "2-typed": "typed"}
    assert [one["said"] for one in shown(quiz).values()] == [[], [], []]
    assert "29000" not in str(quiz._front.state)


def test_the_right_option_is_not_always_the_first():
    firsts = [
        quizzes._mixed(question)[0].slip == ""
        for lesson in LESSONS.values()
        for question in lesson.questions
        if question.options and not question.many
    ]
    assert 0 < sum(firsts) < len(firsts) / 2 + 5
    assert quizzes._mixed(ONE) == quizzes._mixed(ONE)
    assert sorted(one.name for one in quizzes._mixed(ONE)) == list("abcd")


def test_one_question_is_checked_alone(quiz):
    after = send(quiz, "check", names=["2-one"], form={"2-one": "b", "2-typed": "29"})
    assert after["2-one"]["said"] == ["Not yet.", SLIPS["ppn"].said.say("en")]
    assert after["2-typed"]["said"] == []
    assert quiz._front.state["given"]["2-typed"] == "29"
    (entry,) = record.own()
    assert (entry.kind, entry.lesson, entry.name, entry.right) == ("question", 2, "2-one", False)
    assert entry.slips == ("ppn",)


def test_all_at_once_and_right_is_solved(quiz):
    after = send(quiz, "check", names=list(RIGHT), form=RIGHT)
    assert quiz.solved
    assert all(one["right"] and one["said"] == ["Right.", "Right."] for one in after.values())
    assert [one.right for one in record.own()] == [True] * 3


def test_after_two_wrong_tries_the_answer_is_told(quiz):
    said = send(quiz, "check", names=["2-typed"], form={"2-typed": "5"})["2-typed"]["said"]
    assert "29.000" not in str(said)
    send(quiz, "check", names=["2-typed"], form={"2-typed": "five"})
    said = send(quiz, "check", names=["2-typed"], form={"2-typed": "6"})["2-typed"]["said"]
    assert "The right answer: Rp 29.000." in said
    assert [one.attempt for one in record.own()] == [1, 2], "what cannot be read is no try"


def test_no_answer_is_said_and_not_recorded(quiz):
    after = send(quiz, "check", names=list(RIGHT), form={"2-one": "", "2-many": [], "2-typed": " "})
    assert {tuple(one["said"]) for one in after.values()} == {("There is no answer yet.",)}
    assert not any(one["read"] for one in after.values())
    assert not quiz.solved
    assert list(record.own()) == []


def test_a_notebook_answers_as_a_click_does(quiz):
    found = quiz.answer(RIGHT | {"2-one": "c"})
    assert {name: one.right for name, one in found.items()} == {
        "2-one": False, "2-many": True, "2-typed": True,
    }  # fmt: skip
    assert not quiz.solved
    assert quiz._front.state["filled"] == 1
    assert quiz._front.state["given"]["2-one"] == "c"
    quiz.answer({"2-one": "a"})
    assert quiz.solved


def test_a_question_that_there_is_not_is_refused(quiz):
    with pytest.raises(QueryError, match=r"no question 2-x; there are 2-one, 2-many, 2-typed"):
        quiz.answer({"2-x": "a"})


def test_a_record_that_cannot_be_written_is_said(quiz, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(record.FOLDER_VARIABLE, str(tmp_path / "file"))
    after = send(quiz, "check", names=["2-one"], form=RIGHT)
    assert after["2-one"]["right"]
    assert "was not recorded" in quiz._front.state["error"]


@pytest.mark.parametrize("number", LESSONS)
def test_each_lesson_is_solved_by_its_right_answers_and_by_no_wrong_one(number):
    quiz = Quiz(number)
    questions = LESSONS[number].questions
    for question in questions:
        if question.typed:
            wrong = list(question.typed.wrong)
            right = question.typed.right
        else:
            wrong = [one.name for one in question.options if one.slip]
            right = sorted(question.right) if question.many else min(question.right)
        for answer in wrong:
            assert not quiz.answer({question.name: answer})[question.name].right
        assert quiz.answer({question.name: right})[question.name].right
    assert quiz.solved


def test_there_is_no_tenth_lesson():
    with pytest.raises(QueryError, match="no lesson 10"):
        Quiz(10)
