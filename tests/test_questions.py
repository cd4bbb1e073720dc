"""Small questions: what is read, what is right, and which misconception shows."""

from dataclasses import replace

import pytest

from ott_toolkit.errors import QueryError
from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.questions import Option, Question, Typed, check, solution
from ott_toolkit.teaching.slips import SLIPS
from ott_toolkit.teaching.written import same

ASK, WHY = sentence("PPN"), sentence("Right.")
CHOICE = Question("2-ppn", ASK, WHY, options=(Option("a", ASK), Option("b", ASK, slip="ppn")))
MANY = Question(
    "4-rows", ASK, WHY, options=(Option("a", ASK), Option("b", ASK), Option("c", ASK, "one-date"))
)
TYPED = Question("2-amount", ASK, WHY, typed=Typed("rupiah", "29000", {"2900000": "separators"}))


@pytest.mark.parametrize(
    ("kind", "right", "forms"),
    [
        ("rupiah", "29000", ["29.000", "29000", "Rp 29.000,00", "29,000", "rp29.000", "29,000.00",
                             "29.000 rupiah", "IDR 29,000", "29 ribu", "29rb", "Rp. 29.000,-"]),
        ("number", "121500000017", ["1215 0000 0017", "121500000017", "1215-0000.0017"]),
        ("number", "30", ["30 hari", "30", " 30 days"]),
        ("month", "2022-03", ["Mar 2022", "Maret 2022", "2022-03", "03/2022", "3-2022", "mar-22",
                              "MARCH 2022", "1 Mar 2022"]),
        ("day", "2022-02-01", ["1 Feb 2022", "1 Februari 2022", "01/02/2022", "1-2-22", "2022/2/1",
                               "February 1, 2022"]),
        ("time", "2022-02-01 00:04:25", ["1 Feb 2022 00:04:25", "2022-02-01 00.04.25", "00:04:25",
                                         "2022-02-01 0:04", "01/02/2022, 00:04:25 WIB"]),
        ("text", "Belum Lunas", ["belum  lunas", "«Belum Lunas»."]),
    ],
)  # fmt: skip
def test_an_answer_is_read_in_every_form(kind, right, forms):
    assert [form for form in forms if not same(kind, form, right)] == []


@pytest.mark.parametrize(
    ("kind", "right", "other"),
    [
        ("rupiah", "29000", "29"),
        ("rupiah", "29000", "2.900.000"),
        ("rupiah", "29000", "28999"),
        ("number", "121500000017", "0121500000017"),
        ("month", "2022-03", "Feb 2022"),
        ("day", "2022-02-01", "2 Jan 2022"),
        ("day", "2022-02-01", "01/02/2021"),
        ("time", "2022-02-01 00:04:25", "2022-02-01 00:04:26"),
        ("time", "2022-02-01 00:04:25", "2022-02-02 00:04:25"),
        ("text", "Lunas", "Belum Lunas"),
    ],
)
def test_another_one_is_another_one(kind, right, other):
    assert not same(kind, other, right)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("rupiah", "dua ribu"),
        ("rupiah", "29.0000"),
        ("number", "tiga"),
        ("month", "13/2022"),
        ("month", "Mer 2022"),
        ("day", "Feb 2022"),
        ("day", "30 Feb 2022"),
        ("time", "2022-02-01"),
        ("time", "1 Feb 25:00"),
    ],
)
def test_what_cannot_be_read_is_no_try(kind, text):
    right = {"rupiah": "1", "number": "1", "month": "2022-03", "day": "2022-03-01"}
    question = Question("1-x", ASK, WHY, typed=Typed(kind, right.get(kind, "00:04:25")))
    checked = check(question, text)
    assert (checked.right, checked.read, checked.slips) == (False, False, ())
    assert text in checked.said[0].say("id")


@pytest.mark.parametrize(
    ("question", "answer", "right", "slips"),
    [
        (CHOICE, "a", True, ()),
        (CHOICE, "b", False, ("ppn",)),
        (MANY, ["a", "b"], True, ()),
        (MANY, ("a",), False, ()),
        (MANY, ["a", "b", "c"], False, ("one-date",)),
        (TYPED, "Rp 29.000,00", True, ()),
        (TYPED, "2.900.000", False, ("separators",)),
        (TYPED, "29.001", False, ()),
    ],
)
def test_an_answer_is_checked(question, answer, right, slips):
    checked = check(question, answer)
    assert (checked.right, checked.slips, checked.read) == (right, slips, True)
    assert (question.why in checked.said) == right
    assert all(SLIPS[slip].said in checked.said for slip in slips)


@pytest.mark.parametrize("answer", ["", "  ", [], "z", ["a", "z"]])
def test_no_answer_and_no_option_are_no_try(answer):
    assert not check(CHOICE, answer).read


def test_the_solution_is_named():
    assert solution(TYPED)[0].say("en") == "The right answer: Rp 29.000."
    assert solution(MANY)[0].say("en") == "The right answer: PPN, PPN."


@pytest.mark.parametrize(
    ("kind", "right", "said"),
    [("month", "2022-02", "Feb 2022"), ("day", "2022-03-03", "3 Mar 2022"),
     ("time", "2022-02-01 00:04:25", "2022-02-01 00:04:25"), ("number", "4", "4")],
)  # fmt: skip
def test_the_solution_is_said_as_the_lessons_write_it(kind, right, said):
    question = replace(TYPED, typed=Typed(kind, right))
    assert str(solution(question)[0]) == f"Jawaban yang benar: {said}."


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"options": (Option("a", ASK, "ppn"),)},
        {"options": (Option("a", ASK), Option("a", ASK, "ppn"))},
        {"options": (Option("a", ASK), Option("b", ASK, "unheard-of"))},
        {"options": (Option("a", ASK),), "typed": Typed("number", "1")},
        {"typed": Typed("rupiah", "29000", {"1": "unheard-of"})},
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(wrong):
    with pytest.raises(ValueError, match="1-x"):
        Question("1-x", ASK, WHY, **wrong)


def test_a_question_whose_answer_cannot_be_read_is_refused():
    with pytest.raises(QueryError, match="no amount"):
        Question("1-x", ASK, WHY, typed=Typed("rupiah", "much"))
