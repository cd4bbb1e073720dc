"""Where to look, without the answer; one hint serves unlike cases."""

from typing import Final

from ott_toolkit.practice.key import Text

MONTH: Final = Text(
    "Tagihan itu memuat transaksi bulan apa? Jumlahkan transaksi bulan itu.",
    "Which month's charges does that bill carry? Add that month's charges up.",
)
GAPS: Final = Text(
    "Hitung hari di antara dua transaksi dengan Partner Ref_no yang sama.",
    "Count the days between two charges of the same Partner Ref_no.",
)
DATES: Final = Text(
    "Letakkan tiap Trx Time di samping Start Time dan End Time langganannya.",
    "Put each Trx Time beside Start Time and End Time of its subscription.",
)
REFERENCES: Final = Text(
    "Cari tiap Partner Ref_no dari Transactions Data di Subscriptions.",
    "Look for each Partner Ref_no of Transactions Data in Subscriptions.",
)
PRICES: Final = Text(
    "Bandingkan Harga dan Harga Prorate dengan transaksi sebelumnya dan dengan Subscriptions.",
    "Compare Harga and Harga Prorate with the charge before, and with Subscriptions.",
)
LINES: Final = Text(
    "Baca semua baris tagihan, bukan hanya jumlahnya, lalu bandingkan dengan transaksinya.",
    "Read every line of the bill, not only its total, and compare them with the charges.",
)
LAST_CHARGE: Final = Text(
    "Cari waktu Last Charge di Transactions Data.",
    "Look for the time of Last Charge in Transactions Data.",
)
BOTH: Final = Text(
    "Jangan berhenti di temuan pertama: periksa setiap transaksi, lalu jumlahnya.",
    "Do not stop at the first finding: check each charge, then the sum.",
)
MISSING: Final = Text(
    "Apakah semua yang perlu dibandingkan sudah ada?",
    "Is everything that has to be compared at hand?",
)
