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
    ),
}
