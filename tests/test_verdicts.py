"""The verdict on each period: the amount, what is contested of it, and what may be proposed."""

from datetime import date, datetime

import pandas as pd
import pytest

import ott_toolkit as ott
from ott_toolkit.conclusion.amount import amount_said
from ott_toolkit.errors import QueryError
from ott_toolkit.policy import Policy
from tests.practised import ASOF, by_hand, practised, sample
from tests.written import DATA, NUMBER, charge, subscription

FIRST = charge(Telkom_trx_id="T0", Trx_Time="2022-01-02 09:21:22")
SECOND = charge()
ENDED = subscription(Status="Inactive")


def bill(*content, total=None, others=(), period="Mar 2022"):
    """A bill with these content lines, a fee, and the right PPN."""
    lines = [("INTERNET CONTENT", amount) for amount in content] + [("ABONEMEN", 400_000), *others]
    taxed = sum(amount or 0 for name, amount in lines)
    lines.append(("PPN", Policy().vat_of(taxed, date(2022, 3, 1))))
    shown = sum(amount or 0 for _, amount in lines) if total is None else total
    head = (DATA / "bill.txt").read_text().split("Periode")[0]
    rows = "".join(
        f"{name}\tIDR\t{'' if amount is None else f'{amount:,}'}\tBelum Lunas\t\n"
        for name, amount in lines
    )
    return (
        f"{head}Periode\tMata Uang\tJumlah Tagihan\tBelum Bayar\tStatus Pembayaran\n"
        f"{period}\tIDR\t{shown:,}\t{shown:,}\tBelum Lunas\n"
        f"Jenis Layanan\tMata Uang\tJumlah Tagihan\tStatus\tLokasi pembayaran\n{rows}"
    )


def verdict(subscriptions, transactions, *content, **about):
    case = by_hand(subscriptions, transactions, bill(*content, **about))
    (reached,) = case.verdicts
    return reached


def test_the_sample_is_explained():
    case = sample()
    (own,) = case.verdicts
    assert (own.kind, own.billed, own.charged, own.difference) == ("explained", 29_000, 29_000, 0)
    assert (own.period, own.charged_in) == (date(2022, 3, 1), date(2022, 2, 1))
    assert (own.contested, own.correction, own.vat) == (0, 0, 2_900)
    assert own.months.say("id") == "Tagihan Mar 2022 · transaksi Feb 2022 · bayar Mar 2022"
    assert (own.unpaid, own.payment_status) == (499_400, "Belum Lunas")
    assert len(own.findings) == 0
    assert repr(own) == "Verdict(2022-03, explained, 29000 billed, 29000 charged)"
    assert case.disputed is own


@pytest.mark.parametrize(
    ("billed", "kind"),
    [
        (29_000, "explained"),
        (29_001, "explained"),
        (29_002, "partly"),
        (28_999, "explained"),
        (20_000, "explained"),
        (58_000, "partly"),
    ],
)
def test_a_rupiah_is_let_pass(billed, kind):
    assert verdict([ENDED], [FIRST, SECOND], billed).kind == kind


def test_nothing_charged_explains_nothing():
    assert verdict([ENDED], [FIRST], 29_000).kind == "unexplained"
    back = charge(Harga="-29000", Harga_Prorate="-", Telkom_trx_id="B")
    assert verdict([ENDED], [FIRST, SECOND, back], 29_000).kind == "unexplained"


# --- what cannot be said ------------------------------------------------------------------------


def told(reached):
    assert reached.kind == "cannot"
    assert reached.proposed == 0
    return " ".join(reason.say("en") for reason in reached.reasons)


def test_a_source_that_is_absent_is_named():
    assert "Transactions Data is not at hand" in told(verdict([ENDED], None, 29_000))
    assert "Subscriptions is not at hand" in told(verdict(None, [FIRST, SECOND], 29_000))
    assert verdict(None, [FIRST], 29_000).kind == "unexplained"  # whatever Subscriptions shows


def test_what_is_missing_is_named_where_it_might_explain():
    assert "no amount" in told(verdict([ENDED], [FIRST, SECOND], None))
    unknown = charge(Harga="-", Harga_Prorate="-", Telkom_trx_id="U")
    assert "has no amount" in told(verdict([ENDED], [FIRST, unknown], 29_000))
    assert verdict([ENDED], [FIRST, SECOND, unknown], 29_000).kind == "explained"
    undated = charge(Trx_Time="-", Telkom_trx_id="U")
    assert "has no time" in told(verdict([ENDED], [FIRST, undated], 29_000))


