"""Patterns in which a charge that is in doubt seems to be given back already.

No source says what a refund is for, so the link is presumed; proposed twice it must not be.
"""

from dataclasses import replace
from datetime import date
from random import Random

from ott_toolkit.practice.key import PERIOD, Text
from ott_toolkit.practice.pool import hints
from ott_toolkit.practice.pool.charges_amiss import doubled, late_run
from ott_toolkit.practice.pool.claims import ASKS, DENIES, TWICE, stopped_after, stopped_before
from ott_toolkit.practice.pool.keyed import Answer, Seen, keyed
from ott_toolkit.practice.pool.shapes import ended, evening, product
from ott_toolkit.practice.pool.speech import moment, money
from ott_toolkit.practice.story import Amend, Story


def duplicate(serial: int, chance: Random) -> Story:
    """Charged twice, and one of them given back in March."""
    run = ended(chance, product(chance))
    twice = doubled(serial, chance, run)
    count = len(twice.account.transactions)
    price = run.product.price
    back = evening(chance, date(2022, 3, chance.randint(1, 4)))
    (again,) = twice.story.runs[0].more
    seen = Seen(serial, replace(run, more=(again, back), prices=(*[price] * count, -price)))
    answer = Answer(
        "contested",
        hints.BOTH,
        Text(
            "{billed} di tagihan {bill} adalah {charges}: yang kedua terlalu cepat untuk "
            "siklus 30 hari. Pada {back} ada transaksi {minus}, jadi yang kedua diduga sudah "
            "dikembalikan. Jelaskan itu; tidak ada lagi yang diusulkan.",
            "{billed} on the bill of {bill} is {charges}: the second came too soon for a "
            "cycle of 30 days. On {back} there is a transaction of {minus}, so the second is "
            "presumed to be given back already. Explain that; nothing more is proposed.",
        ),
        rules=("duplicate-charge",),
        steps=("explain", "billing"),
        contested=price,
        refunded=price,
        proof=(*seen.charges("2022-03"), *seen.charges()),
        values=(("back", moment(back)), ("minus", money(-price))),
    )
    return keyed(seen, chance, answer, (ASKS, TWICE, DENIES))


def after_end(serial: int, chance: Random) -> Story:
    """Charged after End Time, and given back in March."""
    run = late_run(chance)
    price, count = run.product.price, (run.charges or 0) + 1
    back = evening(chance, date(2022, 3, chance.randint(1, 15)))
    seen = Seen(serial, replace(run, more=(*run.more, back), prices=(*[price] * count, -price)))
    end = seen.of(run).end_time
    answer = Answer(
        "contested",
        hints.BOTH,
        Text(
            "{charges} dibuat sesudah End Time {end}, dan tagihan {bill} memuatnya. Pada {back} "
            "ada transaksi {minus}, jadi biaya itu diduga sudah dikembalikan; jangan diusulkan "
            "dua kali.",
            "{charges} was made after End Time {end}, and the bill of {bill} carries it. On "
            "{back} there is a transaction of {minus}, so it is presumed to be given back "
            "already; do not propose it twice.",
        ),
        rules=("charge-after-end",),
        steps=("explain", "billing"),
        contested=price,
        refunded=price,
        proof=(*seen.charges("2022-03"), *seen.charges()),
        values=(("end", moment(end)), ("back", moment(back)), ("minus", money(-price))),
    )
    claims = (ASKS, DENIES, stopped_after(chance, end, 1), stopped_before(chance, end))
    return keyed(seen, chance, answer, claims)


def after_end_taken_off(serial: int, chance: Random) -> Story:
    """Charged after End Time, and taken off by another line of the same bill."""
    run = late_run(chance)
    price, line = run.product.price, "RESTUSI/DISKON/DEBET"
    seen = Seen(serial, run, amends=(Amend(PERIOD, lines=((line, -price),)),))
    end = seen.of(run).end_time
    answer = Answer(
        "contested",
        hints.BOTH,
        Text(
            "{charges} dibuat sesudah End Time {end}, dan tagihan {bill} memuatnya. Di tagihan "
            "yang sama ada baris {line} {minus}, jadi biaya itu diduga sudah dikurangkan; jangan "
            "diusulkan dua kali. Minta tim billing memastikan baris itu untuk apa.",
            "{charges} was made after End Time {end}, and the bill of {bill} carries it. The same "
            "bill has a line {line} of {minus}, so it is presumed to be taken off already; do not "
            "propose it twice. Have the billing team confirm what that line is for.",
        ),
        rules=("charge-after-end",),
        steps=("explain", "billing"),
        contested=price,
        refunded=price,
        values=(("end", moment(end)), ("line", Text(line, line)), ("minus", money(-price))),
    )
    claims = (ASKS, DENIES, stopped_after(chance, end, 1), stopped_before(chance, end))
    return keyed(seen, chance, answer, claims)
