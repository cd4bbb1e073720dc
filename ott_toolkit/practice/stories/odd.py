"""Customers whose rows look odd at first sight but are in order."""

from dataclasses import replace

from ott_toolkit.practice.products import CATCHPLAY, DISNEY, IFLIX, KANAL, MOLA
from ott_toolkit.practice.story import Amend, Free, Run, Story

LOOKS_ODD = (
    Story(
        16,
        "prorate-normal",
        "Jumlah INTERNET CONTENT bukan harga add-on.",
        "The INTERNET CONTENT amount is not the price of the add-on.",
        (Run(DISNEY, "2022-02-12 20:18:37", active=True, prorated=(14_500,)),),
    ),
    Story(
        23,
        "two-at-one-price",
        "Dua baris INTERNET CONTENT dengan jumlah sama; merasa ditagih dobel.",
        "Two INTERNET CONTENT lines of the same amount; feels billed twice.",
        (
            Run(DISNEY, "2021-12-05 19:11:20", active=True),
            Run(replace(IFLIX, price=29_000), "2021-12-21 20:47:02", active=True, channel="Web"),
        ),
        split=True,
    ),
    Story(
        31,
        "price-change",
        "Add-on yang sama, tetapi biayanya tiba-tiba naik.",
        "The same add-on, but its charge suddenly went up.",
        (
            Run(
                DISNEY,
                "2021-11-26 18:36:14",
                active=True,
                price=39_000,
                prices=(29_000, 29_000, 29_000, 39_000),
            ),
        ),
    ),
    Story(
        32,
        "two-renewals",
        "Tagihan Feb 2022 dua kali lipat, padahal add-on hanya satu.",
        "The February 2022 bill doubled, though there is only one add-on.",
        (Run(DISNEY, "2021-12-02 21:02:59", active=True),),
    ),
    Story(
        33,
        "missing-cycle",
        "Satu bulan tidak ditagih, lalu ditagih lagi; minta penjelasan.",
        "One month was not billed, then it was billed again; wants an explanation.",
        (Run(MOLA, "2021-10-22 19:25:33", active=True, skipped=(3,)),),
        months=6,
    ),
    Story(
        34,
        "came-back",
        "Sudah unreg tahun lalu, tetapi add-on muncul lagi.",
        "Unsubscribed last year, but the add-on is back.",
        (
            Run(
                CATCHPLAY,
                "2021-09-04 20:20:02",
                charges=2,
                stop_asked=(("2021-10-20 12:11:47", "diterima"),),
            ),
            Run(CATCHPLAY, "2022-01-22 21:35:48", active=True, channel="MyIndiHome"),
        ),
        months=6,
    ),
    Story(
        38,
        "debit",
        "Ada RESTUSI/DISKON/DEBET di tagihan, tetapi tagihan tetap naik.",
        "RESTUSI/DISKON/DEBET is on the bill, yet the bill went up.",
        (Run(DISNEY, "2021-12-30 17:50:26", active=True),),
        (Amend("2022-03", lines=(("RESTUSI/DISKON/DEBET", 105_000),)),),
    ),
    Story(
        39,
        "fine-and-arrears",
        "Dua periode belum dibayar; bertanya mengapa ada DENDA.",
        "Two periods are unpaid; asks why there is a fine.",
        (Run(CATCHPLAY, "2021-11-29 19:08:41", active=True),),
        (
            Amend("2022-02", paid=False),
            Amend("2022-03", lines=(("DENDA TERBAYAR", 18_150),)),
        ),
    ),
    Story(
        40,
        "other-lines",
        "Tagihan berisi banyak baris; minta dijelaskan satu per satu.",
        "The bill has many lines; wants each of them explained.",
        (Run(IFLIX, "2021-12-12 15:33:19", active=True),),
        (
            Amend("2022-02", lines=(("PERCAKAPAN PONSEL", 12_435),)),
            Amend("2022-03", lines=(("PERCAKAPAN PONSEL", 27_318),), paid=True),
        ),
        fee_line="BIAYA INDIHOME 3P",
        package="IndiHome 3P 50 Mbps",
    ),
    Story(
        42,
        "household-without",
        "Punya dua nomor IndiHome; bertanya nomor mana yang kena add-on.",
        "Has two IndiHome numbers; asks which of them carries the add-on.",
        household=42,
    ),
    Story(
        43,
        "household-with",
        "Nomor kedua pelanggan 121500000042, satu GroupID.",
        "The second number of customer 121500000042, same GroupID.",
        (Run(KANAL, "2022-01-08 20:02:27", active=True),),
        name="PELANGGAN CONTOH 042",
        household=42,
    ),
    Story(
        47,
        "free-period",
        "Dijanjikan gratis sebulan, tetapi sudah ada di tagihan.",
        "Was promised a free month, but it is on the bill already.",
        (Run(DISNEY, "2022-01-09 18:44:30", active=True, prorated=(0,)),),
        free=(Free(DISNEY, "2022-01-09"),),
    ),
    Story(
        49,
        "blanks",
        "Data di dashboard banyak yang kosong; apa yang masih bisa dijelaskan?",
        "Much is blank on the dashboard; what can still be explained?",
        (
            Run(
                CATCHPLAY,
                "2022-01-17 19:19:04",
                active=True,
                channel="-",
                prorated=("-", "NULL", ""),
            ),
        ),
    ),
    Story(
        52,
        "package",
        "Merasa Disney sudah termasuk paket IndiHome-nya.",
        "Believes Disney is part of the IndiHome package.",
        (
            Run(
                DISNEY,
                "2022-01-27 16:57:12",
                active=True,
                channel="CC 147",
                activated="2022-02-05 19:12:40",
            ),
        ),
        fee=515_000,
        fee_line="BIAYA INDIHOME 3P",
        package="IndiHome 3P 50 Mbps + Disney",
    ),
    Story(
        53,
        "paid-elsewhere",
        "Sudah bayar lewat toko aplikasi, tetapi masih ada di tagihan.",
        "Already paid through an app store, but it is still on the bill.",
        (
            Run(
                KANAL,
                "2021-12-24 22:10:58",
                active=True,
                channel="Web",
                ends="2022-03-24 00:04:19",
            ),
        ),
    ),
    Story(
        54,
        "phone-given",
        "Hanya menyebut nomor telepon rumah 02100000054.",
        "Gives only the home phone number 02100000054.",
        (Run(IFLIX, "2022-01-19 14:26:35", active=True),),
    ),
)
