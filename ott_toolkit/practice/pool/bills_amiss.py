"""Patterns with something amiss on the bill, or with lines beside INTERNET CONTENT."""

from datetime import date
from random import Random

from ott_toolkit.practice.key import PERIOD, Text
from ott_toolkit.practice.pool import hints
from ott_toolkit.practice.pool.claims import (
    ASKS,
    DENIES,
    NOTHING_BEHIND,
    PACKAGE,
    PERHAPS_TWICE,
    TWICE,
    UNBILLED,
    stopped_after,
)
from ott_toolkit.practice.pool.keyed import Answer, Seen, keyed
from ott_toolkit.practice.pool.shapes import over, product, usual
from ott_toolkit.practice.pool.speech import moment, money
from ott_toolkit.practice.story import Amend, Story

LINES = (
    ("RESTUSI/DISKON/DEBET", 105_000),
    ("PERCAKAPAN PONSEL", 27_300),
    ("DENDA TERBAYAR", 18_150),
)
"""Lines that are no content."""


def content(*amounts: int) -> tuple[Amend, ...]:
    """The disputed bill with other content than was charged."""
    return (Amend(PERIOD, content=amounts),)


def without_charge(serial: int, chance: Random) -> Story:
    """Content is billed months after the only subscription ended."""
    item = product(chance)
    run = over(chance, item, date(2021, chance.randint(9, 12), chance.randint(2, 28)), 2)
    seen = Seen(serial, run, amends=content(item.price))
    end = seen.of(run).end_time
    answer = Answer(
        "unexplained",
        hints.MONTH,
        Text(
            "Tagihan {bill} memuat INTERNET CONTENT {billed}, tetapi di {month} tidak "
            "terlihat transaksi; langganan terakhir berakhir {end}. Dari mana jumlah itu, "
            "tidak tercatat: teruskan ke pengelola dashboard.",
            "The bill of {bill} has INTERNET CONTENT {billed}, but no charge is seen in {month}; "
            "the last subscription ended {end}. Where the amount comes from is not recorded: "
            "pass it on to the dashboard's owner.",
        ),
        rules=("billed-without-charge",),
        steps=("dashboard-owner", "billing", "escalate"),
        values=(("end", moment(end)),),
    )
    claims = (ASKS, NOTHING_BEHIND, stopped_after(chance, end, 20), PERHAPS_TWICE)
    return keyed(seen, chance, answer, claims)


def more_billed(serial: int, chance: Random) -> Story:
    """More is billed than was charged."""
    item = product(chance)
    rest = chance.choice([one for one in (10_000, 19_000, 29_000, 45_000) if one != item.price])
    seen = Seen(serial, usual(chance, item), amends=content(item.price + rest))
    answer = Answer(
        "partly",
        hints.MONTH,
        Text(
            "Transaksi {month} hanya {charges}, tetapi yang ditagih {billed}. {charged} cocok; "
            "sisanya {rest} tidak punya transaksi, dan asalnya tidak tercatat.",
            "In {month} only {charges} was charged, but {billed} was billed. {charged} is "
            "explained; the remaining {rest} has no charge, and where it comes from is not "
            "recorded.",
        ),
        rules=("billed-amount-differs",),
        steps=("dashboard-owner", "billing", "escalate"),
        values=(("rest", money(rest)),),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, PERHAPS_TWICE))


def less_billed(serial: int, chance: Random) -> Story:
    """Two services are charged, one of them is billed."""
    first = product(chance)
    second = product(chance, first)
    seen = Seen(serial, usual(chance, first), usual(chance, second), amends=content(first.price))
    answer = Answer(
        "explained",
        hints.MONTH,
        Text(
            "Transaksi {month}: {charges}; semuanya {charged}, tetapi yang ditagih hanya "
            "{billed}. Untuk yang ditagih ada transaksinya, jadi jumlahnya cocok; {rest} "
            "belum terlihat di tagihan {bill}.",
            "The charges of {month}: {charges}; {charged} in all, but only {billed} was "
            "billed. There are charges for what was billed, so it is explained; {rest} is not "
            "seen on the bill of {bill}.",
        ),
        rules=("billed-amount-differs",),
        steps=("explain", "billing"),
        values=(("rest", money(second.price)),),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES))


