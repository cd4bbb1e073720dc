"""Customers who ask about what stands beside INTERNET CONTENT on the bill."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    CATCHPLAY,
    DISNEY,
)
from ott_toolkit.practice.story import Amend, Run, Story

BESIDE = (
    Story(
        24,
        "tax-mismatch",
        Text(
            "PPN di tagihan Mar 2022 rasanya kebanyakan. Tolong dihitung ulang.",
            "The PPN on the March 2022 bill seems too much. Please reckon it again.",
        ),
        (Run(DISNEY, "2022-01-04 20:49:33", active=True),),
        (Amend("2022-03", ppn=49_940),),
        fee=425_000,
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Berapa persen PPN di tagihan Mar 2022, dan dari baris mana saja dihitung?",
                "What per cent is PPN on the March 2022 bill, and of which lines is it taken?",
            ),
            explanation=Text(
                "INTERNET CONTENT Rp 29.000 cocok dengan transaksi Disney 3 Feb 2022. Yang "
                "tidak sesuai adalah PPN: 10 persen dari Rp 454.000 seharusnya Rp 45.400, "
                "tetapi tertulis Rp 49.940, yaitu tarif 11 persen yang baru berlaku mulai "
                "tagihan Apr 2022. Selisihnya Rp 4.540; sampaikan ke tim billing.",
                "INTERNET CONTENT Rp 29.000 matches the Disney charge of 3 Feb 2022. What does "
                "not agree is the PPN: 10 per cent of Rp 454.000 would be Rp 45.400, but Rp "
                "49.940 is shown, the rate of 11 per cent that holds only from the April 2022 "
                "bill on. The difference is Rp 4.540; tell billing.",
            ),
            charges=(2,),
            subscriptions=(1,),
            rules=("tax-mismatch",),
            steps=("billing", "explain"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        25,
        "bill-total-mismatch",
        Text(
            "Saya jumlahkan sendiri rincian tagihan Mar 2022, kok hasilnya tidak sama dengan "
            "totalnya?",
            "I added up the lines of the March 2022 bill myself; why do I not get its total?",
        ),
        (Run(CATCHPLAY, "2021-12-23 18:55:29", active=True),),
        (Amend("2022-03", excess=10_000),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Jumlahkan semua baris rincian, termasuk PPN dan METERAI.",
                "Add up all lines of the detail, PPN and METERAI included.",
            ),
            explanation=Text(
                "INTERNET CONTENT Rp 45.000 cocok dengan transaksi Catchplay 21 Feb 2022. "
                "Rincian Mar 2022 berjumlah Rp 616.000, sedangkan total yang tertulis Rp "
                "626.000: pelanggan benar, selisihnya Rp 10.000. Asal selisih itu tidak "
                "terlihat; tanyakan ke tim billing.",
                "INTERNET CONTENT Rp 45.000 matches the Catchplay charge of 21 Feb 2022. The "
                "lines of March 2022 come to Rp 616.000, while the total shown is Rp 626.000: "
                "the customer is right, they differ by Rp 10.000. Where that comes from is not "
                "seen; ask billing.",
            ),
            charges=(1,),
            subscriptions=(1,),
            rules=("bill-total-mismatch",),
            steps=("billing", "explain"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        36,
        "refunded-charge",
        Text(
            "Katanya biaya Disney saya sudah dikembalikan. Di tagihan Mar 2022 benar sudah "
            "masuk belum?",
            "I was told my Disney charge has been given back. Is it really on the March 2022 bill?",
        ),
        (
            Run(
                DISNEY,
                "2021-12-16 18:09:30",
                charges=2,
                more=("2022-02-03 10:15:00",),
                prices=(29_000, 29_000, -29_000),
            ),
        ),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Cari jumlah yang bertanda minus, di tagihan dan di Transactions Data.",
                "Look for amounts with a minus sign, on the bill and in Transactions Data.",
            ),
            explanation=Text(
                "Di Transactions Data ada baris −29.000 pada 3 Feb 2022, dan tagihan Mar 2022 "
                "memuat INTERNET CONTENT −29.000: keduanya cocok. Transaksi sebelumnya Rp "
                "29.000 pada 15 Jan 2022. Bahwa pengembalian itu untuk transaksi tersebut "
                "hanya dugaan; tim billing yang memastikan.",
                "Transactions Data has a row of −29.000 on 3 Feb 2022, and the March 2022 bill "
                "has INTERNET CONTENT −29.000: they agree. The charge before was Rp 29.000 on 15 "
                "Jan 2022. That the refund is for that one is presumed; billing can confirm.",
            ),
            charges=(1, 2),
            subscriptions=(1,),
            steps=("billing", "explain"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        37,
        "refund-line",
        Text(
            "Saya dijanjikan potongan untuk add-on. Di tagihan Mar 2022 sudah masuk belum?",
            "I was promised a deduction for the add-on. Is it on the March 2022 bill yet?",
        ),
        (Run(DISNEY, "2021-11-25 19:58:17", charges=2),),
        (Amend("2022-03", lines=(("RESTUSI/DISKON/DEBET", -29_000),)),),
        difficulty=2,
        key=Key(
            "none",
            hint=Text(
                "Potongan tidak harus ada di baris INTERNET CONTENT. Baca semua baris tagihan.",
                "A deduction need not be on the INTERNET CONTENT line. Read all lines of the bill.",
            ),
            explanation=Text(
                "Tagihan Mar 2022 tidak punya INTERNET CONTENT, tetapi ada baris "
                "RESTUSI/DISKON/DEBET sebesar −29.000. Disney berakhir 24 Jan 2022. Bahwa "
                "potongan itu untuk add-on hanya bisa diduga dari jumlahnya; minta tim "
                "billing memastikan.",
                "The March 2022 bill has no INTERNET CONTENT, but a line RESTUSI/DISKON/DEBET of "
                "−29.000. Disney ended on 24 Jan 2022. That the deduction is for the add-on can "
                "only be presumed from its size; have billing confirm it.",
            ),
            subscriptions=(1,),
            steps=("billing", "explain"),
        ),
    ),
    Story(
        38,
        "debit",
        Text(
            "Ada tulisan RESTUSI/DISKON/DEBET di tagihan Mar 2022, saya kira diskon, tapi "
            "tagihannya malah naik.",
            "The March 2022 bill says RESTUSI/DISKON/DEBET. I took it for a discount, but "
            "the bill went up.",
        ),
        (Run(DISNEY, "2021-12-30 17:50:26", active=True),),
        (Amend("2022-03", lines=(("RESTUSI/DISKON/DEBET", 105_000),)),),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Nama barisnya memuat tiga hal. Bagaimana tahu yang mana?",
                "The line's name holds three things. How do you tell which it is?",
            ),
            explanation=Text(
                "INTERNET CONTENT Rp 29.000 cocok dengan transaksi Disney 28 Feb 2022. Baris "
                "RESTUSI/DISKON/DEBET bernilai plus Rp 105.000, jadi di sini menambah tagihan "
                "(debet), bukan diskon. Untuk apa debet itu tidak tercatat di sini; tanyakan "
                "ke tim billing.",
                "INTERNET CONTENT Rp 29.000 matches the Disney charge of 28 Feb 2022. The line "
                "RESTUSI/DISKON/DEBET is plus Rp 105.000, so here it adds to the bill (a debit) "
                "and is no discount. What it is for is not recorded here; ask billing.",
            ),
            charges=(1,),
            subscriptions=(1,),
            steps=("billing", "explain"),
            claim_allows=("supported",),
        ),
    ),
    Story(
        39,
        "fine-and-arrears",
        Text(
            "Saya memang telat bayar dua bulan. Tapi DENDA di tagihan Mar 2022 itu dari "
            "add-on juga, ya?",
            "I am two months late, I know. But is the fine on the March 2022 bill from the "
            "add-on, too?",
        ),
        (Run(CATCHPLAY, "2021-11-29 19:08:41", active=True),),
        (
            Amend("2022-02", paid=False),
            Amend("2022-03", lines=(("DENDA TERBAYAR", 18_150),)),
        ),
        key=Key(
            "explained",
            hint=Text(
                "Pisahkan baris INTERNET CONTENT dari baris DENDA, dan lihat periode yang Belum "
                "Lunas.",
                "Keep the INTERNET CONTENT line apart from the DENDA line, and see which periods "
                "are Belum Lunas.",
            ),
            explanation=Text(
                "INTERNET CONTENT Rp 45.000 cocok dengan transaksi Catchplay 27 Feb 2022. DENDA "
                "TERBAYAR Rp 18.150 adalah baris tersendiri dan tidak kena PPN; dua periode, Feb "
                "2022 dan Mar 2022, Belum Lunas. Benar tidaknya besar denda tidak dinilai di "
                "sini; ikuti aturan tunggakan.",
                "INTERNET CONTENT Rp 45.000 matches the Catchplay charge of 27 Feb 2022. DENDA "
                "TERBAYAR Rp 18.150 is a line of its own and untaxed; two periods, February and "
                "March 2022, are Belum Lunas. Whether the fine's size is right is not judged "
                "here; follow the rule on arrears.",
            ),
            charges=(1,),
            subscriptions=(1,),
            steps=("arrears-rule", "explain"),
        ),
    ),
)
