"""Patterns with nothing amiss: the amount is explained, or there is none to explain."""

from dataclasses import replace
from datetime import date
from random import Random

from ott_toolkit.practice.key import Text
from ott_toolkit.practice.pool import hints
from ott_toolkit.practice.pool.claims import (
    ASKS,
    DENIES,
    NOT_TWICE,
    NOTHING_BEHIND,
    ONCE,
    PACKAGE,
    UNBILLED,
    moved_in,
    stopped_after,
    stopped_before,
    told,
)
from ott_toolkit.practice.pool.keyed import Answer, Seen, keyed, said
from ott_toolkit.practice.pool.shapes import (
    CHANNELS,
    FIRST,
    LAST,
    active,
    ended,
    evening,
    product,
    usual,
)
from ott_toolkit.practice.pool.speech import moment, money
from ott_toolkit.practice.products import FILM_YEAR
from ott_toolkit.practice.story import Run, Story

_NOT_WHO = Text(
    " Siapa yang memesan tidak tercatat di data; «cocok» tidak berarti wajib bayar.",
    " Who ordered it is not recorded; «explained» does not say that it must be paid.",
)


def explained(indonesian: str, english: str) -> Text:
    """An explanation that ends with what «explained» does not say."""
    return Text(indonesian + _NOT_WHO.id, english + _NOT_WHO.en)


def running(serial: int, chance: Random) -> Story:
    """One subscription that runs on."""
    run = active(chance, product(chance))
    seen = Seen(serial, run)
    explanation = explained(
        "Tagihan {bill} memuat transaksi {month}: {charges}, satu perpanjangan 30 hari "
        "setelah yang sebelumnya. Jumlahnya cocok. Langganan masih Active tanpa End Time, "
        "jadi diperkirakan masih diperpanjang.",
        "The bill of {bill} carries the charges of {month}: {charges}, one renewal 30 days "
        "after the one before. The amount is explained. It is still Active without End Time, "
        "so further renewals are expected.",
    )
    claims = (ASKS, DENIES, PACKAGE, ONCE, moved_in(chance, run),
              told(run.product.price, "contradicted"))  # fmt: skip
    return keyed(seen, chance, Answer("explained", hints.MONTH, explanation), claims)


def finished(serial: int, chance: Random) -> Story:
    """One subscription that has ended since."""
    run = ended(chance, product(chance))
    seen = Seen(serial, run)
    end = seen.of(run).end_time
    explanation = explained(
        "Transaksi {month} adalah {charges}, sama dengan tagihan {bill}. Langganan tercatat "
        "berakhir {end}, sesudah transaksi itu, dan sesudahnya tidak terlihat transaksi lagi.",
        "The charges of {month} are {charges}, as on the bill of {bill}. The subscription ended "
        "{end}, after that charge, and no charge is seen after it.",
    )
    answer = Answer("explained", hints.MONTH, explanation, values=(("end", moment(end)),))
    claims = (ASKS, DENIES, PACKAGE, ONCE, moved_in(chance, run),
              stopped_before(chance, end), stopped_after(chance, end, 0))  # fmt: skip
    return keyed(seen, chance, answer, claims)


def prorated(serial: int, chance: Random) -> Story:
    """A subscription begun in February at a part of its price."""
    item = product(chance)
    part = item.price * chance.choice((3, 4, 5, 6, 7)) // 1000 * 100
    run = active(chance, item, renewals=(0, 0), prorated=(part,))
    seen = Seen(serial, run)
    answer = Answer(
        "explained",
        hints.PRICES,
        explained(
            "Transaksi pertama {charges} memakai Harga Prorate, bukan Harga {full}, dan "
            "itulah yang ditagih. Jumlahnya cocok. Price di Subscriptions {full}, jadi "
            "perpanjangan berikutnya diperkirakan sebesar itu.",
            "The first charge {charges} is at Harga Prorate, not at Harga {full}, and that is "
            "what was billed. The amount is explained. Price in Subscriptions is {full}, so "
            "the next renewal is expected at that.",
        ),
        values=(("full", money(item.price)),),
    )
    claims = (ASKS, DENIES, told(item.price, "contradicted"), moved_in(chance, run))
    return keyed(seen, chance, answer, claims)


def several(serial: int, chance: Random) -> Story:
    """Two or three services at once."""
    items = [product(chance)]
    for _ in range(chance.randint(1, 2)):
        items.append(product(chance, *items))
    seen = Seen(serial, *(usual(chance, item) for item in items))
    explanation = explained(
        "Di {month} ada satu transaksi untuk tiap layanan: {charges}; semuanya {charged}, sama "
        "dengan INTERNET CONTENT tagihan {bill}. Layanannya berbeda, jadi bukan ditagih dobel.",
        "In {month} there is one charge for each service: {charges}; {charged} in all, as "
        "INTERNET CONTENT of the bill of {bill}. The services differ, so nothing is doubled.",
    )
    return keyed(
        seen, chance, Answer("explained", hints.MONTH, explanation), (ASKS, DENIES, NOT_TWICE)
    )


def yearly(serial: int, chance: Random) -> Story:
    """A yearly item bought in February."""
    start = evening(chance, date(2022, 2, chance.randint(FIRST, LAST)))
    run = Run(FILM_YEAR, start, charges=1, active=True, channel=chance.choice(CHANNELS))
    seen = Seen(serial, run)
    explanation = explained(
        "Item berakhiran Yearly dikenakan sekali untuk 365 hari: {charges}. Itulah yang masuk "
        "tagihan {bill}; perpanjangan berikutnya diperkirakan baru 365 hari kemudian.",
        "An item that ends in Yearly is charged once for 365 days: {charges}. That is what "
        "the bill of {bill} carries; the next renewal is expected 365 days later.",
    )
    claims = (ASKS, DENIES, ONCE, moved_in(chance, run))
    return keyed(seen, chance, Answer("explained", hints.MONTH, explanation), claims)


def nothing(serial: int, chance: Random) -> Story:
    """No add-on at all."""
    explanation = Text(
        "Subscriptions dan Transactions Data menjawab «Tidak ada data» untuk nomor ini, dan "
        "tagihan {bill} tidak memuat INTERNET CONTENT. Tidak ada jumlah yang perlu dinilai.",
        "Subscriptions and Transactions Data answer «Tidak ada data» for this number, and the "
        "bill of {bill} has no INTERNET CONTENT. There is no amount to judge.",
    )
    denied = replace(NOTHING_BEHIND, allows=("contradicted",))
    return keyed(Seen(serial), chance, Answer("none", hints.LINES, explanation), (ASKS, denied))


def not_yet_billed(serial: int, chance: Random) -> Story:
    """Begun in March: on the bill of April."""
    start = evening(chance, date(2022, 3, chance.randint(2, 18)))
    run = Run(product(chance), start, active=True, channel=chance.choice(CHANNELS))
    seen = Seen(serial, run)
    (first,) = seen.charges("2022-03")
    answer = Answer(
        "none",
        hints.MONTH,
        Text(
            "Transaksi pertama baru {first}; transaksi Mar 2022 masuk tagihan Apr 2022. Tagihan "
            "{bill} memang belum memuat INTERNET CONTENT.",
            "The first charge is {first}; charges of Mar 2022 are on the bill of Apr 2022. The "
            "bill of {bill} rightly has no INTERNET CONTENT yet.",
        ),
        proof=(first,),
        values=(("first", said(first)),),
    )
    return keyed(seen, chance, answer, (ASKS, UNBILLED))
