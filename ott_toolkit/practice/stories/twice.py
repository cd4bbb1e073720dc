"""Customers who feel that one thing was billed twice."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
    SPORT_DAY,
)
from ott_toolkit.practice.story import Run, Story

# What both of a pair of twins say.
_SAID = Text(
    "INTERNET CONTENT di tagihan Feb 2022 saya dua kali lipat, padahal saya cuma "
    "punya satu Disney. Saya ditagih dobel!",
    "INTERNET CONTENT on my February 2022 bill is twice as much, though I have one "
    "Disney only. I was billed double!",
)
TWICE = (
    Story(
        11,
        "duplicate-charge",
        Text(
            "Add-on saya cuma Disney, tapi INTERNET CONTENT Mar 2022 jadi dua kali lipat. "
            "Ditagih dobel ya?",
            "My only add-on is Disney, but the INTERNET CONTENT of March 2022 has doubled. "
            "Was I billed twice?",
        ),
        (Run(DISNEY, "2021-12-15 18:22:03", active=True, more=("2022-02-13 00:09:52",)),),
        difficulty=2,
        key=Key(
            "contested",
            hint=Text(
                "Berapa lama jarak antara dua transaksi di Feb 2022?",
                "How long is it between the two charges of February 2022?",
            ),
            explanation=Text(
                "Rp 58.000 di tagihan Mar 2022 terdiri dari dua transaksi Disney Rp 29.000 pada "
                "13 Feb 2022, pukul 00:04:56 dan 00:09:52, dengan Partner ref_no yang sama. "
                "Jaraknya kurang dari lima menit, padahal siklusnya 30 hari. Transaksi kedua, Rp "
                "29.000, diduga dobel dan bisa diusulkan dikoreksi.",
                "The Rp 58.000 on the March 2022 bill are two Disney charges of Rp 29.000 on 13 "
                "Feb 2022, at 00:04:56 and 00:09:52, of the same Partner ref_no. They are less "
                "than five minutes apart, though the cycle is 30 days. The second, Rp 29.000, is "
                "a suspected duplicate and may be proposed as a correction.",
            ),
            claim="charged-twice",
            claim_status="supported",
            contested=29_000,
            proposed=29_000,
            charges=(2, 3),
            subscriptions=(1,),
            rules=("duplicate-charge",),
            steps=("propose", "dashboard-owner"),
        ),
    ),
    Story(
        12,
        "duplicate-id",
        Text(
            "Saya mau rincian semua transaksi add-on saya sejak Januari, sama penjelasan "
            "INTERNET CONTENT di tagihan Mar 2022.",
            "I want every charge of my add-on since January in detail, and what INTERNET "
            "CONTENT on the March 2022 bill is.",
        ),
        (
            Run(
                CATCHPLAY,
                "2022-01-05 20:10:44",
                active=True,
                trx_ids=(
                    "stbupoint00000000000000000000000000012001",
                    "stbupoint00000000000000000000000000012002",
                    "stbupoint00000000000000000000000000012002",
                ),
            ),
        ),
        difficulty=3,
        key=Key(
            "explained",
            hint=Text(
                "Selain jumlah dan waktunya, bandingkan juga Telkom trx_id antarbaris.",
                "Beside amounts and times, compare the Telkom trx_id of the rows, too.",
            ),
            explanation=Text(
                "Rp 45.000 di tagihan Mar 2022 cocok dengan perpanjangan Catchplay Rp 45.000 "
                "pada 4 Feb 2022. Transaksi 6 Mar 2022 memakai Telkom trx_id yang sama dengan "
                "transaksi 4 Feb 2022, padahal setiap transaksi seharusnya punya id sendiri. "
                "Transaksi Maret itu belum ada di tagihan yang tampil, jadi belum ada yang "
                "diusulkan; minta pengelola dashboard memeriksanya sebelum tagihan Apr 2022.",
                "The Rp 45.000 on the March 2022 bill match the Catchplay renewal of Rp "
                "45.000 on 4 Feb 2022. The charge of 6 Mar 2022 carries the same Telkom "
                "trx_id as that of 4 Feb 2022, though every charge should have its own. It is "
                "on no bill shown yet, so there is nothing to propose yet; have the "
                "dashboard's owner check it before the April 2022 bill.",
            ),
            charges=(1, 2),
            subscriptions=(1,),
            rules=("duplicate-charge",),
            steps=("dashboard-owner", "explain"),
        ),
    ),
    Story(
        71,
        "renewed-twice",
        _SAID,
        (Run(DISNEY, "2021-12-02 20:11:36", charges=3, ends="2022-03-02 00:04:32"),),
        fee=360_000,
        split=False,
        line="Telkom Link FTTH",
        difficulty=2,
        twin=73,
        key=Key(
            "explained",
            hint=Text(
                "Tagihan Feb 2022 memuat transaksi Jan 2022. Hitung hari di antara keduanya.",
                "The February 2022 bill carries the charges of January 2022. Count the days "
                "between them.",
            ),
            explanation=Text(
                "Rp 58.000 di tagihan Feb 2022 adalah dua perpanjangan Disney Rp 29.000, 1 Jan "
                "2022 dan 31 Jan 2022. Jaraknya 30 hari, tepat satu siklus, dan keduanya di "
                "dalam masa langganan (sampai 2 Mar 2022). Januari punya 31 hari sehingga memuat "
                "dua: wajar, tidak dobel.",
                "The Rp 58.000 on the February 2022 bill are two Disney renewals of Rp 29.000, 1 "
                "Jan 2022 and 31 Jan 2022. They are 30 days apart, just one cycle, and both "
                "within the subscription (until 2 Mar 2022). January has 31 days and so holds "
                "two: normal, not double.",
            ),
            claim="charged-twice",
            claim_status="contradicted",
            period="2022-02",
            charges=(1, 2),
            subscriptions=(1,),
            rules=("two-renewals-in-month",),
            steps=("explain",),
        ),
    ),
    Story(
        73,
        "charged-twice-a-day",
        _SAID,
        (
            Run(
                DISNEY,
                "2021-12-02 20:11:36",
                charges=2,
                more=("2022-01-01 00:11:40",),
                ends="2022-03-02 00:04:32",
            ),
        ),
        fee=360_000,
        split=False,
        line="Telkom Link FTTH",
        difficulty=2,
        twin=71,
        key=Key(
            "contested",
            hint=Text(
                "Tagihan Feb 2022 memuat transaksi Jan 2022. Hitung hari di antara keduanya.",
                "The February 2022 bill carries the charges of January 2022. Count the days "
                "between them.",
            ),
            explanation=Text(
                "Rp 58.000 di tagihan Feb 2022 adalah dua transaksi Disney Rp 29.000, "
                "keduanya pada 1 Jan 2022, berselang beberapa menit saja (pukul 00:04:54 dan "
                "00:11:40). Satu siklus adalah 30 hari, jadi yang kedua, Rp 29.000, diduga "
                "dobel dan bisa diusulkan dikoreksi (ditambah PPN).",
                "The Rp 58.000 on the February 2022 bill are two Disney charges of Rp 29.000, "
                "both on 1 Jan 2022 and only minutes apart (00:04:54 and 00:11:40). A cycle "
                "is 30 days, so the second, Rp 29.000, is a suspected duplicate and may be "
                "proposed as a correction (plus PPN).",
            ),
            claim="charged-twice",
            claim_status="supported",
            period="2022-02",
            contested=29_000,
            proposed=29_000,
            charges=(1, 2),
            subscriptions=(1,),
            rules=("duplicate-charge",),
            steps=("propose", "dashboard-owner"),
        ),
    ),
    Story(
        95,
        "id-used-twice",
        Text(
            "Catchplay saya sepertinya dihitung dua kali. Tolong cocokkan tagihan Mar 2022 "
            "dengan tagihan sebelumnya.",
            "My Catchplay seems to be counted twice. Please compare the March 2022 bill with "
            "the one before.",
        ),
        (
            Run(
                CATCHPLAY,
                "2022-01-08 20:25:11",
                active=True,
                trx_ids=(
                    "stbupoint00000000000000000000000000095001",
                    "stbupoint00000000000000000000000000095001",
                    "stbupoint00000000000000000000000000095002",
                ),
            ),
        ),
        difficulty=3,
        key=Key(
            "contested",
            hint=Text(
                "Jarak tanggalnya wajar. Bandingkan Telkom trx_id-nya.",
                "The dates are the right distance apart. Compare the Telkom trx_ids.",
            ),
            explanation=Text(
                "Rp 45.000 di tagihan Mar 2022 cocok dengan transaksi Catchplay 7 Feb 2022. "
                "Telkom trx_id-nya sama persis dengan transaksi Rp 45.000 pada 8 Jan 2022, "
                "padahal setiap transaksi seharusnya punya id sendiri. Transaksi yang "
                "belakangan, Rp 45.000, diduga dobel dan bisa diusulkan dikoreksi setelah "
                "diperiksa.",
                "The Rp 45.000 on the March 2022 bill match the Catchplay charge of 7 Feb 2022. "
                "Its Telkom trx_id is just that of the charge of Rp 45.000 on 8 Jan 2022, though "
                "every charge should have its own. The later one, Rp 45.000, is a suspected "
                "duplicate and may be proposed as a correction.",
            ),
            claim="charged-twice",
            claim_status="supported",
            contested=45_000,
            proposed=45_000,
            charges=(2, 3),
            subscriptions=(1,),
            rules=("duplicate-charge",),
            steps=("propose", "dashboard-owner"),
        ),
    ),
    Story(
        99,
        "daily-twice",
        Text(
            "Paket Olahraga Harian Rp 1.500 sehari. Februari saya pakai sembilan hari, kok "
            "di tagihan Mar 2022 Rp 15.000?",
            "The daily sports package is Rp 1.500 a day. I had it for nine days in February, "
            "so why Rp 15.000 on the March 2022 bill?",
        ),
        (Run(SPORT_DAY, "2022-02-20 18:03:27", active=True, more=("2022-02-24 13:15:09",)),),
        difficulty=3,
        key=Key(
            "contested",
            hint=Text(
                "Item-nya Daily. Adakah tanggal yang muncul dua kali?",
                "The item is Daily. Is there a date that comes twice?",
            ),
            explanation=Text(
                "Feb 2022 punya sepuluh transaksi Rp 1.500, dari 20 Feb 2022 sampai 28 Feb 2022: "
                "Rp 15.000, cocok dengan tagihan Mar 2022. Untuk item Daily seharusnya satu per "
                "tanggal, tetapi 24 Feb 2022 muncul dua kali (tengah malam dan 13:15:09). Yang "
                "kedua, Rp 1.500, diduga dobel.",
                "February 2022 has ten charges of Rp 1.500, from 20 Feb 2022 to 28 Feb 2022: Rp "
                "15.000, as on the March 2022 bill. A Daily item should have one a date, but 24 "
                "Feb 2022 comes twice (at midnight and at 13:15:09). The second, Rp 1.500, is a "
                "suspected duplicate.",
            ),
            claim="charged-twice",
            claim_status="supported",
            contested=1_500,
            proposed=1_500,
            charges=tuple(range(21, 31)),
            subscriptions=(1,),
            rules=("duplicate-charge",),
            steps=("propose", "dashboard-owner"),
        ),
    ),
)
