"""Small portals of different makes on 127.0.0.1, for asking them as a browser would.

`layout` answers GET searches and names its fields only by the text before them, `tokens` wants a
new CSRF token with every POST, `nameless` gives its parameters no meaning. `scripted` answers
with prepared pages, among them what portals show when something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from ott_toolkit.practice.listener import Listener

USERNAME, PASSWORD = "latihan", "rahasia-latihan"
NUMBER = "122600000055"
OTHER = "122600000099"
REFERENCE = f"disact-20190105081500-{NUMBER}"

SUBSCRIPTION = {
    "Partner ref_no": REFERENCE,
    "IndiHome": NUMBER,
    "Item": "Mola.Sport.Monthly",
    "Price (Rp.)": "29.000,00",
    "Denom (Rp.)": "29.000,00",
    "Service": "812 - Mola",
    "Status": "Active",
    "Start Time": "2019-01-05 08:15:00",
    "End Time": "0000-00-00 00:00:00",
    "Channel": "STB",
    "Last Charge": "2022-08-20 00:10:45",
}


def charge(nth: int) -> dict[str, str]:
    """Return the row of a charge; the `nth` of a year's months, the newest first."""
    return {
        "Nomor Indihome": NUMBER,
        "Harga": "29000",
        "Harga Prorate": "29000",
        "Item": "Mola.Sport.Monthly",
        "Service": "812 - mola",
        "Partner Ref_no": REFERENCE,
        "Telkom trx_id": f"trx{nth:04d}",
        "Trx Time": f"{2022 - nth // 12}-{12 - nth % 12:02d}-20 00:10:{nth:02d}",
    }


CHARGES = [charge(nth) for nth in range(45)]
TRX_IDS = [row["Telkom trx_id"] for row in CHARGES]


def table(rows: list[dict[str, str]], headers: list[str] | None = None) -> str:
    """Return a plain table of rows, header in `thead`."""
    names = headers or list(rows[0])
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{row[name]}</td>" for name in names) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass
class Visit:
    """A request as it arrived."""

    method: str
    path: str
    query: str
    body: bytes
    client: str
    referer: str


@dataclass
class Served:
    """A running portal and who came by."""

    url: str
    visits: list[Visit] = field(default_factory=list)

    def to(self, path: str, method: str | None = None) -> list[Visit]:
        """Return the visits to a path."""
        return [v for v in self.visits if v.path == path and method in (None, v.method)]


@contextmanager
def serve(app: Callable[..., Any]) -> Iterator[Served]:
    """Run a WSGI application on a free port of 127.0.0.1, and stop it in the end."""
    served = Served("")

    def noting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        served.visits.append(
            Visit(
                environ["REQUEST_METHOD"],
                environ["PATH_INFO"],
                environ.get("QUERY_STRING", ""),
                body,
                environ.get("REMOTE_PORT", ""),
                environ.get("HTTP_REFERER", ""),
            )
        )
        return app(environ, start_response)

    listener = Listener(noting, "127.0.0.1", 0, threads=4)
    served.url = listener.url
    try:
        yield served
    finally:
        listener.close()
