"""Pages that say what went wrong, in the words of the dashboard."""

from flask import render_template

FORM_EXPIRED = 419

FAILURES = {
    400: ("Permintaan tidak dapat diproses", "Periksa kembali isian Anda."),
    404: ("Halaman tidak ditemukan", "Periksa alamatnya, atau pilih halaman dari menu."),
    405: ("Cara mengirim tidak dikenal", "Buka halamannya dari menu, lalu kirim formulirnya."),
    FORM_EXPIRED: ("Sesi formulir kedaluwarsa", "Buka kembali halamannya, lalu isi formulirnya."),
    429: ("Terlalu banyak permintaan", "Tunggu sebentar, lalu coba lagi."),
    500: ("Terjadi kesalahan pada server", "Coba lagi beberapa saat lagi."),
    502: ("Jawaban server tidak sah", "Coba lagi beberapa saat lagi."),
    503: ("Layanan sedang tidak tersedia", "Coba lagi beberapa saat lagi."),
    504: ("Server terlalu lama menjawab", "Coba lagi beberapa saat lagi."),
}


def failure(status: int, advice: str = "") -> tuple[str, int]:
    """The page of a failure, and its status.

    Args:
        status: An HTTP status; 419 is a form that has gone stale.
        advice: What to do next, if it is not what the status alone suggests.
    """
    title, usual = FAILURES.get(status, FAILURES[500])
    page = render_template("failure.html", status=status, title=title, advice=advice or usual)
    return page, status
