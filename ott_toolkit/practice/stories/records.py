"""Customers in whose rows two records disagree."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
    IFLIX,
    KANAL,
    MOLA,
)
from ott_toolkit.practice.story import Run, Story

RECORDS = (
    Story(
        26,
        "last-charge-unseen",
        Text(
            "Sebenarnya kapan terakhir kali biaya add-on saya ditarik? Yang di tagihan Mar "
            "2022 itu yang mana?",
            "When was my add-on last charged, actually? And which charge is the one on the "
            "March 2022 bill?",
        ),
        (
            Run(
                DISNEY,
                "2021-12-11 19:44:26",
                active=True,
                skipped=(3,),
                last_charge="2022-03-11 00:04:17",
            ),
        ),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Bandingkan Last Charge di Subscriptions dengan transaksi yang paling atas.",
                "Compare Last Charge in Subscriptions with the topmost charge.",
            ),
            explanation=Text(
                "Rp 29.000 di tagihan Mar 2022 cocok dengan transaksi Disney 9 Feb 2022. Last "
                "Charge menyebut 11 Mar 2022 00:04:17, tetapi transaksi itu tidak terlihat "
                "di Transactions Data; karena itu perpanjangannya juga tampak lewat jadwal. "
                "Kedua sumber berbeda soal transaksi terakhir; minta pengelola dashboard "
                "mencari baris Maret itu.",
                "The Rp 29.000 on the March 2022 bill match the Disney charge of 9 Feb 2022. "
                "Last Charge says 11 Mar 2022 00:04:17, but that charge is not seen in "
                "Transactions Data; so the renewal looks overdue as well. The sources differ "
                "on the last charge; ask the dashboard's owner for that March row.",
            ),
            charges=(1,),
            subscriptions=(1,),
            rules=("last-charge-unseen", "renewal-overdue"),
            steps=("dashboard-owner", "search-again"),
        ),
    ),
    Story(
        27,
        "last-charge-stale",
        Text(
            "Petugas kemarin bilang Februari tidak ada biaya. Lho, di tagihan Mar 2022 kok "
            "ada INTERNET CONTENT?",
            "Yesterday's agent said there was no charge in February. So why is INTERNET "
            "CONTENT on the March 2022 bill?",
        ),
        (Run(MOLA, "2021-12-13 20:37:09", active=True, last_charge="2022-01-12 00:04:33"),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Jangan berhenti di Last Charge; baca juga Transactions Data.",
                "Do not stop at Last Charge; read Transactions Data, too.",
            ),
            explanation=Text(
                "Rp 65.000 di tagihan Mar 2022 cocok dengan transaksi Mola 11 Feb 2022. Last "
                "Charge di Subscriptions masih 12 Jan 2022, tertinggal dari transaksinya; "
                "kalau hanya kolom itu yang dibaca, Februari dikira kosong.",
                "The Rp 65.000 on the March 2022 bill match the Mola charge of 11 Feb 2022. Last "
                "Charge in Subscriptions still is 12 Jan 2022, behind the charges that were "
                "made; who reads only that column takes February for empty.",
            ),
            charges=(2,),
            subscriptions=(1,),
            rules=("last-charge-stale",),
            steps=("explain", "dashboard-owner"),
        ),
    ),
    Story(
        29,
        "active-after-end",
        Text(
            "Di TV Catchplay-nya masih tertulis aktif, tapi di tagihan Mar 2022 sudah tidak "
            "ada. Jadi sebenarnya masih jalan atau tidak?",
            "Catchplay still says active on TV, but it is not on the March 2022 bill any "
            "more. So is it running or not?",
        ),
        (
            Run(
                CATCHPLAY,
                "2021-11-17 18:13:52",
                charges=3,
                active=True,
                ends="2022-02-15 00:04:22",
            ),
        ),
        difficulty=2,
        key=Key(
            "none",
            hint=Text(
                "Bandingkan Status dengan End Time dan dengan transaksi terakhir.",
                "Compare Status with End Time and with the last charge.",
            ),
            explanation=Text(
                "Tagihan Mar 2022 tidak punya INTERNET CONTENT. Transaksi terakhir Catchplay Rp "
                "45.000 pada 16 Jan 2022, dan End Time tercatat 15 Feb 2022, tetapi Status masih "
                "Active. Status dan tanggalnya tidak sejalan; sejak itu tidak terlihat transaksi "
                "baru.",
                "The March 2022 bill has no INTERNET CONTENT. The last Catchplay charge was Rp "
                "45.000 on 16 Jan 2022, and End Time is 15 Feb 2022, but Status still is Active. "
                "Status and dates disagree; no charge is seen since.",
            ),
            charges=(1,),
            subscriptions=(1,),
            rules=("renewal-overdue", "status-mismatch"),
            steps=("dashboard-owner", "explain"),
        ),
    ),
    Story(
        30,
        "inactive-without-end",
        Text(
            "Iflix-nya sudah saya unreg, tapi lupa kapan. Sejak tanggal berapa sebenarnya "
            "berhenti?",
            "I have unsubscribed from Iflix, but I forget when. From what date has it "
            "stopped, actually?",
        ),
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
        difficulty=2,
        key=Key(
            "none",
            hint=Text(
                "Lihat Status dan End Time. Kalau kosong, jangan mengisinya sendiri.",
                "Look at Status and End Time. Where one is empty, do not fill it in yourself.",
            ),
            explanation=Text(
                "Statusnya Inactive tetapi End Time kosong, jadi tanggal berhentinya tidak "
                "tercatat. Transaksi terakhir Rp 19.000 pada 6 Jan 2022, dan tagihan Mar 2022 "
                "tidak punya INTERNET CONTENT. Kapan berhenti diminta bisa dicari di riwayat "
                "tiket dan Data Log.",
                "Status is Inactive but End Time is empty, so the day it stopped is not "
                "recorded. The last charge was Rp 19.000 on 6 Jan 2022, and the March 2022 bill "
                "has no INTERNET CONTENT. When stopping was asked for may be in the ticket "
                "history and Data Log.",
            ),
            claim="stopped",
            charges=(1,),
            subscriptions=(1,),
            rules=("status-mismatch",),
            steps=("ticket-history", "data-log"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        35,
        "renewal-overdue",
        Text(
            "Kañal+ saya masih aktif, tapi di tagihan Mar 2022 tidak ada biayanya. Nanti "
            "ditagih sekaligus tidak?",
            "My Kañal+ is still active, but it is not on the March 2022 bill. Will it be "
            "billed all at once later?",
        ),
        (Run(KANAL, "2021-12-20 21:21:06", charges=2, active=True),),
        difficulty=2,
        key=Key(
            "none",
            hint=Text(
                "Kapan transaksi terakhirnya, dan kapan perpanjangan berikutnya seharusnya?",
                "When was its last charge, and when should the next renewal have been?",
            ),
            explanation=Text(
                "Tagihan Mar 2022 tidak punya INTERNET CONTENT karena Feb 2022 tidak ada "
                "transaksi. Transaksi terakhir Rp 39.000 pada 19 Jan 2022; menurut siklus 30 "
                "hari perpanjangan semestinya sekitar 18 Feb 2022. Statusnya masih Active, jadi "
                "perpanjangan itu lewat jadwal. Apakah nanti ditagih tidak bisa dipastikan dari "
                "data ini.",
                "The March 2022 bill has no INTERNET CONTENT because February 2022 has no "
                "charge. The last charge was Rp 39.000 on 19 Jan 2022; by the 30-day cycle the "
                "renewal was due around 18 Feb 2022. Status still is Active, so it is overdue. "
                "Whether it will be billed later cannot be told from these data.",
            ),
            charges=(1,),
            subscriptions=(1,),
            rules=("renewal-overdue",),
            steps=("dashboard-owner", "explain"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        49,
        "blanks",
        Text(
            "Petugas lain bilang datanya banyak yang kosong, jadi tidak bisa dijelaskan. "
            "INTERNET CONTENT Mar 2022 saya itu apa?",
            "Another agent said much of the data is blank, so it cannot be explained. What "
            "is my INTERNET CONTENT of March 2022?",
        ),
        (
            Run(
                CATCHPLAY,
                "2022-01-17 19:19:04",
                active=True,
                channel="-",
                prorated=("-", "NULL", ""),
            ),
        ),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Yang kosong adalah Channel dan Harga Prorate. Apa yang dipakai kalau prorate "
                "kosong?",
                "What is blank is Channel and Harga Prorate. What counts where there is no "
                "prorated price?",
            ),
            explanation=Text(
                "Harga Prorate kosong, jadi yang dipakai Harga: Rp 45.000 pada 16 Feb 2022, "
                "cocok dengan tagihan Mar 2022. Channel juga kosong, jadi lewat mana dibeli "
                "tidak tercatat; proses belinya bisa dilihat di Data Log. Kolom yang kosong "
                "tidak membatalkan baris yang ada.",
                "Harga Prorate is blank, so Harga counts: Rp 45.000 on 16 Feb 2022, as on the "
                "March 2022 bill. Channel is blank as well, so where it was bought is not "
                "recorded; Data Log may show the purchase. What is blank does not undo what is "
                "there.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("data-log", "explain"),
        ),
    ),
)
