"""Patterns with something amiss in a charge."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ott_toolkit.practice.key import Text
from ott_toolkit.practice.pool import hints
from ott_toolkit.practice.pool.claims import (
    ASKS,
    DENIES,
    NOTHING_BEHIND,
    ONCE,
    TWICE,
    stopped_after,
    stopped_before,
)
from ott_toolkit.practice.pool.keyed import Answer, Seen, keyed, said
from ott_toolkit.practice.pool.shapes import (
    CHANNELS,
    FIRST,
    LAST_ENDED,
    active,
    at_night,
    ended,
    evening,
    over,
    product,
    usual,
)
from ott_toolkit.practice.pool.speech import moment, money
from ott_toolkit.practice.story import Run, Story

CYCLE = timedelta(days=30)


def late_run(chance: Random, charges: int | None = None) -> Run:
    """A subscription that ended in February and was charged again some days later."""
    end = date(2022, 2, chance.randint(4, 18))
    again = at_night(chance, end + timedelta(chance.randint(2, 8)))
    count = charges or chance.randint(2, 4)
    return over(chance, product(chance), end, count, more=(again,))


def after_end(serial: int, chance: Random) -> Story:
    """Charged days after End Time."""
    run = late_run(chance)
    seen = Seen(serial, run)
    (late,) = seen.charges()
    end = seen.of(run).end_time
    answer = Answer(
        "contested",
        hints.DATES,
        Text(
            "Jumlahnya cocok dengan {charges}, tetapi langganan tercatat berakhir {end}: "
            "transaksi itu terjadi lebih dari sehari sesudahnya. Usulkan koreksi {charged} "
            "ditambah PPN; ini usulan, bukan janji pengembalian.",
            "The amount agrees with {charges}, but the subscription is recorded as ended "
            "{end}: that charge was made more than a day later. Propose a correction of "
            "{charged} and its PPN; it is a proposal, no promise of a refund.",
        ),
        rules=("charge-after-end",),
        steps=("propose", "ticket-history", "data-log"),
        contested=late.amount,
        proposed=late.amount,
        values=(("end", moment(end)),),
    )
    claims = (ASKS, DENIES, stopped_after(chance, end, 1), stopped_before(chance, end))
    return keyed(seen, chance, answer, claims)


def at_end(serial: int, chance: Random) -> Story:
    """Charged within the day after End Time."""
    item, end = product(chance), date(2022, 2, chance.randint(4, 26))
    count = chance.randint(1, 3)
    written = at_night(chance, end)
    charged = at_night(chance, end, chance.choice((5, 6, 9, 31)))
    run = over(chance, item, end, count, more=(charged,), ends=written)
    seen = Seen(serial, run)
    answer = Answer(
        "contested",
        hints.DATES,
        Text(
            "Jumlahnya cocok, tetapi {charges} dibuat tepat sesudah End Time {end}. "
            "Perpanjangan tengah malam mungkin berjalan lebih dulu daripada pencatatan End "
            "Time. Minta dipastikan dulu; belum ada yang diusulkan.",
            "The amount is explained, but {charges} was made just after End Time {end}. The "
            "midnight renewal may have run before the end was written. Have it confirmed first; "
            "nothing is proposed yet.",
        ),
        rules=("charge-at-end",),
        steps=("confirm", "data-log", "ticket-history"),
        contested=item.price,
        values=(("end", moment(written)),),
    )
    claims = (ASKS, DENIES, stopped_after(chance, written, 1), stopped_before(chance, written))
    return keyed(seen, chance, answer, claims)


def before_start(serial: int, chance: Random) -> Story:
    """Charged a month before Start Time."""
    item, early = product(chance), date(2022, 2, chance.randint(FIRST, LAST_ENDED))
    run = Run(
        item,
        evening(chance, early + CYCLE),
        active=True,
        channel=chance.choice(CHANNELS),
        more=(at_night(chance, early),),
    )
    seen = Seen(serial, run)
    answer = Answer(
        "contested",
        hints.DATES,
        Text(
            "Transaksi {month}, {charges}, dibuat sebelum Start Time {start}. Jumlahnya cocok "
            "dengan tagihan {bill}, tetapi langganannya belum berjalan. Usulkan koreksi "
            "{charged} ditambah PPN.",
            "What was charged in {month}, {charges}, was made before Start Time {start}. The "
            "amount agrees with the bill of {bill}, but the subscription was not running yet. "
            "Propose a correction of {charged} and its PPN.",
        ),
        rules=("charge-before-start",),
        steps=("propose", "data-log"),
        contested=item.price,
        proposed=item.price,
        values=(("start", moment(run.start)),),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES, ONCE))


def doubled(serial: int, chance: Random, run: Run) -> Seen:
    """A customer whose charge of February is made once more on the same day."""
    (charge,) = Seen(serial, run).charges()
    again = f"{charge.trx_time[:10]} 00:{chance.randint(6, 55):02d}:{chance.randrange(60):02d}"
    return Seen(serial, replace(run, more=(again,)))


def duplicate(serial: int, chance: Random) -> Story:
    """Charged twice on one day."""
    seen = doubled(serial, chance, usual(chance, product(chance)))
    first, second = seen.charges()
    answer = Answer(
        "contested",
        hints.GAPS,
        Text(
            "Dua transaksi dengan Partner Ref_no yang sama pada hari yang sama: {charges}. Yang "
            "kedua datang jauh sebelum 30 hari. Tagihan {bill} memuat keduanya, {billed}; "
            "usulkan koreksi {second} ditambah PPN.",
            "Two charges of the same Partner Ref_no on one day: {charges}. The second came long "
            "before 30 days were over. The bill of {bill} carries both, {billed}; propose a "
            "correction of {second} and its PPN.",
        ),
        rules=("duplicate-charge",),
        steps=("propose", "data-log"),
        contested=second.amount,
        proposed=second.amount,
        values=(("second", money(second.amount)), ("first", said(first))),
    )
    return keyed(seen, chance, answer, (ASKS, TWICE, TWICE, DENIES))


def same_id(serial: int, chance: Random) -> Story:
    """The charge of February bears the trx_id of the one before."""
    count = chance.randint(1, 3)
    run = ended(chance, product(chance), renewals=(count, count))
    ids = [row.trx_id for row in Seen(serial, run).account.transactions[:0:-1]]
    seen = Seen(serial, replace(run, trx_ids=(*ids, ids[-1])))
    (charge,) = seen.charges()
    earlier = seen.account.transactions[1]
    answer = Answer(
        "contested",
        Text(
            "Bandingkan Telkom trx_id antarbaris, bukan hanya waktunya.",
            "Compare the Telkom trx_id of the rows, not only their times.",
        ),
        Text(
            "Transaksi {charges} memakai Telkom trx_id yang sama dengan {earlier}: diduga "
            "satu transaksi tercatat dua kali. Jumlahnya cocok dengan tagihan {bill}; usulkan "
            "koreksi {charged} ditambah PPN.",
            "The charge {charges} bears the same Telkom trx_id as {earlier}: presumably one "
            "charge was recorded twice. The amount agrees with the bill of {bill}; propose a "
            "correction of {charged} and its PPN.",
        ),
        rules=("duplicate-charge",),
        steps=("propose", "data-log"),
        contested=charge.amount,
        proposed=charge.amount,
        proof=(earlier, charge),
        values=(("earlier", said(earlier)),),
    )
    return keyed(seen, chance, answer, (ASKS, TWICE, DENIES))


def unknown(serial: int, chance: Random) -> Story:
    """A charge whose subscription is not on this number, beside one that is, or alone."""
    item = product(chance)
    stranger = ended(chance, item, renewals=(0, 2), hidden=True)
    own = (usual(chance, product(chance, item)),) if chance.random() < 0.6 else ()
    seen = Seen(serial, *own, stranger)
    strange = next(row for row in seen.charges() if row.item and row.partner_ref.startswith(
        item.prefix))  # fmt: skip
    answer = Answer(
        "contested",
        hints.REFERENCES,
        Text(
            "Transaksi {month}: {charges}; semuanya {charged}, cocok dengan tagihan {bill}. "
            "Tetapi Partner Ref_no transaksi {strange} tidak ada di Subscriptions nomor ini. "
            "Usulkan koreksi {amount} ditambah PPN dan tanyakan ke pengelola dashboard.",
            "The charges of {month}: {charges}; {charged} in all, as on the bill of {bill}. But "
            "the Partner Ref_no of the charge {strange} is on no subscription of this number. "
            "Propose a correction of {amount} and its PPN, and ask the dashboard's owner.",
        ),
        rules=("unknown-subscription",),
        steps=("propose", "dashboard-owner"),
        contested=strange.amount,
        proposed=strange.amount,
        values=(("strange", said(strange)), ("amount", money(strange.amount))),
    )
    return keyed(seen, chance, answer, (ASKS, DENIES if own else NOTHING_BEHIND))


def overlap(serial: int, chance: Random) -> Story:
    """Two subscriptions to one service at once."""
    item = product(chance)
    first = active(chance, item, renewals=(2, 4), channel="STB")
    second = active(chance, item, renewals=(0, 1), channel=chance.choice(("MyIndiHome", "Web")))
    seen = Seen(serial, first, second)
    later = next(r for r in seen.charges() if r.partner_ref == seen.of(second).partner_ref)
    answer = Answer(
        "contested",
        hints.REFERENCES,
        Text(
            "Ada dua langganan {service} yang berjalan bersamaan: mulai {first} dan mulai "
            "{second}. Di {month} keduanya dikenakan: {charges}; semuanya {charged}, sama "
            "dengan tagihan {bill}. Yang dipersoalkan transaksi langganan yang kedua, "
            "{amount} ditambah PPN.",
            "Two subscriptions to {service} run at once: from {first} and from {second}. In "
            "{month} both were charged: {charges}; {charged} in all, as on the bill of {bill}. "
            "What is in doubt is the charge of the second, {amount} and its PPN.",
        ),
        rules=("overlapping-subscriptions",),
        steps=("propose", "data-log"),
        contested=later.amount,
        proposed=later.amount,
        values=(
            ("first", moment(first.start)),
            ("second", moment(second.start)),
            ("amount", money(later.amount)),
        ),
    )
    return keyed(seen, chance, answer, (ASKS, TWICE, TWICE, DENIES))
