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
            "INTERNET CONTENT di tagihan {bill} saya itu apa, ya?",
            "What is that INTERNET CONTENT on my {bill} bill?",
        ),
        "only-asking",
    ),
    (
        Text(
            "Add-on di tagihan {bill} saya masih jalan tidak? Sampai kapan?",
            "Is the add-on on my {bill} bill still running? Until when?",
        ),
        "only-asking",
    ),
    (
        Text(
            "Saya tidak ingat pernah pesan add-on, kok ada di tagihan {bill}?",
            "I do not remember ordering an add-on, so why is it on the {bill} bill?",
        ),
        "not-subscribed",
    ),
    (
        Text(
            "Tiba-tiba ada add-on di tagihan {bill} saya, padahal saya tidak merasa daftar.",
            "There suddenly is an add-on on my {bill} bill, though I never signed up, I think.",
        ),
        "not-subscribed",
    ),
    (
        Text(
            "Tolong pastikan INTERNET CONTENT di tagihan {bill} saya sudah benar.",
            "Please make sure that INTERNET CONTENT on my {bill} bill is right.",
        ),
        "only-asking",
    ),
)

_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}

_HINT = Text(
    "Tagihan memuat transaksi bulan sebelumnya: cari transaksi yang jumlahnya sama.",
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
        said, claim = _SAID[serial % len(_SAID)]
        key = _key(run, start, claim)
        # Without its month the bill that is meant would be a guess: the newest may have no content.
        complaint = Text(*(
            text.format(bill=_named(date.fromisoformat(f"{key.period}-01"), language))
            for text, language in zip(said, _MONTHS, strict=True)
        ))  # fmt: skip
        yield Story(serial, "ordinary", complaint, (run,), key=key)


def _key(run: Run, start: date, claim: ClaimKind) -> Key:
    """The answer, from the schedule alone: the newest bill that is shown with content fits."""
    due = (TODAY - start).days // 30 + 1
    days = [start + timedelta(days=30 * k) for k in range(min(run.charges or due, due))]
    newest = max(day for day in days if _month(day) < _month(TODAY))
    twice = any(_month(one) == _month(other) for one, other in pairwise(days))
    own = [day for day in days if _month(day) == _month(newest)]
    end = days[-1] + timedelta(days=30)
    shown = _billed(newest) >= _OLDEST_BILL
    return Key(
        "explained" if shown else "none",
        hint=_HINT,
        explanation=Text(*(_explained(run, own, end, one) for one in _MONTHS)) if shown else _OVER,
        claim=claim,
        period=f"{_billed(newest):%Y-%m}" if shown else PERIOD,
        charges=tuple(k for k, day in enumerate(reversed(days), start=1) if shown and day in own),
        subscriptions=(1,),
        rules=("two-renewals-in-month",) if twice else (),
        steps=("explain",) if claim == "only-asking" else _where_bought(run),
    )


def _where_bought(run: Run) -> tuple[Step, ...]:
    return ("team-rule", "data-log") if run.channel == "STB" else ("data-log", "explain")


_EXPLAINED = {
    "id": "Tagihan {bill} memuat transaksi {month}: {service} {price} pada {days}; jumlahnya "
    "{total} dan cocok.{apart} {state} Siapa yang memesan tidak tercatat di data; «cocok» tidak "
    "berarti wajib bayar.",
    "en": "The {bill} bill carries the charges of {month}: {service} {price} on {days}; that is "
    "{total} and explained.{apart} {state} Who ordered is not recorded; «explained» does not say "
    "that it must be paid.",
}
_APART = {
    "id": " Jarak keduanya 30 hari, jadi dua perpanjangan dalam satu bulan itu wajar.",
    "en": " They are 30 days apart, so two renewals in a month are normal.",
}
_RUNS = {
    "id": "Langganannya masih Active tanpa End Time: tanggal berhenti tidak tercatat.",
    "en": "The subscription still is Active without End Time: no end is recorded.",
}
_ENDED = {
    "id": "Langganannya tercatat berakhir {end}; sesudah itu tidak terlihat transaksi.",
    "en": "The subscription is recorded as ended on {end}; no charge is seen after it.",
}


def _explained(run: Run, own: Sequence[date], end: date, language: str) -> str:
    state = _RUNS[language] if run.active else _ENDED[language]
    return _EXPLAINED[language].format(
        bill=_named(_billed(own[0]), language),
        month=_named(own[0], language),
        service=run.product.name,
        price=_rupiah(run.product.price),
        days=(" dan " if language == "id" else " and ").join(_day(day, language) for day in own),
        total=_rupiah(run.product.price * len(own)),
        apart=_APART[language] if len(own) > 1 else "",
        state=state.format(end=_day(end, language)),
    )


def _day(day: date, language: str) -> str:
    return f"{day.day} {_named(day, language)}"


def _named(day: date, language: str) -> str:
    """Its month, as Feb 2022."""
    return f"{_MONTHS[language][day.month - 1]} {day.year}"


def _rupiah(amount: int) -> str:
    return f"Rp {amount:,}".replace(",", ".")


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _billed(day: date) -> date:
    """The first day of the month after, whose bill carries the charge."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


EVERYDAY = tuple(_everyday(range(56, 71)))