@pytest.mark.parametrize(
    ("content", "amount", "kind"),
    [
        (58_000, "1", "partly"),
        (58_000, "28998", "partly"),
        (58_000, "28999", "cannot"),  # with it the rest is a rupiah
        (58_000, "-", "cannot"),
        (58_000, "0", "partly"),
        (58_000, "-28999", "partly"),
        (58_000, "-29000", "cannot"),  # without it nothing is charged
        (29_000, "29000", "explained"),
        (29_000, "-1", "explained"),
        (29_000, "-2", "cannot"),
        (29_000, "-", "explained"),
    ],
)
def test_a_charge_without_a_time_counts_where_it_may_change_the_verdict(content, amount, kind):
    undated = charge(Trx_Time="-", Telkom_trx_id="U", Harga=amount, Harga_Prorate="-")
    case = by_hand([ENDED], [FIRST, SECOND, undated], bill(content))
    (own,) = case.verdicts
    assert own.kind == kind
    assert (own.kind == "cannot") == any("has no time" in one.say("en") for one in own.reasons)
    answer = next(one for one in case.answers if one.key == "charges")
    assert (answer.status == "cannot") == (kind == "cannot")


def test_a_small_charge_without_a_time_may_be_all_that_was_charged():
    undated = charge(Trx_Time="-", Telkom_trx_id="U", Harga="1", Harga_Prorate="-")
    assert "has no time" in told(verdict([ENDED], [FIRST, undated], 29_000))


def test_a_filtered_source_concludes_nothing():
    files = ott.Files(DATA / "subscriptions.txt", DATA / "transactions.txt")
    charges = files.transactions(NUMBER)
    charges.attrs["filtered"] = True
    case = ott.investigate(
        NUMBER, ott.Files(files.subscriptions(NUMBER), charges), DATA / "bill.txt"
    )
    assert "filtered when it was read" in told(case.verdicts[0])
    assert "billed-without-charge" in case.not_run
    assert "charge-after-end" not in case.not_run


def test_without_a_bill_there_is_no_verdict_and_its_rules_are_not_run():
    case = by_hand([ENDED], [FIRST, SECOND], None)
    assert (case.verdicts, case.disputed, case.arithmetic) == ((), None, ())
    assert set(case.not_run) == {
        "billed-without-charge", "billed-amount-differs", "charged-not-billed",
        "duplicate-bill-line", "tax-mismatch", "bill-total-mismatch",
    }  # fmt: skip
    assert case.not_run["tax-mismatch"].say("en").startswith("The bill is not at hand")


# --- contested ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("serial", "reached"),
    [
        (9, ("contested", 29_000, 0, 31_900)),  # after the end
        (11, ("contested", 29_000, 0, 31_900)),  # a duplicate
        (17, ("explained", 0, 0, 0)),
        (19, ("unexplained", 0, 0, 0)),
        (32, ("explained", 0, 0, 0)),  # two renewals
    ],
)
def test_practice_customers_come_to_their_verdict(server, serial, reached):
    own = practised(server, serial).disputed
    assert (own.kind, own.contested, own.to_confirm, own.correction) == reached


def test_a_charge_at_the_end_proposes_nothing(server):
    own = practised(server, 10).disputed
    assert own.kind == "contested"
    assert own.contested == own.to_confirm > 0
    assert (own.proposed, own.correction) == (0, 0)


def test_a_charge_counts_once_at_its_larger_amount():
    early = subscription(Status="Inactive", End_Time="2022-01-20 00:00:00")
    dear = charge(Harga="29000", Harga_Prorate="39000")  # after the end, and above its price
    own = verdict([early], [FIRST, dear], 39_000)
    assert set(own.findings["rule"]) >= {"charge-after-end", "prorate-above-price"}
    assert (own.contested, own.correction) == (39_000, 42_900)


def test_only_the_excess_of_a_price_is_contested():
    dear = charge(Harga="39000", Harga_Prorate="-")
    own = verdict([ENDED], [FIRST, dear], 39_000)
    assert (own.contested, own.correction) == (10_000, 11_000)
    part = charge(Harga="45000", Harga_Prorate="9000")
    assert verdict([ENDED], [FIRST, part], 9_000).contested == 3_200  # of a fifth, a fifth


