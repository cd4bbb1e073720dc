"""Tables the way pages, exports and pastes write them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from openpyxl import Workbook

DATA = Path(__file__).parent / "data"
NUMBER = "121500000017"
OTHER = "122600000055"
REFERENCE = f"disact-20220102092122-{NUMBER}"

CHARGE = {
    "No": "1",
    "Nomor Indihome": NUMBER,
    "Harga": "29000",
    "Harga Prorate": "29000",
    "Item": "Telkom.Premium.Monthly",
    "Service": "799 - disney",
    "Partner Ref_no": REFERENCE,
    "Telkom trx_id": "T1",
    "Trx Time": "2022-02-01 00:04:25",
}
CHARGES = list(CHARGE)
SUBSCRIPTION = {
    "No": "1",
    "Partner ref_no": REFERENCE,
    "IndiHome": NUMBER,
    "Item": "Telkom.Premium.Monthly",
    "Price (Rp.)": "29.000,00",
    "Denom (Rp.)": "29.000,00",
    "Service": "799 - Disney",
    "Status": "Active",
    "Start Time": "2022-01-02 09:21:22",
    "End Time": "2022-03-03 00:04:11",
    "Channel": "STB",
    "Last Charge": "2022-02-01 00:04:25",
}
SUBSCRIPTIONS = list(SUBSCRIPTION)

PERIODS = ["Periode", "Mata Uang", "Jumlah Tagihan", "Belum Bayar", "Status Pembayaran"]
LINES = ["Jenis Layanan", "Mata Uang", "Jumlah Tagihan", "Status", "Lokasi pembayaran"]

Row = Sequence[object]


def charge(**changed: str) -> list[str]:
    """The cells of a charge; `Trx_Time="…"` changes one (a space is written `_`)."""
    changes = {name.replace("_", " "): text for name, text in changed.items()}
    return [changes.get(name.replace("_", " "), text) for name, text in CHARGE.items()]


def charges(count: int) -> list[list[str]]:
    """Charges of one number, each with an id of its own."""
    return [charge(No=str(n), Telkom_trx_id=f"T{n}") for n in range(1, count + 1)]


def subscription(**changed: str) -> list[str]:
    """The cells of a subscription, as `charge`."""
    changes = {name.replace("_", " "): text for name, text in changed.items()}
    return [changes.get(name.replace("_", " "), text) for name, text in SUBSCRIPTION.items()]


def table(rows: Iterable[Row], headers: Iterable[str] = CHARGES) -> str:
    """A table of a page; its cells are HTML."""
    head = "".join(f"<th>{text}</th>" for text in headers)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def page(*parts: str) -> str:
    """A whole page."""
    return f"<!doctype html><html><head><title>x</title></head><body>{''.join(parts)}</body></html>"


def lines(*rows: Row, separator: str = "\t") -> str:
    """Rows as text: a paste, or separated values."""
    return "".join(separator.join(map(str, row)) + "\n" for row in rows)


def paste(rows: Iterable[Row], headers: Row = CHARGES) -> str:
    """A table as copied from a browser."""
    return lines(headers, *rows)


def workbook(*sheets: Iterable[Sequence[Any]]) -> bytes:
    """An `.xlsx` of these sheets."""
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def escaped(rows: Iterable[Row]) -> list[list[str]]:
    """Rows with their cells as HTML."""
    return [[escape(str(cell)) for cell in row] for row in rows]
