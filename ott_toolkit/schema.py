"""What the tables are: columns, headers, kinds and meanings. The one data dictionary.

Reading, tooltips, lessons and README take it from here. Headers vary in case, spaces and wording
between pages and exports, so a column is found by its header's letters and digits alone, in any
of the spellings given here, never by its position.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

Kind = Literal["text", "number", "amount", "time", "month"]


@dataclass(frozen=True)
class Column:
    """A column: its canonical name, its header on the dashboard, and what it means.

    `meaning` is an English sentence and the message id of its translation. A table without a
    `required` column is none of its kind; a column that `may_be_empty` has rows without a value.
    A time that is `billed` is of a year that bills are of.
    """

    name: str
    header: str
    kind: Kind
    meaning: str
    aliases: tuple[str, ...] = ()
    required: bool = True
    may_be_empty: bool = False
    billed: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every spelling of the header, reduced by `header_key`."""
        return frozenset(header_key(text) for text in (self.name, self.header, *self.aliases))


@dataclass(frozen=True)
class Table:
    """A table of the procedure: its columns in the dashboard's order."""

    name: str
    title: str
    columns: tuple[Column, ...]

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def find(self, headers: Iterable[str]) -> dict[str, list[int]]:
        """Return canonical name → positions in `headers` that bear one of its spellings."""
        keys = [header_key(header) for header in headers]
        return {
            column.name: [place for place, key in enumerate(keys) if key in column.keys]
            for column in self.columns
        }

    def missing(self, headers: Iterable[str]) -> list[str]:
        """Return the dashboard's headers of required columns that `headers` lacks."""
        found = self.find(headers)
        return [c.header for c in self.columns if c.required and not found[c.name]]

    @cached_property
    def required(self) -> int:
        """How many columns are required."""
        return sum(column.required for column in self.columns)

    def coverage(self, headers: Sequence[str]) -> float:
        """Return the share of the required columns that `headers` has."""
        return 1 - len(self.missing(headers)) / self.required

    def cannot_lack(self, headers: Sequence[str]) -> bool:
        """Whether one of `headers` is a column that shows something in every row."""
        found = self.find(headers)
        return any(found[c.name] for c in self.columns if c.required and not c.may_be_empty)