def test_a_part_of_the_price_is_said_to_be_what_is_billed(server):
    said = [one.say("en") for one in amount_said(practised(server, 16).disputed)]
    assert said[1] == (
        "Harga of the charge of 12 Feb 2022 20:18:37 is Rp 29.000, its Harga Prorate Rp 14.500: "
        "that is taken to be what is billed (inferred)."
    )
    assert len(amount_said(sample().disputed)) == 1


def test_of_identical_rows_one_is_contested():
    own = verdict([ENDED], [FIRST, SECOND, SECOND], 58_000)
    assert (own.kind, own.contested) == ("contested", 29_000)


def test_what_was_not_billed_needs_no_correction():
    own = verdict([ENDED], [FIRST, SECOND, SECOND], 29_000)
    assert (own.contested, own.proposed) == (29_000, 0)


# --- refunds ------------------------------------------------------------------------------------


def of_nobody(day, amount="29000", **about):
    """A charge or refund of a reference that no subscription has."""
    return charge(
        Partner_Ref_no="Z", Telkom_trx_id=day, Trx_Time=f"2022-{day} 10:00:00", Harga=amount,
        Harga_Prorate="-", **about,
    )  # fmt: skip


def given_back(transactions, *bills):
    """What is refunded and proposed, period by period; each bill is its period and its content."""
    months = [bill(*content, period=period) for period, *content in bills]
    return over_months(transactions, months)


def over_months(transactions, months):
    case = by_hand([ENDED], transactions, [page.encode() for page in months])
    return [(own.refunded, own.proposed) for own in case.verdicts]


TWO = [of_nobody("01-10"), of_nobody("02-10")]
FEB, MAR = ("Feb 2022", 29_000), ("Mar 2022", 29_000)


def test_what_was_given_back_needs_no_correction():
    early = subscription(Status="Inactive", End_Time="2022-01-20 00:00:00")
    back = charge(
        Harga="-29000", Harga_Prorate="-", Telkom_trx_id="B", Trx_Time="2022-03-05 10:00:00"
    )
    own = verdict([early], [FIRST, SECOND, back], 29_000)
    assert (own.contested, own.refunded, own.proposed) == (29_000, 29_000, 0)
    own = verdict([early], [FIRST, SECOND], 29_000, -29_000)
    assert (own.billed, own.refunded, own.proposed) == (0, 29_000, 0)


@pytest.mark.parametrize(
    ("refunds", "expected"),
    [
        ([], [(0, 29_000), (0, 29_000)]),
        (["-29000"], [(29_000, 0), (0, 29_000)]),
        (["-29000", "-29000"], [(29_000, 0), (29_000, 0)]),
        (["-10000"], [(10_000, 19_000), (0, 29_000)]),
        (["-40000"], [(29_000, 0), (11_000, 18_000)]),
        (["-90000"], [(29_000, 0), (29_000, 0)]),
    ],
)
def test_a_refund_is_taken_off_one_period_the_oldest_first(refunds, expected):
    back = [of_nobody(f"03-{10 + n}", amount) for n, amount in enumerate(refunds)]
    assert given_back([*TWO, *back], FEB, MAR) == expected
    assert given_back([*back[::-1], *TWO[::-1]], MAR, FEB) == expected


def test_a_refund_is_for_nothing_newer_and_for_no_other_subscription():
    between = of_nobody("01-20", "-29000")
    assert given_back([*TWO[1:], between], ("Mar 2022", 29_000)) == [(0, 29_000)]
    other = charge(Telkom_trx_id="B", Harga="-29000", Harga_Prorate="-",
                   Trx_Time="2022-03-05 10:00:00")  # fmt: skip
    assert given_back([*TWO, other], FEB, MAR) == [(0, 29_000), (0, 29_000)]


def test_a_content_line_that_takes_off_is_one_refund():
    assert given_back(TWO, FEB, MAR, ("Apr 2022", -29_000)) == [
        (29_000, 0), (0, 29_000), (0, 0),
    ]  # fmt: skip
    assert given_back(TWO, FEB, ("Mar 2022", 29_000, -29_000)) == [(29_000, 0), (0, 29_000)]
    assert given_back(TWO, ("Feb 2022", 29_000, -29_000), MAR) == [(29_000, 0), (0, 29_000)]


