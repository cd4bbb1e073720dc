"""What the rows say to a claim: never more than they hold, and the same from the same rows."""

from datetime import date

import pytest

from ott_toolkit.conclusion.claims import CLAIMS, Claim
from ott_toolkit.errors import QueryError
from tests.practised import answered, by_hand, english, practised, sample
from tests.written import NUMBER, charge, subscription

FIRST = charge(Telkom_trx_id="T0", Trx_Time="2022-01-02 09:21:22")
SECOND = charge()
ENDED = subscription(Status="Inactive")
NOT_ASKED = "When stopping was asked for is not recorded in these sources."
NOBODY = "Who ordered it is not recorded in these sources."


def weighed(case, claim):
    answer = answered(case, claim)
    return answer.status, english(answer.said)


# --- the sample, to the word ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "status", "said", "step"),
    [
        (
            Claim("only-asking"),
            "not-recorded",
            ["The customer only asks; there is no statement to compare."],
            "Explain each charge with its time and service.",
        ),
        (
            Claim("not-subscribed"),
            "not-recorded",
            [
                "Charges in Feb 2022: 1, Rp 29.000 in all.",
                "799 - Disney is recorded from 2 Jan 2022 09:21:22 through Channel STB.",
                NOBODY,
            ],
            "Follow your team's rule for purchases on the set-top box (Channel STB).",
        ),
        (
            Claim("stopped", day=date(2022, 1, 10)),
            "not-recorded",
            [
                "799 - Disney, begun by 10 Jan 2022: charges after that day: 1, Rp 29.000 in all, "
                "the newest on 1 Feb 2022 00:04:25.",
                "End Time of 799 - Disney is 3 Mar 2022 00:04:11.",
                NOT_ASKED,
            ],
            "Look into the ticket history and Data Log for when stopping was asked for.",
        ),
        (
            Claim("charged-twice"),
            "not-recorded",
            [
                "Charges in Feb 2022: 1, Rp 29.000 in all.",
                "A second one is not seen.",
                "What was paid by app store or card is not visible here.",
            ],
            "Ask for the other receipt (app store, card) and compare it with this charge.",
        ),
        (
            Claim("other-price", price=29000),
            "contradicted",
            [
                "Each charge is Rp 29.000, as the customer was told.",
                "799 - Disney was charged Rp 29.000; its price in Subscriptions is Rp 29.000.",
                "Charges in Feb 2022: 1, Rp 29.000 in all.",
            ],
            "Compare with the product notice of the price.",
        ),
        (
            Claim("in-package"),
            "not-recorded",
            [
                "799 - Disney was charged on its own.",
                "Charges in Feb 2022: 1, Rp 29.000 in all.",
                "What the package includes is not recorded in these sources.",
            ],
            "Look up the package in Starclick.",
        ),
        (
            Claim("still-free"),
            "not-recorded",
            [
                "799 - Disney: Start Time is 2 Jan 2022 09:21:22, the first charge above Rp 0 is "
                "Rp 29.000 on 2 Jan 2022 09:21:22.",
                "The terms of a free period are not recorded in these sources.",
            ],
            "Look at the page Free Gimmick Transactions for the free period and its terms.",
        ),
        (
            Claim("not-resident", day=date(2022, 1, 15)),
            "supported",
            [
                "799 - Disney is recorded from 2 Jan 2022 09:21:22 through Channel STB.",
                "That is before 15 Jan 2022, the day of moving in.",
                "Whose line it was is not recorded in these sources.",
            ],
            "Compare with the customer record: who held the line, and since when.",
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Claim) else None,
)
def test_the_sample(claim, status, said, step):
    assert weighed(sample(), claim) == (status, said)
    assert answered(sample(), claim).next_step.say("en") == step


def test_a_question_is_no_claim_and_alarms_nobody():
    answer = answered(sample(), "only-asking")
    assert answer.title.say("en") == "No statement to compare"
    assert answered(sample(), "in-package").title.say("en") == "Not recorded"


def test_an_unknown_claim_is_a_wrong_question():
    with pytest.raises(QueryError, match="'nothing' is no claim"):
        Claim("nothing")


