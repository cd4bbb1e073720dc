"""Customers with something amiss: in a charge, on the bill, or between two records."""

from ott_toolkit.practice.products import CATCHPLAY, DISNEY, IFLIX, KANAL, MOLA
from ott_toolkit.practice.story import Amend, Run, Story

CHARGES_AMISS = (
    Story(
        9,
        "charge-after-end",
        "Sudah berhenti, tetapi masih ada biaya di tagihan Mar 2022.",
        "Has stopped, but there is still a charge on the March 2022 bill.",
        (
            Run(
                DISNEY,
                "2021-11-20 19:05:44",
                charges=3,
                more=("2022-02-20 00:04:37",),
                stop_asked=(("2022-02-10 08:41:09", "gagal"), ("2022-02-14 19:22:50", "diterima")),
            ),
        ),
    ),
    Story(
        10,
        "charge-at-end",
        "Langganan berakhir bulan Februari; masih ada biaya pada hari itu.",
        "The subscription ended in February; there is a charge on that very day.",
        (
            Run(
                MOLA,
                "2021-12-22 20:41:10",
                charges=2,
                more=("2022-02-20 00:04:31",),
                ends="2022-02-20 00:04:05",
                stop_asked=(("2022-02-19 20:15:33", "diterima"),),
            ),
        ),
    ),
    Story(
        11,
        "duplicate-charge",
        "Add-on hanya satu, tetapi INTERNET CONTENT Mar 2022 dua kali lipat.",
        "Only one add-on, but INTERNET CONTENT of March 2022 doubled.",
        (Run(DISNEY, "2021-12-15 18:22:03", active=True, more=("2022-02-13 00:09:52",)),),
    ),
    Story(
        12,
        "duplicate-id",
        "Minta rincian setiap transaksi add-on sejak Januari.",
        "Wants every charge of the add-on since January in detail.",
        (
            Run(
                CATCHPLAY,
                "2022-01-05 20:10:44",
                active=True,
                trx_ids=(
                    "stbupoint00000000000000000000000000012001",
                    "stbupoint00000000000000000000000000012002",
                    "stbupoint00000000000000000000000000012002",
                ),
            ),
        ),
    ),
    Story(
        13,
        "unknown-subscription",
        "Hanya berlangganan Disney; bertanya mengapa INTERNET CONTENT lebih besar.",
        "Subscribes to Disney only; asks why INTERNET CONTENT is higher.",
        (
            Run(DISNEY, "2021-12-09 19:47:21", active=True),
            Run(IFLIX, "2022-01-11 20:31:50", charges=2, hidden=True),
        ),
    ),
    Story(
        14,
        "price-mismatch",
        "Harga di aplikasi Rp 29.000, tetapi yang ditagih lain.",
        "The app says Rp 29,000, but something else was billed.",
        (Run(DISNEY, "2021-12-14 21:14:08", active=True, prices=(29_000, 29_000, 39_000)),),
    ),
    Story(
        15,
        "prorate-above-price",
        "Biaya bulan kedua lebih besar dari harga add-on.",
        "The second month costs more than the add-on's price.",
        (Run(MOLA, "2022-01-18 19:32:51", active=True, prorated=(65_000, 85_000)),),
    ),
    Story(
        18,
        "overlapping",
        "Membeli ulang di aplikasi karena tidak bisa menonton; kini ditagih dua kali.",
        "Bought again in the app because it would not play; is now billed twice.",
        (
            Run(DISNEY, "2021-12-01 20:05:16", active=True, activated=""),
            Run(DISNEY, "2022-01-20 20:58:43", active=True, channel="MyIndiHome"),
        ),
        split=False,
    ),
    Story(
        36,
        "refunded-charge",
        "Katanya biaya sudah dikembalikan; bertanya apakah benar.",
        "Was told the charge has been given back; asks whether that is so.",
        (
            Run(
                DISNEY,
                "2021-12-16 18:09:30",
                charges=2,
                more=("2022-02-03 10:15:00",),
                prices=(29_000, 29_000, -29_000),
            ),
        ),
    ),
    Story(
        48,
        "charge-before-start",
        "Berlangganan mulai Februari, tetapi ada biaya bulan Januari.",
        "Subscribed in February, but there is a charge in January.",
        (Run(IFLIX, "2022-02-06 12:40:22", active=True, more=("2022-01-07 00:04:18",)),),
    ),
)

