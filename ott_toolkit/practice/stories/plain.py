"""Customers with nothing amiss: the sample and plain situations."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
    IFLIX,
    MOLA,
)
from ott_toolkit.practice.story import Amend, Free, Run, Story

_SAMPLE_ID = "stbupoint0000000000000000000000000000000"
PLAIN = (
    Story(
        17,
        "sample",
        Text(
            "Saya tidak pernah merasa langganan apa-apa, kok di tagihan Mar 2022 ada "
            "INTERNET CONTENT? Itu biaya apa?",
            "I never subscribed to anything, so why is there INTERNET CONTENT on the March "
            "2022 bill? What is that charge?",
        ),
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
                "pada 1 Feb 2022, 30 hari setelah Start Time. Jumlahnya cocok. Siapa yang "
                "membeli tidak tercatat di data, jadi «cocok» tidak berarti pelanggan yang "
                "memesan.",
                "The March 2022 bill carries the charges of February 2022: one renewal of "
                "Disney, Rp 29.000 on 1 Feb 2022, 30 days after Start Time. The amount is "
                "explained. Who bought it is not recorded, so «explained» does not say that the "
                "customer did.",
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
        Text(
            "Di tagihan Mar 2022 ada INTERNET CONTENT lagi. Ini sebenarnya sampai kapan "
            "ditagih terus?",
            "There is INTERNET CONTENT on the March 2022 bill again. Until when will this go "
            "on being billed?",
        ),
        (Run(DISNEY, "2021-10-08 20:15:09", active=True),),
        key=Key(
            "explained",
            hint=Text(
                "Lihat Status dan End Time di Subscriptions, lalu cari transaksi Feb 2022.",
                "Look at Status and End Time in Subscriptions, then find the charge of February "
                "2022.",
            ),
            explanation=Text(
                "Rp 29.000 di tagihan Mar 2022 adalah perpanjangan Disney pada 5 Feb 2022; "
                "jumlahnya cocok. Statusnya Active tanpa End Time, dan sudah ada transaksi 7 Mar "
                "2022 yang baru akan masuk tagihan Apr 2022. Selama masih Active, perpanjangan "
                "berikutnya diperkirakan 30 hari sesudahnya; tanggal berhenti tidak tercatat.",
                "The Rp 29.000 on the March 2022 bill is the Disney renewal of 5 Feb 2022; the "
                "amount is explained. The status is Active without End Time, and the charge of 7 "
                "Mar 2022 will be on the April 2022 bill. While it stays Active the next renewal "
                "is expected 30 days later; no end is recorded.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
    Story(
        2,
        "nothing",
        Text(
            "Tetangga saya kena biaya siluman di tagihannya. Tolong cek, nomor saya kena "
            "juga tidak?",
            "My neighbour got stealth charges on the bill. Please check whether my number "
            "has them too.",
        ),
        key=Key(
            "none",
            hint=Text(
                "Cari baris INTERNET CONTENT di setiap bulan tagihan, lalu cari nomornya di "
                "kedua tabel.",
                "Look for an INTERNET CONTENT line in every month of the bill, then search the "
                "number in both tables.",
            ),
            explanation=Text(
                "Tidak ada baris INTERNET CONTENT di empat bulan tagihan yang tampil. "
                "Subscriptions dan Transactions Data sama-sama menjawab «Tidak ada data» untuk "
                "nomor ini. Artinya sampai hari pengecekan tidak terlihat add-on; ini bukan "
                "pencarian yang gagal, karena hasilnya menyebut nomor yang benar.",
                "None of the four months shown on the bill has an INTERNET CONTENT line. "
                "Subscriptions and Transactions Data both answer «Tidak ada data» for this "
                "number. So no add-on is seen up to the day of checking; the search did not "
                "fail, for the result repeats the right number.",
            ),
            steps=("explain",),
        ),
    ),
    Story(
        3,
        "several-services",
        Text(
            "Tagihan Mar 2022 saya membengkak. Seingat saya cuma pesan satu add-on, kenapa "
            "INTERNET CONTENT-nya sampai tiga baris?",
            "My March 2022 bill has swollen. I remember ordering only one add-on, so why are "
            "there three lines of INTERNET CONTENT?",
        ),
        (
            Run(DISNEY, "2021-11-03 19:40:12", active=True),
            Run(CATCHPLAY, "2021-12-18 21:07:55", active=True, channel="MyIndiHome"),
            Run(MOLA, "2022-01-15 20:30:31", charges=2, channel="Web"),
            Run(IFLIX, "2021-07-11 18:22:40", charges=3),
        ),
        split=True,
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Cocokkan setiap baris INTERNET CONTENT dengan satu transaksi di Feb 2022.",
                "Match every INTERNET CONTENT line with one charge of February 2022.",
            ),
            explanation=Text(
                "Ketiga baris tagihan Mar 2022, jumlahnya Rp 139.000, cocok dengan tiga "
                "transaksi: Disney Rp 29.000 pada 1 Feb 2022, Mola Rp 65.000 pada 14 Feb 2022, "
                "dan Catchplay Rp 45.000 pada 16 Feb 2022. Itu tiga layanan berbeda dengan "
                "Channel berbeda (STB, Web, MyIndiHome). Siapa yang memesan tidak tercatat; Data "
                "Log bisa dilihat untuk proses belinya.",
                "The three lines of the March 2022 bill, Rp 139.000 in all, match three charges: "
                "Disney Rp 29.000 on 1 Feb 2022, Mola Rp 65.000 on 14 Feb 2022 and Catchplay Rp "
                "45.000 on 16 Feb 2022. They are three services with different Channels (STB, "
                "Web, MyIndiHome). Who ordered is not recorded; Data Log shows the purchase "
                "process.",
            ),
            claim="not-subscribed",
            charges=(3, 4, 5),
            subscriptions=(1, 2, 3),
            steps=("data-log", "explain"),
        ),
    ),
    Story(
        4,
        "no-transactions",
        Text(
            "Di layar STB muncul paket Mola katanya aktif. Saya takut nanti ditagih. "
            "Sekarang sudah kena biaya belum?",
            "The set-top box says a Mola package is active. I fear being billed for it. Has "
            "it cost anything yet?",
        ),
        (Run(MOLA, "2022-03-18 19:55:06", charges=0, active=True),),
        free=(Free(MOLA, "2022-03-18"),),
        key=Key(
            "none",
            hint=Text(
                "Bandingkan jumlah baris di Subscriptions dengan yang di Transactions Data.",
                "Compare the number of rows in Subscriptions with that in Transactions Data.",
            ),
            explanation=Text(
                "Subscriptions mencatat Mola Active sejak 18 Mar 2022, tetapi Transactions Data "
                "kosong dan tagihan Mar 2022 tidak punya INTERNET CONTENT. Jadi sampai sekarang "
                "belum terlihat biaya. Halaman Free Gimmick Transactions menunjukkan masa gratis "
                "mulai hari yang sama; syaratnya dan apakah nanti diperpanjang berbayar tidak "
                "tercatat di sini.",
                "Subscriptions has Mola Active from 18 Mar 2022, but Transactions Data is empty "
                "and the March 2022 bill has no INTERNET CONTENT. So no charge is seen so far. "
                "Free Gimmick Transactions shows a free period from that very day; its terms, "
                "and whether it will be renewed at a price, are not recorded here.",
            ),
            subscriptions=(1,),
            steps=("free-gimmick", "explain"),
        ),
    ),
    Story(
        40,
        "other-lines",
        Text(
            "Tagihan Mar 2022 saya barisnya banyak sekali. Yang dari add-on yang mana?",
            "My March 2022 bill has so many lines. Which one is from the add-on?",
        ),
        (Run(IFLIX, "2021-12-12 15:33:19", active=True),),
        (
            Amend("2022-02", lines=(("PERCAKAPAN PONSEL", 12_435),)),
            Amend("2022-03", lines=(("PERCAKAPAN PONSEL", 27_318),), paid=True),
        ),
        fee_line="BIAYA INDIHOME 3P",
        package="IndiHome 3P 50 Mbps",
        key=Key(
            "explained",
            hint=Text(
                "Baris tagihan mana yang jumlahnya ada di Transactions Data bulan Feb 2022?",
                "Which line of the bill has an amount that Transactions Data shows in "
                "February 2022?",
            ),
            explanation=Text(
                "Yang dari add-on hanya INTERNET CONTENT Rp 19.000, cocok dengan transaksi Iflix "
                "10 Feb 2022. PERCAKAPAN PONSEL Rp 27.318 dan BIAYA INDIHOME 3P bukan add-on; "
                "keduanya tidak tampil di dashboard ini.",
                "Only INTERNET CONTENT Rp 19.000 is from the add-on and matches the Iflix charge "
                "of 10 Feb 2022. PERCAKAPAN PONSEL Rp 27.318 and BIAYA INDIHOME 3P are no "
                "add-on; this dashboard does not show them.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
    Story(
        51,
        "next-bill",
        Text(
            "Saya baru ambil Catchplay, kok di tagihan Mar 2022 belum muncul? Nanti tidak "
            "jadi dobel, kan?",
            "I have just taken Catchplay, but it is not on the March 2022 bill. It will not "
            "double later, will it?",
        ),
        (Run(CATCHPLAY, "2022-03-10 20:44:03", active=True, channel="MyIndiHome"),),
        difficulty=2,
        key=Key(
            "none",
            hint=Text(
                "Tagihan Mar 2022 memuat transaksi bulan apa?",
                "Which month's charges does the March 2022 bill carry?",
            ),
            explanation=Text(
                "Transaksi Catchplay Rp 45.000 pada 10 Mar 2022. Transaksi Maret masuk tagihan "
                "Apr 2022, jadi wajar belum ada di tagihan Mar 2022, yang memuat transaksi Feb "
                "2022. Di Feb 2022 tidak ada transaksi.",
                "The Catchplay charge of Rp 45.000 was on 10 Mar 2022. Charges of March go on "
                "the April 2022 bill, so it is normal that the March 2022 bill, with the charges "
                "of February, lacks it. February 2022 has none.",
            ),
            charges=(1,),
            subscriptions=(1,),
            steps=("explain",),
            claim_allows=("supported",),
        ),
    ),
)