@lru_cache(maxsize=1024)
def header_key(text: str) -> str:
    """Return the letters and digits of a header, in small letters.

    >>> header_key("Partner Ref_no") == header_key(" partner ref no ")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


COUNTERS = frozenset({"no", "nomor", "nr", "#"})
"""Keys of headers that may only count rows; `#` has none and stands for itself."""

_INDIHOME = (
    *("Nomor Indihome", "IndiHome", "No Indihome", "IndiHome number"),
    *("Nomor Internet", "No. Internet", "No Inet"),
)

SUBSCRIPTIONS = Table(
    "subscriptions",
    "Subscriptions",
    (
        Column(
            "partner_ref",
            "Partner ref_no",
            "text",
            "Reference of the subscription: prefix, start time and number.",
            ("Partner reference", "Referensi partner"),
        ),
        Column(
            "indihome_number", "IndiHome", "number", "The customer's IndiHome number.", _INDIHOME
        ),
        Column("item", "Item", "text", "Product variant; its last word is the cycle.", ("Produk",)),
        Column(
            "price",
            "Price (Rp.)",
            "amount",
            "Price of the OTT product, before PPN.",
            ("Price", "Harga", "Harga (Rp.)"),
        ),
        Column(
            "denom",
            "Denom (Rp.)",
            "amount",
            "Denomination.",
            ("Denom", "Denominasi", "Denominasi (Rp.)"),
            required=False,
        ),
        Column("service", "Service", "text", "OTT product: code and name.", ("Layanan", "OTT")),
        Column("status", "Status", "text", "Active or Inactive."),
        Column(
            "start_time",
            "Start Time",
            "time",
            "Subscribed from (WIB).",
            ("Start", "Waktu mulai", "Mulai"),
        ),
        Column(
            "end_time",
            "End Time",
            "time",
            "Subscribed until (WIB); empty while it runs.",
            ("End", "Waktu berakhir", "Berakhir"),
            may_be_empty=True,
        ),
        Column(
            "channel",
            "Channel",
            "text",
            "Where it was bought; STB is the set-top box.",
            ("Kanal",),
            required=False,
        ),
        Column(
            "last_charge",
            "Last Charge",
            "time",
            "Time of the last charge (WIB).",
            ("Charge terakhir", "Tagihan terakhir", "Last charge time"),
            may_be_empty=True,
        ),
    ),
)

TRANSACTIONS = Table(
    "transactions",
    "Transactions Data",
    (
        Column(
            "indihome_number",
            "Nomor Indihome",
            "number",
            "The customer's IndiHome number.",
            _INDIHOME,
        ),
        Column("price", "Harga", "amount", "Price, before PPN.", ("Price", "Harga (Rp.)")),
        Column(
            "prorated_price",
            "Harga Prorate",
            "amount",
            "Prorated price: taken as what is billed where it is given (inferred).",
            ("Prorated price", "Prorate", "Harga Prorate (Rp.)"),
            may_be_empty=True,
        ),
        Column("item", "Item", "text", "Product variant; its last word is the cycle.", ("Produk",)),
        Column("service", "Service", "text", "OTT product: code and name.", ("Layanan", "OTT")),
        Column(
            "partner_ref",
            "Partner Ref_no",
            "text",
            "Reference of the subscription that the charge belongs to.",
            ("Partner reference", "Referensi partner"),
        ),
        Column(
            "trx_id",
            "Telkom trx_id",
            "text",
            "The operator's id of the charge.",
            ("trx_id", "Transaction id", "ID transaksi"),
        ),
        Column(
            "trx_time",
            "Trx Time",
            "time",
            "When the charge was made (WIB).",
            ("Transaction time", "Waktu transaksi"),
            billed=True,
        ),
    ),
)

_BILLED = ("Billed", "Tagihan", "Amount")

BILL_PERIODS = Table(
    "periods",
    "I-Payment: Periode",
    (
        Column("period", "Periode", "month", "Month of the bill (its first day).", ("Period",)),
        Column("currency", "Mata Uang", "text", "Currency; IDR is rupiah.", ("Currency",)),
        Column("billed", "Jumlah Tagihan", "amount", "Total of the period, with PPN.", _BILLED),
        Column("unpaid", "Belum Bayar", "amount", "Still to be paid.", ("Unpaid",)),
        Column(
            "payment_status",
            "Status Pembayaran",
            "text",
            "Lunas is paid, Belum Lunas unpaid.",
            ("Payment status",),
        ),
        Column(
            "paid_at_location",
            "Lokasi Pembayaran",
            "text",
            "Where it was paid.",
            ("Payment location",),
            required=False,
        ),
        Column(
            "instalment",
            "Cicilan",
            "text",
            "Bukan cicilan is not an instalment.",
            ("Instalment",),
            required=False,
        ),
        Column("paid_day", "Tanggal", "text", "Day of the payment.", ("Date",), required=False),
        Column("paid_hour", "Jam", "text", "Hour of the payment.", ("Time",), required=False),
    ),
)

BILL_LINES = Table(
    "lines",
    "I-Payment: Detail pembayaran",
    (
        Column("line", "Jenis Layanan", "text", "What the line charges for.", ("Service type",)),
        Column("currency", "Mata Uang", "text", "Currency; IDR is rupiah.", ("Currency",)),
        Column("amount", "Jumlah Tagihan", "amount", "Amount before PPN, as shown.", _BILLED),
        Column("status", "Status", "text", "Lunas is paid, Belum Lunas unpaid."),
        Column(
            "paid_at_location",
            "Lokasi pembayaran",
            "text",
            "Where it was paid.",
            ("Payment location",),
            required=False,
        ),
    ),
)

DASHBOARD_TABLES = (SUBSCRIPTIONS, TRANSACTIONS)
BILL_TABLES = (BILL_PERIODS, BILL_LINES)
TABLES = (*DASHBOARD_TABLES, *BILL_TABLES)

CONTENT_LINES = ("INTERNET CONTENT", "Internet Content", "Internet Conten - Upoint OTT")
"""What the disputed line is called in I-Payment, Epayment and MyArms."""
