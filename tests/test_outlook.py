"""Whether it will be charged again: what can be expected, and when that cannot be said."""

from datetime import date, datetime

import pytest

from ott_toolkit.conclusion.outlook import sum_up
from tests.practised import by_hand, practised, sample
from tests.written import charge, subscription

FIRST = charge(Telkom_trx_id="T0", Trx_Time="2022-01-02 09:21:22")
SECOND = charge()
RUNNING = subscription(End_Time="-")


def only(case):
    (one,) = case.outlook
    return one


def summed_up(case):
    return sum_up(case.outlook, case.grounds).say("en")


def test_the_sample_is_not_charged_again():
    case = sample()
    one = only(case)
    assert (one.again, one.due, one.bill, one.ended) == (
        "no", None, None, datetime(2022, 3, 3, 0, 4, 11),
    )  # fmt: skip
    assert one.said.say("en") == (
        "799 - Disney: no, it ended on 3 Mar 2022; no charge after that until 20 Mar 2022."
    )
    assert summed_up(case) == "No: it ended on 3 Mar 2022; no charge after that until 20 Mar 2022."
    assert one.pending.empty


def test_an_active_one_is_due_a_cycle_after_the_newest_charge():
    case = by_hand([RUNNING], [FIRST, SECOND], asof=date(2022, 2, 20))
    one = only(case)
    assert (one.again, one.due, one.bill) == (
        "yes",
        datetime(2022, 3, 3, 0, 4, 25),
        date(2022, 4, 1),
    )
    assert summed_up(case) == "Yes: about 3 Mar 2022 (bill Apr 2022)."


@pytest.mark.parametrize(
    ("asof", "again"),
    [
        (datetime(2022, 3, 4, 0, 4, 25), "yes"),  # a day late is still in time
        (datetime(2022, 3, 4, 0, 4, 26), "unknown"),
    ],
)
def test_a_renewal_that_did_not_come_makes_it_unknown(asof, again):
    one = only(by_hand([RUNNING], [SECOND], asof=asof))
    assert (one.again, one.due) == (again, datetime(2022, 3, 3, 0, 4, 25))


@pytest.mark.parametrize(
    ("item", "due"),
    [
        ("Telkom.Sport.Daily", datetime(2022, 2, 2, 0, 4, 25)),
        ("Telkom.Music.weekly ", datetime(2022, 2, 8, 0, 4, 25)),
        ("Telkom.Film.Yearly", datetime(2023, 2, 1, 0, 4, 25)),
        ("Bulanan", datetime(2022, 3, 3, 0, 4, 25)),
        ("Semidaily", datetime(2022, 3, 3, 0, 4, 25)),
    ],
)
def test_the_cycle_is_the_items_last_word(item, due):
    case = by_hand([subscription(End_Time="-", Item=item)], [SECOND], asof=date(2022, 2, 1))
    assert only(case).due == due


@pytest.mark.parametrize(
    ("row", "charges", "why"),
    [
        (RUNNING, [], "it is Active and was not charged yet"),
        (
            subscription(End_Time="-", Item="-"),
            [SECOND],
            "its Item, and so its cycle, is not shown",
        ),
        (subscription(), [SECOND], "it is Active, but End Time was 3 Mar 2022"),
        (subscription(Status="Inactive", End_Time="-"), [SECOND], "Inactive without End Time"),
        (subscription(Status="Beku", End_Time="-"), [SECOND], "no Status that decides it"),
        (
            subscription(Status="Inactive", End_Time="2022-02-01 00:04:24"),
            [SECOND],
            "it ended on 1 Feb 2022, but there was a charge after that, on 1 Feb 2022",
        ),
        (RUNNING, [SECOND, charge(Telkom_trx_id="T2", Trx_Time="-")], "a charge has no time"),
    ],
)
def test_why_it_cannot_be_said(row, charges, why):
    case = by_hand([row], charges)
    assert only(case).again == "unknown"
    assert why in only(case).said.say("en")
    assert summed_up(case).startswith("Cannot be said: ")


def test_an_end_before_the_next_renewal_is_due_cannot_be_decided():
    soon = subscription(End_Time="2022-02-25 00:00:00")
    one = only(by_hand([soon], [SECOND], asof=date(2022, 2, 20)))
    assert one.again == "unknown"
    paid = subscription(End_Time="2022-03-03 00:04:11")
    assert only(by_hand([paid], [SECOND], asof=date(2022, 2, 20))).again == "yes"


