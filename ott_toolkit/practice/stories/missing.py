"""Customers of whom something that the verdict needs is missing."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
    IFLIX,
    KANAL,
)
from ott_toolkit.practice.story import Amend, Run, Story

MISSING = (
    Story(
        50,
        "no-bill",
        Text(
            "Tagihan saya tidak bisa dibuka di aplikasi. INTERNET CONTENT di tagihan Mar "
            "2022 berapa, dan benar tidak?",
            "My bill will not open in the app. How much is INTERNET CONTENT on the March "
            "2022 bill, and is it right?",
        ),
        (Run(CATCHPLAY, "2022-02-02 19:03:44", active=True),),
        months=0,
        difficulty=2,
        key=Key(
            "cannot",
            hint=Text(
                "Tanpa tagihan, apa yang bisa dibandingkan dengan transaksi?",
                "Without the bill, what can the charges be compared with?",
            ),
            explanation=Text(
                "Tagihan nomor ini tidak ditemukan, jadi jumlah yang ditagih tidak diketahui. "
                "Yang terlihat hanya transaksi Catchplay Rp 45.000 pada 2 Feb 2022, yang "
                "biasanya masuk tagihan Mar 2022. Itu bukan bukti apa yang ditagih: belum bisa "
                "dipastikan, dapatkan dulu tagihannya.",
                "No bill is found for this number, so what was billed is not known. All that is "
                "seen is the Catchplay charge of Rp 45.000 on 2 Feb 2022, which would usually be "
                "on the March 2022 bill. That is no proof of what was billed: it cannot be said "
                "yet; get the bill first.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("get-bill", "search-again"),
        ),
    ),
    Story(
        55,
        "old-history",
        Text(
            "Saya baru sadar, di tagihan Mei 2020 dulu ada INTERNET CONTENT. Itu benar tidak?",
            "I only now noticed that my May 2020 bill had INTERNET CONTENT. Was that right?",
        ),
        (Run(IFLIX, "2020-02-09 18:02:13", charges=4),),
        difficulty=3,
        key=Key(
            "cannot",
            hint=Text(
                "Periode mana saja yang tampil di halaman tagihan?",
                "Which periods does the bill page show?",
            ),
            explanation=Text(
                "Halaman tagihan hanya menampilkan Des 2021 sampai Mar 2022, jadi tagihan Mei "
                "2020 tidak bisa dilihat. Di Transactions Data ada Iflix Rp 19.000 pada 9 Apr "
                "2020, yang biasanya masuk tagihan Mei 2020. Tanpa tagihannya belum bisa "
                "dipastikan; minta salinannya.",
                "The bill page shows December 2021 to March 2022 only, so the May 2020 bill "
                "cannot be seen. Transactions Data has Iflix Rp 19.000 on 9 Apr 2020, which "
                "would usually be on the May 2020 bill. Without that bill it cannot be said yet; "
                "ask for a copy.",
            ),
            period="2020-05",
            charges=(2,),
            subscriptions=(1,),
            steps=("get-bill", "billing"),
        ),
    ),
    Story(
        84,
        "charge-without-amount",
        Text(
            "Di tagihan Mar 2022 ada INTERNET CONTENT Rp 39.000. Petugas tadi bilang "
            "transaksinya Rp 0. Mana yang benar?",
            "The March 2022 bill has INTERNET CONTENT of Rp 39.000. The agent just said the "
            "charge was Rp 0. Which is right?",
        ),
        (Run(KANAL, "2022-01-12 20:14:55", active=True, prices=(39_000, "-", 39_000)),),
        (Amend("2022-03", content=(39_000,)),),
        difficulty=3,
        key=Key(
            "cannot",
            hint=Text(
                "Apa yang tertulis di kolom Harga transaksi Feb 2022, dan apa artinya?",
                "What stands in the column Harga of the February 2022 charge, and what does "
                "it mean?",
            ),
            explanation=Text(
                "Ada transaksi Kañal+ pada 11 Feb 2022, tetapi Harga dan Harga Prorate-nya "
                "sama-sama «-»: jumlahnya tidak diketahui, bukan Rp 0. Karena itu Rp 39.000 "
                "di tagihan Mar 2022 belum bisa dinyatakan cocok atau tidak, walaupun bulan "
                "lain Rp 39.000. Tanyakan jumlahnya ke pengelola dashboard.",
                "There is a Kañal+ charge on 11 Feb 2022, but its Harga and Harga Prorate are "
                "both «-»: the amount is not known, it is not Rp 0. So whether the Rp 39.000 on "
                "the March 2022 bill are explained cannot be said yet, though other months have "
                "Rp 39.000. Ask the dashboard's owner for it.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("dashboard-owner", "escalate"),
        ),
    ),
    Story(
        85,
        "charge-without-time",
        Text(
            "INTERNET CONTENT Rp 29.000 di tagihan Mar 2022 itu transaksi tanggal berapa?",
            "On which day was the charge of the INTERNET CONTENT, Rp 29.000, on the March "
            "2022 bill?",
        ),
        (Run(DISNEY, "2022-01-09 19:02:44", active=True, skipped=(1,), more=("-",)),),
        (Amend("2022-03", content=(29_000,)),),
        difficulty=3,
        key=Key(
            "cannot",
            hint=Text(
                "Baca Trx Time di setiap baris. Baris mana yang pasti transaksi Feb 2022?",
                "Read Trx Time in every row. Which row surely is a charge of February 2022?",
            ),
            explanation=Text(
                "Tidak ada transaksi bertanggal Feb 2022. Ada satu transaksi Disney Rp 29.000 "
                "yang Trx Time-nya «-». Kalau itu transaksi Februari, Rp 29.000 di tagihan "
                "Mar 2022 cocok; kalau bukan, tidak ada pendukungnya. Keduanya mungkin, jadi "
                "belum bisa dipastikan. Tanyakan waktunya ke pengelola dashboard.",
                "No charge is dated February 2022. There is one Disney charge of Rp 29.000 whose "
                "Trx Time is «-». If it is of February, the Rp 29.000 on the March 2022 bill are "
                "explained; if not, nothing is behind them. Both may be, so it cannot be said "
                "yet. Ask the dashboard's owner for its time.",
            ),
            charges=(3,),
            subscriptions=(1,),
            rules=("missing-cycle",),
            steps=("dashboard-owner", "escalate"),
        ),
    ),
    Story(
        86,
        "old-rows-missing",
        Text(
            "Saya baru periksa tagihan lama. INTERNET CONTENT di tagihan Des 2021 itu "
            "transaksi yang mana?",
            "I have just looked through old bills. Which charge is the INTERNET CONTENT on "
            "the December 2021 bill?",
        ),
        (Run(CATCHPLAY, "2021-06-18 19:47:33", active=True, skipped=(0, 1, 2, 3, 4, 5, 6)),),
        (
            Amend("2021-10", content=(45_000,)),
            Amend("2021-11", content=(45_000,)),
            Amend("2021-12", content=(45_000,)),
            Amend("2022-01", content=(45_000,)),
        ),
        months=6,
        difficulty=3,
        key=Key(
            "unexplained",
            hint=Text(
                "Bandingkan Start Time dengan transaksi paling tua yang masih tampil.",
                "Compare Start Time with the oldest charge that is still shown.",
            ),
            explanation=Text(
                "Tagihan Des 2021 memuat Rp 45.000, tetapi tidak tampil transaksi Nov 2021. "
                "Langganan Catchplay mulai 18 Jun 2021, sedangkan transaksi tertua yang tampil "
                "baru Januari 2022: baris lama tidak tampil, dan berapa lama disimpan tidak "
                "diketahui. «Tidak terlihat» di sini bukan bukti bahwa tidak pernah ada. Minta "
                "data lama lewat eskalasi.",
                "The December 2021 bill has Rp 45.000, but no charge of November 2021 is shown. "
                "The Catchplay subscription began on 18 Jun 2021, while the oldest charge shown "
                "is of January 2022: older rows are not shown, and how long they are kept is not "
                "known. «Not seen» is no proof here that there was none. Escalate for the old "
                "data.",
            ),
            period="2021-12",
            subscriptions=(1,),
            rules=("billed-without-charge",),
            steps=("escalate", "dashboard-owner"),
            verdict_allows=("cannot",),
        ),
    ),
)