def test_a_refund_and_the_line_that_bills_it_are_one():
    back = of_nobody("03-10", "-29000")
    assert given_back([*TWO, back], FEB, MAR, ("Apr 2022", -29_000)) == [
        (29_000, 0), (0, 29_000), (0, 0),
    ]  # fmt: skip
    more = given_back([*TWO, back], FEB, MAR, ("Apr 2022", -58_000))
    assert more == [(29_000, 0), (29_000, 0), (0, 0)]
    late = given_back([*TWO, back], FEB, MAR, ("May 2022", -29_000))
    assert late == [(29_000, 0), (29_000, 0), (0, 0)]  # another month's: another refund


RESTUSI = "RESTUSI/DISKON/DEBET"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ((RESTUSI, -29_000), (29_000, 0)),
        (("Restusi/Diskon/Debet", -29_000), (29_000, 0)),
        ((RESTUSI, -28_999), (28_999, 1)),
        ((RESTUSI, -105_000), (29_000, 0)),
        ((RESTUSI, 0), (0, 29_000)),
        ((RESTUSI, 29_000), (0, 29_000)),  # a debit
        ((RESTUSI, None), (0, 29_000)),
        (("DENDA TERBAYAR", -29_000), (0, 29_000)),
    ],
)
def test_what_the_bill_itself_gives_back_is_not_proposed_twice(line, expected):
    early = subscription(Status="Inactive", End_Time="2022-01-20 00:00:00")
    own = verdict([early], [FIRST, SECOND], 29_000, others=[line])
    assert (own.kind, own.contested) == ("contested", 29_000)
    assert (own.refunded, own.proposed) == expected
    presumed = "was taken off; that it is for these charges is presumed"
    said = " ".join(one.say("en") for one in amount_said(own))
    assert (presumed in said) == (own.refunded > 0)


def test_a_line_that_gives_back_is_for_that_bill_or_an_earlier_one_and_for_one_alone():
    def months(**back):
        shown = {"Feb": [29_000], "Mar": [29_000], "Apr": []}
        bills = [
            bill(*own, others=[(RESTUSI, back.get(month, 0))], period=f"{month} 2022")
            for month, own in shown.items()
        ]
        return over_months(TWO, bills)

    assert months() == [(0, 29_000), (0, 29_000)]
    assert months(Feb=-58_000) == [(29_000, 0), (0, 29_000)]  # of the next bill it knows nothing
    assert months(Mar=-29_000) == [(29_000, 0), (0, 29_000)]
    assert months(Apr=-40_000) == [(29_000, 0), (11_000, 18_000)]
    assert months(Mar=-29_000, Apr=-29_000) == [(29_000, 0), (29_000, 0)]


def test_a_refund_and_the_line_by_another_name_that_bills_it_are_one():
    back = of_nobody("03-10", "-29000")
    april = bill(others=[(RESTUSI, -29_000)], period="Apr 2022")
    months = [*(bill(29_000, period=period) for period, _ in (FEB, MAR)), april]
    assert over_months([*TWO, back], months) == [(29_000, 0), (0, 29_000)]


def test_a_refund_that_a_bill_has_taken_off_already_lowers_no_other():
    netted = of_nobody("02-20", "-29000")
    own = charge(Trx_Time="2022-02-03 00:04:25")
    assert given_back([*TWO, own, netted], FEB, MAR) == [(29_000, 0), (0, 29_000)]


def test_a_refund_of_what_awaits_a_person_takes_nothing_off_the_rest():
    ended = subscription(Status="Inactive", End_Time="2022-02-01 00:00:00")
    at_end = charge()
    back = charge(Telkom_trx_id="B", Harga="-29000", Harga_Prorate="-",
                  Trx_Time="2022-03-05 10:00:00")  # fmt: skip
    own = verdict([ended], [at_end, of_nobody("02-10"), back], 58_000)
    assert (own.contested, own.to_confirm, own.refunded) == (58_000, 29_000, 29_000)
    assert own.proposed == 29_000


def test_nothing_is_proposed_without_subscriptions():
    again = charge(Telkom_trx_id="T9", Trx_Time="2022-02-03 00:04:25")
    own = verdict(None, [FIRST, SECOND, again], 90_000)
    assert (own.kind, own.contested, own.proposed) == ("partly", 29_000, 0)


def test_an_overlap_contests_the_later_subscriptions_charges():
    later = subscription(
        Partner_ref_no="late-1", Start_Time="2022-01-30 00:00:00", End_Time="-", Status="Active",
        Last_Charge="-",
    )  # fmt: skip
    inside = charge(Partner_Ref_no="late-1", Telkom_trx_id="L", Trx_Time="2022-02-10 00:00:00")
    own = verdict([ENDED, later], [FIRST, inside], 29_000)
    assert (own.kind, own.contested, own.to_confirm, own.proposed) == (
        "contested", 29_000, 0, 29_000,
    )  # fmt: skip


