"""Words that say what a page is, and nothing of a customer: they stay in a copy that is sent.

They are the procedure's own: headers, what forms and menus call things, how a result announces
itself. The list is open to every reader, so none of its words can be a secret.
"""

from __future__ import annotations

import re

from ott_toolkit.portal.entrance import TITLES
from ott_toolkit.portal.roles import LOGIN_WORDS, SEARCH_WORDS
from ott_toolkit.schema import CONTENT_LINES, TABLES

WORD = re.compile(r"[^\W\d_]+")

_FORMS = """
    active addon all aktif back batal batalkan bersihkan biasa bukan button captcha cari cetak
    cicilan clear csv dan dashboard delete detail di download excel export ekspor filter find first
    go halaman hapus hasil home i in inactive ke keluar kembali kirim last lihat lunas belum log
    login logout lupa masuk menu navigation main next berikutnya selanjutnya sebelumnya previous
    lanjut non nonaktif ok out page pages pdf pembayaran pencarian pilih print prev remember reset
    result results save search semua seluruh show sign simpan softbundling submit tambah add
    tampil tampilkan tidak untuk view xls xlsx yang
    username password nama name regional sandi kata
"""
_SAID = """
    a ada any available baris cocok dalam dari data display ditampilkan ditemukan entri entries
    for found hasil ini langganan matching menampilkan no nomor number of pada record records
    result row rows sampai search sesuai showing table tabel tersedia the this tidak to total
    transaksi untuk hingga s d
    error errors expired failed forbidden gagal galat gangguan habis maintenance not pemeliharaan
    perbaikan salah sedang server sesi silakan sistem system session terjadi timeout
    coba lagi denied akses ditolak invalid
"""
_BILL = """
    nama name produk product phone telepon internet group groupid idr rp null periode tagihan
    detail jumlah sudah bayar lunas
"""


def _words() -> frozenset[str]:
    headers = [
        text
        for table in TABLES
        for column in table.columns
        for text in (table.title, column.name, column.header, *column.aliases)
    ]
    titles = [title for titles in TITLES.values() for title in titles]
    # A role's pattern is made of words; what may follow one («s?») is a word with it, too.
    patterns = [word.pattern.pattern for word in (*SEARCH_WORDS, *LOGIN_WORDS)]
    hinted = [part for text in patterns for part in re.findall(r"[a-z]{2,}", text)]
    hinted += [part.removesuffix("s") for part in hinted if len(part) > 3]
    texts = [*headers, *titles, *CONTENT_LINES, _FORMS, _SAID, _BILL, *hinted]
    return frozenset(word.casefold() for text in texts for word in WORD.findall(text))


WORDS = _words()
EVERY_HEADER = tuple(
    frozenset(key for column in table.columns for key in column.keys) for table in TABLES
)
"""Of each table, the keys of its headers."""
