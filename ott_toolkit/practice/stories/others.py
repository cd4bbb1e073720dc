"""Customers with a subscription that is not the one they know of, or with none."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
    IFLIX,
)
from ott_toolkit.practice.story import Run, Story

OTHERS = (
    Story(
        13,
        "unknown-subscription",
        Text(
            "Saya cuma langganan Disney Rp 29.000. Kenapa INTERNET CONTENT di tagihan Mar "
            "2022 lebih besar dari itu?",
            "I subscribe to Disney only, Rp 29.000. Why is INTERNET CONTENT on the March "
            "2022 bill higher than that?",
        ),
        (
            Run(DISNEY, "2021-12-09 19:47:21", active=True),
            Run(IFLIX, "2022-01-11 20:31:50", charges=2, hidden=True),
        ),
        difficulty=2,
        key=Key(
            "contested",
            hint=Text(
                "Setiap Partner Ref_no di Transactions Data seharusnya ada juga di Subscriptions.",
                "Every Partner Ref_no in Transactions Data should be in Subscriptions, too.",
            ),
            explanation=Text(
                "Rp 48.000 di tagihan Mar 2022 adalah Disney Rp 29.000 pada 7 Feb 2022 "
                "ditambah Iflix Rp 19.000 pada 10 Feb 2022. Partner Ref_no Iflix itu tidak "
                "ada di Subscriptions nomor ini. Rp 19.000 dipersoalkan: transaksi tanpa "
                "langganan, bisa diusulkan dikoreksi. Dari mana asalnya tidak terlihat.",
                "The Rp 48.000 on the March 2022 bill are Disney Rp 29.000 on 7 Feb 2022 and "
                "Iflix Rp 19.000 on 10 Feb 2022. The Partner Ref_no of that Iflix charge is not "
                "in Subscriptions of this number. Rp 19.000 is contested: a charge without a "
                "subscription, which may be proposed as a correction. Where it comes from is not "
                "seen.",
            ),
            contested=19_000,
            proposed=19_000,
            charges=(2, 3),
            subscriptions=(1,),
            rules=("unknown-subscription",),
            steps=("propose", "dashboard-owner"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        18,
        "overlapping",
        Text(
            "Waktu itu Disney tidak bisa ditonton, jadi saya beli ulang lewat aplikasi. "
            "Sekarang di tagihan Feb 2022 kena dua kali.",
            "Disney would not play, so I bought it again in the app. Now it is on the "
            "February 2022 bill twice.",
        ),
        (
            Run(DISNEY, "2021-12-01 20:05:16", active=True, activated=""),
            Run(DISNEY, "2022-01-20 20:58:43", active=True, channel="MyIndiHome"),
        ),
        split=False,
        difficulty=2,
        key=Key(
            "contested",
            hint=Text(
                "Ada berapa baris Disney di Subscriptions, dan kapan masing-masing mulai dan "
                "berakhir?",
                "How many rows of Disney are in Subscriptions, and when does each start and end?",
            ),
            explanation=Text(
                "Rp 58.000 di tagihan Feb 2022 adalah dua transaksi Disney Rp 29.000: 20 Jan "
                "2022 (lewat MyIndiHome) dan 30 Jan 2022 (lewat STB). Langganan MyIndiHome "
                "mulai 20 Jan 2022 saat langganan STB masih Active, jadi tumpang tindih. "
                "Transaksi dari langganan yang mulai belakangan, Rp 29.000, dipersoalkan. Dua "
                "transaksi di Des 2021 wajar: itu perpanjangan 30 hari.",
                "The Rp 58.000 on the February 2022 bill are two Disney charges of Rp 29.000: 20 "
                "Jan 2022 (through MyIndiHome) and 30 Jan 2022 (through STB). The MyIndiHome "
                "subscription began on 20 Jan 2022 while that on the STB was Active: they "
                "overlap. The charge of the later one, Rp 29.000, is contested. The two charges "
                "in December 2021 are normal 30-day renewals.",
            ),
            claim="charged-twice",
            claim_status="supported",
            period="2022-02",
            contested=29_000,
            proposed=29_000,
            charges=(3, 4),
            subscriptions=(1, 2),
            rules=("overlapping-subscriptions", "two-renewals-in-month"),
            steps=("propose", "data-log"),
        ),
    ),
    Story(
        28,
        "reference-mismatch",
        Text(
            "Saya yakin seratus persen tidak ada orang rumah yang beli add-on. Tolong dicek "
            "benar-benar, itu yang di tagihan Mar 2022.",
            "I am absolutely sure nobody here bought an add-on. Please check thoroughly the "
            "one on the March 2022 bill.",
        ),
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
        difficulty=3,
        key=Key(
            "explained",
            hint=Text(
                "Partner ref_no memuat nomor pelanggan di ujungnya. Bandingkan dengan nomor yang "
                "dicari.",
                "A Partner ref_no ends in a customer's number. Compare it with the number you "
                "searched.",
            ),
            explanation=Text(
                "Rp 29.000 di tagihan Mar 2022 cocok dengan transaksi Disney 16 Feb 2022. "
                "Tetapi Partner ref_no langganan ini berakhir dengan nomor lain, …0082, bukan "
                "nomor pelanggan. Itu perbedaan catatan yang harus diperiksa pengelola "
                "dashboard; itu belum membuktikan siapa yang membeli.",
                "The Rp 29.000 on the March 2022 bill match the Disney charge of 16 Feb 2022. "
                "But this subscription's Partner ref_no ends in another number, …0082, not in "
                "the customer's. The records disagree and the dashboard's owner has to look into "
                "it; it does not prove yet who bought.",
            ),
            claim="not-subscribed",
            charges=(2,),
            subscriptions=(1,),
            rules=("reference-mismatch",),
            steps=("dashboard-owner", "data-log"),
        ),
    ),
    Story(
        34,
        "came-back",
        Text(
            "Catchplay sudah saya unreg tahun lalu dan tidak pernah daftar lagi. Kok di "
            "tagihan Mar 2022 muncul lagi?",
            "I unsubscribed from Catchplay last year and never signed up again. Why is it "
            "back on the March 2022 bill?",
        ),
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
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Apakah Partner ref_no dan Channel langganan yang sekarang sama dengan yang dulu?",
                "Are Partner ref_no and Channel of the present subscription the same as before?",
            ),
            explanation=Text(
                "Langganan lama (STB) berakhir 3 Nov 2021. Ada langganan baru dengan Partner "
                "ref_no lain, mulai 22 Jan 2022 lewat MyIndiHome; transaksinya Rp 45.000 pada 21 "
                "Feb 2022 cocok dengan tagihan Mar 2022. Jumlahnya cocok, tetapi siapa yang "
                "memulai lagi tidak tercatat: lihat Data Log.",
                "The old subscription (STB) ended on 3 Nov 2021. There is a new one with another "
                "Partner ref_no, from 22 Jan 2022 through MyIndiHome; its charge of Rp 45.000 on "
                "21 Feb 2022 matches the March 2022 bill. The amount is explained, but who began "
                "it again is not recorded: see Data Log.",
            ),
            claim="not-subscribed",
            charges=(1,),
            subscriptions=(1, 2),
            steps=("data-log", "explain"),
        ),
    ),
    Story(
        48,
        "charge-before-start",
        Text(
            "Iflix saya baru mulai Februari, kok di tagihan Feb 2022 sudah ada INTERNET CONTENT?",
            "My Iflix began only in February, so why does the February 2022 bill have "
            "INTERNET CONTENT already?",
        ),
        (Run(IFLIX, "2022-02-06 12:40:22", active=True, more=("2022-01-07 00:04:18",)),),
        difficulty=2,
        key=Key(
            "contested",
            hint=Text(
                "Tagihan Feb 2022 memuat transaksi Jan 2022. Bandingkan dengan Start Time.",
                "The February 2022 bill carries the charges of January 2022. Compare them with "
                "Start Time.",
            ),
            explanation=Text(
                "Rp 19.000 di tagihan Feb 2022 cocok dengan transaksi Iflix 7 Jan 2022, "
                "tetapi Start Time langganannya 6 Feb 2022. Transaksi itu sebulan sebelum "
                "langganan dimulai: seluruh Rp 19.000 dipersoalkan dan bisa diusulkan "
                "dikoreksi.",
                "The Rp 19.000 on the February 2022 bill match the Iflix charge of 7 Jan 2022, "
                "but the subscription's Start Time is 6 Feb 2022. The charge came a month before "
                "it began: the whole Rp 19.000 is contested and may be proposed as a correction.",
            ),
            period="2022-02",
            contested=19_000,
            proposed=19_000,
            charges=(3,),
            subscriptions=(1,),
            rules=("charge-before-start",),
            steps=("propose", "data-log"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        98,
        "no-subscription-at-all",
        Text(
            "Saya tidak pernah langganan Catchplay, tapi di tagihan Mar 2022 ada INTERNET "
            "CONTENT Rp 45.000.",
            "I never subscribed to Catchplay, yet the March 2022 bill has INTERNET CONTENT "
            "of Rp 45.000.",
        ),
        (Run(CATCHPLAY, "2022-02-07 13:28:44", charges=1, hidden=True),),
        difficulty=2,
        key=Key(
            "contested",
            hint=Text(
                "Cari Partner Ref_no transaksi itu di Subscriptions.",
                "Look for the Partner Ref_no of that charge in Subscriptions.",
            ),
            explanation=Text(
                "Rp 45.000 di tagihan Mar 2022 cocok dengan transaksi Catchplay 7 Feb 2022, "
                "tetapi Subscriptions nomor ini kosong: Partner Ref_no itu tidak ada "
                "langganannya. Itu sejalan dengan keterangan pelanggan. Rp 45.000 "
                "dipersoalkan dan bisa diusulkan dikoreksi; minta pengelola dashboard "
                "menelusuri asalnya.",
                "The Rp 45.000 on the March 2022 bill match the Catchplay charge of 7 Feb 2022, "
                "but Subscriptions of this number is empty: that Partner Ref_no has no "
                "subscription. That agrees with the customer. Rp 45.000 is contested and may be "
                "proposed as a correction; have the dashboard's owner trace it.",
            ),
            claim="not-subscribed",
            claim_status="supported",
            contested=45_000,
            proposed=45_000,
            charges=(1,),
            rules=("unknown-subscription",),
            steps=("propose", "dashboard-owner"),
        ),
    ),
)
