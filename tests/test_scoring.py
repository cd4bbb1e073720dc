"""What an attempt at a dispute is worth: the table of `scoring`, row by row."""

from dataclasses import replace
from itertools import product

import pytest

from ott_toolkit import practice
from ott_toolkit.practice.key import Dispute, Key, Text
from ott_toolkit.teaching.attempts import Attempt, accepted, best
from ott_toolkit.teaching.choices import ANSWERS, STATUSES, STEPS, VERDICTS
from ott_toolkit.teaching.scoring import score

WHY = Text("Karena begini.", "Because of this.")


def dispute(verdict="explained", **key):
    told = Key(verdict, hint=Text("Lihat.", "Look."), explanation=WHY, **key)
    return Dispute("121500000017", "PELANGGAN CONTOH", "t", 1, Text("Apa ini?", "What?"), told)


SOUND = dispute(charges=(1,), subscriptions=(1,), claim_status="contradicted")
TWICE = dispute("contested", contested=29000, proposed=29000, charges=(1, 2), subscriptions=(1,),
                claim_status="supported", steps=("propose",))  # fmt: skip
AT_END = dispute("contested", contested=29000, charges=(1,), steps=("confirm",))
BACK = dispute("contested", contested=29000, refunded=29000, charges=(1, 2),
               steps=("billing", "explain"))  # fmt: skip
PART = dispute("partly", contested=0, charges=(1,), steps=("dashboard-owner", "escalate"))
NOTHING = dispute("unexplained", steps=("escalate",))
OPEN = dispute("cannot", steps=("search-again", "escalate"))
NO_LINE = dispute("none", steps=("explain",))
PARTLY_BACK = dispute("contested", contested=29000, refunded=9000, proposed=20000,
                      steps=("propose",))  # fmt: skip


def found(*rules):
    """A case in order but for what is found."""
    return dispute(rules=rules, steps=("billing",))


CASES = {
    "sound": SOUND, "twice": TWICE, "at-end": AT_END, "back": BACK, "part": PART,
    "nothing": NOTHING, "open": OPEN, "no-line": NO_LINE,
}  # fmt: skip


def points(case, **changes):
    return score(case, replace(best(case), **changes)).points


def lost(case, **changes):
    return 100 - points(case, **changes)


def test_the_best_attempt_at_every_case_earns_all_and_no_slip():
    drawn = practice.drill("scoring", 60)
    assert len(drawn) == 60
    for case in (*CASES.values(), *practice.disputes(), *drawn):
        got = score(case, best(case))
        assert (got.points, got.slips, got.passed) == (100, (), True), case.number
        assert all(part.right for part in got.parts)


@pytest.mark.parametrize(
    ("case", "given", "expected"),
    [
        (OPEN, {"step": "search-again"}, 100),
        (OPEN, {"step": "escalate"}, 100),
        (OPEN, {"step": "billing"}, 85),
        (OPEN, {"step": None}, 85),
        (SOUND, {"verdict": "cannot", "step": "explain"}, 10),
        (SOUND, {"verdict": "cannot", "step": "explain", "confidence": 1}, 25),
        (SOUND, {"verdict": "cannot", "step": "billing"}, 10),
        (SOUND, {"verdict": "partly"}, 50),
        (SOUND, {"verdict": "partly", "confidence": 2}, 60),
        (SOUND, {"verdict": "partly", "confidence": 1}, 65),
        (SOUND, {"verdict": "unexplained", "confidence": 1}, 65),
        (SOUND, {"confidence": 1}, 95),
        (SOUND, {"confidence": 2}, 100),
        (SOUND, {"claim_status": "supported"}, 85),
        (SOUND, {"contested": None}, 100),
        (SOUND, {"contested": 1}, 100),
        (SOUND, {"contested": 2}, 85),
        (TWICE, {"contested": 28_999}, 100),
        (TWICE, {"contested": 29_001}, 100),
        (TWICE, {"contested": 29_002}, 85),
        (TWICE, {"contested": 28_998}, 85),
        (TWICE, {"contested": None}, 85),
        (TWICE, {"charges": (1,)}, 95),
        (TWICE, {"charges": (1, 2, 3)}, 96),
        (TWICE, {"charges": (3,)}, 88),
        (TWICE, {"charges": (), "subscriptions": ()}, 85),
        (NOTHING, {}, 100),
        (NOTHING, {"charges": (1,)}, 85),
        (SOUND, {"answer": "not-certain"}, 80),
        (SOUND, {"answer": "must-pay"}, 80),
        (TWICE, {"answer": "not-certain"}, 80),
        (TWICE, {"answer": "refund"}, 80),
        (AT_END, {"answer": "propose"}, 80),
        (OPEN, {"answer": "propose"}, 80),
    ],
)
def test_each_part_has_its_points(case, given, expected):
    assert points(case, **given) == expected