def test_the_same_rows_in_another_order_say_the_same():
    rows = [FIRST, SECOND, charge(Telkom_trx_id="T3", Harga="39000", Harga_Prorate="39000")]
    one, other = by_hand([ENDED], rows), by_hand([ENDED], rows[::-1])
    for kind in CLAIMS:
        claim = Claim(kind, day=date(2022, 1, 15), price=29000)
        assert weighed(one, claim) == weighed(other, claim)
        assert answered(one, claim).rows.equals(answered(other, claim).rows)


@pytest.mark.parametrize("kind", [kind for kind in CLAIMS if kind != "only-asking"])
def test_what_is_not_at_hand_is_said_and_nothing_is_concluded(kind):
    status, said = weighed(by_hand(None, None), Claim(kind, day=date(2022, 1, 15)))
    assert status == "not-recorded"
    assert said[0] == "This cannot be compared yet."
    assert "is not at hand: look the number up, or paste it." in said[1]


# --- did not subscribe ---------------------------------------------------------------------------


def test_nothing_on_record_supports_that_nobody_subscribed(server):
    assert weighed(practised(server, 2), "not-subscribed") == (
        "supported",
        [
            "Transactions Data shows no charge for this number.",
            "Subscriptions shows none for this number.",
        ],
    )


def test_a_bill_without_a_charge_supports_it_where_no_subscription_ran(server):
    status, said = weighed(practised(server, 19), "not-subscribed")
    assert (status, said[0]) == (
        "supported",
        "Bill Mar 2022 has INTERNET CONTENT of Rp 29.000, but no charge was made in Feb 2022.",
    )
    running = by_hand([subscription(End_Time="-")], [FIRST])
    assert weighed(running, "not-subscribed")[0] == "not-recorded"


def test_a_charge_of_no_subscription_supports_it_only_where_all_are():
    strange = charge(Partner_Ref_no="ifact-20220101000000-121500000017", Telkom_trx_id="T9")
    alone = by_hand([ENDED], [strange])
    assert weighed(alone, "not-subscribed") == (
        "supported",
        [
            "Charges in Feb 2022: 1, Rp 29.000 in all.",
            "The charge of 1 Feb 2022 00:04:25, Rp 29.000, names a subscription that this number "
            "does not have.",
        ],
    )
    both = by_hand([ENDED], [SECOND, strange])
    assert weighed(both, "not-subscribed")[0] == "not-recorded"
    assert len(answered(both, "not-subscribed").rows) == 2


def test_a_charge_without_a_time_may_be_of_the_month():
    timeless = charge(Trx_Time="-")
    long_over = subscription(Status="Inactive", End_Time="2022-01-05 00:00:00")
    assert weighed(by_hand([long_over], []), "not-subscribed")[0] == "supported"
    assert weighed(by_hand([long_over], [timeless]), "not-subscribed")[0] == "not-recorded"


def test_a_reference_that_does_not_fit_is_told(server):
    _, said = weighed(practised(server, 28), "not-subscribed")
    other = "Partner ref_no of 799 - Disney carries another number than this one"
    assert f"{other}." in said
    times = [NUMBER, "121500000018"]
    told = [
        weighed(
            by_hand(
                [subscription(Partner_ref_no=f"x-20220102092123-{number}", Status="Inactive")],
                [charge(Partner_Ref_no=f"x-20220102092123-{number}")],
            ),
            "not-subscribed",
        )[1]
        for number in times
    ]
    assert "Partner ref_no of 799 - Disney carries another time than Start Time." in told[0]
    assert f"{other}, and another time than Start Time." in told[1]


def test_who_bought_elsewhere_is_looked_for_in_the_log():
    case = by_hand([subscription(Channel="Web")], [SECOND])
    assert "Data Log" in answered(case, "not-subscribed").next_step.say("en")
    nowhere = by_hand([subscription(Channel="-")], [SECOND])
    assert "its Channel is not shown" in " ".join(weighed(nowhere, "not-subscribed")[1])


