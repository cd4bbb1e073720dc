"""The invented customers: who they are, and that their rows hang together."""

import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from ott_toolkit import practice
from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import DISNEY, IFLIX, SPORT_DAY
from ott_toolkit.practice.register import accounts
from ott_toolkit.practice.stories import STORIES
from ott_toolkit.practice.story import Amend, Run, Story
from ott_toolkit.practice.telling import told
from ott_toolkit.practice.world import Account, Bill, Payment, Subscription, Transaction

NOTHING = Text("", "")
BY_NUMBER = {account.number: account for account in accounts()}


def account(serial: int) -> Account:
    return BY_NUMBER[f"121500{serial:06d}"]


def story(**said: object) -> Account:
    key = Key("none", hint=NOTHING, explanation=NOTHING)
    return told(Story(900, "test", NOTHING, **said, key=key))


def test_at_least_forty_customers_with_numbers_of_the_block() -> None:
    assert len(practice.numbers()) >= 40
    assert len(set(practice.numbers())) == len(practice.numbers()) == len(BY_NUMBER)
    assert all(121_500_000_001 <= int(n) <= 121_500_009_999 for n in practice.numbers())


def test_every_customer_says_that_it_is_an_example_and_what_to_practise() -> None:
    for customer in practice.customers():
        assert "CONTOH" in customer.name
        assert customer.complaint.id.endswith((".", "?", "!"))
        assert customer.complaint.en.endswith((".", "?", "!"))


def test_the_sample_is_the_documented_one() -> None:
    sample = BY_NUMBER[practice.SAMPLE_NUMBER]
    ref = "disact-20220102092122-121500000017"
    item, trx = "Telkom.Premium.Monthly", "stbupoint0000000000000000000000000000000"
    assert (sample.name, sample.product, sample.phone, sample.group_id) == (
        "PELANGGAN CONTOH",
        "Telkom Link ADSL",
        "02100000017",
        "34000000017 (TSI)",
    )
    assert sample.subscriptions == (
        Subscription(
            ref,
            item,
            29_000,
            29_000,
            "799 - Disney",
            "Inactive",
            "2022-01-02 09:21:22",
            "2022-03-03 00:04:11",
            "STB",
            "2022-02-01 00:04:25",
        ),
    )
    assert sample.transactions == (
        Transaction(29_000, 29_000, item, "799 - disney", ref, trx + "2", "2022-02-01 00:04:25"),
        Transaction(29_000, 29_000, item, "799 - disney", ref, trx + "1", "2022-01-02 09:21:22"),
    )
    march, february, january, december = sample.bills
    assert (march.period, march.total, march.payment) == ("Mar 2022", 499_400, None)
    assert [(line.name, line.amount) for line in march.lines] == [
        ("INTERNET CONTENT", 29_000),
        ("ABONEMEN", 425_000),
        ("PPN UNSUR KENA PAJAK", 45_400),
        ("METERAI", 0),
    ]
    assert (february.total, february.lines) == (march.total, march.lines)
    assert january.total == december.total == 467_500


def test_the_special_customers_are_there() -> None:
    assert not account(2).subscriptions
    assert not account(2).transactions
    assert len({row.service for row in account(3).subscriptions}) == 4
    assert account(1).subscriptions[0].status == "Active"
    assert account(4).subscriptions
    assert not account(4).transactions
    assert len(account(5).transactions) > 300
    assert not account(50).bills
    texts = repr(accounts())
    for text in ("<script>", "Tom & Jerry", "Kañal+", "Ñ", "'", '"', "=HYPERLINK", "=1+1"):
        assert text in texts


def test_two_builds_are_identical_whatever_the_hash_seed() -> None:
    code = "from ott_toolkit.practice.register import accounts; print(ascii(accounts()))"
    builds = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert builds == {ascii(accounts()) + "\n"}


def test_nothing_happened_after_the_practice_day() -> None:
    today = str(practice.TODAY)
    assert today == "2022-03-20"
    for row in (t for a in accounts() for t in a.transactions if t.trx_time != "-"):
        assert row.trx_time[:10] <= today
    for row in (s for a in accounts() for s in a.subscriptions):
        assert row.start_time[:10] <= today
    for payment in (b.payment for a in accounts() for b in a.bills):
        assert payment is None or payment.day <= today


def test_transactions_come_newest_first() -> None:
    for each in accounts():
        times = [row.trx_time for row in each.transactions]
        assert times == sorted(times, reverse=True)


def test_an_active_subscription_shows_no_end_in_several_ways() -> None:
    ends = {s.end_time for a in accounts() for s in a.subscriptions if s.status == "Active"}
    assert {"0000-00-00 00:00:00", "-", "", "NULL"} <= ends


def test_a_month_is_thirty_days_and_renews_just_after_midnight() -> None:
    made = story(runs=(Run(DISNEY, "2021-12-02 21:02:59", charges=3),))
    times = [row.trx_time for row in reversed(made.transactions)]
    assert times[0] == "2021-12-02 21:02:59"
    assert [t[:16] for t in times[1:]] == ["2022-01-01 00:04", "2022-01-31 00:04"]
    assert made.subscriptions[0].end_time[:16] == "2022-03-02 00:04"
    assert made.subscriptions[0].last_charge == times[-1]


