"""Patterns in which two records disagree: a price, Last Charge, or the status."""

from dataclasses import replace
from random import Random

from ott_toolkit.practice.key import Text
from ott_toolkit.practice.pool import hints
from ott_toolkit.practice.pool.claims import (
    ASKS,
    DENIES,
    ONCE,
    Claim,
    told,
)
from ott_toolkit.practice.pool.keyed import Answer, Seen, keyed, said
from ott_toolkit.practice.pool.shapes import (
    active,
    ended,
    product,
    usual,
)
from ott_toolkit.practice.pool.speech import moment, money
from ott_toolkit.practice.story import Story


def mismatch(serial: int, chance: Random) -> Story:
    """The newest charge costs more than Subscriptions says."""
    item, count = product(chance), chance.randint(1, 3)
    charged = item.price + chance.choice((5_000, 10_000, 16_000))
    run = ended(chance, item, renewals=(count, count), prices=(*[item.price] * count, charged))
    seen = Seen(serial, run)
    excess = charged - item.price
    (earlier,) = seen.charges("2022-01")
    answer = Answer(
        "contested",
        hints.PRICES,
        Text(
            "Transaksi terbaru {charges}, sebelumnya {earlier}, padahal harga di "
            "Subscriptions {price_there}. Jumlahnya cocok dengan tagihan {bill}; yang "
            "dipersoalkan hanya selisihnya, {excess} ditambah PPN.",
            "The newest charge is {charges}, the one before {earlier}, but the price in "
            "Subscriptions is {price_there}. The amount agrees with the bill of {bill}; only the "
            "excess is in doubt, {excess} and its PPN.",
        ),
        rules=("price-change", "price-mismatch"),
        steps=("propose", "product-notice"),
        contested=excess,
        proposed=excess,
        proof=(earlier, *seen.charges()),
        values=(
            ("excess", money(excess)),
            ("price_there", money(item.price)),
            ("earlier", said(earlier)),
        ),
    )
    claims = (ASKS, told(item.price, "supported"), told(item.price, "supported"), DENIES)
    return keyed(seen, chance, answer, claims)


def prorate_above(serial: int, chance: Random) -> Story:
    """Harga Prorate is above Harga."""
    item, count = product(chance), chance.randint(1, 3)
    charged = item.price + chance.choice((5_000, 8_000, 20_000))
    run = usual(chance, item, renewals=(count, count),
                prorated=(*[item.price] * count, charged))  # fmt: skip
    seen = Seen(serial, run)
    excess = charged - item.price
    answer = Answer(
        "contested",
        hints.PRICES,
        Text(
            "Harga Prorate transaksi {charges} lebih tinggi daripada Harga-nya, {full}. Itulah "
            "yang ditagih. Selisihnya {excess} ditambah PPN diusulkan untuk dikoreksi.",
            "Harga Prorate of the charge {charges} is above its Harga, {full}. That is what was "
            "billed. The excess, {excess} and its PPN, is proposed as a correction.",
        ),
        rules=("prorate-above-price",),
        steps=("propose", "product-notice"),
        contested=excess,
        proposed=excess,
        values=(("excess", money(excess)), ("full", money(item.price))),
    )
    claims = (ASKS, DENIES, told(item.price, "supported"))
    return keyed(seen, chance, answer, claims)


def last_charge_stale(serial: int, chance: Random) -> Story:
    """Last Charge stayed at the charge before."""
    run = usual(chance, product(chance))
    newest, earlier, *_ = Seen(serial, run).account.transactions
    seen = Seen(serial, replace(run, last_charge=earlier.trx_time))
    answer = Answer(
        "explained",
        hints.LAST_CHARGE,
        Text(
            "Transaksi {charges} sama dengan tagihan {bill}. Last Charge, {shown}, tertinggal "
            "dari transaksi terbaru, {newest}: laporkan ke pengelola dashboard. Jumlahnya "
            "tetap cocok.",
            "The charge {charges} is what the bill of {bill} carries. Last Charge, {shown}, is "
            "behind the newest charge, {newest}: tell the dashboard's owner. The amount is "
            "explained all the same.",
        ),
        rules=("last-charge-stale",),
        steps=("explain", "dashboard-owner"),
        values=(("shown", moment(earlier.trx_time)), ("newest", moment(newest.trx_time))),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, ONCE))


def last_charge_unseen(serial: int, chance: Random) -> Story:
    """Last Charge names a moment in March at which nothing is recorded."""
    count = chance.randint(1, 3)
    whole = active(chance, product(chance), between=(3, 16), renewals=(count, count))
    shown = Seen(serial, whole).account.transactions[0].trx_time
    seen = Seen(serial, replace(whole, skipped=(count + 1,), last_charge=shown))
    answer = Answer(
        "explained",
        hints.LAST_CHARGE,
        Text(
            "Tagihan {bill} cocok dengan {charges}. Last Charge menyebut {shown}, tetapi "
            "transaksi itu tidak terlihat di Transactions Data; bila ada, ia masuk tagihan "
            "Apr 2022. Laporkan ke pengelola dashboard.",
            "The bill of {bill} agrees with {charges}. Last Charge names {shown}, but that "
            "charge is not seen in Transactions Data; if there is one, it is on the bill of Apr "
            "2022. Tell the dashboard's owner.",
        ),
        rules=("last-charge-unseen", "renewal-overdue"),
        steps=("explain", "dashboard-owner"),
        values=(("shown", moment(shown)),),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, ONCE))


def active_past_end(serial: int, chance: Random) -> Story:
    """Active, though End Time is over."""
    run = ended(chance, product(chance))
    end = Seen(serial, run).of(run).end_time
    seen = Seen(serial, replace(run, active=True, ends=end))
    answer = Answer(
        "explained",
        hints.DATES,
        Text(
            "Transaksi {charges} dibuat sebelum End Time {end}, jadi tagihan {bill} cocok. "
            "Status masih Active padahal End Time sudah lewat; sesudahnya tidak terlihat "
            "transaksi. Minta statusnya diperiksa.",
            "The charge {charges} was made before End Time {end}, so the bill of {bill} is "
            "explained. The status is still Active though End Time is over; no charge is seen "
            "after it. Have the status checked.",
        ),
        rules=("renewal-overdue", "status-mismatch"),
        steps=("explain", "dashboard-owner"),
        values=(("end", moment(end)),),
    )
    stopped = Claim("stopped", day=end[:10], allows=("supported",))
    return keyed(seen, chance, answer, (ASKS, DENIES, stopped))
