"""The standard questions: what is answered, from which rows, and what weakens it."""

from datetime import date

import pytest

import ott_toolkit as ott
from ott_toolkit.conclusion.answers import QUESTIONS
from ott_toolkit.policy import Policy
from tests.practised import BILL, answered, by_hand, english, practised, sample
from tests.written import NUMBER, charge, paste, subscription

FIRST = charge(Telkom_trx_id="T0", Trx_Time="2022-01-02 09:21:22")
SECOND = charge()
ENDED = subscription(Status="Inactive")
SCOPE = "Bill Mar 2022 · charges Feb 2022 · pay Mar 2022."


def answers(case):
    return {answer.key: answer for answer in case.answers}


def said(case, key):
    return english(answers(case)[key].said)


def test_the_sample_to_the_word():
    case = sample()
    assert [answer.key for answer in case.answers] == list(QUESTIONS)
    assert {answer.status for answer in case.answers} == {"answered"}
    assert {answer.next_step for answer in case.answers} == {None}
    assert {key: english(answer.said) for key, answer in answers(case).items()} == {
        "billed": [
            SCOPE,
            "INTERNET CONTENT is Rp 29.000; with PPN Rp 2.900 it is Rp 31.900.",
            "The bill is Belum Lunas.",
        ],
        "charges": [
            SCOPE,
            "Charges in Feb 2022: 1, Rp 29.000 in all.",
            "Rp 29.000 on 1 Feb 2022 00:04:25 (799 - disney).",
            "They make up the amount that is billed.",
        ],
        "running": [
            SCOPE,
            "Running at 1 of 1 charges.",
            "End Time of 799 - Disney is 3 Mar 2022 00:04:11.",
        ],
        "since": [
            "799 - Disney is recorded from 2 Jan 2022 09:21:22 through Channel STB.",
            "799 - Disney: the first charge is Rp 29.000 on 2 Jan 2022 09:21:22 (799 - disney).",
        ],
        "wrong": [
            SCOPE,
            "Not seen in the charges at issue: twice, after the end, before the start, or at "
            "another price.",
        ],
        "again": [
            "799 - Disney: no, it ended on 3 Mar 2022; no charge after that until 20 Mar 2022."
        ],
        "looked": [
            "Subscriptions: 1 of 1 rows were read.",
            "Transactions Data: 2 of 2 rows were read.",
            "The bill: Mar 2022.",
            "Only this number was looked up; another one of the household is a look-up apart.",
            "Not visible in these sources: whether it was watched (ask the provider), whether the "
            "line was cut off (network record), what was paid by app store or card (the other "
            "receipt), whether a bill was paid twice (payment team).",
        ],
        "weakens": [
            "Nothing is missing in the sources at hand.",
            "What is taken for granted: what OTT content is called on a bill, the rate of PPN by "
            "the period of the bill, a charge is on the bill 1 month after its own, amounts may "
            "differ by Rp 1, a charge less than 1 day after End Time may be the renewal, two "
            "clocks may differ by 60 seconds, a monthly item renews every 30 days, a renewal may "
            "be 1 day early or late.",
        ],
    }


def test_settings_are_fields_of_the_policy():
    fields = set(Policy.__dataclass_fields__)
    assert all(set(answer.settings) <= fields for answer in sample().answers)
    assert answers(sample())["charges"].settings == ("bill_lag_months", "amount_tolerance")


def test_nothing_at_hand():
    case = ott.investigate(NUMBER, ott.Files())
    statuses = {key: answer.status for key, answer in answers(case).items()}
    assert set(statuses.values()) == {"cannot", "partly"}
    assert statuses["weakens"] == "partly"
    assert all(answer.next_step is not None for answer in case.answers)


def test_no_rows_are_not_a_failed_look_up():
    empty = by_hand([], [], bill=None)
    assert said(empty, "looked")[:2] == [
        "Subscriptions: looked up, and there is nothing for this number.",
        "Transactions Data: looked up, and there is nothing for this number.",
    ]
    absent = by_hand(None, [SECOND])
    assert answers(absent)["looked"].status == "partly"
    assert said(absent, "looked")[0].startswith("Subscriptions is not at hand")


def test_rows_that_no_count_announces_are_said_to_be_so():
    assert said(by_hand([ENDED], [SECOND]), "looked")[1] == (
        "Transactions Data: 1 rows were read; how many there are, the source does not say."
    )


