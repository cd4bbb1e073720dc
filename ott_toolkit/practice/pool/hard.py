"""Patterns with two causes at once, and those of which nothing can be said yet."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ott_toolkit.practice.key import Text
from ott_toolkit.practice.pool import hints
from ott_toolkit.practice.pool.bills_amiss import content
from ott_toolkit.practice.pool.charges_amiss import doubled, late_run
from ott_toolkit.practice.pool.claims import (
    ASKS,
    DENIES,
    NOT_TWICE,
    PACKAGE,
    PERHAPS_TWICE,
    TWICE,
    told,
)
from ott_toolkit.practice.pool.keyed import Answer, Seen, keyed, said
from ott_toolkit.practice.pool.shapes import (
    CHANNELS,
    at_night,
    evening,
    product,
    usual,
)
from ott_toolkit.practice.pool.speech import moment, money
from ott_toolkit.practice.story import Amend, Run, Story


def beside_after_end(serial: int, chance: Random) -> Story:
    """Two services, one of them charged after its End Time."""
    gone = late_run(chance)
    kept = usual(chance, product(chance, gone.product))
    seen = Seen(serial, kept, gone)
    row = seen.of(gone)
    late = next(one for one in seen.charges() if one.partner_ref == row.partner_ref)
    answer = Answer(
        "contested",
        hints.BOTH,
        Text(
            "Transaksi {month}: {charges}; semuanya {charged}, cocok dengan tagihan {bill}. "
            "Tetapi {late} dibuat sesudah langganannya berakhir {end}. Hanya yang itu diusulkan "
            "dikoreksi, {amount} ditambah PPN.",
            "The charges of {month}: {charges}; {charged} in all, as on the bill of {bill}. But "
            "{late} was made after its subscription had ended {end}. Only that one is proposed "
            "for correction, {amount} and its PPN.",
        ),
        rules=("charge-after-end",),
        steps=("propose", "ticket-history", "data-log"),
        contested=late.amount,
        proposed=late.amount,
        values=(
            ("late", said(late)),
            ("end", moment(row.end_time)),
            ("amount", money(late.amount)),
        ),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, NOT_TWICE))


def renewals_and_duplicate(serial: int, chance: Random) -> Story:
    """Two renewals in January, and one of them made twice."""
    begun = date(2022, 1, 1) - timedelta(30 * chance.randint(1, 3))
    doubled_day = chance.choice((date(2022, 1, 1), date(2022, 1, 31)))
    run = Run(
        product(chance),
        evening(chance, begun),
        active=True,
        channel=chance.choice(CHANNELS),
        more=(at_night(chance, doubled_day, chance.randint(6, 50)),),
    )
    period = "2022-02"
    seen = Seen(serial, run, amends=(Amend(period, paid=False),))
    answer = Answer(
        "contested",
        hints.BOTH,
        Text(
            "Di {month} ada tiga transaksi: {charges}; semuanya {charged}, sama dengan "
            "tagihan {bill}. Dua di antaranya perpanjangan yang wajar, berjarak 30 hari; satu "
            "lagi jatuh di hari yang sama dengan salah satunya. Usulkan koreksi {amount} "
            "ditambah PPN untuk yang satu itu.",
            "In {month} there are three charges: {charges}; {charged} in all, as on the bill "
            "of {bill}. Two of them are normal renewals, 30 days apart; one more was made on "
            "the same day as one of them. Propose a correction of {amount} and its PPN for "
            "that one.",
        ),
        rules=("duplicate-charge", "two-renewals-in-month"),
        steps=("propose", "data-log", "explain"),
        contested=run.product.price,
        proposed=run.product.price,
        values=(("amount", money(run.product.price)),),
        period=period,
    )
    return keyed(seen, chance, answer, (ASKS, TWICE, DENIES))


def rise_and_duplicate(serial: int, chance: Random) -> Story:
    """The price rose in February, and the charge was made twice."""
    item, count = product(chance), chance.randint(1, 3)
    new = item.price + chance.choice((4_000, 10_000))
    prices = (*[item.price] * count, new)
    run = usual(chance, item, renewals=(count, count), price=new, prices=prices)
    seen = doubled(serial, chance, run)
    answer = Answer(
        "contested",
        hints.BOTH,
        Text(
            "Di {month} ada {charges}; semuanya {charged}, sama dengan tagihan {bill}. Harganya "
            "naik dari {old} menjadi {new}, sama dengan Subscriptions; itu saja tidak janggal. "
            "Tetapi transaksinya dua kali pada satu hari: yang kedua, {new} ditambah PPN, "
            "diusulkan dikoreksi.",
            "In {month} there are {charges}; {charged} in all, as on the bill of {bill}. The "
            "price rose from {old} to {new}, as in Subscriptions; that alone is not odd. But it "
            "was charged twice on one day: the second, {new} and its PPN, is proposed as a "
            "correction.",
        ),
        rules=("duplicate-charge", "price-change"),
        steps=("propose", "product-notice", "data-log"),
        contested=new,
        proposed=new,
        values=(("old", money(item.price)), ("new", money(new))),
    )
    return keyed(seen, chance, answer, (ASKS, TWICE, told(item.price, "supported"), DENIES))


def duplicate_and_more(serial: int, chance: Random) -> Story:
    """Charged twice, and still more billed than that."""
    run = usual(chance, product(chance))
    twice = doubled(serial, chance, run)
    price = run.product.price
    rest = chance.choice([one for one in (19_000, 29_000, 45_000) if one != price])
    seen = Seen(serial, *twice.story.runs, amends=content(2 * price + rest))
    answer = Answer(
        "partly",
        hints.BOTH,
        Text(
            "Di {month} ada {charges}, tetapi yang ditagih {billed}. Transaksi kedua terlalu "
            "cepat untuk siklus 30 hari: {amount} diusulkan dikoreksi, ditambah PPN. Selain "
            "itu {rest} tidak punya transaksi sama sekali; asalnya tidak tercatat.",
            "In {month} there are {charges}, but {billed} was billed. The second charge came "
            "too soon for a cycle of 30 days: {amount} and its PPN is proposed as a "
            "correction. Besides, {rest} has no charge at all; where it comes from is not "
            "recorded.",
        ),
        rules=("billed-amount-differs", "duplicate-charge"),
        steps=("propose", "billing", "escalate"),
        contested=price,
        proposed=price,
        values=(("amount", money(price)), ("rest", money(rest))),
    )
    return keyed(seen, chance, answer, (ASKS, TWICE, DENIES))


def turn_of_month(serial: int, chance: Random) -> Story:
    """A renewal just after the turn to March stands on the bill of March."""
    item = product(chance)
    begun = date(2022, 1, 30) - timedelta(30 * chance.choice((0, 2, 3)))
    run = Run(item, evening(chance, begun), active=True, channel=chance.choice(CHANNELS))
    seen = Seen(serial, run, amends=content(item.price))
    (charge,) = seen.charges("2022-03")
    december = seen.charges("2021-12")
    answer = Answer(
        "unexplained",
        Text(
            "Lihat juga transaksi di sekitar pergantian bulan.",
            "Look at the charges around the turn of the month, too.",
        ),
        Text(
            "Di {month} tidak ada transaksi, tetapi ditagih {billed}. Ada {charge}, beberapa "
            "menit sesudah pergantian bulan: bila dihitung sebagai Feb 2022, jumlahnya cocok. "
            "Itu dugaan, dan hasilnya tetap «Tidak ada transaksi pendukung»; pastikan dulu "
            "ke tim billing.",
            "No charge was made in {month}, but {billed} was billed. There is {charge}, "
            "minutes after the turn of the month: counted as of Feb 2022 it would fit. That "
            "is presumed, and the verdict stays «unexplained»; have the billing team confirm "
            "it.",
        ),
        rules=("billed-without-charge", *(["two-renewals-in-month"] if len(december) > 1 else [])),
        steps=("billing", "confirm", "dashboard-owner"),
        proof=(charge,),
        values=(("charge", said(charge)),),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, PERHAPS_TWICE))


def no_amount(serial: int, chance: Random) -> Story:
    """The charge of February shows no amount."""
    item, count = product(chance), chance.randint(1, 3)
    run = usual(chance, item, renewals=(count, count), prices=(*[item.price] * count, "-"))
    run = replace(run, prices=(*run.prices, item.price))
    seen = Seen(serial, run, amends=content(item.price))
    (charge,) = seen.charges()
    answer = Answer(
        "cannot",
        hints.MISSING,
        Text(
            "Transaksi {month} pada {time} tidak menunjukkan jumlah («-»), jadi {billed} di "
            "tagihan {bill} belum bisa dipastikan. Harga di Subscriptions bukan bukti jumlah "
            "transaksinya. Tanyakan jumlahnya ke pengelola dashboard.",
            "The charge of {month} on {time} shows no amount («-»), so {billed} on the bill "
            "of {bill} cannot be judged yet. The price in Subscriptions does not prove what "
            "was charged. Ask the dashboard's owner for the amount.",
        ),
        steps=("dashboard-owner", "search-again"),
        values=(("time", moment(charge.trx_time)),),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, PERHAPS_TWICE))


def no_bill(serial: int, chance: Random) -> Story:
    """The bill is not at hand."""
    seen = Seen(serial, usual(chance, product(chance)), months=0)
    answer = Answer(
        "cannot",
        hints.MISSING,
        Text(
            "Halaman tagihan tidak menampilkan apa pun untuk nomor ini. Di {month} terlihat "
            "{charges}, tetapi jumlah yang ditagih tidak diketahui, jadi belum bisa "
            "dipastikan. Ambil tagihannya dulu.",
            "The bill page shows nothing for this number. In {month} there is {charges}, but "
            "what was billed is not known, so it cannot be said yet. Get the bill first.",
        ),
        steps=("get-bill", "search-again"),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, PACKAGE))
