"""What customers of the pool say, by what it comes to; the same words are said of unlike rows.

`{bill}` is the bill's month, `{service}` a service, `{day}` and `{price}` what the claim names.
"""

from collections.abc import Mapping
from typing import Final

from ott_toolkit.practice.key import ClaimKind, Text

COMPLAINTS: Final[Mapping[ClaimKind, tuple[Text, ...]]] = {
    "only-asking": (
        Text(
            "Tolong jelaskan tagihan {bill} saya. Apa ada INTERNET CONTENT, dan untuk apa?",
            "Please explain my bill of {bill}. Is there INTERNET CONTENT, and what is it for?",
        ),
        Text(
            "Sebelum saya bayar tagihan {bill}, tolong pastikan dulu isinya benar.",
            "Before I pay the bill of {bill}, please make sure that it is right.",
        ),
        Text(
            "Tagihan {bill} saya rasanya lain dari biasanya. Coba dicek, Kak.",
            "My bill of {bill} does not look as it usually does. Could you check?",
        ),
        Text(
            "Saya dengar soal biaya siluman di tagihan orang. Tagihan {bill} saya aman tidak?",
            "I hear of stealth charges on other people's bills. Is my bill of {bill} all right?",
        ),
        Text(
            "Tagihan {bill} saya kok membengkak, ya? Saya mau tahu ada add-on apa saja di situ.",
            "Has my bill of {bill} swollen? I want to know which add-ons are on it.",
        ),
        Text(
            "Istri saya tanya isi tagihan {bill} satu per satu. Bagian hiburannya berapa?",
            "My wife wants every line of the bill of {bill}. How much of it is entertainment?",
        ),
        Text(
            "Takut kena isolir, saya mau bayar tagihan {bill}. Tapi add-on-nya benar segitu?",
            "I fear being cut off and want to pay the bill of {bill}. But is the add-on "
            "really that much?",
        ),
        Text(
            "Saya butuh rincian tagihan {bill} untuk kantor. Tolong jelaskan bagian add-on-nya.",
            "I need the details of my bill of {bill} for my office. Please explain the add-on "
            "part.",
        ),
    ),
    "not-subscribed": (
        Text(
            "Tiba-tiba ada add-on di tagihan {bill}. Saya tidak merasa berlangganan apa pun.",
            "An add-on is suddenly on the bill of {bill}. I subscribed to nothing.",
        ),
        Text(
            "Biaya siluman di tagihan {bill} ini dari mana? Di rumah saya tidak ada yang "
            "pesan add-on.",
            "Where does this stealth charge on the bill of {bill} come from? Nobody here "
            "ordered an add-on.",
        ),
        Text(
            "Tagihan {bill} membengkak karena add-on, padahal saya tidak pernah memesannya.",
            "The bill of {bill} has swollen because of an add-on that I never ordered.",
        ),
        Text(
            "Add-on apa lagi ini di tagihan {bill}? Saya tidak pernah menekan tombol beli.",
            "What add-on is this on the bill of {bill}? I never pressed any button to buy.",
        ),
        Text(
            "Saya cuma pakai internet, tidak pernah langganan film. Kok di tagihan {bill} ada "
            "biayanya?",
            "I only use the internet and never took films. Why is there a charge on the bill "
            "of {bill}?",
        ),
        Text(
            "Tolong hapus biaya add-on di tagihan {bill}; sekeluarga tidak ada yang pesan.",
            "Please remove the add-on from the bill of {bill}; nobody in the family ordered it.",
        ),
        Text(
            "Siapa yang mendaftarkan nomor saya ke add-on? Di tagihan {bill} saya merasa dijebak.",
            "Who signed my number up for an add-on? I feel tricked by the bill of {bill}.",
        ),
    ),
    "stopped": (
        Text(
            "Sudah saya unreg tanggal {day}. Kenapa di tagihan {bill} masih ada biayanya?",
            "I unsubscribed on {day}. Why is it still on the bill of {bill}?",
        ),
        Text(
            "{service} sudah saya stop tanggal {day}, kok di tagihan {bill} masih ada?",
            "I stopped {service} on {day}, so why is it still on the bill of {bill}?",
        ),
        Text(
            "Add-on itu saya matikan tanggal {day}. Tagihan {bill} harusnya sudah bersih.",
            "I turned the add-on off on {day}. The bill of {bill} should be free of it.",
        ),
        Text(
            "Terakhir saya pakai tanggal {day}, lalu saya unreg. Kenapa di tagihan {bill} "
            "masih ada add-on?",
            "I last used it on {day} and then unsubscribed. Why is there still an add-on on "
            "the bill of {bill}?",
        ),
        Text(
            "Saya unreg tanggal {day} dan ada buktinya. Jadi biaya add-on di tagihan {bill} "
            "untuk apa?",
            "I unsubscribed on {day} and have proof. So what is the add-on on the bill of "
            "{bill} for?",
        ),
    ),
    "charged-twice": (
        Text(
            "Saya cuma pakai satu add-on. Kenapa di tagihan {bill} seperti ditagih dua kali?",
            "I use only one add-on. Why does it look billed twice on the bill of {bill}?",
        ),
        Text(
            "Tagihan {bill} ini dobel, ya? Seharusnya add-on cuma sekali sebulan.",
            "Is the bill of {bill} doubled? An add-on should come once a month.",
        ),
        Text(
            "Kok INTERNET CONTENT di tagihan {bill} dobel? Tolong dicek.",
            "Why is INTERNET CONTENT of {bill} billed twice? Please check.",
        ),
        Text(
            "Add-on saya satu, potongannya kok dua? Coba lihat tagihan {bill}.",
            "I have one add-on, so why two charges? Look at the bill of {bill}.",
        ),
        Text(
            "Saya curiga tagihan {bill} dihitung dua kali. Coba bandingkan dengan bulan lain.",
            "I suspect that the bill of {bill} was counted twice. Compare it with other months.",
        ),
        Text(
            "Di tagihan {bill} saya kena dua kali. Yang benar sekali, kan?",
            "On the bill of {bill} I was charged twice. Once would be right, would it not?",
        ),
    ),
    "other-price": (
        Text(
            "Waktu ditawari, katanya {price}. Kenapa tagihan {bill} tidak segitu?",
            "I was told {price} when it was offered. Why is the bill of {bill} another?",
        ),
        Text(
            "Yang saya tahu harga {service} {price}. Kok di tagihan {bill} lain?",
            "As far as I know {service} costs {price}. Why is it something else on the bill "
            "of {bill}?",
        ),
        Text(
            "Di iklan tertulis {price}. Kok di tagihan {bill} bukan segitu?",
            "The advertisement said {price}. Why is it not that on the bill of {bill}?",
        ),
        Text(
            "Setahu saya {price}. Di tagihan {bill} kok rasanya lain?",
            "As far as I know it is {price}. Why does the bill of {bill} look different?",
        ),
    ),
    "in-package": (
        Text(
            "Bukannya {service} sudah termasuk paket saya? Kenapa di tagihan {bill} ditagih lagi?",
            "Is {service} not part of my package? Why is it billed again on the bill of {bill}?",
        ),
        Text(
            "Waktu pasang, katanya add-on sudah sepaket. Kok di tagihan {bill} ada INTERNET "
            "CONTENT?",
            "I was told that add-ons come with the package. Why is INTERNET CONTENT on the "
            "bill of {bill}?",
        ),
        Text(
            "Paket saya sudah mahal dan katanya lengkap. Kenapa di tagihan {bill} {service} "
            "dihitung sendiri?",
            "My package is dear and is said to have it all. Why is {service} apart on the "
            "bill of {bill}?",
        ),
    ),
    "still-free": (
        Text(
            "Katanya gratis sampai {day}. Kenapa tagihan {bill} sudah memuat biayanya?",
            "It was to be free until {day}. Why is it on the bill of {bill} already?",
        ),
        Text(
            "{service} masih gratis sampai {day}, kok di tagihan {bill} sudah ada?",
            "{service} is free until {day}, so why is it on the bill of {bill}?",
        ),
        Text(
            "Promo saya sampai {day}. Biaya di tagihan {bill} ini keliru, kan?",
            "My offer runs until {day}. The charge on the bill of {bill} is a mistake, is it not?",
        ),
    ),
    "not-resident": (
        Text(
            "Saya baru tinggal di sini sejak {day}. Add-on di tagihan {bill} pasti punya "
            "penghuni lama.",
            "I have lived here only since {day}. The add-on on the bill of {bill} must be the "
            "previous resident's.",
        ),
        Text(
            "Rumah ini baru saya tempati {day}. Yang langganan add-on di tagihan {bill} bukan "
            "saya.",
            "I moved into this house on {day}. It was not me who took the add-on on the bill "
            "of {bill}.",
        ),
        Text(
            "Kami pindah ke sini {day}. Kenapa di tagihan {bill} kami yang menanggung add-on "
            "orang lain?",
            "We moved here on {day}. Why do we bear somebody else's add-on on the bill of {bill}?",
        ),
    ),
}