def test_a_filtered_look_up_concludes_nothing():
    echo = f"Hasil untuk pencarian: Nomor Indihome: {NUMBER}, OTT: disney, Regional: all_item.\n"
    files = ott.Files(None, echo + paste([SECOND]))
    case = ott.investigate(NUMBER, files, bill=BILL, asof=date(2022, 3, 20))
    assert case.verdicts[0].kind == "cannot"
    assert answers(case)["charges"].status == "cannot"
    assert "was filtered when it was read" in said(case, "looked")[1]


@pytest.mark.parametrize(
    ("serial", "key", "status", "told"),
    [
        (20, "charges", "partly", "Rp 29.000 of the bill has no charge"),
        (41, "charges", "partly", "counted in Feb 2022, the bill would fit"),
        (21, "billed", "answered", "has no INTERNET CONTENT, though Rp 65.000 was charged"),
        (24, "billed", "answered", "Bill Mar 2022 shows PPN Rp 49.940; reckoned it is Rp 45.400."),
        (25, "billed", "answered", "shows a total of Rp 626.000; its lines come to Rp 616.000"),
        (2, "billed", "answered", "No INTERNET CONTENT is billed: Dec 2021"),
        (50, "billed", "cannot", "The bill is not at hand"),
        (50, "charges", "partly", "Which of them make up a bill is not seen without the bill."),
        (9, "running", "answered", "Charge after end: Rp 29.000 on 20 Feb 2022 00:04:37"),
        (9, "wrong", "answered", "Charge after end: Rp 29.000 on 20 Feb 2022 00:04:37"),
        (13, "running", "answered", "Unknown subscription: Rp 19.000 on 10 Feb 2022 00:04:16"),
        (13, "since", "partly", "Subscriptions has no row for these charges: 705 - iflix."),
        (49, "since", "partly", "its Channel is not shown"),
        (18, "wrong", "answered", "Overlapping subscriptions: 799 - Disney from 20 Jan 2022"),
        (32, "wrong", "answered", "Two renewals in a month (normal): Rp 29.000 on 31 Jan 2022"),
        (12, "wrong", "answered", "Outside the month at issue, charges with a finding: 1."),
        (26, "again", "cannot", "the renewal due about 11 Mar 2022 did not come"),
        (1, "again", "answered", "Charged already, for bill Apr 2022: 1, Rp 29.000 in all."),
        (2, "again", "answered", "This number has no subscription and no charge."),
        (5, "charges", "answered", "23 more"),
        (25, "weakens", "answered", "The sources disagree: Total mismatch."),
        (41, "weakens", "answered", "A charge of 31 Jan 2022 23:41:55 is close to the turn"),
        (50, "weakens", "partly", "Not checked: Billed without charge"),
        (10, "weakens", "answered", "To be confirmed by a person: Charge at the end"),
        (31, "weakens", "answered", "For information: Price changed."),
        (36, "weakens", "answered", "Bill Mar 2022 takes off Rp 29.000 (INTERNET CONTENT); that"),
        (37, "weakens", "answered", "Bill Mar 2022 takes off Rp 29.000 (RESTUSI/DISKON/DEBET)"),
        (38, "weakens", "answered", "adds Rp 105.000 (RESTUSI/DISKON/DEBET), a debit and no re"),
        (39, "weakens", "answered", "Bill Mar 2022 has a fine of Rp 18.150 (DENDA TERBAYAR)"),
        (39, "weakens", "answered", "unpaid: Feb 2022 Rp 616.000, Mar 2022 Rp 634.150."),
        (34, "since", "answered", "80 days before this one began; who began it is not rec"),
        (19, "weakens", "answered", "Nothing is missing in the sources at hand."),
    ],
)
def test_practice_customers(server, serial, key, status, told):
    case = practised(server, serial)
    assert told in " ".join(said(case, key))
    assert answers(case)[key].status == status


TEAM = "Have checked by the team in charge: "


@pytest.mark.parametrize(
    ("serial", "step"),
    [
        (12, "Duplicate charge (bill Apr 2022)."),
        (21, "Charged, not billed (bill Mar 2022)."),
        (24, "Tax mismatch."),
        (25, "Total mismatch."),
        (48, "Charge before start (bill Feb 2022)."),
        (9, "Charge after end."),
        (18, "Overlapping subscriptions."),
        (28, "Reference mismatch."),
    ],
)
def test_whatever_was_found_is_named_in_the_next_step(server, serial, step):
    case = practised(server, serial)
    assert answers(case)["wrong"].next_step.say("en") == TEAM + step
    assert answered(case, "only-asking").next_step.say("en") == TEAM + step


