"""Customers whose values trip a careless reader."""

from dataclasses import replace

from ott_toolkit.practice.products import DISNEY, IFLIX, KANAL, MOLA, TOM_JERRY
from ott_toolkit.practice.story import Run, Story

HOSTILE = (
    Story(
        6,
        "markup",
        "Nama dan data berisi tanda < > & dan kutip.",
        "Name and data hold the signs < > & and quotes.",
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
    ),
    Story(
        7,
        "letters",
        "Nama dan layanan berisi huruf di luar abjad biasa.",
        "Name and service hold letters beyond the plain alphabet.",
        (Run(KANAL, "2022-01-03 20:16:43", active=True, channel="Télé–Toko № 7"),),
        name="PÉLANGGAN CONTOH Ñ",
    ),
    Story(
        8,
        "formulas",
        "Data diekspor ke Excel; ada isi yang tampak seperti rumus.",
        "Data is exported to Excel; some of it looks like formulas.",
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
    ),
)
