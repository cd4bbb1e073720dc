"""Patterns whose rows look odd at first sight but are in order."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ott_toolkit.practice.key import Text
from ott_toolkit.practice.pool import hints
from ott_toolkit.practice.pool.claims import (
    ASKS,
    DENIES,
    NOT_TWICE,
    ONCE,
    Claim,
    days_later,
    stopped_after,
    told,
)
from ott_toolkit.practice.pool.in_order import explained
from ott_toolkit.practice.pool.keyed import Answer, Seen, keyed
from ott_toolkit.practice.pool.shapes import (
    CHANNELS,
    active,
    evening,
    over,
    product,
    usual,
)
from ott_toolkit.practice.pool.speech import moment, money
from ott_toolkit.practice.products import MUSIC_WEEK, SPORT_DAY
from ott_toolkit.practice.story import Amend, Free, Run, Story


def weekly(serial: int, chance: Random) -> Story:
    """A weekly item: four charges in February."""
    begun = date(2022, 1, chance.randint(1, 24))
    run = Run(MUSIC_WEEK, evening(chance, begun), active=True, channel=chance.choice(CHANNELS))
    seen = Seen(serial, run)
    explanation = explained(
        "Item berakhiran Weekly diperpanjang tiap 7 hari. Di {month} ada empat transaksi: "
        "{charges}; semuanya {charged}, sama dengan tagihan {bill}.",
        "An item that ends in Weekly renews every 7 days. In {month} there are four charges: "
        "{charges}; {charged} in all, as on the bill of {bill}.",
    )
    claims = (ASKS, DENIES, NOT_TWICE, told(MUSIC_WEEK.price, "contradicted"))
    return keyed(seen, chance, Answer("explained", hints.GAPS, explanation), claims)


def daily(serial: int, chance: Random) -> Story:
    """A daily item for some days of February."""
    run = Run(
        SPORT_DAY,
        evening(chance, date(2022, 2, chance.randint(2, 20))),
        charges=chance.randint(3, 6),
        channel=chance.choice(CHANNELS),
    )
    seen = Seen(serial, run)
    explanation = explained(
        "Item berakhiran Daily dikenakan tiap hari: {charges}. Semuanya {charged}, sama dengan "
        "tagihan {bill}.",
        "An item that ends in Daily is charged every day: {charges}. That is {charged} in all, "
        "as on the bill of {bill}.",
    )
    claims = (ASKS, DENIES, NOT_TWICE, told(SPORT_DAY.price, "contradicted"))
    return keyed(seen, chance, Answer("explained", hints.GAPS, explanation), claims)


def two_renewals(serial: int, chance: Random) -> Story:
    """Two renewals, 30 days apart, in one month of 31 days."""
    first, period = chance.choice(((date(2022, 1, 1), "2022-02"), (date(2021, 12, 1), "2022-01")))
    begun = first - timedelta(30 * chance.randint(0, 3))
    run = Run(product(chance), evening(chance, begun), active=True, channel=chance.choice(CHANNELS))
    answer = Answer(
        "explained",
        hints.GAPS,
        explained(
            "Perpanjangan terjadi tiap 30 hari. Di {month} ada dua: {charges}. Keduanya masuk "
            "tagihan {bill}, {charged}. Ini wajar, bukan ditagih dobel.",
            "Renewals come every 30 days. In {month} there are two: {charges}. Both are on the "
            "bill of {bill}, {charged}. This is normal, nothing is doubled.",
        ),
        rules=("two-renewals-in-month",),
        period=period,
    )
    seen = Seen(serial, run, amends=(Amend(period, paid=False),))
    return keyed(seen, chance, answer, (ASKS, NOT_TWICE, NOT_TWICE, DENIES))


def came_back(serial: int, chance: Random) -> Story:
    """Ended last year, begun again this year."""
    item = product(chance)
    first = over(chance, item, date(2021, chance.randint(9, 11), chance.randint(1, 28)), 2)
    again = active(chance, item, renewals=(0, 1))
    seen = Seen(serial, first, again)
    end = seen.of(first).end_time
    answer = Answer(
        "explained",
        hints.REFERENCES,
        explained(
            "Langganan lama berakhir {end}. Transaksi {month}, {charges}, milik langganan baru "
            "dengan Partner ref_no lain, mulai {start} melalui {channel}. Jumlahnya cocok.",
            "The old subscription ended {end}. What was charged in {month}, {charges}, is of a "
            "new one with another Partner ref_no, begun {start} through {channel}. The amount is "
            "explained.",
        ),
        steps=("data-log", "explain"),
        values=(
            ("end", moment(end)),
            ("start", moment(again.start)),
            ("channel", Text(again.channel, again.channel)),
        ),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, stopped_after(chance, end)))


def free_month(serial: int, chance: Random) -> Story:
    """A free first period, then the full price."""
    item = product(chance)
    run = active(chance, item, renewals=(1, 1), prorated=(0,))
    seen = Seen(serial, run, free=(Free(item, run.start[:10]),))
    (charge,) = seen.charges()
    answer = Answer(
        "explained",
        hints.PRICES,
        Text(
            "Transaksi pertama pada {start} berharga Rp 0. Perpanjangan pertama, {charges}, "
            "dibuat sesudah 30 hari dan itulah yang ditagih. Syarat masa gratis tidak tercatat "
            "di sini; lihat Free Gimmick Transactions.",
            "The first charge on {start} was Rp 0. The first renewal, {charges}, came after 30 "
            "days, and that is what was billed. The terms of the free period are not recorded "
            "here; look at Free Gimmick Transactions.",
        ),
        steps=("free-gimmick", "explain"),
        values=(("start", moment(run.start)),),
    )
    claims = (
        ASKS,
        DENIES,
        Claim("still-free", day=days_later(charge.trx_time, -chance.randint(1, 5))),
        Claim(
            "still-free",
            "supported",
            days_later(charge.trx_time, chance.randint(1, 20)),
            allows=("not-recorded",),
        ),
    )
    return keyed(seen, chance, answer, claims)


def same_price(serial: int, chance: Random) -> Story:
    """Two services at one price: two lines that look alike."""
    item = product(chance)
    other = replace(product(chance, item), price=item.price)
    seen = Seen(serial, usual(chance, item), usual(chance, other), split=True)
    explanation = explained(
        "Dua baris INTERNET CONTENT dengan jumlah yang sama, dan dua transaksi dari layanan yang "
        "berbeda: {charges}. Semuanya {billed}, jadi jumlahnya cocok; tidak ada yang dobel.",
        "Two lines INTERNET CONTENT of the same amount, and two charges of different services: "
        "{charges}. That is {billed} in all, so the amount is explained; nothing is doubled.",
    )
    return keyed(
        seen, chance, Answer("explained", hints.LINES, explanation), (ASKS, NOT_TWICE, DENIES)
    )


def missing_cycle(serial: int, chance: Random) -> Story:
    """A month without a charge in between."""
    count = chance.randint(3, 4)
    run = active(chance, product(chance), renewals=(count, count), skipped=(count - 1,))
    seen = Seen(serial, run)
    answer = Answer(
        "explained",
        hints.GAPS,
        explained(
            "Di Jan 2022 tidak ada transaksi; sebabnya tidak tercatat. Transaksi {month}, "
            "{charges}, sama dengan tagihan {bill}: hanya satu perpanjangan, bukan dua "
            "sekaligus.",
            "There is no charge in Jan 2022; why, is not recorded. What was charged in "
            "{month}, {charges}, is what the bill of {bill} carries: one renewal, not two at "
            "once.",
        ),
        rules=("missing-cycle",),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, ONCE))


def price_change(serial: int, chance: Random) -> Story:
    """The price rose with the charge of February."""
    item = product(chance)
    new = item.price + chance.choice((4_000, 6_000, 10_000))
    count = chance.randint(1, 4)
    prices = (*[item.price] * count, new)
    run = active(chance, item, renewals=(count, count), price=new, prices=prices)
    seen = Seen(serial, run)
    answer = Answer(
        "explained",
        hints.PRICES,
        Text(
            "Transaksi {charges} sama dengan tagihan {bill}. Harga naik dari {old} menjadi "
            "{charged} mulai transaksi itu, dan harga di Subscriptions sama dengan yang baru. "
            "Jumlahnya cocok. Apakah kenaikannya diumumkan tidak tercatat di sini: cek "
            "pengumuman produk.",
            "The charge {charges} is what the bill of {bill} carries. The price rose from "
            "{old} to {charged} with it, and the price in Subscriptions is the new one. The "
            "amount is explained. Whether the rise was announced is not recorded here: see "
            "the product's notice.",
        ),
        rules=("price-change",),
        steps=("product-notice", "explain"),
        values=(("old", money(item.price)),),
    )
    claims = (ASKS, DENIES, told(item.price, "supported"), told(item.price, "supported"))
    return keyed(seen, chance, answer, claims)