# --- stopped -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2022, 1, 31), "not-recorded"),  # charged after it, and running by the record
        (date(2022, 2, 1), "not-recorded"),  # the charge of that day does not come after it
        (date(2022, 3, 2), "not-recorded"),
        (date(2022, 3, 3), "supported"),  # End Time is on that day
        (None, "not-recorded"),
    ],
)
def test_a_day_of_stopping_is_held_against_end_time_and_charges(day, status):
    assert weighed(sample(), Claim("stopped", day=day))[0] == status


def test_a_day_of_stopping_that_is_still_to_come_is_asked_for_again():
    last = Claim("stopped", day=date(2022, 3, 20))
    assert weighed(sample(), last)[0] == "supported"
    tomorrow = Claim("stopped", day=date(2022, 3, 21))
    status, said = weighed(sample(), tomorrow)
    assert (status, said[-2:]) == (
        "not-recorded", ["21 Mar 2022 is still to come: no row says anything of it.", NOT_ASKED],
    )  # fmt: skip
    assert answered(sample(), tomorrow).next_step.say("en").startswith("Ask for the day")


def test_what_is_active_is_not_recorded_as_stopped():
    case = by_hand([subscription(Status="Active")], [FIRST, SECOND])  # its End Time is over
    assert weighed(case, Claim("stopped", day=date(2022, 3, 5)))[0] == "not-recorded"


def test_a_day_is_said_as_what_had_begun_by_then():
    said = answered(sample(), Claim("stopped", day=date(2022, 1, 10))).said
    assert said[0].say("id").startswith("Langganan 799 - Disney yang dimulai paling lambat 10 Jan")


def test_a_charge_after_the_end_supports_it_with_a_day_and_not_without(server):
    named = Claim("stopped", day=date(2022, 2, 18))
    assert weighed(practised(server, 9), named)[0] == "supported"
    assert answered(practised(server, 9), named).rows["trx_time"].astype(str).tolist() == [
        "2022-02-20 00:04:37"
    ]
    status, said = weighed(practised(server, 9), "stopped")
    assert (status, said[1]) == (
        "not-recorded", "After that Rp 29.000 was charged on 20 Feb 2022 00:04:37.",
    )  # fmt: skip
    assert answered(practised(server, 9), "stopped").next_step.say("en").startswith("Ask for")


def test_a_charge_at_the_end_awaits_confirmation(server):
    status, said = weighed(practised(server, 10), "stopped")
    assert status == "not-recorded"
    assert any("it may be the renewal that ran just before" in one for one in said)


def test_an_active_subscription_does_not_contradict_that_stopping_was_asked_for(server):
    status, said = weighed(practised(server, 1), Claim("stopped", day=date(2022, 3, 10)))
    assert status == "not-recorded"
    assert said[-1] == NOT_ASKED


def test_a_subscription_that_came_back_is_told_from_the_one_that_ended(server):
    claim = Claim("stopped", day=date(2021, 11, 5))
    status, said = weighed(practised(server, 34), claim)
    assert status == "supported"
    assert said[-2:] == [
        "712 - Catchplay is recorded from 22 Jan 2022 21:35:48 through Channel MyIndiHome.",
        "That is a new subscription, begun after the day named; by whom is not seen.",
    ]


def test_a_charge_without_a_time_contradicts_nothing():
    timeless = charge(Telkom_trx_id="T5", Trx_Time="-")
    case = by_hand([ENDED], [SECOND, timeless])
    assert weighed(case, Claim("stopped", day=date(2022, 2, 10)))[0] == "not-recorded"


