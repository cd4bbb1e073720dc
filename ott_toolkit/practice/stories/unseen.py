"""Customers who tell what no source shows: who it was, payments, the line, use, promises."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
    IFLIX,
    KANAL,
    MOLA,
)
from ott_toolkit.practice.story import Amend, Free, Run, Story

UNSEEN = (
    Story(
        87,
        "child-on-the-box",
        Text(
            "Anak saya mungkin pencet-pencet remote, tahu-tahu Mola masuk tagihan Mar 2022. "
            "Saya tidak pernah daftar.",
            "My child may have played with the remote, and now Mola is on the March 2022 "
            "bill. I never signed up.",
        ),
        (Run(MOLA, "2022-02-05 21:47:09", active=True),),
        key=Key(
            "explained",
            hint=Text(
                "Apa saja yang tercatat tentang pembelian itu, dan apa yang tidak?",
                "What is recorded of that purchase, and what is not?",
            ),
            explanation=Text(
                "Rp 65.000 di tagihan Mar 2022 cocok dengan transaksi Mola 5 Feb 2022 21:47:09, "
                "saat langganan dimulai lewat Channel STB. Itu yang bisa dikatakan; siapa yang "
                "memegang remote tidak tercatat. Ikuti aturan tim untuk pembelian di STB.",
                "The Rp 65.000 on the March 2022 bill match the Mola charge of 5 Feb 2022 "
                "21:47:09, when the subscription began through Channel STB. That is all that can "
                "be said; who held the remote is not recorded. Follow the team's rule for "
                "purchases on the set-top box.",
            ),
            claim="not-subscribed",
            charges=(2,),
            subscriptions=(1,),
            steps=("team-rule", "data-log"),
        ),
    ),
    Story(
        88,
        "promised-longer-free",
        Text(
            "Kañal+ katanya promo gratis sampai 20 Maret 2022. Kok di tagihan Mar 2022 sudah "
            "kena biaya?",
            "The Kañal+ promotion was said to be free until 20 March 2022. Why is it charged "
            "on the March 2022 bill?",
        ),
        (Run(KANAL, "2022-01-20 19:40:18", active=True, prorated=(0,)),),
        free=(Free(KANAL, "2022-01-20", 60),),
        difficulty=3,
        key=Key(
            "explained",
            hint=Text(
                "Kapan transaksi pertama yang lebih dari nol, dan apa yang tertulis di Free "
                "Gimmick Transactions?",
                "When was the first charge above zero, and what does Free Gimmick Transactions "
                "say?",
            ),
            explanation=Text(
                "Rp 39.000 di tagihan Mar 2022 cocok dengan transaksi Kañal+ 19 Feb 2022; "
                "transaksi pertama, 20 Jan 2022, bernilai Rp 0. Jadi memang ada biaya sebelum "
                "tanggal yang disebut pelanggan. Free Gimmick Transactions mencatat gratis "
                "sampai 21 Mar 2022, tetapi halaman itu tidak terdokumentasi: pastikan dulu "
                "artinya sebelum mengusulkan apa pun.",
                "The Rp 39.000 on the March 2022 bill match the Kañal+ charge of 19 Feb 2022; "
                "the first one, 20 Jan 2022, is Rp 0. So there was a charge before the day "
                "the customer names. Free Gimmick Transactions has it free until 21 Mar 2022, "
                "but that page is undocumented: make sure what it means before anything is "
                "proposed.",
            ),
            claim="still-free",
            claim_status="supported",
            day="2022-03-20",
            charges=(1, 2),
            subscriptions=(1,),
            steps=("free-gimmick", "confirm", "explain"),
            verdict_allows=("contested",),
            claim_allows=("not-recorded",),
        ),
    ),
    Story(
        89,
        "paid-twice",
        Text(
            "Tagihan Mar 2022 sudah saya bayar dua kali: di loket dan lewat ATM. Kok yang "
            "tercatat sekali? INTERNET CONTENT-nya juga dobel?",
            "I paid the March 2022 bill twice: at a counter and at an ATM. Why is one "
            "payment recorded? Is INTERNET CONTENT double, too?",
        ),
        (Run(DISNEY, "2021-12-20 20:20:31", active=True),),
        (Amend("2022-03", paid=True),),
        fee=425_000,
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Tagihan hanya punya satu status untuk setiap periode. Periksa INTERNET CONTENT "
                "terpisah dari pembayarannya.",
                "A bill has one status for each period. Check INTERNET CONTENT apart from the "
                "payments.",
            ),
            explanation=Text(
                "INTERNET CONTENT Rp 29.000 cocok dengan satu transaksi Disney, 18 Feb 2022; "
                "tidak dobel. Tagihan menunjukkan Lunas dengan satu lokasi pembayaran saja untuk "
                "Rp 499.400; pembayaran kedua tidak terlihat di sini. Minta kedua bukti bayar "
                "dan teruskan ke tim pembayaran.",
                "INTERNET CONTENT Rp 29.000 matches one Disney charge, 18 Feb 2022; it is not "
                "double. The bill shows Lunas with one place of payment for Rp 499.400; a second "
                "payment is not visible here. Ask for both receipts and pass them to the payment "
                "team.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("payment-team", "explain"),
        ),
    ),
    Story(
        90,
        "cut-off-line",
        Text(
            "Internet saya isolir sepanjang Februari karena telat bayar. Kok di tagihan Mar "
            "2022 Kañal+ tetap ditagih?",
            "My line was cut off all February for late payment. Why is Kañal+ still on the "
            "March 2022 bill?",
        ),
        (Run(KANAL, "2021-12-07 19:29:16", active=True),),
        (Amend("2022-02", paid=False),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Apakah keadaan jaringan terlihat di Subscriptions atau Transactions Data?",
                "Do Subscriptions or Transactions Data show the state of the line?",
            ),
            explanation=Text(
                "Rp 39.000 di tagihan Mar 2022 cocok dengan transaksi Kañal+ 5 Feb 2022, dan "
                "langganannya Active. Apakah saat itu jaringan diisolir tidak tercatat di sini; "
                "tagihan Feb 2022 memang Belum Lunas. Lihat catatan jaringan sebelum menjawab.",
                "The Rp 39.000 on the March 2022 bill match the Kañal+ charge of 5 Feb 2022, and "
                "the subscription is Active. Whether the line was cut off then is not recorded "
                "here; the February 2022 bill is Belum Lunas indeed. See the network record "
                "before answering.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("network-record", "arrears-rule"),
        ),
    ),
    Story(
        91,
        "never-watched",
        Text(
            "Catchplay tidak pernah saya tonton satu kali pun, kok di tagihan Mar 2022 tetap "
            "ditagih?",
            "I never watched Catchplay, not once, so why is it on the March 2022 bill?",
        ),
        (Run(CATCHPLAY, "2022-01-10 21:03:38", active=True, channel="MyIndiHome"),),
        key=Key(
            "explained",
            hint=Text(
                "Adakah kolom yang menunjukkan pemakaian?",
                "Is there any column that shows use?",
            ),
            explanation=Text(
                "Rp 45.000 di tagihan Mar 2022 cocok dengan perpanjangan Catchplay 9 Feb "
                "2022; langganannya Active sejak 10 Jan 2022. Ditonton atau tidak, tidak "
                "terlihat di ketiga sumber: tidak ada data pemakaian. Itu hanya bisa "
                "ditanyakan ke penyedia OTT.",
                "The Rp 45.000 on the March 2022 bill match the Catchplay renewal of 9 Feb 2022; "
                "the subscription is Active since 10 Jan 2022. Whether it was watched is not "
                "seen in the three sources: there are no usage data. Only the provider can tell.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("provider", "explain"),
        ),
    ),
    Story(
        96,
        "moved-in-before",
        Text(
            "Saya tinggal di sini sejak 1 Oktober 2021. Add-on di tagihan Mar 2022 pasti sisa "
            "penghuni sebelumnya.",
            "I have lived here since 1 October 2021. The add-on on the March 2022 bill must "
            "be left over from the previous resident.",
        ),
        (Run(IFLIX, "2022-01-14 14:09:53", active=True, channel="MyIndiHome"),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Bandingkan Start Time dengan tanggal pindah.",
                "Compare Start Time with the day of moving in.",
            ),
            explanation=Text(
                "Rp 19.000 di tagihan Mar 2022 cocok dengan transaksi Iflix 13 Feb 2022. "
                "Langganannya mulai 14 Jan 2022, sesudah tanggal pindah yang disebut; itu "
                "berbeda dengan keterangan pelanggan. Tetapi siapa yang memesannya tetap tidak "
                "tercatat, jadi jangan mengatakan pelanggan yang membeli.",
                "The Rp 19.000 on the March 2022 bill match the Iflix charge of 13 Feb 2022. The "
                "subscription began on 14 Jan 2022, after the day of moving in; that differs "
                "from what the customer says. Yet who ordered it is not recorded, so do not say "
                "that the customer bought it.",
            ),
            claim="not-resident",
            claim_status="contradicted",
            day="2021-10-01",
            charges=(2,),
            subscriptions=(1,),
            steps=("customer-record", "data-log"),
        ),
    ),
)
