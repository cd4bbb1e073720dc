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
            "Saya dengar soal biaya siluman di tagihan orang. Punya saya {bill} aman tidak?",
            "I hear of stealth charges on other people's bills. Is mine of {bill} all right?",
        ),
        Text(
            "Tagihan {bill} membengkak atau tidak, ya? Saya mau tahu ada add-on apa saja di situ.",
            "Has the bill of {bill} swollen? I want to know which add-ons are on it.",
        ),
        Text(
            "Istri saya tanya isi tagihan {bill} satu per satu. Bagian hiburannya berapa?",
            "My wife wants every line of the bill of {bill}. How much of it is entertainment?",
        ),
        Text(
            "Takut kena isolir, saya mau bayar {bill}. Tapi add-on-nya benar segitu?",
            "I fear being cut off and want to pay {bill}. But is the add-on really that much?",
        ),
        Text(
            "Saya butuh rincian {bill} untuk kantor. Tolong jelaskan bagian OTT-nya.",
            "I need the details of {bill} for my office. Please explain the OTT part.",
        ),
    ),
    "not-subscribed": (
        Text(
            "Tiba-tiba ada add-on di tagihan {bill}. Saya tidak merasa berlangganan apa pun.",
            "An add-on is suddenly on the bill of {bill}. I subscribed to nothing.",
        ),
        Text(
            "Ini biaya siluman dari mana? Di rumah saya tidak ada yang pesan add-on.",
            "Where does this stealth charge come from? Nobody here ordered an add-on.",
        ),
        Text(
            "Tagihan {bill} membengkak karena add-on, padahal saya tidak pernah memesannya.",
            "The bill of {bill} has swollen because of an add-on that I never ordered.",
        ),
        Text(
            "Add-on apa lagi ini di {bill}? Saya tidak pernah menekan tombol beli.",
            "What add-on is this in {bill}? I never pressed any button to buy.",
        ),
        Text(
            "Saya pakai internet saja, tidak pernah langganan film. Kok {bill} ada biayanya?",
            "I only use the internet and never took films. Why does {bill} have a charge?",
        ),
        Text(
            "Tolong hapus biaya add-on di {bill}; kami sekeluarga tidak ada yang memesan.",
            "Please remove the add-on from {bill}; nobody in the family ordered it.",
        ),
        Text(
            "Siapa yang mendaftarkan nomor saya ke add-on? Saya merasa dijebak di {bill}.",
            "Who signed my number up for an add-on? I feel tricked in {bill}.",
        ),
    ),
    "stopped": (
        Text(
            "Sudah saya unreg {day}. Kenapa di tagihan {bill} masih ada biayanya?",
            "I unsubscribed on {day}. Why is it still on the bill of {bill}?",
        ),
        Text(
            "{service} sudah saya hentikan {day}, kok masih ditagih?",
            "I stopped {service} on {day}, so why am I still billed?",
        ),
        Text(
            "Add-on itu saya matikan {day}. Tagihan {bill} harusnya sudah bersih.",
            "I turned the add-on off on {day}. The bill of {bill} should be free of it.",
        ),
        Text(
            "Terakhir saya pakai {day}, lalu saya unreg. Tagihan {bill} kenapa masih jalan?",
            "I last used it on {day} and then unsubscribed. Why does the bill of {bill} go on?",
        ),
        Text(
            "Bukti unreg saya {day}. Jadi untuk apa biaya add-on di {bill}?",
            "I unsubscribed on {day}. So what is the add-on in {bill} for?",
        ),
    ),
    "charged-twice": (
        Text(
            "Saya hanya pakai satu add-on. Kenapa biayanya seperti ditagih dua kali?",
            "I use only one add-on. Why does it look as if it was billed twice?",
        ),
        Text(
            "Tagihan {bill} ini dobel, ya? Seharusnya add-on cuma sekali sebulan.",
            "Is the bill of {bill} doubled? An add-on should come once a month.",
        ),
        Text(
            "Kok INTERNET CONTENT {bill} ditagih dobel? Tolong dicek.",
            "Why is INTERNET CONTENT of {bill} billed twice? Please check.",
        ),
        Text(
            "Add-on saya satu, potongannya kok dua? Lihat {bill}.",
            "I have one add-on, so why two charges? Look at {bill}.",
        ),
        Text(
            "Saya curiga {bill} dihitung dua kali. Coba bandingkan dengan bulan lain.",
            "I suspect that {bill} was counted twice. Compare it with other months.",
        ),
        Text(
            "Bulan {bill} ini kena dua kali. Yang benar sekali, kan?",
            "In {bill} I was charged twice. Once would be right, would it not?",
        ),
    ),
    "other-price": (
        Text(
            "Waktu ditawari, katanya {price}. Kenapa tagihan {bill} tidak segitu?",
            "I was told {price} when it was offered. Why is the bill of {bill} another?",
        ),
        Text(
            "Yang saya tahu harga {service} {price}. Kok yang saya bayar lain?",
            "As far as I know {service} costs {price}. Why do I pay something else?",
        ),
        Text(
            "Di iklan tertulis {price}. Kok di tagihan {bill} bukan segitu?",
            "The advertisement said {price}. Why is it not that on the bill of {bill}?",
        ),
        Text(
            "Dulu {price}, sekarang berapa? Tagihan {bill} rasanya lain.",
            "It was {price}, and now? The bill of {bill} looks different.",
        ),
    ),
    "in-package": (
        Text(
            "Bukannya {service} sudah termasuk paket saya? Kenapa ditagih lagi di {bill}?",
            "Is {service} not part of my package? Why is it billed again in {bill}?",
        ),
        Text(
            "Waktu pasang, katanya add-on sudah sepaket. Kok masih ada INTERNET CONTENT?",
            "I was told that add-ons come with the package. Why is there INTERNET CONTENT?",
        ),
        Text(
            "Paket saya sudah mahal dan katanya lengkap. Kenapa {service} dihitung sendiri?",
            "My package is dear and is said to have it all. Why is {service} counted apart?",
        ),
    ),
    "still-free": (
        Text(
            "Katanya gratis sampai {day}. Kenapa tagihan {bill} sudah memuat biayanya?",
            "It was to be free until {day}. Why is it on the bill of {bill} already?",
        ),
        Text(
            "{service} masih masa gratis sampai {day}, kok sudah ditagih?",
            "{service} is free until {day}, so why am I billed?",
        ),
        Text(
            "Promo saya sampai {day}. Biaya di {bill} ini keliru, kan?",
            "My offer runs until {day}. The charge in {bill} is a mistake, is it not?",
        ),
    ),
    "not-resident": (
        Text(
            "Saya baru tinggal di sini sejak {day}. Add-on itu pasti milik penghuni lama.",
            "I have lived here only since {day}. The add-on must be the previous resident's.",
        ),
        Text(
            "Rumah ini baru saya tempati {day}. Yang berlangganan add-on bukan saya.",
            "I moved into this house on {day}. It was not me who took the add-on.",
        ),
        Text(
            "Kami pindah ke sini {day}. Kenapa kami yang menanggung add-on orang lain?",
            "We moved here on {day}. Why do we have to bear somebody else's add-on?",
        ),
    ),
}