def test_a_hint_costs_five():
    assert score(SOUND, best(SOUND), hinted=True).points == 95


@pytest.mark.parametrize(
    ("case", "given"),
    [
        (TWICE, {"verdict": "explained"}),
        (TWICE, {"verdict": "none"}),
        (TWICE, {"answer": "explain"}),
        (TWICE, {"answer": "must-pay"}),
        (AT_END, {"answer": "explain"}),
        (PART, {"verdict": "explained"}),
        (NOTHING, {"answer": "must-pay"}),
        (OPEN, {"verdict": "explained"}),
        (OPEN, {"answer": "explain"}),
    ],
)
def test_a_wrong_must_pay_is_one_where_anything_is_open(case, given):
    got = score(case, replace(best(case), **given))
    assert "wrong-must-pay" in got.slips
    assert got.points < 0
    assert sum(part.points <= -100 for part in got.parts) == 1, "it is taken off once"


@pytest.mark.parametrize(
    ("case", "given", "wrong"),
    [
        (SOUND, {"verdict": "contested"}, True),
        (SOUND, {"answer": "propose"}, True),
        (SOUND, {"answer": "refund"}, True),
        (NO_LINE, {"answer": "propose"}, True),
        (SOUND, {"verdict": "partly"}, False),
        (TWICE, {"answer": "refund"}, False),
        (OPEN, {"verdict": "contested"}, False),
        (BACK, {"answer": "propose"}, True),
        (BACK, {"answer": "refund"}, True),
        (BACK, {"answer": "not-certain"}, False),
        (PARTLY_BACK, {"answer": "propose"}, False),
        (dispute(steps=("propose", "billing")), {"answer": "propose"}, False),
        (dispute(steps=("propose", "billing")), {"answer": "refund"}, False),
        (found("price-change"), {"verdict": "contested"}, True),
        (found("price-change"), {"answer": "propose"}, True),
        (found("tax-mismatch"), {"verdict": "contested"}, False),
        (found("tax-mismatch"), {"answer": "propose"}, False),
        (found("status-mismatch", "price-change"), {"answer": "refund"}, False),
        (found("duplicate-charge"), {"verdict": "contested"}, False),
        (dispute(steps=("free-gimmick", "confirm")), {"verdict": "contested"}, False),
        (dispute(steps=("free-gimmick", "confirm")), {"answer": "propose"}, False),
    ],
)
def test_a_wrong_refund_is_one_where_nothing_at_all_is_amiss(case, given, wrong):
    got = score(case, replace(best(case), **given))
    assert ("wrong-refund" in got.slips) == wrong
    assert (got.points < 0) == wrong


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_a_customer_pays_for_is_the_worst_of_all_attempts(case):
    rows = {((), ()), (case.key.charges, case.key.subscriptions), ((9,), (9,))}
    grave, other = [], []
    for verdict, status, amount, (charges, subscriptions), step, sure, answer in product(
        VERDICTS, STATUSES, {None, case.key.contested, 777}, rows,
        (case.key.steps[0], "starclick", None), (1, 2, 3), ANSWERS,
    ):  # fmt: skip
        tried = Attempt(verdict, status, amount, charges, subscriptions, step, sure, answer)
        got = score(case, tried)
        (grave if {"wrong-must-pay", "wrong-refund"} & set(got.slips) else other).append(got.points)
    assert grave
    assert max(grave) < min(other)
    assert max(other) == 100


