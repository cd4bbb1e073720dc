"""Customers whose values trip a careless reader."""

from dataclasses import replace

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    DISNEY,
    IFLIX,
    KANAL,
    MOLA,
    TOM_JERRY,
)
from ott_toolkit.practice.story import Run, Story

HOSTILE = (
    Story(
        6,
        "markup",
        Text(
            "Kok nama saya di tagihan Mar 2022 jadi aneh, ada tanda < dan &? INTERNET "
            "CONTENT-nya juga ada dua baris, itu apa saja?",
            "Why does my name on the March 2022 bill look strange, with < and &? And INTERNET "
            "CONTENT has two lines; what are they?",
        ),
        (
            Run(
                replace(DISNEY, item="<script>alert(1)</script>.Monthly"),
                "2021-12-17 19:28:54",
                active=True,
                channel="<b>STB</b> & Web",
            ),
            Run(TOM_JERRY, "2022-01-13 15:10:39", active=True, channel='"STB"'),
        ),
        name="PELANGGAN CONTOH <script>alert(1)</script> & 'KUTIP'",
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Tanda aneh di nama dan Channel hanya tulisan. Yang dicocokkan tetap jumlah dan "
                "waktunya.",
                "The odd signs in name and Channel are only text. What has to match is still "
                "amounts and times.",
            ),
            explanation=Text(
                "Dua baris tagihan Mar 2022, jumlahnya Rp 44.000, cocok dengan Tom & Jerry Rp "
                "15.000 pada 12 Feb 2022 dan Disney Rp 29.000 pada 15 Feb 2022. Tanda < > & dan "
                "kutip hanya cara nama dan Channel tersimpan; tidak mengubah jumlahnya.",
                "The two lines of the March 2022 bill, Rp 44.000 in all, match Tom & Jerry Rp "
                "15.000 on 12 Feb 2022 and Disney Rp 29.000 on 15 Feb 2022. The signs < > & and "
                "quotes are only how name and Channel are stored; they do not change the amount.",
            ),
            charges=(3, 4),
            subscriptions=(1, 2),
            steps=("explain",),
        ),
    ),
    Story(
        7,
        "letters",
        Text(
            "Di tagihan Mar 2022 ada INTERNET CONTENT Rp 39.000. Kata petugas nama layanannya "
            "pakai huruf aneh, saya tidak kenal. Itu apa?",
            "There is INTERNET CONTENT of Rp 39.000 on the March 2022 bill. The agent said "
            "the name of the service has an odd letter, I do not know it. What is it?",
        ),
        (Run(KANAL, "2022-01-03 20:16:43", active=True, channel="Télé–Toko № 7"),),
        name="PÉLANGGAN CONTOH Ñ",
        key=Key(
            "explained",
            hint=Text(
                "Cari transaksi Feb 2022, jangan mencari dari ejaan layanannya.",
                "Find the charge of February 2022 rather than the spelling of the service.",
            ),
            explanation=Text(
                "Rp 39.000 di tagihan Mar 2022 adalah perpanjangan Kañal+ pada 2 Feb 2022; "
                "jumlahnya cocok. Layanan itu tercatat mulai 3 Jan 2022. Huruf ñ dan é memang "
                "bagian nama layanan dan Channel.",
                "The Rp 39.000 on the March 2022 bill is the renewal of Kañal+ on 2 Feb 2022; "
                "the amount is explained. It is recorded from 3 Jan 2022. The letters ñ and é "
                "are part of the names of service and Channel.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
    Story(
        8,
        "formulas",
        Text(
            "Waktu datanya dibuka petugas di Excel malah muncul rumus. INTERNET CONTENT Rp "
            "19.000 di tagihan Mar 2022 itu benar tidak?",
            "When the agent opened the data in Excel, formulas came up. Is the INTERNET "
            "CONTENT of Rp 19.000 on the March 2022 bill right?",
        ),
        (
            Run(
                IFLIX,
                "2022-01-06 17:52:11",
                active=True,
                channel='=HYPERLINK("klik","di sini")',
                trx_ids=("=1+1", "+62800", "@latihan"),
            ),
            Run(
                replace(MOLA, item="Telkom.Sport." + "SangatPanjang." * 12 + "Monthly"),
                "2021-12-08 13:24:57",
                charges=2,
                channel="-STB; Web, \"dua\" 'kutip'",
            ),
        ),
        name='PELANGGAN "CONTOH" 008; =KOMA, TITIK',
        key=Key(
            "explained",
            hint=Text(
                "Baca langsung di halaman dashboard; nilai yang diawali = + @ - hanya tulisan.",
                "Read it on the dashboard itself; values that begin with = + @ - are only text.",
            ),
            explanation=Text(
                "Rp 19.000 di tagihan Mar 2022 cocok dengan perpanjangan Iflix pada 5 Feb 2022. "
                "Isi yang tampak seperti rumus adalah nama Channel dan Telkom trx_id, tidak "
                "memengaruhi jumlah. Mola sudah berakhir 6 Feb 2022 dan tidak ada di tagihan ini.",
                "The Rp 19.000 on the March 2022 bill matches the Iflix renewal of 5 Feb 2022. "
                "What looks like formulas are a Channel's name and Telkom trx_ids and has no "
                "bearing on the amount. Mola ended on 6 Feb 2022 and is not on this bill.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
)