@pytest.mark.parametrize(
    ("start", "charges"),
    [("2022-02-18 10:00:00", 2), ("2022-02-19 10:00:00", 1), ("2022-03-20 10:00:00", 1)],
)
def test_an_active_run_is_charged_up_to_today_and_no_further(start: str, charges: int) -> None:
    made = story(runs=(Run(DISNEY, start, active=True),))
    assert len(made.transactions) == charges


def test_a_run_can_skip_add_and_reprice_charges() -> None:
    run = Run(
        IFLIX,
        "2021-12-01 10:00:00",
        charges=3,
        skipped=(1,),
        more=("2022-02-02 10:00:00",),
        prices=(19_000, 29_000),
        prorated=(9_000, "-"),
    )
    rows = story(runs=(run,)).transactions
    assert [(r.trx_time[:10], r.price, r.prorated_price, r.amount) for r in rows] == [
        ("2022-02-02", 29_000, 29_000, 29_000),
        ("2022-01-30", 29_000, "-", 29_000),
        ("2021-12-01", 19_000, 9_000, 9_000),
    ]


def test_a_daily_run_is_charged_once_on_each_date() -> None:
    days = [
        row.trx_time[:10]
        for row in story(runs=(Run(SPORT_DAY, "2022-03-10 20:00:00"),)).transactions
    ]
    assert days == [str(practice.TODAY - timedelta(days=k)) for k in range(11)]


def test_a_hidden_run_is_charged_but_not_shown() -> None:
    made = story(runs=(Run(IFLIX, "2022-01-01 10:00:00", charges=1, hidden=True),))
    assert (len(made.subscriptions), len(made.transactions)) == (0, 1)


def test_a_bill_follows_the_charges_a_month_later() -> None:
    made = story(runs=(Run(IFLIX, "2022-01-31 23:59:59", charges=1),), fee=300_000)
    content = {
        b.period: [x.amount for x in b.lines if x.name == "INTERNET CONTENT"] for b in made.bills
    }
    assert content == {"Mar 2022": [], "Feb 2022": [19_000], "Jan 2022": [], "Des 2021": []}


def test_a_bill_can_deviate() -> None:
    amends = (
        Amend("2022-03", content=(7,), lines=(("DENDA TERBAYAR", 500),), excess=1, paid=True),
        Amend("2022-02", ppn=5),
    )
    march, february, *_ = story(amends=amends, fee=100).bills
    assert [(x.name, x.amount) for x in march.lines] == [
        ("INTERNET CONTENT", 7),
        ("ABONEMEN", 100),
        ("DENDA TERBAYAR", 500),
        ("PPN UNSUR KENA PAJAK", 11),  # 10.7 rounded; the fine is not taxed
        ("METERAI", 0),
    ]
    assert march.total == 7 + 100 + 500 + 11 + 1
    assert march.status == "Lunas"
    assert february.total == 105


def _wrong_total(bill: Bill) -> bool:
    return bill.total != sum(line.amount for line in bill.lines)


def _wrong_tax(bill: Bill) -> bool:
    untaxed = ("PPN", "METERAI", "DENDA")
    taxable = sum(line.amount for line in bill.lines if not line.name.startswith(untaxed))
    tax = sum(line.amount for line in bill.lines if line.name.startswith("PPN"))
    return tax != round(taxable / 10 + 1e-9)


def _billed_otherwise(owner: Account, bill: Bill) -> bool:
    month = datetime.strptime(bill.period.replace("Des", "Dec").replace("Okt", "Oct"), "%b %Y")
    before = f"{month - timedelta(days=1):%Y-%m}"
    charged = sum(row.amount for row in owner.transactions if row.trx_time.startswith(before))
    return charged != sum(x.amount for x in bill.lines if x.name == "INTERNET CONTENT")


def test_bills_add_up_unless_the_story_deviates() -> None:
    every = [(a, b) for a in accounts() for b in a.bills]
    serial = {a.number: int(a.number[-4:]) for a in accounts()}
    assert {serial[a.number] for a, b in every if _wrong_total(b)} == {25}
    assert {serial[a.number] for a, b in every if _wrong_tax(b)} == {24}
    otherwise = {(serial[a.number], b.period) for a, b in every if _billed_otherwise(a, b)}
    assert otherwise == {
        (19, "Mar 2022"),
        (20, "Mar 2022"),
        (21, "Mar 2022"),
        (22, "Mar 2022"),
        (41, "Mar 2022"),
        (41, "Feb 2022"),
        (75, "Mar 2022"),
        (84, "Mar 2022"),
        (85, "Mar 2022"),
        (86, "Okt 2021"),
        (86, "Nov 2021"),
        (86, "Des 2021"),
        (86, "Jan 2022"),
        (92, "Mar 2022"),
        (93, "Mar 2022"),
    }


def test_a_paid_bill_says_where_and_when() -> None:
    payments = [b.payment for a in accounts() for b in a.bills]
    assert any(payment is None for payment in payments)
    assert all(isinstance(p, Payment) and p.location for p in payments if p is not None)


def test_topics_are_told_once() -> None:
    topics = [s.topic for s in STORIES if s.topic != "ordinary"]
    assert len(topics) == len(set(topics))