@pytest.mark.parametrize(
    ("case", "given", "slips"),
    [
        (SOUND, {"answer": "must-pay"}, {"match-means-pay"}),
        (SOUND, {"verdict": "cannot"}, {"needless-doubt"}),
        (SOUND, {"claim_status": "not-recorded"}, {"wrong-claim"}),
        (TWICE, {"answer": "refund"}, {"promised-refund"}),
        (TWICE, {"contested": 31_900}, {"wrong-amount", "ppn"}),
        (TWICE, {"contested": 58_000}, {"wrong-amount"}),
        (TWICE, {"charges": (1,)}, {"missed-row"}),
        (TWICE, {"subscriptions": (1, 2)}, {"wrong-row"}),
        (OPEN, {"verdict": "partly"}, {"false-certainty"}),
        (OPEN, {"verdict": "explained"}, {"false-certainty", "wrong-must-pay"}),
    ],
)
def test_each_slip_is_named(case, given, slips):
    assert set(score(case, replace(best(case), **given)).slips) == slips


def test_what_was_given_back_is_explained_and_no_wrong_must_pay():
    got = score(BACK, replace(best(BACK), verdict="explained", confidence=2))
    assert (got.points, got.slips) == (60, ())


def test_what_an_expert_may_answer_as_well_is_as_right():
    case = dispute(verdict_allows=("contested",), claim_allows=("supported",))
    got = score(case, replace(best(case), verdict="contested", claim_status="supported"))
    assert (got.points, got.slips) == (100, ())
    got = score(case, replace(best(case), verdict="partly", claim_status="contradicted"))
    assert (got.points, got.slips) == (35, ("wrong-claim",))


def test_cannot_be_said_is_no_needless_doubt_where_an_expert_may_doubt():
    case = dispute("unexplained", verdict_allows=("cannot",), steps=("escalate",))
    assert points(case, verdict="cannot", step="escalate") == 100
    got = score(case, replace(best(case), verdict="cannot", step="explain"))
    assert (got.points, got.slips) == (85, ())


def test_ppn_is_of_the_bills_period():
    case = dispute("contested", contested=29000, proposed=29000, period="2022-04")
    assert "ppn" in score(case, replace(best(case), contested=32_190)).slips


def test_the_answer_follows_the_key():
    assert [accepted(case.key)[0] for case in CASES.values()] == [
        "explain", "propose", "not-certain", "explain", *["not-certain"] * 3, "explain",
    ]  # fmt: skip
    assert accepted(dispute(steps=("data-log", "explain")).key) == ("explain", "not-certain")
    assert accepted(dispute(steps=("explain", "data-log")).key) == ("explain",)
    assert accepted(dispute("partly", steps=("billing", "propose")).key) == (
        "not-certain",
        "propose",
    )
    assert accepted(PARTLY_BACK.key) == ("propose",)
    assert accepted(BACK.key) == ("explain", "not-certain")


def test_the_remarks_name_rows_and_end_with_the_explanation():
    got = score(TWICE, replace(best(TWICE), charges=(2, 5), verdict="explained", answer="refund"))
    said = [one.say("en") for one in got.remarks]
    assert said[-1] == "Because of this."
    assert "missed Transactions Data No 1; superfluous Transactions Data No 5" in " ".join(said)
    assert "not «Explained» but «Explained, contested»" in said[0]
    assert "never promise money back" in " ".join(said)
    assert "melainkan" in got.remarks[0].say("id")


def test_every_choice_can_be_said():
    for words in (VERDICTS, STATUSES, ANSWERS, STEPS):
        assert len({one.say("id") for one in words.values()}) == len(words)
