"""Customers with an add-on that ended, or that they say has ended."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    DISNEY,
    IFLIX,
    MOLA,
)
from ott_toolkit.practice.story import Amend, Run, Story

# What both of a pair of twins say.
_SAID = Text(
    "Mola sudah saya unreg tanggal 10 Februari, kok di tagihan Mar 2022 masih ada "
    "INTERNET CONTENT?",
    "I unsubscribed from Mola on 10 February, so why is there still INTERNET CONTENT "
    "on the March 2022 bill?",
)
ENDED = (
    Story(
        9,
        "charge-after-end",
        Text(
            "Disney-nya sudah saya stop tanggal 18 Februari, kok di tagihan Mar 2022 masih "
            "ditagih juga?",
            "I stopped Disney on 18 February, so why is it still charged on the March 2022 bill?",
        ),
        (
            Run(
                DISNEY,
                "2021-11-20 19:05:44",
                charges=3,
                more=("2022-02-20 00:04:37",),
                stop_asked=(("2022-02-16 19:40:09", "gagal"), ("2022-02-17 23:52:50", "diterima")),
            ),
        ),
        difficulty=2,
        key=Key(
            "contested",
            hint=Text(
                "Bandingkan End Time dengan Trx Time yang paling baru.",
                "Compare End Time with the newest Trx Time.",
            ),
            explanation=Text(
                "Rp 29.000 di tagihan Mar 2022 cocok dengan transaksi 20 Feb 2022 00:04:37. "
                "Tetapi langganan tercatat berakhir 18 Feb 2022 00:04:01, dua hari "
                "sebelumnya. End Time sejalan dengan tanggal berhenti yang disebut pelanggan. "
                "Seluruh Rp 29.000 dipersoalkan dan bisa diusulkan dikoreksi (ditambah PPN); "
                "keputusannya mengikuti hasil pengecekan.",
                "The Rp 29.000 on the March 2022 bill matches the charge of 20 Feb 2022 "
                "00:04:37. But the subscription is recorded as ended on 18 Feb 2022 00:04:01, "
                "two days earlier. End Time agrees with the day the customer names. The "
                "whole Rp 29.000 is contested and may be proposed as a correction (plus PPN); "
                "the decision follows the check.",
            ),
            claim="stopped",
            claim_status="supported",
            day="2022-02-18",
            contested=29_000,
            proposed=29_000,
            charges=(1,),
            subscriptions=(1,),
            rules=("charge-after-end",),
            steps=("propose", "ticket-history"),
        ),
    ),
    Story(
        10,
        "charge-at-end",
        Text(
            "Mola sudah saya stop tanggal 20 Februari, kok di tagihan Mar 2022 masih ada biayanya?",
            "I stopped Mola on 20 February, so why is there still a charge on the March 2022 bill?",
        ),
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
        difficulty=3,
        key=Key(
            "contested",
            hint=Text(
                "Bandingkan End Time dan Trx Time sampai ke detiknya.",
                "Compare End Time and Trx Time to the second.",
            ),
            explanation=Text(
                "Rp 65.000 di tagihan Mar 2022 cocok dengan transaksi 20 Feb 2022 00:04:31. "
                "End Time tercatat 20 Feb 2022 00:04:05, hanya 26 detik lebih dulu. "
                "Perpanjangan tengah malam bisa jadi berjalan sesaat sebelum akhir itu "
                "dicatat, jadi ini perlu dikonfirmasi dulu: Rp 65.000 dipersoalkan, tetapi "
                "belum ada yang diusulkan.",
                "The Rp 65.000 on the March 2022 bill matches the charge of 20 Feb 2022 "
                "00:04:31. End Time is recorded as 20 Feb 2022 00:04:05, only 26 seconds "
                "earlier. The midnight renewal may have run just before that end was written, so "
                "this has to be confirmed first: Rp 65.000 is contested, but nothing is proposed "
                "yet.",
            ),
            claim="stopped",
            claim_status="supported",
            day="2022-02-20",
            contested=65_000,
            charges=(1,),
            subscriptions=(1,),
            rules=("charge-at-end",),
            steps=("confirm", "ticket-history"),
        ),
    ),
    Story(
        19,
        "billed-without-charge",
        Text(
            "Add-on-nya sudah berhenti dari 12 November 2021, kok di tagihan Mar 2022 "
            "tiba-tiba ada INTERNET CONTENT lagi?",
            "The add-on stopped on 12 November 2021, so why is INTERNET CONTENT suddenly "
            "back on the March 2022 bill?",
        ),
        (
            Run(
                DISNEY,
                "2021-09-13 19:16:40",
                charges=2,
                stop_asked=(("2021-11-02 09:30:18", "diterima"),),
            ),
        ),
        (Amend("2022-03", content=(29_000,)),),
        difficulty=2,
        key=Key(
            "unexplained",
            hint=Text(
                "Cari transaksi Feb 2022. Kalau tidak ada, pastikan dulu pencariannya tanpa "
                "saringan tanggal.",
                "Look for a charge of February 2022. If there is none, make sure that no date "
                "narrows the search.",
            ),
            explanation=Text(
                "Tagihan Mar 2022 memuat INTERNET CONTENT Rp 29.000, tetapi di Feb 2022 tidak "
                "ada satu pun transaksi. Satu-satunya langganan, Disney, berakhir 12 Nov "
                "2021, sejalan dengan keterangan pelanggan. Asal Rp 29.000 itu tidak terlihat "
                "di data; tanyakan ke pengelola dashboard dan ke tim billing, jangan "
                "menebak.",
                "The March 2022 bill has INTERNET CONTENT of Rp 29.000, but there is not one "
                "charge in February 2022. The only subscription, Disney, ended on 12 Nov 2021, "
                "as the customer says. Where the Rp 29.000 come from is not seen; ask the "
                "dashboard's owner and billing, do not guess.",
            ),
            claim="stopped",
            claim_status="supported",
            day="2021-11-12",
            subscriptions=(1,),
            rules=("billed-without-charge",),
            steps=("dashboard-owner", "billing"),
        ),
    ),
    Story(
        72,
        "inactive-but-charged",
        Text(
            "Petugas bilang Iflix saya sudah tidak aktif. Kalau tidak aktif, kenapa di "
            "tagihan Mar 2022 masih ditagih?",
            "The agent said my Iflix is inactive. If it is, why is it still on the March "
            "2022 bill?",
        ),
        (Run(IFLIX, "2022-01-11 17:22:09", charges=2, channel="SMS"),),
        key=Key(
            "explained",
            hint=Text(
                "Inactive adalah keadaan hari ini. Bandingkan End Time dengan tanggal "
                "transaksinya.",
                "Inactive is how it stands today. Compare End Time with the day of the charge.",
            ),
            explanation=Text(
                "Rp 19.000 di tagihan Mar 2022 cocok dengan perpanjangan Iflix 10 Feb 2022. "
                "Waktu itu langganannya masih berjalan: End Time baru 12 Mar 2022. Status "
                "Inactive menunjukkan keadaan sekarang, bukan bahwa tidak pernah ada biaya. "
                "Tanggal pelanggan minta berhenti tidak tercatat di sini.",
                "The Rp 19.000 on the March 2022 bill match the Iflix renewal of 10 Feb 2022. "
                "The subscription was running then: End Time is 12 Mar 2022. Inactive is how it "
                "stands now, not that nothing was ever charged. When the customer asked to stop "
                "is not recorded here.",
            ),
            claim="stopped",
            charges=(1,),
            subscriptions=(1,),
            steps=("ticket-history", "explain"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        74,
        "stopped-and-ended",
        _SAID,
        (
            Run(
                MOLA,
                "2021-12-22 20:15:30",
                charges=3,
                ends="2022-02-10 21:40:12",
                stop_asked=(("2022-02-10 21:39:47", "diterima"),),
            ),
        ),
        fee=315_000,
        line="Telkom Link FTTH",
        difficulty=2,
        twin=76,
        key=Key(
            "contested",
            hint=Text(
                "Tanggal menurut pelanggan satu hal; apa yang tercatat di End Time?",
                "The customer's date is one thing; what does End Time say?",
            ),
            explanation=Text(
                "Rp 65.000 di tagihan Mar 2022 cocok dengan transaksi Mola 20 Feb 2022. End "
                "Time tercatat 10 Feb 2022 21:40:12, sama dengan tanggal yang disebut "
                "pelanggan, dan Status Inactive. Transaksi itu sepuluh hari setelah End Time: "
                "seluruh Rp 65.000 dipersoalkan dan bisa diusulkan dikoreksi (ditambah PPN).",
                "The Rp 65.000 on the March 2022 bill match the Mola charge of 20 Feb 2022. End "
                "Time is 10 Feb 2022 21:40:12, the day the customer names, and Status is "
                "Inactive. The charge came ten days after End Time: the whole Rp 65.000 is "
                "contested and may be proposed as a correction (plus PPN).",
            ),
            claim="stopped",
            claim_status="supported",
            day="2022-02-10",
            contested=65_000,
            proposed=65_000,
            charges=(1,),
            subscriptions=(1,),
            rules=("charge-after-end",),
            steps=("propose", "ticket-history"),
        ),
    ),
    Story(
        76,
        "stopped-by-word",
        _SAID,
        (
            Run(
                MOLA,
                "2021-12-22 20:15:30",
                charges=3,
                active=True,
                stop_asked=(("2022-02-10 20:14:05", "gagal"),),
            ),
        ),
        fee=315_000,
        line="Telkom Link FTTH",
        difficulty=2,
        twin=74,
        key=Key(
            "explained",
            hint=Text(
                "Tanggal menurut pelanggan satu hal; apa yang tercatat di End Time?",
                "The customer's date is one thing; what does End Time say?",
            ),
            explanation=Text(
                "Rp 65.000 di tagihan Mar 2022 cocok dengan transaksi Mola 20 Feb 2022. "
                "Langganannya masih Active dan tidak punya End Time, jadi transaksi itu di dalam "
                "masa langganan. Kapan berhenti diminta tidak tercatat di sini: cari di riwayat "
                "tiket dan Data Log sebelum mengusulkan apa pun. Jumlah yang cocok tidak "
                "membantah keterangan pelanggan.",
                "The Rp 65.000 on the March 2022 bill match the Mola charge of 20 Feb 2022. The "
                "subscription still is Active without End Time, so the charge lies within it. "
                "When stopping was asked for is not recorded here: look into the ticket history "
                "and Data Log before anything is proposed. That the amount is explained does not "
                "contradict the customer.",
            ),
            claim="stopped",
            day="2022-02-10",
            charges=(1,),
            subscriptions=(1,),
            steps=("ticket-history", "data-log"),
        ),
    ),
    Story(
        94,
        "after-end-and-refunded",
        Text(
            "Disney berhenti 15 Februari tapi di tagihan Mar 2022 masih ditagih. Katanya mau "
            "dikembalikan, mana?",
            "Disney stopped on 15 February but is on the March 2022 bill. I was told I would "
            "get it back; where is it?",
        ),
        (
            Run(
                DISNEY,
                "2021-12-17 18:58:03",
                charges=2,
                more=("2022-02-21 00:04:49", "2022-03-05 10:12:30"),
                prices=(29_000, 29_000, 29_000, -29_000),
                ends="2022-02-15 00:04:12",
                stop_asked=(("2022-02-14 18:20:31", "diterima"),),
            ),
        ),
        difficulty=3,
        key=Key(
            "contested",
            hint=Text(
                "Setelah End Time dan transaksinya dibandingkan, cari baris bertanda minus di "
                "Transactions Data.",
                "Once End Time and the charge are compared, look for a row with a minus sign in "
                "Transactions Data.",
            ),
            explanation=Text(
                "Rp 29.000 di tagihan Mar 2022 cocok dengan transaksi Disney 21 Feb 2022, "
                "enam hari setelah End Time 15 Feb 2022: Rp 29.000 dipersoalkan. Tetapi "
                "Transactions Data sudah punya baris −29.000 pada 5 Mar 2022, yang biasanya "
                "masuk tagihan Apr 2022. Kalau itu memang pengembaliannya, tidak ada lagi "
                "yang diusulkan; hubungannya hanya dugaan, jadi minta tim billing memastikan "
                "dulu.",
                "The Rp 29.000 on the March 2022 bill match the Disney charge of 21 Feb 2022, "
                "six days after End Time 15 Feb 2022: Rp 29.000 contested. But Transactions Data "
                "has a row of −29.000 on 5 Mar 2022 already, which usually is on the April 2022 "
                "bill. If that is the refund nothing is left to propose; the link is presumed, "
                "so have billing confirm it first.",
            ),
            claim="stopped",
            claim_status="supported",
            day="2022-02-15",
            contested=29_000,
            charges=(1, 2),
            subscriptions=(1,),
            rules=("charge-after-end",),
            steps=("billing", "ticket-history"),
            refunded=29_000,
        ),
    ),
)
