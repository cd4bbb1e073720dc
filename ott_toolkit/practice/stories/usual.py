"""Customers with nothing amiss: the sample, plain situations, and everyday ones."""

from collections.abc import Iterator
from random import Random

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
    FILM_YEAR,
    IFLIX,
    KANAL,
    MOLA,
    MUSIC_WEEK,
    SPORT_DAY,
)
from ott_toolkit.practice.story import Free, Run, Story

_SAMPLE_ID = "stbupoint0000000000000000000000000000000"

TOLD = (
    Story(
        17,
        "sample",
        "Tidak merasa berlangganan; bertanya apa itu INTERNET CONTENT di tagihan Mar 2022.",
        "Denies subscribing; asks what INTERNET CONTENT on the March 2022 bill is.",
        (
            Run(
                DISNEY,
                "2022-01-02 09:21:22",
                charges=1,
                more=("2022-02-01 00:04:25",),
                ends="2022-03-03 00:04:11",
                trx_ids=(_SAMPLE_ID + "1", _SAMPLE_ID + "2"),
                confirmed=False,
            ),
        ),
        name="PELANGGAN CONTOH",
        line="Telkom Link ADSL",
        regional="3",
        fee=425_000,
        key=Key(
            "explained",
            hint=Text(
                "Tagihan Mar 2022 memuat transaksi bulan apa?",
                "Which month's charges does the March 2022 bill carry?",
            ),
            explanation=Text(
                "Tagihan Mar 2022 memuat transaksi Feb 2022: satu perpanjangan Disney Rp 29.000 "
                "pada 1 Feb 2022, 30 hari setelah Start Time. Jumlahnya cocok. Siapa yang membeli "
                "tidak tercatat di data, jadi «cocok» tidak berarti pelanggan yang memesan.",
                "The March 2022 bill carries the charges of February 2022: one renewal of Disney, "
                "Rp 29,000 on 1 Feb 2022, 30 days after Start Time. The amount is explained. Who "
                "bought it is not recorded, so «explained» does not say that the customer did.",
            ),
            claim="not-subscribed",
            charges=(1,),
            subscriptions=(1,),
            steps=("data-log", "explain"),
        ),
    ),
    Story(
        1,
        "still-active",
        "Bertanya sampai kapan add-on ini akan terus ditagih.",
        "Asks until when this add-on will go on being billed.",
        (Run(DISNEY, "2021-10-08 20:15:09", active=True),),
    ),
    Story(
        2,
        "nothing",
        "Mendengar tetangganya kena biaya siluman; minta nomornya diperiksa.",
        "Heard of a neighbour's stealth charges; wants the number checked.",
    ),
    Story(
        3,
        "several-services",
        "Tagihan membengkak; hanya ingat memesan satu add-on.",
        "The bill has swollen; remembers ordering only one add-on.",
        (
            Run(DISNEY, "2021-11-03 19:40:12", active=True),
            Run(CATCHPLAY, "2021-12-18 21:07:55", active=True, channel="MyIndiHome"),
            Run(MOLA, "2022-01-15 20:30:31", charges=2, channel="Web"),
            Run(IFLIX, "2021-07-11 18:22:40", charges=3),
        ),
        split=True,
    ),
    Story(
        4,
        "no-transactions",
        "Melihat add-on di layar STB; takut akan ditagih.",
        "Saw an add-on on the set-top box screen; fears being billed for it.",
        (Run(MOLA, "2022-03-18 19:55:06", charges=0, active=True),),
        free=(Free(MOLA, "2022-03-18"),),
    ),
    Story(
        5,
        "many-transactions",
        "INTERNET CONTENT selalu ada dan jumlahnya berubah tiap bulan.",
        "INTERNET CONTENT is always there, with another amount every month.",
        (Run(SPORT_DAY, "2021-05-04 17:48:20", active=True),),
        months=6,
    ),
    Story(
        44,
        "long-history",
        "Baru pindah ke rumah ini; merasa add-on milik penghuni lama.",
        "Has just moved in; believes the add-on is the previous resident's.",
        (Run(DISNEY, "2020-06-14 16:20:48", active=True, channel="CC 147"),),
        months=6,
    ),
    Story(
        45,
        "yearly",
        "Tagihan Mar 2022 naik tajam; bulan sebelumnya tidak ada INTERNET CONTENT.",
        "The March 2022 bill rose sharply; no INTERNET CONTENT the month before.",
        (Run(FILM_YEAR, "2022-02-10 13:05:27", charges=1, active=True, channel="Web"),),
    ),
    Story(
        46,
        "weekly",
        "Merasa harga add-on Rp 7.500, tetapi di tagihan jauh lebih besar.",
        "Thinks the add-on costs Rp 7,500, but the bill shows far more.",
        (Run(MUSIC_WEEK, "2021-12-27 11:31:45", active=True, channel="SMS"),),
    ),
    Story(
        51,
        "next-bill",
        "Ada add-on baru; bertanya mengapa belum ada di tagihan Mar 2022.",
        "Has a new add-on; asks why it is not on the March 2022 bill.",
        (Run(CATCHPLAY, "2022-03-10 20:44:03", active=True, channel="MyIndiHome"),),
    ),
    Story(
        55,
        "old-history",
        "Menanyakan INTERNET CONTENT di tagihan tahun 2020.",
        "Asks about INTERNET CONTENT on a bill of 2020.",
        (Run(IFLIX, "2020-02-09 18:02:13", charges=4),),
    ),
)

_ORDINARY = (
    ("Bertanya apa itu INTERNET CONTENT.", "Asks what INTERNET CONTENT is."),
    ("Bertanya berapa lama lagi add-on ini berjalan.", "Asks how long the add-on will run."),
    ("Tidak ingat pernah memesan add-on.", "Does not remember ordering an add-on."),
    ("Tiba-tiba ada add-on di tagihan.", "An add-on is suddenly on the bill."),
    ("Ingin memastikan tagihan Mar 2022 benar.", "Wants to be sure the March 2022 bill is right."),
)


def _everyday(serials: range) -> Iterator[Story]:
    """Everyday customers with one add-on and nothing amiss, so that not every case is a catch."""
    for serial in serials:
        chance = Random(f"{serial} ordinary")  # noqa: S311 - must repeat, not surprise
        start = f"2021-{chance.randint(9, 12):02d}-{chance.randint(1, 28):02d}"
        clock = f"{chance.randint(9, 22):02d}:{chance.randrange(60):02d}:{chance.randrange(60):02d}"
        active = chance.random() < 0.6
        run = Run(
            chance.choice((DISNEY, DISNEY, CATCHPLAY, IFLIX, MOLA, KANAL)),
            f"{start} {clock}",
            charges=None if active else chance.randint(1, 3),
            active=active,
            channel=chance.choice(("STB", "STB", "MyIndiHome", "Web")),
        )
        yield Story(serial, "ordinary", *_ORDINARY[serial % len(_ORDINARY)], (run,))


USUAL = (*TOLD, *_everyday(range(56, 71)))
