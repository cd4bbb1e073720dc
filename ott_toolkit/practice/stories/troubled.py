"""Customers whose pages fail, whoever looks."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
    IFLIX,
    KANAL,
    MUSIC_WEEK,
)
from ott_toolkit.practice.story import Run, Story, Trouble

TROUBLED = (
    Story(
        78,
        "page-cut-off",
        Text(
            "Tagihan saya membengkak, INTERNET CONTENT Mar 2022 Rp 45.000. Ini biaya siluman apa?",
            "My bill has swollen, INTERNET CONTENT of March 2022 is Rp 45.000. What stealth "
            "charge is this?",
        ),
        (Run(CATCHPLAY, "2021-12-08 19:22:10", active=True),),
        trouble=Trouble("transactions", "truncated"),
        difficulty=2,
        key=Key(
            "cannot",
            hint=Text(
                "Hitung baris yang tampil di Transactions Data, lalu bandingkan dengan Showing. "
                "Apakah halamannya sampai selesai?",
                "Count the rows that Transactions Data shows and compare with Showing. Did the "
                "page arrive to its end?",
            ),
            explanation=Text(
                "Halaman Transactions Data terpotong: baris terakhirnya terputus di tengah, dan "
                "Showing kedua serta bagian bawah halaman tidak ada. Dari halaman seperti itu "
                "tidak boleh ditarik kesimpulan, walaupun ada baris yang tampak pas dengan "
                "tagihan. Ulangi pencarian; kalau tetap terpotong, laporkan.",
                "The page of Transactions Data is cut off: its last row breaks off in the "
                "middle, and the second Showing and the foot of the page are missing. Nothing "
                "may be concluded from such a page, even if a row seems to fit the bill. Search "
                "again; if it stays so, report it.",
            ),
            steps=("search-again", "escalate"),
        ),
    ),
    Story(
        79,
        "rows-short",
        Text(
            "Musik Mingguan kok di tagihan Mar 2022 sampai Rp 30.000? Rasanya tidak sebanyak itu.",
            "Why does Musik Mingguan come to Rp 30.000 on the March 2022 bill? It does not "
            "feel that much.",
        ),
        (Run(MUSIC_WEEK, "2022-02-01 12:15:22", active=True, channel="SMS"),),
        trouble=Trouble("transactions", "short"),
        difficulty=3,
        key=Key(
            "cannot",
            hint=Text(
                "Hitung baris yang tampil, lalu bandingkan dengan Showing.",
                "Count the rows that are shown and compare with Showing.",
            ),
            explanation=Text(
                "Transactions Data mengumumkan 7 baris (Showing) tetapi hanya 5 yang tampil, "
                "tanpa halaman berikutnya. Transaksi Februari yang tampil memang kurang dari "
                "jumlah di tagihan, tetapi bisa jadi justru dua baris yang hilang itulah "
                "kekurangannya. Jangan menyebut «cocok sebagian»; ulangi pencarian, lalu "
                "laporkan.",
                "Transactions Data announces 7 rows (Showing) but shows only 5, and there is no "
                "further page. The February charges that are seen do come to less than was "
                "billed, but the two missing rows may be just what lacks. Do not say «partly "
                "explained»; search again, then report it.",
            ),
            steps=("search-again", "escalate"),
        ),
    ),
    Story(
        80,
        "anothers-result",
        Text(
            "Kenapa di tagihan Mar 2022 ada INTERNET CONTENT Rp 29.000? Saya mau tahu "
            "tanggal transaksinya.",
            "Why is there INTERNET CONTENT of Rp 29.000 on the March 2022 bill? I want to "
            "know the day of the charge.",
        ),
        (Run(DISNEY, "2022-01-09 20:33:41", active=True),),
        trouble=Trouble("transactions", "other-number", other=1),
        difficulty=3,
        key=Key(
            "cannot",
            hint=Text(
                "Baca baris «Hasil untuk pencarian» dan kolom Nomor Indihome, jangan hanya "
                "jumlahnya.",
                "Read the line «Hasil untuk pencarian» and the column Nomor Indihome, not only "
                "the amount.",
            ),
            explanation=Text(
                "Transactions Data menjawab dengan data nomor lain (121500000001), bukan nomor "
                "yang dicari. Kebetulan jumlahnya sama dengan tagihan, tetapi itu transaksi "
                "pelanggan lain dan tidak boleh dipakai atau disampaikan. Ulangi pencarian; "
                "kalau tetap begitu, laporkan.",
                "Transactions Data answered with the data of another number (121500000001), not "
                "of the one searched. Its amount happens to fit the bill, but it is another "
                "customer's charge and may be neither used nor told. Search again; if it stays "
                "so, report it.",
            ),
            steps=("search-again", "escalate"),
        ),
    ),
    Story(
        81,
        "under-maintenance",
        Text(
            "Tiba-tiba ada add-on Rp 19.000 di tagihan Mar 2022. Saya tidak pernah pesan.",
            "An add-on of Rp 19.000 is suddenly on the March 2022 bill. I never ordered it.",
        ),
        (Run(IFLIX, "2022-01-16 15:48:27", active=True),),
        trouble=Trouble("subscriptions", "maintenance"),
        key=Key(
            "cannot",
            hint=Text(
                "Apakah Subscriptions benar-benar menjawab «Tidak ada data»?",
                "Does Subscriptions really answer «Tidak ada data»?",
            ),
            explanation=Text(
                "Subscriptions tidak terbuka untuk nomor ini: yang tampil halaman "
                "pemeliharaan, bukan hasil kosong. Jadi ada tidaknya langganan belum "
                "diketahui, dan tidak boleh disebut «tidak ada langganan». Coba lagi nanti "
                "dan beri tahu pelanggan bahwa pengecekan belum selesai.",
                "Subscriptions does not open for this number: what shows is a maintenance page, "
                "not an empty result. So whether there is a subscription is not known, and «no "
                "subscription» must not be said. Try again later and tell the customer that "
                "checking is not done yet.",
            ),
            claim="not-subscribed",
            steps=("search-again", "escalate"),
        ),
    ),
    Story(
        82,
        "server-error",
        Text(
            "Kañal+ sudah saya stop tanggal 1 Februari, kok di tagihan Mar 2022 masih muncul?",
            "I stopped Kañal+ on 1 February, so why is it still on the March 2022 bill?",
        ),
        (
            Run(
                KANAL,
                "2021-12-13 19:05:12",
                charges=3,
                channel="MyIndiHome",
                stop_asked=(("2022-02-01 10:05:37", "gagal"), ("2022-02-24 09:12:20", "diterima")),
            ),
        ),
        trouble=Trouble("transactions", "server-error"),
        difficulty=2,
        key=Key(
            "cannot",
            hint=Text(
                "Apakah Transactions Data sudah menjawab? Apa yang belum diketahui?",
                "Has Transactions Data answered? What is not known yet?",
            ),
            explanation=Text(
                "Tagihan Mar 2022 memuat Rp 39.000, dan Subscriptions menunjukkan Kañal+ "
                "Inactive. Tetapi Transactions Data menjawab dengan kesalahan server, jadi "
                "transaksinya belum terlihat. Kesalahan server tidak sama dengan «tidak ada "
                "transaksi»: belum bisa dipastikan. Ulangi, lalu laporkan.",
                "The March 2022 bill has Rp 39.000, and Subscriptions shows Kañal+ Inactive. But "
                "Transactions Data answers with a server error, so its charges have not been "
                "seen. An error is not «no charge»: it cannot be said yet. Search again, then "
                "report it.",
            ),
            claim="stopped",
            day="2022-02-01",
            steps=("search-again", "escalate"),
        ),
    ),
    Story(
        83,
        "session-lost",
        Text(
            "Sudah dua kali saya telepon, katanya data saya tidak ada. INTERNET CONTENT Mar "
            "2022 itu apa?",
            "I called twice and was told there are no data on me. What is INTERNET CONTENT "
            "of March 2022?",
        ),
        (Run(CATCHPLAY, "2022-01-04 18:31:57", active=True),),
        trouble=Trouble("subscriptions", "session"),
        key=Key(
            "explained",
            hint=Text(
                "Apakah yang muncul itu hasil pencarian? Bandingkan dengan hasil pencarian "
                "yang biasa.",
                "Is what comes up the result of a search? Compare it with what a result looks "
                "like.",
            ),
            explanation=Text(
                "Pencarian pertama hanya membawa ke halaman masuk karena sesinya habis; itu "
                "bukan «tidak ada data». Setelah masuk lagi dan mencari lagi, Rp 45.000 di "
                "tagihan Mar 2022 cocok dengan perpanjangan Catchplay 3 Feb 2022, dan "
                "langganannya masih Active.",
                "The first search only led to the log-in page because the session had ended; "
                "that is not «no data». After logging in and searching again, the Rp 45.000 on "
                "the March 2022 bill match the Catchplay renewal of 3 Feb 2022, and the "
                "subscription is still Active.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
)