def not_billed(serial: int, chance: Random) -> Story:
    """A charge is made, and the bill has no content."""
    seen = Seen(serial, usual(chance, product(chance)), amends=content())
    answer = Answer(
        "none",
        hints.LINES,
        Text(
            "Di {month} ada {charges}, tetapi tagihan {bill} tidak memuat INTERNET CONTENT. "
            "Tidak ada jumlah yang perlu dinilai; apakah biaya itu menyusul di tagihan "
            "berikutnya, tidak tercatat.",
            "In {month} there is {charges}, but the bill of {bill} has no INTERNET CONTENT. "
            "There is no amount to judge; whether the charge will be on a later bill is not "
            "recorded.",
        ),
        rules=("charged-not-billed",),
        steps=("explain", "billing"),
    )
    return keyed(seen, chance, answer, (ASKS, UNBILLED))


def double_line(serial: int, chance: Random) -> Story:
    """The content line stands twice for one charge."""
    item = product(chance)
    seen = Seen(serial, usual(chance, item), amends=content(item.price, item.price))
    answer = Answer(
        "partly",
        hints.LINES,
        Text(
            "Baris INTERNET CONTENT {charged} muncul dua kali di tagihan {bill}, tetapi di "
            "{month} hanya ada satu transaksi: {charges}. Dari {billed}, {charged} cocok, {rest} "
            "lagi tidak punya transaksi. Minta tim billing memeriksa barisnya.",
            "The line INTERNET CONTENT {charged} stands twice on the bill of {bill}, but {month} "
            "has one charge only: {charges}. Of {billed}, {charged} is explained, the other "
            "{rest} has no charge. Have the billing team check the line.",
        ),
        rules=("billed-amount-differs", "duplicate-bill-line"),
        steps=("billing", "escalate", "propose"),
        values=(("rest", money(item.price)),),
    )
    return keyed(seen, chance, answer, (ASKS, TWICE, TWICE, DENIES))


def other_line(serial: int, chance: Random) -> Story:
    """The bill rose by a line that is no content."""
    name, amount = chance.choice(LINES)
    seen = Seen(
        serial, usual(chance, product(chance)), amends=(Amend(PERIOD, lines=((name, amount),)),)
    )
    answer = Answer(
        "explained",
        hints.LINES,
        Text(
            "INTERNET CONTENT {billed} cocok dengan {charges}. Tagihan {bill} lebih besar karena "
            "baris {line} {amount}, yang bukan biaya OTT.",
            "INTERNET CONTENT {billed} is explained by {charges}. The bill of {bill} is higher "
            "because of the line {line} {amount}, which is no OTT charge.",
        ),
        steps=("explain", "arrears-rule" if name.startswith("DENDA") else "billing"),
        values=(("line", Text(name, name)), ("amount", money(amount))),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, PACKAGE))


def wrong_tax(serial: int, chance: Random) -> Story:
    """PPN is higher than its rate."""
    fee = chance.choice((275_000, 315_000, 425_000))
    item = product(chance)
    right = (fee + item.price) // 10
    more = chance.choice((1_000, 2_900, 5_000))
    seen = Seen(serial, usual(chance, item), fee=fee, amends=(Amend(PERIOD, ppn=right + more),))
    answer = Answer(
        "explained",
        hints.LINES,
        Text(
            "INTERNET CONTENT {billed} cocok dengan {charges}. PPN-nya tidak: 10% dari baris "
            "yang kena pajak adalah {right}, yang tertera {shown}. Minta tim billing "
            "memeriksanya.",
            "INTERNET CONTENT {billed} is explained by {charges}. PPN is not: 10% of the taxed "
            "lines is {right}, shown is {shown}. Have the billing team check it.",
        ),
        rules=("tax-mismatch",),
        steps=("billing", "explain"),
        values=(("right", money(right)), ("shown", money(right + more))),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES))


def wrong_total(serial: int, chance: Random) -> Story:
    """The announced total is more than its lines."""
    more = chance.choice((1_000, 10_000, 27_000))
    seen = Seen(serial, usual(chance, product(chance)), amends=(Amend(PERIOD, excess=more),))
    total = seen.account.bills[0].total
    answer = Answer(
        "explained",
        hints.LINES,
        Text(
            "INTERNET CONTENT {billed} cocok dengan {charges}. Total tagihan {bill}, {total}, "
            "lebih besar {more} daripada jumlah barisnya, {sum}: mungkin ada baris yang tidak "
            "terlihat. Minta tim billing memeriksanya.",
            "INTERNET CONTENT {billed} is explained by {charges}. The total of the bill of "
            "{bill}, {total}, is {more} more than its lines, {sum}: a line may not be shown. "
            "Have the billing team check it.",
        ),
        rules=("bill-total-mismatch",),
        steps=("billing", "explain"),
        values=(
            ("more", money(more)),
            ("total", money(total)),
            ("sum", money(total - more)),
        ),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES))