BILL_AMISS = (
    Story(
        19,
        "billed-without-charge",
        "Add-on sudah lama berhenti, tetapi INTERNET CONTENT muncul lagi.",
        "The add-on stopped long ago, but INTERNET CONTENT is back.",
        (
            Run(
                DISNEY,
                "2021-09-13 19:16:40",
                charges=2,
                stop_asked=(("2021-11-02 09:30:18", "diterima"),),
            ),
        ),
        (Amend("2022-03", content=(29_000,)),),
    ),
    Story(
        20,
        "billed-amount-differs",
        "INTERNET CONTENT Rp 58.000; merasa hanya memakai satu add-on.",
        "INTERNET CONTENT is Rp 58,000; feels there is only one add-on.",
        (Run(DISNEY, "2021-12-28 20:23:05", active=True),),
        (Amend("2022-03", content=(58_000,)),),
    ),
    Story(
        21,
        "charged-not-billed",
        "Melihat potongan add-on di aplikasi, tetapi tidak ada di tagihan.",
        "Sees the add-on's charge in the app, but not on the bill.",
        (Run(MOLA, "2021-12-19 21:29:47", active=True),),
        (Amend("2022-03", content=()),),
    ),
    Story(
        22,
        "duplicate-bill-line",
        "Ada dua baris INTERNET CONTENT di tagihan Mar 2022.",
        "There are two INTERNET CONTENT lines on the March 2022 bill.",
        (Run(DISNEY, "2021-12-26 17:37:55", active=True),),
        (Amend("2022-03", content=(29_000, 29_000)),),
    ),
    Story(
        24,
        "tax-mismatch",
        "Minta PPN di tagihan Mar 2022 dihitung ulang.",
        "Wants the PPN on the March 2022 bill reckoned again.",
        (Run(DISNEY, "2022-01-04 20:49:33", active=True),),
        (Amend("2022-03", ppn=49_940),),
        fee=425_000,
    ),
    Story(
        25,
        "bill-total-mismatch",
        "Rincian dijumlahkan sendiri, hasilnya tidak sama dengan tagihan.",
        "Added the lines up and got another total than the bill's.",
        (Run(CATCHPLAY, "2021-12-23 18:55:29", active=True),),
        (Amend("2022-03", excess=10_000),),
    ),
    Story(
        37,
        "refund-line",
        "Dijanjikan potongan untuk add-on; sudah masuk tagihan atau belum?",
        "Was promised a deduction for the add-on; is it on the bill yet?",
        (Run(DISNEY, "2021-11-25 19:58:17", charges=2),),
        (Amend("2022-03", lines=(("RESTUSI/DISKON/DEBET", -29_000),)),),
    ),
    Story(
        41,
        "turn-of-month",
        "Membeli akhir Januari; bertanya masuk tagihan bulan apa.",
        "Bought at the end of January; asks which month's bill carries it.",
        (Run(DISNEY, "2022-01-31 23:41:55", active=True),),
        (Amend("2022-02", content=()), Amend("2022-03", content=(29_000,))),
    ),
    Story(
        50,
        "no-bill",
        "Tagihannya belum bisa dibuka; bertanya berapa biaya add-on-nya.",
        "The bill cannot be opened yet; asks what the add-on costs.",
        (Run(CATCHPLAY, "2022-02-02 19:03:44", active=True),),
        months=0,
    ),
)

RECORDS_AMISS = (
    Story(
        26,
        "last-charge-unseen",
        "Bertanya kapan terakhir kali biaya add-on diambil.",
        "Asks when the add-on was last charged.",
        (
            Run(
                DISNEY,
                "2021-12-11 19:44:26",
                active=True,
                skipped=(3,),
                last_charge="2022-03-11 00:04:17",
            ),
        ),
    ),
    Story(
        27,
        "last-charge-stale",
        "Menurut petugas lain tidak ada biaya bulan Februari, tetapi tagihan berkata lain.",
        "Another agent saw no charge in February, but the bill says otherwise.",
        (Run(MOLA, "2021-12-13 20:37:09", active=True, last_charge="2022-01-12 00:04:33"),),
    ),
    Story(
        28,
        "reference-mismatch",
        "Yakin tidak ada yang membeli add-on dari nomor ini.",
        "Is sure that nobody bought an add-on from this number.",
        (
            Run(
                DISNEY,
                "2021-12-18 20:30:15",
                active=True,
                ref="disact-20211218203015-121500000082",
                confirmed=False,
                activated="",
            ),
        ),
    ),
    Story(
        29,
        "active-after-end",
        "Di layar TV add-on masih aktif, padahal tidak ditagih lagi.",
        "The add-on still shows as active on TV, though no longer billed.",
        (
            Run(
                CATCHPLAY,
                "2021-11-17 18:13:52",
                charges=3,
                active=True,
                ends="2022-02-15 00:04:22",
            ),
        ),
    ),
    Story(
        30,
        "inactive-without-end",
        "Sudah unreg; bertanya sejak tanggal berapa berhenti.",
        "Has unsubscribed; asks from what date it stopped.",
        (
            Run(
                IFLIX,
                "2021-12-07 16:45:38",
                charges=2,
                ends="-",
                channel="SMS",
                stop_asked=(("2022-01-25 17:08:12", "diterima"),),
            ),
        ),
    ),
    Story(
        35,
        "renewal-overdue",
        "Add-on masih Active, tetapi bulan lalu tidak ada biaya.",
        "The add-on is still Active, but nothing was charged last month.",
        (Run(KANAL, "2021-12-20 21:21:06", charges=2, active=True),),
    ),
)