def test_what_an_overlap_contests_after_it_is_over_awaits_a_person():
    short = subscription(Status="Inactive", End_Time="2022-02-10 00:00:00")
    later = subscription(
        Partner_ref_no="late-1", Start_Time="2022-01-30 00:00:00", End_Time="-", Status="Active",
        Last_Charge="-",
    )  # fmt: skip
    at_end = charge(Partner_Ref_no="late-1", Telkom_trx_id="L", Trx_Time="2022-02-10 00:00:00")
    own = verdict([short, later], [FIRST, at_end], 29_000)
    assert (own.kind, own.contested, own.to_confirm, own.proposed) == (
        "contested", 29_000, 29_000, 0,
    )  # fmt: skip


# --- the turn of the month ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "counted"),
    [
        ("2022-03-01 00:59:59", date(2022, 2, 1)),
        ("2022-03-01 01:00:00", date(2022, 2, 1)),
        ("2022-03-01 01:00:01", None),
        ("2022-01-31 23:00:00", date(2022, 2, 1)),
        ("2022-01-31 22:59:59", None),
    ],
)
def test_a_charge_at_the_turn_that_would_fit_is_named(time, counted):
    own = verdict([ENDED], [charge(Trx_Time=time)], 29_000)
    assert own.kind == "unexplained"  # it stays as computed
    assert (own.turn and own.turn.counted) == counted


def test_a_charge_that_would_fit_outside_the_month_is_named():
    inside = charge(Telkom_trx_id="T9", Trx_Time="2022-02-28 23:30:00")
    middle = charge(Trx_Time="2022-02-10 00:04:25")
    own = verdict([ENDED], [FIRST, middle, inside], 29_000)
    assert own.turn.counted == date(2022, 3, 1)
    assert own.turn.time == datetime(2022, 2, 28, 23, 30)
    assert verdict([ENDED], [FIRST, SECOND], 29_000).turn is None


# --- which period, whose conclusion -------------------------------------------------------------


def test_the_newest_unpaid_period_is_asked_about_first(server):
    case = practised(server, 11)
    assert [own.period.month for own in case.verdicts] == [1, 2, 3]
    assert case.disputed.period == date(2022, 3, 1)


def test_a_decision_that_differs_gives_its_reason():
    case = sample().decided("explained")
    assert (case.decision.kind, case.decision.differs, case.decision.reason) == (
        "explained", False, "",
    )  # fmt: skip
    with pytest.raises(QueryError, match="say why"):
        case.decided("cannot", "  ")
    differing = case.decided("cannot", "The detail is a copy.")
    assert differing.decision.differs
    assert differing.verdicts is case.verdicts  # nothing is reached twice
    with pytest.raises(QueryError, match="is no conclusion"):
        case.decided("paid", "so")
    with pytest.raises(QueryError, match="no verdict"):
        case.decided("explained", period=date(2021, 1, 1))


def test_the_arithmetic_of_the_sample():
    (own,) = sample().arithmetic
    assert (own.content, own.content_vat, own.taxable) == (29_000, 2_900, 454_000)
    assert (own.vat_expected, own.vat_shown) == (45_400, 45_400)
    assert (own.summed, own.total) == (499_400, 499_400)
    assert own.lines["kind"].tolist() == ["content", "taxed", "ppn", "untaxed"]


def test_findings_of_a_part_of_a_detail_are_held_back():
    case = by_hand([ENDED], [FIRST, SECOND], bill(total=500_000))
    assert "charged-not-billed" not in set(case.findings["rule"])
    assert "does not come to its total" in case.not_run["charged-not-billed"].say("en")
    whole = by_hand([ENDED], [FIRST, SECOND], bill())
    assert "charged-not-billed" in set(whole.findings["rule"])
    assert whole.not_run == {}


def test_findings_come_in_the_order_of_the_catalogue(server):
    case = practised(server, 18)
    assert case.findings["rule"].tolist() == sorted(
        case.findings["rule"], key=[rule.name for rule in ott.rules.CATALOGUE].index
    )
    assert case.asof.date() == ASOF
    assert isinstance(case.findings, pd.DataFrame)