@pytest.mark.parametrize("serial", [17, 31, 32, 35])
def test_what_only_explains_is_no_next_step(server, serial):
    case = practised(server, serial)
    assert answers(case)["wrong"].next_step is None
    assert answered(case, "only-asking").next_step.say("en").startswith("Explain each charge")


def test_what_is_of_another_bill_comes_after_the_disputed_period_with_its_month():
    ended = subscription(Status="Inactive", End_Time="2022-01-20 00:00:00")
    other = subscription(Partner_ref_no="x-121500000018", Status="Active", Service="705 - Iflix")
    later = charge(Telkom_trx_id="T3", Trx_Time="2022-03-03 00:04:25")
    early = charge(Telkom_trx_id="T4", Trx_Time="2021-12-31 00:04:25")
    case = by_hand([ended, other], [early, FIRST, SECOND, later])
    assert answered(case, "only-asking").next_step.say("en") == (
        "Have checked by the team in charge: Charge after end, Last Charge is behind; also check "
        "Charge after end (bill Apr 2022), Charge before start (bill Jan 2022), Duplicate charge "
        "(bill Feb 2022), Last Charge without a transaction, Status mismatch."
    )
    alone = by_hand([ended], [later], bill=None)
    assert (
        answered(alone, "only-asking")
        .next_step.say("id")
        .startswith(
            "Mintakan pengecekan ke tim terkait: Dikenakan setelah End Time (Tagihan Apr 2022)"
        )
    )


@pytest.mark.parametrize(
    ("serial", "step"),
    [
        (36, "Ask the billing team what INTERNET CONTENT on bill Mar 2022 is for."),
        (37, "Ask the billing team what RESTUSI/DISKON/DEBET on bill Mar 2022 is for."),
        (38, "Ask the billing team what RESTUSI/DISKON/DEBET on bill Mar 2022 is for."),
        (39, "Follow your team's rule on arrears and fines."),
    ],
)
def test_other_lines_of_a_bill_have_their_next_step(server, serial, step):
    assert answers(practised(server, serial))["weakens"].next_step.say("en") == step


def test_what_was_given_back_on_no_bill_at_hand_is_told():
    back = charge(Telkom_trx_id="B", Harga="-29000", Harga_Prorate="-",
                  Trx_Time="2022-03-05 10:00:00")  # fmt: skip
    case = by_hand([ENDED], [FIRST, SECOND, back])
    assert (
        "Rp 29.000 was given back on 5 Mar 2022 10:00:00, on no bill at hand; for which charge is "
        "presumed."
    ) in said(case, "weakens")


def test_rows_of_a_month_that_may_be_kept_no_longer_are_missed():
    later = charge(Trx_Time="2022-03-03 00:04:25")
    told = "No row of Feb 2022 or before is shown; how long rows are kept is not known."
    assert told in said(by_hand([ENDED], [later]), "weakens")
    assert told not in said(by_hand([ENDED], [FIRST]), "weakens")
    assert told not in said(sample(), "weakens")


def test_what_a_row_lacks_weakens_the_conclusion():
    rows = [
        charge(Telkom_trx_id="T2", Trx_Time="-"),
        charge(Telkom_trx_id="T3", Harga="-", Harga_Prorate="-"),
        charge(Telkom_trx_id="T4", Partner_Ref_no="-"),
        charge(Telkom_trx_id="T5", Item="-"),
    ]
    case = by_hand([ENDED], rows)
    told = " ".join(said(case, "weakens"))
    for words in ("without Trx Time: 1", "an amount: no amount on 1 Feb", "Partner ref_no: Rp 29",
                  "Item, so without a cycle: 1"):  # fmt: skip
        assert words in told
    assert answers(case)["running"].status == "partly"


def test_remarks_on_reading_are_told():
    case = by_hand([ENDED], [charge(Harga="29000,40", Harga_Prorate="-")])
    assert "amounts with sen were rounded" in " ".join(said(case, "weakens"))


def test_the_same_rows_in_another_order_answer_the_same():
    rows = [FIRST, SECOND, charge(Telkom_trx_id="T1", Harga="39000", Harga_Prorate="39000")]
    one, other = by_hand([ENDED], rows), by_hand([ENDED], rows[::-1])
    for key in QUESTIONS:
        assert said(one, key) == said(other, key)
        assert answers(one)[key].rows.equals(answers(other)[key].rows)


def test_every_customer_of_practice_is_answered_without_a_hole(server):
    for serial in (1, 3, 4, 6, 8, 17, 30, 36, 39, 45, 47, 55):
        for answer in practised(server, serial).answers:
            assert answer.said
            assert not any("None" in one or "{" in one for one in english(answer.said))
