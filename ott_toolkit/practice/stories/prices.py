"""Customers who were told another price."""

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import (
    DISNEY,
    MOLA,
)
from ott_toolkit.practice.story import Run, Story

# What both of a pair of twins say.
_SAID = Text(
    "Dari dulu Disney saya Rp 29.000, kok di tagihan Mar 2022 tiba-tiba naik?",
    "My Disney has always been Rp 29.000, so why did it suddenly go up on the March 2022 bill?",
)
PRICES = (
    Story(
        14,
        "price-mismatch",
        Text(
            "Di aplikasi harga Disney Rp 29.000, tapi yang ditagih di tagihan Mar 2022 lain. "
            "Saya jadi bingung.",
            "The app says Disney is Rp 29.000, but the March 2022 bill has something else. I "
            "am confused.",
        ),
        (Run(DISNEY, "2021-12-14 21:14:08", active=True, prices=(29_000, 29_000, 39_000)),),
        difficulty=3,
        key=Key(
            "explained",
            hint=Text(
                "Bandingkan Harga setiap transaksi dengan Price di Subscriptions, juga transaksi "
                "yang paling baru.",
                "Compare Harga of each charge with Price in Subscriptions, also of the newest "
                "charge.",
            ),
            explanation=Text(
                "Rp 39.000 di tagihan Mar 2022 cocok dengan transaksi Disney Rp 39.000 pada "
                "12 Feb 2022. Sampai Jan 2022 harganya Rp 29.000, dan Price di Subscriptions "
                "masih Rp 29.000; transaksi terbaru, 14 Mar 2022, juga Rp 39.000. Jadi benar, "
                "yang ditagih lain dari harga yang disebut pelanggan. «Harga tidak sama» "
                "dinilai dari transaksi terbaru saja, dan transaksi Maret itu belum ditagih; "
                "karena itu belum ada yang dipersoalkan di tagihan Mar 2022. Cek dulu "
                "pengumuman produk.",
                "The Rp 39.000 on the March 2022 bill match the Disney charge of Rp 39.000 on "
                "12 Feb 2022. Up to January 2022 it was Rp 29.000, and Price in "
                "Subscriptions still is Rp 29.000; the newest charge, 14 Mar 2022, is Rp "
                "39.000, too. So it is true that the price billed is not the one the customer "
                "names. A price mismatch is judged by the newest charge alone, and that of "
                "March is not billed yet; so nothing is contested on the March 2022 bill. "
                "Check the product's notice first.",
            ),
            claim="other-price",
            claim_status="supported",
            price=29_000,
            charges=(1, 2),
            subscriptions=(1,),
            rules=("price-change", "price-mismatch"),
            steps=("product-notice", "dashboard-owner"),
            verdict_allows=("contested",),
        ),
    ),
    Story(
        15,
        "prorate-above-price",
        Text(
            "Harga Mola Rp 65.000, kok di tagihan Mar 2022 saya ditagih lebih dari itu?",
            "Mola costs Rp 65.000, so why was I billed more than that on the March 2022 bill?",
        ),
        (Run(MOLA, "2022-01-18 19:32:51", active=True, prorated=(65_000, 85_000)),),
        difficulty=2,
        key=Key(
            "contested",
            hint=Text(
                "Bandingkan Harga dan Harga Prorate di baris Feb 2022.",
                "Compare Harga and Harga Prorate in the row of February 2022.",
            ),
            explanation=Text(
                "Transaksi Mola 17 Feb 2022 punya Harga Rp 65.000 tetapi Harga Prorate Rp "
                "85.000; yang ditagih di Mar 2022 adalah Harga Prorate, Rp 85.000. Harga "
                "Prorate tidak semestinya melebihi Harga. Kelebihannya, Rp 20.000, "
                "dipersoalkan dan bisa diusulkan dikoreksi.",
                "The Mola charge of 17 Feb 2022 has Harga Rp 65.000 but Harga Prorate Rp 85.000; "
                "what was billed in March 2022 is the prorated price, Rp 85.000. A prorated "
                "price should not exceed the price. The excess, Rp 20.000, is contested and may "
                "be proposed as a correction.",
            ),
            claim="other-price",
            claim_status="supported",
            price=65_000,
            contested=20_000,
            proposed=20_000,
            charges=(2,),
            subscriptions=(1,),
            rules=("prorate-above-price",),
            steps=("propose", "dashboard-owner"),
        ),
    ),
    Story(
        31,
        "price-change",
        _SAID,
        (
            Run(
                DISNEY,
                "2021-11-26 18:36:14",
                active=True,
                price=39_000,
                prices=(29_000, 29_000, 29_000, 39_000),
            ),
        ),
        difficulty=2,
        twin=77,
        key=Key(
            "explained",
            hint=Text(
                "Bandingkan Harga transaksi Feb 2022 dengan transaksi sebelumnya, lalu dengan "
                "Price di Subscriptions.",
                "Compare Harga of the February 2022 charge with the one before, then with Price "
                "in Subscriptions.",
            ),
            explanation=Text(
                "Transaksi 24 Feb 2022 Rp 39.000 cocok dengan tagihan Mar 2022; sebelumnya, "
                "25 Jan 2022, masih Rp 29.000. Jadi benar harganya berubah. Price di "
                "Subscriptions juga Rp 39.000, sama dengan yang dikenakan, sehingga tidak ada "
                "transaksi yang dipersoalkan. Apakah kenaikan itu diumumkan tidak tercatat: "
                "lihat pengumuman produk.",
                "The charge of 24 Feb 2022, Rp 39.000, matches the March 2022 bill; the one "
                "before, 25 Jan 2022, still was Rp 29.000. So the price did change. Price in "
                "Subscriptions is Rp 39.000 as well, the same as was charged, so no charge is "
                "contested. Whether the rise was announced is not recorded: see the product "
                "notice.",
            ),
            claim="other-price",
            claim_status="supported",
            price=29_000,
            charges=(1, 2),
            subscriptions=(1,),
            rules=("price-change",),
            steps=("product-notice", "explain"),
        ),
    ),
    Story(
        77,
        "price-not-the-subscriptions",
        _SAID,
        (Run(DISNEY, "2021-11-26 18:36:14", active=True, prices=(29_000, 29_000, 29_000, 39_000)),),
        fee=515_000,
        difficulty=2,
        twin=31,
        key=Key(
            "contested",
            hint=Text(
                "Bandingkan Harga transaksi Feb 2022 dengan transaksi sebelumnya, lalu dengan "
                "Price di Subscriptions.",
                "Compare Harga of the February 2022 charge with the one before, then with Price "
                "in Subscriptions.",
            ),
            explanation=Text(
                "Transaksi 24 Feb 2022 Rp 39.000 cocok dengan tagihan Mar 2022; sebelumnya, "
                "25 Jan 2022, masih Rp 29.000. Price di Subscriptions tetap Rp 29.000, jadi "
                "transaksi terbaru lebih mahal dari langganannya. Kelebihan Rp 10.000 "
                "dipersoalkan dan bisa diusulkan dikoreksi; lihat juga pengumuman produk.",
                "The charge of 24 Feb 2022, Rp 39.000, matches the March 2022 bill; the one "
                "before, 25 Jan 2022, still was Rp 29.000. Price in Subscriptions still is Rp "
                "29.000, so the newest charge is above its subscription. The excess of Rp 10.000 "
                "is contested and may be proposed as a correction; see the product notice, too.",
            ),
            claim="other-price",
            claim_status="supported",
            price=29_000,
            contested=10_000,
            proposed=10_000,
            charges=(1, 2),
            subscriptions=(1,),
            rules=("price-change", "price-mismatch"),
            steps=("propose", "product-notice"),
        ),
    ),
    Story(
        97,
        "price-with-tax",
        Text(
            "Saya diberi tahu Disney Rp 29.000, tapi di tagihan Mar 2022 jatuhnya Rp 31.900. "
            "Kok lebih mahal?",
            "I was told Disney is Rp 29.000, but on the March 2022 bill it comes to Rp "
            "31.900. Why is it dearer?",
        ),
        (Run(DISNEY, "2022-01-07 20:52:40", active=True),),
        fee=275_000,
        difficulty=2,
        key=Key(
            "explained",
            hint=Text(
                "Bandingkan baris INTERNET CONTENT dengan harga yang disebut pelanggan. Dari "
                "baris mana selisihnya?",
                "Compare the INTERNET CONTENT line with the price the customer names. Which "
                "line does the difference come from?",
            ),
            explanation=Text(
                "Transaksi Disney 6 Feb 2022 Rp 29.000, persis seperti yang diberitahukan, "
                "dan cocok dengan INTERNET CONTENT di tagihan Mar 2022. Selisih Rp 2.900 "
                "adalah PPN 10 persen dari Rp 29.000, yang tertulis di baris PPN bersama PPN "
                "baris lain; jadi Rp 31.900. Harga add-on-nya sendiri tidak lain dari yang "
                "disebut pelanggan.",
                "The Disney charge of 6 Feb 2022 is Rp 29.000, just as was told, and matches "
                "INTERNET CONTENT on the March 2022 bill. The difference of Rp 2.900 is PPN, "
                "10 per cent of Rp 29.000, shown in the PPN line with that of the other "
                "lines; hence Rp 31.900. The add-on's own price is none other than the "
                "customer names.",
            ),
            claim="other-price",
            claim_status="contradicted",
            price=29_000,
            charges=(2,),
            subscriptions=(1,),
            steps=("explain", "product-notice"),
            claim_allows=("supported",),
        ),
    ),
)
