"""Everyday customers with one add-on and nothing amiss, so that not every case is a catch."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from ott_toolkit.practice.key import PERIOD, ClaimKind, Key, Step, Text
from ott_toolkit.practice.products import CATCHPLAY, DISNEY, IFLIX, KANAL, MOLA
from ott_toolkit.practice.story import Run, Story
from ott_toolkit.practice.world import TODAY

_SAID: Sequence[tuple[Text, ClaimKind]] = (
    (
        Text(
            "INTERNET CONTENT di tagihan saya itu apa, ya?",
            "What is that INTERNET CONTENT on my bill?",
        ),
        "only-asking",
    ),
    (
        Text(
            "Add-on di tagihan saya ini berapa lama lagi jalannya?",
            "How much longer will the add-on on my bill run?",
        ),
        "only-asking",
    ),
    (
        Text(
            "Saya tidak ingat pernah pesan add-on, kok ada di tagihan?",
            "I do not remember ordering an add-on, so why is it on the bill?",
        ),
        "not-subscribed",
    ),
    (
        Text(
            "Tiba-tiba ada add-on di tagihan saya, padahal saya tidak merasa daftar.",
            "There suddenly is an add-on on my bill, though I never signed up, I think.",
        ),
        "not-subscribed",
    ),
    (
        Text(
            "Tolong pastikan INTERNET CONTENT di tagihan saya sudah benar.",
            "Please make sure that INTERNET CONTENT on my bill is right.",
        ),
        "only-asking",
    ),
)

_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}

_HINT = Text(
    "Tagihan memuat transaksi bulan sebelumnya: cari yang jumlahnya sama.",
    "A bill carries the charges of the month before: find those that come to its amount.",
)

_OLDEST_BILL = date(2021, 12, 1)
_OVER = Text(
    "Tagihan yang tampil, Des 2021 sampai Mar 2022, tidak memuat INTERNET CONTENT: langganannya "
    "sudah berakhir sebelum itu dan tidak ada transaksi sesudahnya.",
    "The bills that are shown, December 2021 to March 2022, have no INTERNET CONTENT: the "
    "subscription had ended before, and nothing was charged since.",
)


def _everyday(serials: range) -> Iterator[Story]:
    for serial in serials:
        chance = Random(f"{serial} ordinary")  # noqa: S311 - must repeat, not surprise
        start = date(2021, chance.randint(9, 12), chance.randint(1, 28))
        clock = f"{chance.randint(9, 22):02d}:{chance.randrange(60):02d}:{chance.randrange(60):02d}"
        active = chance.random() < 0.6
        run = Run(
            chance.choice((DISNEY, DISNEY, CATCHPLAY, IFLIX, MOLA, KANAL)),
            f"{start} {clock}",
            charges=None if active else chance.randint(1, 3),
            active=active,
            channel=chance.choice(("STB", "STB", "MyIndiHome", "Web")),
        )
        complaint, claim = _SAID[serial % len(_SAID)]
        yield Story(serial, "ordinary", complaint, (run,), key=_key(run, start, claim))


def _key(run: Run, start: date, claim: ClaimKind) -> Key:
    """The answer, from the schedule alone: the newest bill that is shown with content fits."""
    due = (TODAY - start).days // 30 + 1
    days = [start + timedelta(days=30 * k) for k in range(min(run.charges or due, due))]
    newest = max(day for day in days if _month(day) < _month(TODAY))
    twice = any(_month(one) == _month(other) for one, other in pairwise(days))
    own = [day for day in days if _month(day) == _month(newest)]
    shown = _billed(newest) >= _OLDEST_BILL
    return Key(
        "explained" if shown else "none",
        hint=_HINT,
        explanation=Text(_explained(run, own, "id"), _explained(run, own, "en"))
        if shown
        else _OVER,
        claim=claim,
        period=f"{_billed(newest):%Y-%m}" if shown else PERIOD,
        charges=tuple(k for k, day in enumerate(reversed(days), start=1) if shown and day in own),
        subscriptions=(1,),
        rules=("two-renewals-in-month",) if twice else (),
        steps=("explain",) if claim == "only-asking" else _where_bought(run),
    )


def _where_bought(run: Run) -> tuple[Step, ...]:
    return ("team-rule", "data-log") if run.channel == "STB" else ("data-log", "explain")


def _explained(run: Run, own: Sequence[date], language: str) -> str:
    names = _MONTHS[language]
    days = [f"{day.day} {names[day.month - 1]} {day.year}" for day in own]
    bill = _billed(own[0])
    said = {
        "id": "Tagihan {bill} memuat transaksi bulan sebelumnya: {service} {price} pada {days}; "
        "jumlahnya {total} dan cocok. Langganannya berjalan waktu itu. Siapa yang memesan tidak "
        "tercatat di data; «cocok» tidak berarti wajib bayar.",
        "en": "The {bill} bill carries the charges of the month before: {service} {price} on "
        "{days}; that is {total} and explained. The subscription was running then. Who ordered is "
        "not recorded; «explained» does not say that it must be paid.",
    }
    return said[language].format(
        bill=f"{names[bill.month - 1]} {bill.year}",
        service=run.product.name,
        price=_rupiah(run.product.price),
        days=(" dan " if language == "id" else " and ").join(days),
        total=_rupiah(run.product.price * len(own)),
    )


def _rupiah(amount: int) -> str:
    return f"Rp {amount:,}".replace(",", ".")


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _billed(day: date) -> date:
    """The first day of the month after, whose bill carries the charge."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


EVERYDAY = tuple(_everyday(range(56, 71)))