def test_inactive_until_a_later_day_is_not_charged_again():
    later = subscription(Status="Inactive", End_Time="2022-03-25 00:04:11")
    one = only(by_hand([later], [SECOND]))
    assert (one.again, one.ended) == ("no", None)
    assert one.said.say("en") == "799 - Disney: no, it is Inactive and runs out on 25 Mar 2022."


def test_a_refund_after_the_end_is_no_charge():
    ended = subscription(Status="Inactive")
    back = charge(Telkom_trx_id="T2", Trx_Time="2022-03-10 10:00:00", Harga="-29000",
                  Harga_Prorate="-29000")  # fmt: skip
    case = by_hand([ended], [SECOND, back])
    assert only(case).again == "no"
    assert summed_up(case) == (
        "No: it ended on 3 Mar 2022; no charge above Rp 0 after that until 20 Mar 2022. Rp 29.000 "
        "is given back already and comes on bill Apr 2022."
    )
    again = next(one for one in case.answers if one.key == "again")
    assert again.said[-1].say("en") == "Given back already, for bill Apr 2022: Rp 29.000 in all."
    both = by_hand([ended, subscription(Status="Inactive", Partner_ref_no="x-2")], [SECOND, back])
    assert "the last on 3 Mar 2022; no charge above Rp 0 after that until" in summed_up(both)


def test_a_free_row_of_what_is_active_is_not_left_out():
    free = charge(Harga="0", Harga_Prorate="0")
    assert summed_up(by_hand([RUNNING], [free])) == (
        "Cannot be said: it is Active and has no charge above Rp 0 yet."
    )


def test_what_is_not_at_hand_is_unknown():
    without = by_hand(None, [SECOND])
    assert only(without).again == "unknown"
    assert summed_up(without).startswith("Cannot be said: Subscriptions is not at hand")
    assert only(by_hand([RUNNING], None)).again == "unknown"
    assert summed_up(by_hand([], [])) == "No: this number has no subscription and no charge."


def test_several_rows_of_one_reference_are_one():
    rows = [subscription(Status="Inactive"), subscription(Status="Inactive", End_Time="-")]
    one = only(by_hand(rows, [SECOND]))
    assert (one.again, one.ended) == ("unknown", None), "the latest end is missing if any is"


def test_a_charge_of_a_later_bill_is_pending():
    march = charge(Telkom_trx_id="T2", Trx_Time="2022-03-03 00:04:25")
    case = by_hand([RUNNING], [FIRST, SECOND, march])
    assert only(case).pending["trx_id"].tolist() == ["T2"]
    assert summed_up(case) == (
        "Yes: about 2 Apr 2022 (bill May 2022). Rp 29.000 is charged already and comes on bill "
        "Apr 2022."
    )
    assert only(by_hand([RUNNING], [march], bill=None)).pending.empty


@pytest.mark.parametrize(
    ("serial", "said"),
    [
        (
            13,
            "Yes: 799 - Disney about 8 Apr 2022 (bill May 2022). Cannot be said of 705 - iflix. "
            "Rp 29.000 is charged already and comes on bill Apr 2022.",
        ),
        (26, "Cannot be said: it is Active, but the renewal due about 11 Mar 2022 did not come."),
        (53, "Yes: about 24 Mar 2022 (bill Apr 2022)."),
        (2, "No: this number has no subscription and no charge."),
    ],
)
def test_practice_customers(server, serial, said):
    assert summed_up(practised(server, serial)) == said


def test_several_that_are_over_are_summed_up():
    rows = [
        subscription(Status="Inactive"),
        subscription(Status="Inactive", Partner_ref_no="x-2", End_Time="2022-03-05 00:00:00"),
    ]
    assert summed_up(by_hand(rows, [SECOND])) == (
        "No: all 2 subscriptions are over, the last on 5 Mar 2022; no charge after that until "
        "20 Mar 2022."
    )


def test_rows_in_another_order_say_the_same():
    rows = [RUNNING, subscription(Partner_ref_no="x-2", End_Time="-", Service="705 - Iflix")]
    charges = [
        FIRST,
        SECOND,
        charge(Partner_Ref_no="x-2", Telkom_trx_id="T3", Service="705 - iflix"),
    ]
    asked = {"asof": date(2022, 2, 20)}
    one = by_hand(rows, charges, **asked)
    other = by_hand(rows[::-1], charges[::-1], **asked)
    assert summed_up(one) == summed_up(other)
    assert [o.said.say("en") for o in one.outlook] == [o.said.say("en") for o in other.outlook]