# --- charged twice -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("serial", "status", "said"),
    [
        (11, "supported", "followed that of 13 Feb 2022 00:04:56 before its cycle (30 days)"),
        (12, "supported", "has the same Telkom trx_id as that of 4 Feb 2022 00:04:22. That is out"),
        (18, "not-recorded", "began while that of 1 Dec 2021 20:05:16 was running"),
        (53, "not-recorded", "What was paid by app store or card is not visible here."),
        (22, "supported", "more than once: Rp 58.000 against Rp 29.000 charged"),
        (20, "not-recorded", "Rp 29.000 of bill Mar 2022 has no charge"),
        (19, "not-recorded", "no charge was made in Feb 2022"),
        (32, "contradicted", "each of its charges came a cycle (30 days) after the one before"),
        (46, "contradicted", "each of its charges came a cycle (7 days) after the one before"),
        (5, "contradicted", "each of its charges came a cycle (1 days) after the one before"),
        (23, "contradicted", "They are of different services: 799 - Disney, 705 - Iflix."),
    ],
)
def test_charged_twice(server, serial, status, said):
    case = practised(server, serial)
    found, told = weighed(case, "charged-twice")
    assert found == status
    assert said in told[-1]


def test_an_overlap_supports_it_where_both_were_charged():
    later = subscription(Partner_ref_no="x-2", Start_Time="2022-02-10 00:00:00")
    own = charge(Partner_Ref_no="x-2", Telkom_trx_id="T2", Trx_Time="2022-02-10 00:00:00")
    assert weighed(by_hand([ENDED, later], [SECOND, own]), "charged-twice")[0] == "supported"
    status, said = weighed(by_hand([ENDED, later], [own]), "charged-twice")
    assert (status, said[0]) == ("not-recorded", "Charges in Feb 2022: 1, Rp 29.000 in all.")
    free = charge(Harga="0", Harga_Prorate="0")
    assert weighed(by_hand([ENDED, later], [free, own]), "charged-twice")[0] == "not-recorded"


def test_a_charge_without_a_time_may_be_a_second_one(server):
    other = subscription(Partner_ref_no="x-2", Service="705 - Iflix", Status="Inactive")
    own = charge(Partner_Ref_no="x-2", Telkom_trx_id="T2", Service="705 - iflix")
    assert weighed(by_hand([ENDED, other], [SECOND, own]), "charged-twice")[0] == "contradicted"
    timeless = charge(Telkom_trx_id="T5", Trx_Time="-")
    case = by_hand([ENDED, other], [SECOND, own, timeless])
    assert weighed(case, "charged-twice")[0] == "not-recorded"


def test_without_subscriptions_two_charges_may_overlap():
    other = charge(Telkom_trx_id="T2", Partner_Ref_no="x-2", Service="705 - iflix")
    case = by_hand(None, [SECOND, other])
    assert weighed(case, "charged-twice")[0] == "not-recorded"
    nameless = charge(Telkom_trx_id="T2", Partner_Ref_no="-")
    assert weighed(by_hand([ENDED], [SECOND, nameless]), "charged-twice")[0] == "not-recorded"


# --- another price -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "status"),
    [
        (29000, "contradicted"),
        (31900, "contradicted"),
        (19000, "not-recorded"),
        (None, "not-recorded"),
    ],
)
def test_a_price_that_was_told_is_held_against_the_charges(price, status):
    assert weighed(sample(), Claim("other-price", price=price))[0] == status


@pytest.mark.parametrize(
    ("serial", "price", "status", "said"),
    [
        (14, 29000, "supported", "The price went from Rp 29.000 to Rp 39.000"),
        (31, 29000, "supported", "whether that was announced is not recorded"),
        (31, 19000, "not-recorded", "No charge at issue is Rp 19.000."),
        (15, None, "supported", "Harga Prorate Rp 85.000, more than its Harga Rp 65.000"),
        (16, 29000, "contradicted", "Harga of each charge is Rp 29.000"),
        (46, 7500, "contradicted", "Charges in Feb 2022: 4, Rp 30.000 in all."),
    ],
)
def test_other_price(server, serial, price, status, said):
    found, told = weighed(practised(server, serial), Claim("other-price", price=price))
    assert found == status
    assert said in " ".join(told)


def test_a_newest_charge_at_another_price_than_the_subscription_supports_it():
    dear = charge(Harga="39000", Harga_Prorate="39000")
    status, said = weighed(by_hand([ENDED], [dear]), Claim("other-price", price=29000))
    assert status == "supported"
    assert (
        "The charge of 1 Feb 2022 00:04:25 is at Rp 39.000, the subscription at Rp 29.000." in said
    )


