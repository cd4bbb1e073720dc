"""A dashboard of which every byte can be told: well, but for one fault at one step of a look-up.

It is written against sockets, since a framework would not misbehave so: it sends what a fault
makes of its healthy answer, or leaves the line to the fault.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from tests.portals import table as html_table

NUMBER, OTHER = "121500000017", "121500004242"
USERNAME, PASSWORD = "latihan", "sandi-yang-tidak-boleh-tampak"
TOKEN, COOKIE = "token-yang-tidak-boleh-tampak", "sesi-yang-tidak-boleh-tampak"
SECRETS = (PASSWORD, TOKEN, COOKIE)

STEPS = ("start", "login", "folder", "form", "first", "second")
"""The way of a look-up: the log-in page, its answer, the menu's folder, the search form, the first
and the second page of the result. A third page follows."""
BEHIND = STEPS[2:]
RESULT = STEPS[4:]
TABLES = {"subscriptions": "/langganan", "transactions": "/transaksi"}
PER_PAGE = 2
LONGEST = 20.0
"""Seconds that a fault plays; nobody may have that much patience."""

Row = dict[str, str]


def _reference(nth: int) -> str:
    return f"disact-2021{12 - nth:02d}02092122-{NUMBER}"


ROWS: dict[str, list[Row]] = {
    "subscriptions": [
        {
            "Partner ref_no": _reference(nth),
            "IndiHome": NUMBER,
            "Item": "Telkom.Premium.Monthly",
            "Price (Rp.)": f"{29 + nth}.000,00",
            "Denom (Rp.)": "29.000,00",
            "Service": "799 – Télé",
            "Status": "Active" if nth == 0 else "Inactive",
            "Start Time": f"2021-{12 - nth:02d}-02 09:21:22",
            "End Time": f"2022-{5 - nth:02d}-03 00:04:11",
            "Channel": "STB",
            "Last Charge": f"2022-{4 - nth % 4:02d}-01 00:04:25",
        }
        for nth in range(5)
    ],
    "transactions": [
        {
            "Nomor Indihome": NUMBER,
            "Harga": f"{29 + nth}000",
            "Harga Prorate": "29000",
            "Item": "Telkom.Premium.Monthly",
            "Service": "799 – télé",
            "Partner Ref_no": _reference(0),
            "Telkom trx_id": f"stbupoint{nth:04d}",
            "Trx Time": f"2022-{5 - nth:02d}-01 00:04:25",
        }
        for nth in range(5)
    ],
}
"""Five rows of each table, in which no two rows and no two columns of a kind are alike."""

LOGIN = f"""<form method="post" action="/masuk"><input type="hidden" name="_token" value="{TOKEN}">
<label>Username <input name="user"></label><label>Password <input type="password" name="word">
</label><label>Nama <input name="nama"></label><label>Regional <select name="regional">
<option value="">Pilih Regional</option><option value="3">Regional 3</option></select></label>
<button>Masuk</button></form>"""
FOLDER = '<a href="/addon">Addon [Softbundling]</a>'
MENU = f'{FOLDER} <a href="/langganan">Subscriptions</a> <a href="/transaksi">Transactions Data</a>'
LEAVE = '<a href="/keluar">Keluar</a>'
SEARCH = f"""<form method="post"><input type="hidden" name="_token" value="{TOKEN}">
<label>Nomor IndiHome <input name="nd"></label><label>Tanggal awal <input name="dari"></label>
<label>Tanggal akhir <input name="sampai"></label><select name="tampil"><option>Semua Data</option>
<option>Active</option><option>Inactive</option></select><button>Search</button></form>"""


def page(content: str) -> str:
    """Return a page of the dashboard."""
    return (
        '<!doctype html>\n<html lang="id"><head><meta charset="utf-8"><title>Dasbor OTT – Télé'
        f"</title></head><body>\n{content}\n<p>request time: 0.0028s</p></body></html>\n"
    )


@dataclass(frozen=True)
class Reply:
    """An answer before it is sent."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(
        default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"}
    )

    @property
    def html(self) -> str:
        """The page."""
        return self.body.decode()

    def showing(self, html: str) -> Reply:
        """Return this answer with another page."""
        return replace(self, body=html.encode())

    def headed(self, **headers: str) -> Reply:
        """Return this answer with other headers; `_` stands for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={**self.headers, **named})


@dataclass(frozen=True)
class Result:
    """One page of a result, of which a fault may change any part."""

    table: str
    page: int
    counting: str
    rows: list[Row]
    headers: list[str]
    echo: str | None = NUMBER
    announced: int | None = None
    more: bool = True

    @property
    def html(self) -> str:
        """The page."""
        showing = "" if self.announced is None else f"<p>Showing: {self.announced}</p>"
        echo = f"<p>Hasil untuk pencarian: Nomor Indihome: {self.echo}, Semua Data.</p>"
        links = "".join(f'<a href="?page={n}">{n}</a> ' for n in (1, 2, 3) if n != self.page)
        return page(
            MENU + LEAVE + SEARCH + (echo if self.echo else "") + showing
            + html_table(self.rows, self.headers) + showing + (links if self.more else "")
        )  # fmt: skip


def result(table: str, nth: int, counting: str) -> Result:
    """Return a healthy page of a result.

    Args:
        table: Which.
        nth: Which of its three pages.
        counting: What it says of the number of rows: of `all`, of each `page`, or `nothing`.
    """
    rows = ROWS[table][(nth - 1) * PER_PAGE : nth * PER_PAGE]
    counts = {"all": len(ROWS[table]), "page": len(rows)}
    return Result(table, nth, counting, rows, list(rows[0]), announced=counts.get(counting))


Play = Callable[["Desk", "Line", Reply], Reply | None]
"""What a fault does to a healthy answer: returns another, or takes the line and returns `None`."""


@dataclass(eq=False)
class Desk:
    """A running portal, its fault, and what became of it.

    Attributes:
        play: The fault.
        step: Where it strikes.
        table: In the look-up of which table.
        counting: As `result` has it.
        times: How often it strikes; `None`: always.
        elsewhere: The address of another server, to which it may lead.
        struck: How often it struck.
        requests: How many requests came.
        amiss: What must not have happened.
        sessions: The cookies of those who are logged in.
        asked: The number that was searched for last.
    """

    play: Play | None = None
    step: str = ""
    table: str = ""
    counting: str = "all"
    times: int | None = None
    elsewhere: str = ""
    struck: int = 0
    requests: int = 0
    sessions: set[str] = field(default_factory=set)
    asked: str = ""
    amiss: list[str] = field(default_factory=list)

    @cached_property
    def _server(self) -> ThreadingTCPServer:
        desk = self

        class Own(Line):
            def serve(self) -> None:
                desk.answer(self)

        return _Server(("127.0.0.1", 0), Own)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def leave(self) -> None:
        """Listen no more."""
        with suppress(OSError):
            self._server.socket.close()

    @contextmanager
    def open(self) -> Iterator[Desk]:
        """Serve until the end of the block."""
        thread = Thread(target=self._server.serve_forever, args=[0.005], daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def answer(self, line: Line) -> None:
        """Answer a request, or let the fault."""
        self.requests += 1
        step, table, healthy = self._healthy(line)
        reply: Reply | None = healthy
        if self.play and self._strikes(step, table):
            self.struck += 1
            reply = self.play(self, line, healthy)
        if reply is not None:
            line.give(reply)

    def _strikes(self, step: str, table: str) -> bool:
        here = step == self.step and table in ("", self.table)
        return here and (self.times is None or self.struck < self.times)

    def _healthy(self, line: Line) -> tuple[str, str, Reply]:
        """Return which step a request is, of which table, and its right answer."""
        parts = urlsplit(line.path)
        typed = {name: values[0] for name, values in parse_qs(line.body.decode()).items()}
        inside = line.cookie in self.sessions
        if parts.path.startswith("/putar"):
            return "", "", redirect(f"/putar/{self.requests}")
        if parts.path == "/masuk":
            return "login", "", self._log_in(typed)
        if parts.path == "/" and not inside:
            return "start", "", Reply(page(LOGIN).encode())
        if not inside:
            return "", "", redirect("/")
        tables = {path: name for name, path in TABLES.items()}
        if parts.path not in tables:
            folder = parts.path == "/addon"
            shown = MENU if folder else FOLDER
            return "folder" if folder else "", "", Reply(page(shown + LEAVE).encode())
        return self._data(line, tables[parts.path], parse_qs(parts.query), typed)

    def _log_in(self, typed: dict[str, str]) -> Reply:
        wanted = {"_token": TOKEN, "user": USERNAME, "word": PASSWORD}
        if {name: typed.get(name) for name in wanted} != wanted:
            return Reply(page("<p>Username atau password salah</p>" + LOGIN).encode())
        session = f"{COOKIE}-{len(self.sessions)}-{self.requests}"
        self.sessions.add(session)
        return Reply(page(FOLDER + LEAVE + "<p>Selamat datang</p>").encode()).headed(
            Set_Cookie=f"sesi={session}; Path=/; HttpOnly"
        )

    def _data(
        self, line: Line, table: str, query: dict[str, list[str]], typed: dict[str, str]
    ) -> tuple[str, str, Reply]:
        if line.command == "POST":
            if typed.get("_token") != TOKEN:
                return "", table, Reply(page("Page Expired").encode(), 419)
            self.asked = typed.get("nd", typed.get("msisdn", ""))
            if self.asked != NUMBER:
                self.amiss.append(f"searched for {self.asked!r}")
        elif "page" not in query:
            return "form", table, Reply(page(MENU + LEAVE + SEARCH).encode())
        nth = int(query.get("page", ["1"])[0])
        step = {1: "first", 2: "second"}.get(nth, "")
        return step, table, Reply(result(table, nth, self.counting).html.encode())


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: of most faults the client hangs up."""


