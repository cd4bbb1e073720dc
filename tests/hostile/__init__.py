"""What an attacker would write into a portal, a bill or a file, and one customer's case made of it.

Every text of `TEXTS` stands in a row of its own: in each column of free text, in the heads of the
bill, in what the page says around its table. If one of them runs, it sets `window.__ran`.
"""

from __future__ import annotations

from html import escape

from ott_toolkit.letters import harmless
from tests.portals import table
from tests.written import CHARGE, CHARGES, SUBSCRIPTION, SUBSCRIPTIONS

NUMBER = "121500000901"
RUN = "window.__ran=1;alert(1)"

MARKUP = [
    f"<script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"'><svg/onload={RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f'<a href="javascript:{RUN}">klik</a>',
    f"javascript:{RUN}//",
    "<img src=http://outside.invalid/pixel>",
    "<link rel=stylesheet href=http://outside.invalid/a.css>",
    "<style>@import 'http://outside.invalid/b.css';*{display:none}</style>",
    f'<div style="width:expression({RUN});background:url(http://outside.invalid/c)">',
    f"</script></style></title></textarea></xmp><script>{RUN}</script>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"]]><script>{RUN}</script><![CDATA[",
    f"<!--><script>{RUN}</script>",
    f"<base href=//outside.invalid/><form action=javascript:{RUN}><button>",
    f"${{{RUN}}} `{RUN}`",
]
TEMPLATES = [
    "{{7*7}} {% raw %} {# a #}",
    "{0.__class__.__init__.__globals__} {self} {text} {}",
    "%(text)s %s %n",
    "{{''.__class__.__mro__[1].__subclasses__()}}",
    f"![x](http://outside.invalid/m.png) [klik](javascript:{RUN})",
    r"$\href{javascript:alert(1)}{x}$ \(\text{a}\) $$\unicode{x}$$",
]
TERMINAL = [
    "\x1b[31mmerah\x1b[0m \x1b[2J\x1b[1;1H",
    "\x1b]8;;http://outside.invalid\x1b\\klik\x1b]8;;\x1b\\",
    "\x9b31m \x1b]0;judul\x07 \x08\x08\x7f",
    "a\rb\x0bc\x0cd",
]
ENTITIES = [
    "&lt;script&gt; &amp;lt;b&amp;gt; &#60;i&#62; &#x3c;u&#x3E;",
    "&lt &LT; &ltx &#60 &#x3c &#0; &#x110000; &#99999999999; &notit; &;",
]
SIGNS = [
    "abc\u202edcba\u202c \u2066x\u2069 \u200f\u061c",
    "Dis\u200bney\u200d\u2060\ufeff\u00ad",
    "Dіsnеу 𝟙２٣",  # Cyrillic letters, digits of other scripts
    "a\u0301" * 20 + " \u0e47" * 5,
    "nul\x00nul",
    "setengah\ud800pasang",
    "\ue000\ufffe\uffff\U000e0041 bukan huruf",
    "\u2028baris\u2029baris\u0085",
]
FORMULAS = [
    "=HYPERLINK(\"http://outside.invalid\",\"klik\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "＝1＋1",
    "＠SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\u200b=1+1",
    "=cmd|'/C calc'!A0",
    "#N/A",
]  # fmt: skip
PATHS = [
    "../../../etc/passwd",
    r"..\..\windows\win.ini",
    "C:\\CON.html:stream",
    "NUL.",
    "/dev/stdin",
    "a" * 300,
]
TEXTS = MARKUP + TEMPLATES + TERMINAL + ENTITIES + SIGNS + FORMULAS + PATHS


def arrived(text: str) -> str:
    """What is left of a text on its way: half a pair is no character, NUL no text."""
    whole = text.encode(errors="replace").decode().replace("\x00", "\ufffd")
    return " ".join(whole.split())


def shown(text: str) -> str:
    """How a text is shown: each sign without a shape as a mark."""
    return harmless(arrived(text))


def reference(nth: int) -> str:
    """Return the reference of the subscription of text `nth`."""
    return f"disact-202201020921{nth % 60:02d}-{NUMBER}-{nth}"


def subscriptions(texts: list[str]) -> list[dict[str, str]]:
    """Return a subscription for each text, which stands in every column of free text."""
    return [
        SUBSCRIPTION
        | {
            "No": str(nth),
            "IndiHome": NUMBER,
            "Partner ref_no": reference(nth),
            "Start Time": f"2022-01-02 09:{nth // 60:02d}:{nth % 60:02d}",
            "Item": text,
            "Service": text,
            "Channel": text,
            "Status": "Active",
            "Catatan": text,
        }
        for nth, text in enumerate(texts)
    ]


def transactions(texts: list[str]) -> list[dict[str, str]]:
    """Return a charge for each text, of its subscription."""
    return [
        CHARGE
        | {
            "No": str(nth),
            "Nomor Indihome": NUMBER,
            "Partner Ref_no": reference(nth),
            "Trx Time": f"2022-02-01 00:{nth // 60:02d}:{nth % 60:02d}",
            "Item": text,
            "Service": text,
            "Telkom trx_id": f"{nth} {text}",
        }
        for nth, text in enumerate(texts)
    ]


def html_table(rows: list[dict[str, str]], headers: list[str], *, raw: bool = False) -> str:
    """Return rows as a page's table; `raw` as a portal that escapes nothing."""
    safe = rows if raw else [{k: escape(v) for k, v in row.items()} for row in rows]
    return table(safe, headers)


S_HEADERS = [*SUBSCRIPTIONS, "Catatan"]
T_HEADERS = CHARGES


def bill(text: str, amount: int = 29_000) -> str:
    """Return a bill as its page shows it, with `text` wherever text may stand."""
    said = escape(text)
    vat = round(amount * 0.1)
    head = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>"
        for name, value in (
            ("Nama", said), ("Produk", said), ("Phone", "02100000901"), ("Internet", NUMBER),
            ("GroupID", said),
        )
    )  # fmt: skip
    period = ["Mar 2022", "IDR", f"{amount + vat:,}", f"{amount + vat:,}", said, said, said]
    lines = [
        ("INTERNET CONTENT", f"{amount:,}", said),
        ("PPN UNSUR KENA PAJAK", f"{vat:,}", said),
        (said, "0", said),
    ]
    heads = ["Periode", "Mata Uang", "Jumlah Tagihan", "Belum Bayar", "Status Pembayaran",
             "Lokasi Pembayaran", "Cicilan"]  # fmt: skip
    return (
        f"<html><head><title>{said}</title></head><body><table>{head}</table>"
        f"<table><tr>{_cells('th', heads)}</tr><tr>{_cells('td', period)}</tr></table>"
        f"<table><tr>{_cells('th', ['Jenis Layanan', 'Mata Uang', 'Jumlah Tagihan', 'Status'])}"
        "</tr>"
        + "".join(f"<tr>{_cells('td', [a, 'IDR', b, c])}</tr>" for a, b, c in lines)
        + "</table></body></html>"
    )


def _cells(tag: str, texts: list[str]) -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)
