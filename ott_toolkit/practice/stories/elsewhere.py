"""Customers whose answer lies outside the three sources."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    DISNEY,
    IFLIX,
    KANAL,
)
from ott_toolkit.practice.story import Free, Run, Story

ELSEWHERE = (
    Story(
        42,
        "household-without",
        Text(
            "Saya punya dua nomor IndiHome di rumah. Yang kena add-on yang nomor ini atau "
            "yang satunya?",
            "I have two IndiHome numbers at home. Is it this one that has the add-on, or the "
            "other?",
        ),
        household=42,
        difficulty=2,
        key=Key(
            "none",
            hint=Text(
                "Cari nomor ini dulu, lalu lihat GroupID di kepala tagihan.",
                "Search this number first, then look at the GroupID in the head of the bill.",
            ),
            explanation=Text(
                "Nomor ini tidak punya INTERNET CONTENT di tagihan, dan kedua tabel menjawab "
                "«Tidak ada data». Itu hanya berlaku untuk nomor yang dicari. Nomor kedua harus "
                "dicari sendiri; tagihannya memakai GroupID yang sama.",
                "This number has no INTERNET CONTENT on its bill, and both tables answer «Tidak "
                "ada data». That holds for the number searched alone. The second number has to "
                "be searched for itself; its bill has the same GroupID.",
            ),
            steps=("search-both", "explain"),
        ),
    ),
    Story(
        43,
        "household-with",
        Text(
            "Ini nomor kedua saya, yang satunya 121500000042. Yang kena INTERNET CONTENT di "
            "tagihan Mar 2022 nomor ini, ya?",
            "This is my second number, the other is 121500000042. Is this the one with "
            "INTERNET CONTENT on the March 2022 bill?",
        ),
        (Run(KANAL, "2022-01-08 20:02:27", active=True),),
        name="PELANGGAN CONTOH 042",
        household=42,
        key=Key(
            "explained",
            hint=Text(
                "Pastikan hasil pencarian menyebut nomor yang ini.",
                "Make sure the result repeats this very number.",
            ),
            explanation=Text(
                "Ya: Rp 39.000 di tagihan Mar 2022 nomor ini cocok dengan transaksi Kañal+ 7 Feb "
                "2022. GroupID-nya sama dengan nomor yang satu lagi, tetapi tagihan dan add-on "
                "dihitung per nomor.",
                "Yes: the Rp 39.000 on this number's March 2022 bill match the Kañal+ charge of "
                "7 Feb 2022. It shares its GroupID with the other number, but bills and add-ons "
                "go by number.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("search-both", "explain"),
        ),
    ),
    Story(
        44,
        "long-history",
        Text(
            "Saya baru pindah ke rumah ini 10 Januari 2022. Add-on di tagihan Mar 2022 itu "
            "pasti punya penghuni lama.",
            "I moved into this house on 10 January 2022. The add-on on the March 2022 bill "
            "must be the previous resident's.",
        ),
        (Run(DISNEY, "2020-06-14 16:20:48", active=True, channel="CC 147"),),
        months=6,
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Bandingkan Start Time dengan tanggal pindah.",
                "Compare Start Time with the day of moving in.",
            ),
            explanation=Text(
                "Rp 29.000 di tagihan Mar 2022 cocok dengan perpanjangan Disney 4 Feb 2022. "
                "Langganan itu mulai 14 Jun 2020, sebelum tanggal pindah yang disebut, jadi "
                "sejalan dengan keterangan pelanggan. Atas nama siapa nomor itu waktu itu tidak "
                "tercatat di sini: lihat data pelanggan. Jumlah yang cocok tidak berarti "
                "penghuni baru wajib membayar.",
                "The Rp 29.000 on the March 2022 bill match the Disney renewal of 4 Feb 2022. "
                "The subscription began on 14 Jun 2020, before the day of moving in, as the "
                "customer says. Whose number it was then is not recorded here: see the customer "
                "record. That the amount is explained does not say that the new resident has to "
                "pay.",
            ),
            claim="not-resident",
            claim_status="supported",
            day="2022-01-10",
            charges=(2,),
            subscriptions=(1,),
            steps=("customer-record", "explain"),
            claim_allows=("not-recorded",),
        ),
    ),
    Story(
        47,
        "free-period",
        Text(
            "Disney-nya dijanjikan gratis sebulan, kok di tagihan Mar 2022 sudah ditagih?",
            "I was promised a free month of Disney, so why is it on the March 2022 bill already?",
        ),
        (Run(DISNEY, "2022-01-09 18:44:30", active=True, prorated=(0,)),),
        free=(Free(DISNEY, "2022-01-09"),),
        difficulty=3,
        key=Key(
            "explained",
            hint=Text(
                "Cari transaksi pertama yang jumlahnya lebih dari nol, lalu buka Free Gimmick "
                "Transactions.",
                "Find the first charge above zero, then open Free Gimmick Transactions.",
            ),
            explanation=Text(
                "Transaksi pertama, 9 Jan 2022, bernilai Rp 0. Yang ditagih di Mar 2022 adalah "
                "Rp 29.000 pada 8 Feb 2022, 30 hari sesudahnya; jumlahnya cocok. Free Gimmick "
                "Transactions mencatat gratis sampai 8 Feb 2022 pukul 00:00, jadi transaksi itu "
                "jatuh tepat sesudahnya. Apa yang dijanjikan dan syaratnya tidak tercatat di "
                "tiga sumber ini.",
                "The first charge, 9 Jan 2022, is Rp 0. What was billed in March 2022 is Rp "
                "29.000 of 8 Feb 2022, 30 days later; the amount is explained. Free Gimmick "
                "Transactions has it free until 8 Feb 2022, 00:00, so the charge came right "
                "after. What was promised, and its terms, are not recorded in the three sources.",
            ),
            claim="still-free",
            charges=(2, 3),
            subscriptions=(1,),
            steps=("free-gimmick", "explain"),
        ),
    ),
    Story(
        52,
        "package",
        Text(
            "Paket IndiHome saya sudah termasuk Disney. Kenapa di tagihan Mar 2022 Disney "
            "masih ditagih terpisah?",
            "My IndiHome package includes Disney. Why is Disney still billed apart on the "
            "March 2022 bill?",
        ),
        (
            Run(
                DISNEY,
                "2022-01-27 16:57:12",
                active=True,
                channel="CC 147",
                activated="2022-02-05 19:12:40",
            ),
        ),
        fee=515_000,
        fee_line="BIAYA INDIHOME 3P",
        package="IndiHome 3P 50 Mbps + Disney",
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Isi paket tidak ada di Subscriptions atau Transactions Data. Halaman mana yang "
                "memuatnya?",
                "What a package holds is not in Subscriptions or Transactions Data. Which page "
                "has it?",
            ),
            explanation=Text(
                "Rp 29.000 di tagihan Mar 2022 cocok dengan transaksi Disney 26 Feb 2022, "
                "yang dikenakan tersendiri. Apakah paket pelanggan memuat Disney tidak "
                "tercatat di ketiga sumber; periksa ordernya di Starclick sebelum menjawab. "
                "Jangan memastikan «sudah termasuk» maupun «tidak termasuk».",
                "The Rp 29.000 on the March 2022 bill match the Disney charge of 26 Feb 2022, "
                "charged on its own. Whether the package includes Disney is not recorded in the "
                "three sources; check the order in Starclick before answering. Say neither "
                "«included» nor «not included» for certain.",
            ),
            claim="in-package",
            charges=(1,),
            subscriptions=(1,),
            steps=("starclick", "explain"),
        ),
    ),
    Story(
        53,
        "paid-elsewhere",
        Text(
            "Kañal+ sudah saya bayar lewat toko aplikasi, kok di tagihan Mar 2022 masih "
            "ditagih? Saya jadi bayar dua kali.",
            "I paid Kañal+ through the app store, so why is it on the March 2022 bill? That "
            "is paying twice.",
        ),
        (
            Run(
                KANAL,
                "2021-12-24 22:10:58",
                active=True,
                channel="Web",
                ends="2022-03-24 00:04:19",
            ),
        ),
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Apakah pembayaran lewat toko aplikasi terlihat di dashboard ini?",
                "Does this dashboard show payments through an app store?",
            ),
            explanation=Text(
                "Di Feb 2022 hanya ada satu transaksi: Kañal+ Rp 39.000 pada 22 Feb 2022, cocok "
                "dengan tagihan Mar 2022. Pembayaran lewat toko aplikasi tidak terlihat di sini, "
                "jadi tidak bisa dibenarkan atau dibantah. Minta bukti bayarnya, lalu bandingkan.",
                "February 2022 has just one charge: Kañal+ Rp 39.000 on 22 Feb 2022, as on the "
                "March 2022 bill. What was paid through an app store is not visible here, so it "
                "can be neither confirmed nor denied. Ask for the receipt and compare.",
            ),
            claim="charged-twice",
            charges=(1,),
            subscriptions=(1,),
            steps=("other-receipt", "explain"),
        ),
    ),
    Story(
        54,
        "phone-given",
        Text(
            "Nomor telepon rumah saya 02100000054. Tolong cek INTERNET CONTENT di tagihan "
            "Mar 2022.",
            "My home phone number is 02100000054. Please check INTERNET CONTENT on the March "
            "2022 bill.",
        ),
        (Run(IFLIX, "2022-01-19 14:26:35", active=True),),
        key=Key(
            "explained",
            hint=Text(
                "Di kepala tagihan ada Phone dan Internet. Nomor mana yang dicari di dashboard?",
                "The head of the bill has Phone and Internet. Which number is searched on the "
                "dashboard?",
            ),
            explanation=Text(
                "Yang disebut pelanggan adalah nomor telepon; Nomor Internet-nya 121500000054. "
                "Dengan nomor itu, Rp 19.000 di tagihan Mar 2022 cocok dengan transaksi Iflix 18 "
                "Feb 2022. Kalau nomor telepon yang dicari, hasilnya kosong, dan itu bukan "
                "berarti tidak ada add-on.",
                "What the customer gives is a phone number; the Internet number is 121500000054. "
                "With that one, the Rp 19.000 on the March 2022 bill match the Iflix charge of "
                "18 Feb 2022. Searching the phone number gives nothing, which does not mean that "
                "there is no add-on.",
            ),
            charges=(2,),
            subscriptions=(1,),
            steps=("explain",),
        ),
    ),
)
