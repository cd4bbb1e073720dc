"""Customers whose INTERNET CONTENT is not what was charged."""

from dataclasses import replace

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    DISNEY,
    IFLIX,
    MOLA,
)
from ott_toolkit.practice.story import Amend, Run, Story

# What both of a pair of twins say.
_SAID = Text(
    "Kok ada dua baris INTERNET CONTENT dengan jumlah yang sama di tagihan Mar 2022? "
    "Saya merasa ditagih dobel.",
    "Why are there two INTERNET CONTENT lines of the same amount on the March 2022 "
    "bill? I feel billed twice.",
)
LINES = (
    Story(
        20,
        "billed-amount-differs",
        Text(
            "INTERNET CONTENT Mar 2022 kena Rp 58.000. Perasaan saya cuma pakai satu add-on. "
            "Sisanya apa?",
            "INTERNET CONTENT of March 2022 is Rp 58.000. I think I have just one add-on. "
            "What is the rest?",
        ),
        (Run(DISNEY, "2021-12-28 20:23:05", active=True),),
        (Amend("2022-03", content=(58_000,)),),
        difficulty=2,
        key=Key(
            "partly",
            hint=Text(
                "Jumlahkan transaksi Feb 2022, lalu kurangkan dari jumlah di tagihan.",
                "Add up the charges of February 2022 and take them from the amount on the bill.",
            ),
            explanation=Text(
                "Dari Rp 58.000 di tagihan Mar 2022, Rp 29.000 cocok dengan perpanjangan "
                "Disney pada 26 Feb 2022. Sisanya Rp 29.000 tidak punya baris transaksi, dan "
                "asalnya tidak bisa disebut dari data ini. Minta pengelola dashboard mencari "
                "barisnya.",
                "Of the Rp 58.000 on the March 2022 bill, Rp 29.000 match the Disney renewal of "
                "26 Feb 2022. The remaining Rp 29.000 have no row, and their origin cannot be "
                "named from these data. Ask the dashboard's owner for the row.",
            ),
            charges=(1,),
            subscriptions=(1,),
            rules=("billed-amount-differs",),
            steps=("dashboard-owner", "billing"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        21,
        "charged-not-billed",
        Text(
            "Di aplikasi kelihatan ada potongan Mola bulan Februari, tapi di tagihan Mar "
            "2022 tidak ada. Nanti ditagih dobel tidak?",
            "The app shows a Mola charge in February, but the March 2022 bill has none. Will "
            "it be billed twice later?",
        ),
        (Run(MOLA, "2021-12-19 21:29:47", active=True),),
        (Amend("2022-03", content=()),),
        difficulty=2,
        key=Key(
            "none",
            hint=Text(
                "Transaksi Feb 2022 seharusnya masuk tagihan bulan apa? Lihat ada tidaknya "
                "barisnya.",
                "On which month's bill should a charge of February 2022 be? See whether the line "
                "is there.",
            ),
            explanation=Text(
                "Ada transaksi Mola Rp 65.000 pada 17 Feb 2022, tetapi tagihan Mar 2022 tidak "
                "punya baris INTERNET CONTENT. Transaksi itu belum ada di tagihan; apakah "
                "akan masuk tagihan berikutnya tidak bisa dipastikan dari sini. Sampaikan ke "
                "tim billing.",
                "There is a Mola charge of Rp 65.000 on 17 Feb 2022, but the March 2022 bill has "
                "no INTERNET CONTENT line. It is charged, not billed; whether it will be on a "
                "later bill cannot be told from here. Tell billing.",
            ),
            charges=(2,),
            subscriptions=(1,),
            rules=("charged-not-billed",),
            steps=("billing", "explain"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        22,
        "duplicate-bill-line",
        Text(
            "Di tagihan Mar 2022 INTERNET CONTENT-nya muncul dua kali dengan angka yang "
            "sama. Ini pasti dobel, kan?",
            "INTERNET CONTENT is on the March 2022 bill twice with the same figure. That "
            "must be double, right?",
        ),
        (Run(DISNEY, "2021-12-26 17:37:55", active=True),),
        (Amend("2022-03", content=(29_000, 29_000)),),
        difficulty=2,
        key=Key(
            "partly",
            hint=Text(
                "Untuk setiap baris INTERNET CONTENT harus ada transaksinya sendiri.",
                "Every INTERNET CONTENT line needs a charge of its own.",
            ),
            explanation=Text(
                "Dua baris INTERNET CONTENT Rp 29.000 di tagihan Mar 2022 berjumlah Rp "
                "58.000, tetapi di Feb 2022 hanya ada satu transaksi, Disney Rp 29.000 pada "
                "24 Feb 2022. Baris yang satu lagi, Rp 29.000, tidak punya transaksi: cocok "
                "sebagian, baris tagihan ganda. Sampaikan ke tim billing; tidak ada transaksi "
                "yang dipersoalkan.",
                "The two INTERNET CONTENT lines of Rp 29.000 on the March 2022 bill come to Rp "
                "58.000, but February 2022 has only one charge, Disney Rp 29.000 on 24 Feb 2022. "
                "The other line, Rp 29.000, has no charge: partly explained, a duplicate bill "
                "line. Tell billing; no charge is contested.",
            ),
            claim="charged-twice",
            claim_status="supported",
            charges=(1,),
            subscriptions=(1,),
            rules=("billed-amount-differs", "duplicate-bill-line"),
            steps=("billing", "dashboard-owner", "propose"),
        ),
    ),
    Story(
        23,
        "two-at-one-price",
        _SAID,
        (
            Run(DISNEY, "2021-12-05 19:11:20", active=True),
            Run(replace(IFLIX, price=29_000), "2021-12-21 20:47:02", active=True, channel="Web"),
        ),
        split=True,
        difficulty=2,
        twin=75,
        key=Key(
            "explained",
            hint=Text(
                "Baris kembar di tagihan belum tentu dobel. Lihat Service dari setiap transaksi "
                "Feb 2022.",
                "Twin lines on a bill need not be double. Look at Service of each charge of "
                "February 2022.",
            ),
            explanation=Text(
                "Dua baris Rp 29.000 di tagihan Mar 2022, jumlahnya Rp 58.000, punya "
                "transaksinya masing-masing: Disney Rp 29.000 pada 3 Feb 2022 dan Iflix Rp "
                "29.000 pada 19 Feb 2022. Dua layanan berbeda yang kebetulan sama harganya. "
                "Tidak ada yang ditagih dua kali.",
                "The two lines of Rp 29.000 on the March 2022 bill, Rp 58.000 in all, have a "
                "charge each: Disney Rp 29.000 on 3 Feb 2022 and Iflix Rp 29.000 on 19 Feb 2022. "
                "They are two services that happen to have one price. Nothing was billed twice.",
            ),
            claim="charged-twice",
            claim_status="contradicted",
            charges=(2, 3),
            subscriptions=(1, 2),
            steps=("explain",),
        ),
    ),
    Story(
        75,
        "line-twice",
        _SAID,
        (Run(DISNEY, "2021-12-05 19:11:20", active=True),),
        (Amend("2022-03", content=(29_000, 29_000)),),
        fee=360_000,
        difficulty=2,
        twin=23,
        key=Key(
            "partly",
            hint=Text(
                "Baris kembar di tagihan belum tentu dobel. Lihat Service dari setiap transaksi "
                "Feb 2022.",
                "Twin lines on a bill need not be double. Look at Service of each charge of "
                "February 2022.",
            ),
            explanation=Text(
                "Dua baris Rp 29.000 di tagihan Mar 2022 berjumlah Rp 58.000, tetapi Feb 2022 "
                "hanya punya satu transaksi: Disney Rp 29.000 pada 3 Feb 2022. Hanya ada "
                "satu langganan. Baris yang kedua, Rp 29.000, tidak punya transaksi: cocok "
                "sebagian, baris tagihan ganda. Teruskan ke tim billing.",
                "The two lines of Rp 29.000 on the March 2022 bill come to Rp 58.000, but "
                "February 2022 has one charge only: Disney Rp 29.000 on 3 Feb 2022. There is "
                "just one subscription. The second line, Rp 29.000, has no charge: partly "
                "explained, a duplicate bill line. Pass it on to billing.",
            ),
            claim="charged-twice",
            claim_status="supported",
            charges=(2,),
            subscriptions=(1,),
            rules=("billed-amount-differs", "duplicate-bill-line"),
            steps=("billing", "dashboard-owner", "propose"),
        ),
    ),
    Story(
        92,
        "billed-less",
        Text(
            "Add-on saya dua, tapi INTERNET CONTENT Mar 2022 cuma Rp 29.000. Bulan depan "
            "jadi dobel tidak?",
            "I have two add-ons, but INTERNET CONTENT of March 2022 is Rp 29.000 only. Will "
            "it double next month?",
        ),
        (
            Run(DISNEY, "2021-12-10 20:01:45", active=True),
            Run(IFLIX, "2022-01-13 16:36:20", active=True, channel="Web"),
        ),
        (Amend("2022-03", content=(29_000,)),),
        difficulty=3,
        key=Key(
            "explained",
            hint=Text(
                "Jumlahkan transaksi Feb 2022. Lebih besar atau lebih kecil dari tagihan?",
                "Add up the charges of February 2022. Is that more or less than was billed?",
            ),
            explanation=Text(
                "Feb 2022 punya dua transaksi: Disney Rp 29.000 pada 8 Feb 2022 dan Iflix Rp "
                "19.000 pada 12 Feb 2022. Yang ditagih Rp 29.000, jadi untuk jumlah itu ada "
                "transaksinya; Rp 19.000 selebihnya belum ada di tagihan. Apakah masuk "
                "tagihan berikutnya tidak bisa dipastikan; tanyakan ke tim billing.",
                "February 2022 has two charges: Disney Rp 29.000 on 8 Feb 2022 and Iflix Rp "
                "19.000 on 12 Feb 2022. Rp 29.000 were billed, so there are charges for that "
                "amount; the other Rp 19.000 are not on the bill. Whether they will be on a "
                "later one cannot be told; ask billing.",
            ),
            charges=(3, 4),
            subscriptions=(1, 2),
            rules=("billed-amount-differs",),
            steps=("billing", "explain"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        93,
        "double-and-more",
        Text(
            "Disney saya cuma satu, kok INTERNET CONTENT Mar 2022 sampai Rp 87.000? Ini "
            "dobel atau apa?",
            "I have one Disney, so why is INTERNET CONTENT of March 2022 Rp 87.000? Is that "
            "double, or what?",
        ),
        (Run(DISNEY, "2021-12-16 19:14:28", active=True, more=("2022-02-14 00:21:13",)),),
        (Amend("2022-03", content=(87_000,)),),
        difficulty=3,
        key=Key(
            "partly",
            hint=Text(
                "Jumlahkan transaksi Feb 2022, hitung jarak waktunya, lalu bandingkan dengan "
                "tagihan.",
                "Add up the charges of February 2022, reckon the time between them, then "
                "compare with the bill.",
            ),
            explanation=Text(
                "Dari Rp 87.000 di tagihan Mar 2022, Rp 58.000 punya transaksi: dua kali "
                "Disney Rp 29.000 pada 14 Feb 2022, berselang beberapa menit. Yang kedua "
                "diduga dobel: Rp 29.000 dipersoalkan. Sisanya Rp 29.000 tidak punya "
                "transaksi sama sekali; asalnya ditanyakan ke pengelola dashboard. Jadi cocok "
                "sebagian.",
                "Of the Rp 87.000 on the March 2022 bill, Rp 58.000 have charges: Disney Rp "
                "29.000 twice on 14 Feb 2022, minutes apart. The second is a suspected "
                "duplicate: Rp 29.000 contested. The remaining Rp 29.000 have no charge at all; "
                "ask the dashboard's owner. So it is partly explained.",
            ),
            claim="charged-twice",
            claim_status="supported",
            contested=29_000,
            proposed=29_000,
            charges=(2, 3),
            subscriptions=(1,),
            rules=("billed-amount-differs", "duplicate-charge"),
            steps=("propose", "dashboard-owner"),
        ),
    ),
)
