"""Customers whose amounts look odd until the cycle of the item is known."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    DISNEY,
    FILM_YEAR,
    MOLA,
    MUSIC_WEEK,
    SPORT_DAY,
)
from ott_toolkit.practice.story import Amend, Run, Story

CYCLES = (
    Story(
        5,
        "many-transactions",
        Text(
            "INTERNET CONTENT saya selalu ada dan jumlahnya berubah-ubah tiap bulan. Di "
            "tagihan Mar 2022 Rp 42.000. Dihitungnya bagaimana?",
            "INTERNET CONTENT is always there, and it changes every month. On the March 2022 "
            "bill it is Rp 42.000. How is that reckoned?",
        ),
        (Run(SPORT_DAY, "2021-05-04 17:48:20", active=True),),
        months=6,
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Lihat kata terakhir di kolom Item, lalu hitung banyaknya transaksi di satu "
                "bulan. Hasilnya lebih dari satu halaman.",
                "Look at the last word of the Item column, then count the charges of one month. "
                "The result has more than one page.",
            ),
            explanation=Text(
                "Item-nya Daily: setiap hari Rp 1.500. Feb 2022 punya 28 hari, dari 1 Feb 2022 "
                "sampai 28 Feb 2022, jadi 28 × Rp 1.500 = Rp 42.000. Cocok dengan tagihan Mar "
                "2022. Bulan dengan 31 hari menjadi Rp 46.500, karena itu jumlahnya berubah.",
                "The item is Daily: Rp 1.500 a day. February 2022 has 28 days, from 1 Feb 2022 "
                "to 28 Feb 2022, so 28 × Rp 1.500 = Rp 42.000, as on the March 2022 bill. A "
                "month of 31 days comes to Rp 46.500, which is why it changes.",
            ),
            charges=tuple(range(21, 49)),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
    Story(
        16,
        "prorate-normal",
        Text(
            "INTERNET CONTENT di tagihan Mar 2022 Rp 14.500, padahal setahu saya tidak ada "
            "add-on seharga itu. Ini biaya apa?",
            "INTERNET CONTENT on the March 2022 bill is Rp 14.500, though I know of no add-on "
            "at that price. What is it?",
        ),
        (Run(DISNEY, "2022-02-12 20:18:37", active=True, prorated=(14_500,)),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Ada dua kolom harga di Transactions Data. Yang mana yang ditagih?",
                "Transactions Data has two columns of prices. Which one is billed?",
            ),
            explanation=Text(
                "Transaksi Disney 12 Feb 2022 punya Harga Rp 29.000 dan Harga Prorate Rp "
                "14.500. Yang ditagih adalah Harga Prorate, jadi Rp 14.500 di tagihan Mar "
                "2022 cocok. Transaksi berikutnya, 14 Mar 2022, penuh Rp 29.000 dan baru "
                "masuk tagihan Apr 2022.",
                "The Disney charge of 12 Feb 2022 has Harga Rp 29.000 and Harga Prorate Rp "
                "14.500. What is billed is the prorated price, so the Rp 14.500 on the March "
                "2022 bill are explained. The next charge, 14 Mar 2022, is the full Rp 29.000 "
                "and will be on the April 2022 bill.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
    Story(
        32,
        "two-renewals",
        Text(
            "Tagihan Feb 2022 saya INTERNET CONTENT-nya dua kali lipat, padahal add-on cuma "
            "satu. Kok dobel?",
            "INTERNET CONTENT on my February 2022 bill doubled, though I have one add-on. "
            "Why double?",
        ),
        (Run(DISNEY, "2021-12-02 21:02:59", active=True),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Hitung hari antara dua transaksi di Jan 2022.",
                "Count the days between the two charges of January 2022.",
            ),
            explanation=Text(
                "Rp 58.000 di tagihan Feb 2022 adalah dua perpanjangan Disney Rp 29.000: 1 Jan "
                "2022 dan 31 Jan 2022, berjarak 30 hari. Satu siklus 30 hari, bukan satu bulan, "
                "jadi bulan dengan 31 hari bisa memuat dua. Wajar, dan karena itu Feb 2022 tidak "
                "ada transaksi.",
                "The Rp 58.000 on the February 2022 bill are two Disney renewals of Rp 29.000: 1 "
                "Jan 2022 and 31 Jan 2022, 30 days apart. A cycle is 30 days, not a month, so a "
                "month of 31 days can hold two. That is normal, and February 2022 has none for "
                "it.",
            ),
            claim="charged-twice",
            claim_status="contradicted",
            period="2022-02",
            charges=(2, 3),
            subscriptions=(1,),
            rules=("two-renewals-in-month",),
            steps=("explain",),
        ),
    ),
    Story(
        33,
        "missing-cycle",
        Text(
            "Tagihan Feb 2022 kemarin tidak ada INTERNET CONTENT, eh di Mar 2022 muncul "
            "lagi. Kok bisa hilang timbul begitu?",
            "The February 2022 bill had no INTERNET CONTENT, and in March 2022 it is back. "
            "How can it come and go?",
        ),
        (Run(MOLA, "2021-10-22 19:25:33", active=True, skipped=(3,)),),
        months=6,
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Urutkan transaksinya: adakah siklus yang terlewat?",
                "Put the charges in order: was a cycle left out?",
            ),
            explanation=Text(
                "Rp 65.000 di tagihan Mar 2022 cocok dengan transaksi Mola 19 Feb 2022. "
                "Transaksi sebelumnya 21 Des 2021; perpanjangan sekitar 20 Jan 2022 tidak "
                "terlihat, jadi tagihan Feb 2022 kosong. Langganannya sama (Partner ref_no "
                "sama), hanya satu siklus yang terlewat; sebabnya tidak tercatat.",
                "The Rp 65.000 on the March 2022 bill match the Mola charge of 19 Feb 2022. The "
                "one before was 21 Dec 2021; the renewal around 20 Jan 2022 is not seen, so the "
                "February 2022 bill has none. It is the same subscription (same Partner ref_no), "
                "one cycle was left out; why is not recorded.",
            ),
            charges=(1, 2),
            subscriptions=(1,),
            rules=("missing-cycle",),
            steps=("explain", "dashboard-owner"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        41,
        "turn-of-month",
        Text(
            "Saya beli Disney akhir Januari. Kok baru muncul di tagihan Mar 2022, bukan di "
            "tagihan Feb 2022?",
            "I bought Disney at the end of January. Why does it come on the March 2022 bill, "
            "and not on that of February 2022?",
        ),
        (Run(DISNEY, "2022-01-31 23:41:55", active=True),),
        (Amend("2022-02", content=()), Amend("2022-03", content=(29_000,))),
        difficulty=3,
        key=Key(
            "unexplained",
            hint=Text(
                "Lihat jam transaksinya, dan bandingkan tagihan Feb 2022 dengan Mar 2022.",
                "Look at the hour of the charge, and compare the February 2022 bill with March.",
            ),
            explanation=Text(
                "Satu-satunya transaksi yang mungkin adalah Rp 29.000 pada 31 Jan 2022 "
                "23:41:55, kurang dari satu jam sebelum pergantian bulan. Menurut bulannya, "
                "transaksi itu masuk tagihan Feb 2022, tetapi tagihan itu tidak memuatnya; "
                "tagihan Mar 2022 Rp 29.000 tidak punya transaksi Feb 2022. Kalau dihitung "
                "sebagai Februari, jumlahnya pas. Hasilnya tetap «Tidak ada transaksi "
                "pendukung»; sebutkan kemungkinan itu, dan minta dipastikan dulu.",
                "The only charge that may be meant is Rp 29.000 on 31 Jan 2022 23:41:55, less "
                "than an hour before the turn of the month. By calendar month it belongs to "
                "the February 2022 bill, which lacks it; the Rp 29.000 on the March 2022 bill "
                "have no charge of February. Counted as February it would fit. The verdict "
                "stays «unexplained»; name the possibility and have it confirmed first.",
            ),
            charges=(2,),
            subscriptions=(1,),
            rules=("billed-without-charge", "charged-not-billed"),
            steps=("confirm", "billing"),
            verdict_allows=("cannot",),
            claim_allows=("supported",),
        ),
    ),
    Story(
        45,
        "yearly",
        Text(
            "Tagihan Mar 2022 saya naik tajam gara-gara INTERNET CONTENT, padahal bulan "
            "sebelumnya tidak ada sama sekali. Tiap bulan bakal segini?",
            "My March 2022 bill rose sharply because of INTERNET CONTENT, and the month "
            "before there was none. Will it be like this every month?",
        ),
        (Run(FILM_YEAR, "2022-02-10 13:05:27", charges=1, active=True, channel="Web"),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Lihat kata terakhir di kolom Item.",
                "Look at the last word of the Item column.",
            ),
            explanation=Text(
                "Rp 349.000 di tagihan Mar 2022 cocok dengan satu transaksi Film Setahun pada 10 "
                "Feb 2022. Item-nya Yearly: siklusnya 365 hari, jadi perpanjangan berikutnya "
                "diperkirakan baru Feb 2023, bukan tiap bulan.",
                "The Rp 349.000 on the March 2022 bill match one charge of Film Setahun on 10 "
                "Feb 2022. The item is Yearly: its cycle is 365 days, so the next renewal is "
                "expected in February 2023, not every month.",
            ),
            charges=(1,),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
    Story(
        46,
        "weekly",
        Text(
            "Katanya add-on musik cuma Rp 7.500, kok di tagihan Mar 2022 jadi Rp 30.000?",
            "I was told the music add-on is just Rp 7.500, so why Rp 30.000 on the March "
            "2022 bill?",
        ),
        (Run(MUSIC_WEEK, "2021-12-27 11:31:45", active=True, channel="SMS"),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Lihat kata terakhir di kolom Item, lalu hitung transaksi Feb 2022.",
                "Look at the last word of the Item column, then count the charges of February "
                "2022.",
            ),
            explanation=Text(
                "Item-nya Weekly: Rp 7.500 setiap tujuh hari. Di Feb 2022 ada empat: 7 Feb "
                "2022, 14 Feb 2022, 21 Feb 2022, dan 28 Feb 2022; 4 × Rp 7.500 = Rp 30.000, "
                "cocok dengan tagihan. Harga setiap transaksi memang Rp 7.500 seperti yang "
                "diberitahukan, tetapi per minggu; bahwa harganya lain, berbeda dengan data.",
                "The item is Weekly: Rp 7.500 every seven days. February 2022 has four: 7 Feb "
                "2022, 14 Feb 2022, 21 Feb 2022 and 28 Feb 2022; 4 × Rp 7.500 = Rp 30.000, "
                "as on the bill. The price of each charge is Rp 7.500 as was told, but by the "
                "week; that it is another price differs from the data.",
            ),
            claim="other-price",
            claim_status="contradicted",
            price=7_500,
            charges=(3, 4, 5, 6),
            subscriptions=(1,),
            steps=("explain",),
            claim_allows=("supported",),
        ),
    ),
)