def test_without_a_price_only_what_differs_at_issue_supports_it(server):
    assert weighed(practised(server, 31), "other-price")[0] == "supported"
    later = charge(Telkom_trx_id="T2", Harga="39000", Harga_Prorate="-",
                   Trx_Time="2022-03-03 00:04:25")  # fmt: skip
    dear = subscription(**{"Price_(Rp.)": "39000"})
    before = by_hand([dear], [FIRST, SECOND, later])
    assert weighed(before, "other-price")[0] == "not-recorded"
    first = charge(Telkom_trx_id="T0", Harga="19000", Harga_Prorate="-",
                   Trx_Time="2021-12-03 09:21:22")  # fmt: skip
    status, said = weighed(
        by_hand(
            [ENDED],
            [first, charge(Telkom_trx_id="T1", Trx_Time="2022-01-02 09:21:22"), SECOND],
        ),
        "other-price",
    )
    assert status == "not-recorded"
    assert "The price went from Rp 19.000 to Rp 29.000" in " ".join(said)


def test_a_price_that_differs_from_nothing_is_said_to_be_so():
    assert weighed(sample(), "other-price")[1][1] == (
        "No price differs: neither from Subscriptions nor from before."
    )


# --- still free, part of a package, not the resident ---------------------------------------------


@pytest.mark.parametrize(
    ("day", "status"),
    [(date(2022, 2, 8), "supported"), (date(2022, 2, 7), "not-recorded"), (None, "not-recorded")],
)
def test_still_free_until_a_day(server, day, status):
    claim = Claim("still-free", day=day)
    assert weighed(practised(server, 47), claim)[0] == status


def test_still_free_and_nothing_charged(server):
    assert weighed(practised(server, 4), "still-free")[0] == "supported"
    assert weighed(practised(server, 19), "still-free")[0] == "not-recorded"
    assert weighed(practised(server, 2), "still-free")[0] == "not-recorded"  # nothing is free there


def test_a_charge_of_an_unknown_amount_does_not_show_that_it_was_not_free():
    unknown = charge(Harga="-", Harga_Prorate="-")
    claim = Claim("still-free", day=date(2022, 2, 8))
    assert weighed(by_hand([ENDED], [unknown]), claim)[0] == "not-recorded"


def test_a_package_without_a_charge_of_its_own(server):
    status, said = weighed(practised(server, 2), "in-package")
    assert (status, said[0]) == (
        "not-recorded", "Transactions Data shows no charge for this number.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2022, 1, 3), "supported"),
        (date(2022, 1, 2), "contradicted"),  # begun on that very day
        (None, "not-recorded"),
    ],
)
def test_moving_in_is_held_against_start_time(day, status):
    assert weighed(sample(), Claim("not-resident", day=day))[0] == status


def test_moving_in_on_a_day_to_come_or_beside_an_unknown_subscription_decides_nothing():
    later = Claim("not-resident", day=date(2022, 3, 21))
    assert weighed(sample(), later)[0] == "not-recorded"
    strange = charge(Partner_Ref_no="x-2", Telkom_trx_id="T2")
    case = by_hand([ENDED], [SECOND, strange])
    assert weighed(case, Claim("not-resident", day=date(2022, 1, 15)))[0] == "not-recorded"


def test_moving_in_between_two_subscriptions_decides_nothing():
    later = subscription(Partner_ref_no="x-2", Start_Time="2022-02-01 00:04:25")
    case = by_hand(
        [ENDED, later],
        [SECOND, charge(Partner_Ref_no="x-2", Telkom_trx_id="T2")],
    )
    assert weighed(case, Claim("not-resident", day=date(2022, 1, 15)))[0] == "not-recorded"


def test_rows_of_an_answer_are_transactions_with_their_amount():
    answer = answered(sample(), "not-subscribed")
    assert answer.rows["amount"].tolist() == [29000]
    assert answer.rows["indihome_number"].tolist() == [NUMBER]