class Line(BaseHTTPRequestHandler):
    """A connection and the request that came over it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.body = b""
        self.serve()

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.serve()

    def serve(self) -> None:
        """Answer."""
        raise NotImplementedError

    def log_message(self, *said: object) -> None:
        """Say nothing."""

    @property
    def cookie(self) -> str:
        """The session that the request belongs to."""
        return re.sub(".*sesi=", "", self.headers.get("Cookie", ""))

    def head(self, reply: Reply, **headers: str) -> bytes:
        """Return status line and headers of an answer, with these instead of its own."""
        lines = [f"HTTP/1.1 {reply.status} Whatever", *map(": ".join, reply.headers.items())]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def give(self, reply: Reply) -> None:
        """Send a whole answer."""
        head = self.head(reply, Content_Length=str(len(reply.body)))
        self.say(head + reply.body)

    def say(self, sent: bytes) -> bool:
        """Send bytes as they are; `False`: the client hung up."""
        try:
            self.connection.sendall(sent)
        except OSError:
            return False
        return True

    def hang_up(self, *, rudely: bool = False) -> None:
        """End the connection; rudely, by a reset."""
        self.close_connection = True
        if rudely:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.rfile.close()  # else it holds the connection
            self.connection.close()

    def stall(self, desk: Desk, drip: bytes = b"", pause: float = 0.02) -> None:
        """Send nothing more, or `drip` again and again, until the client hangs up."""
        self.close_connection = True
        self.connection.settimeout(pause)
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            with suppress(TimeoutError):
                try:
                    if not self.connection.recv(1):
                        return
                except ConnectionError:
                    return
            if drip and not self.say(drip):
                return
        desk.amiss.append(f"{self.path} was waited for longer than {LONGEST} s")


def redirect(target: str, status: int = 302) -> Reply:
    """Return an answer that leads on."""
    return Reply(b"", status).headed(Location=target)
