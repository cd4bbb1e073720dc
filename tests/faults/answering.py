"""Faults of the portal: statuses, redirects, sessions, and pages that are not the right ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.faults.desk import (
    BEHIND,
    FOLDER,
    LEAVE,
    LOGIN,
    MENU,
    SEARCH,
    STEPS,
    TABLES,
    TOKEN,
    Desk,
    Line,
    Play,
    Reply,
    page,
    redirect,
)
from tests.faults.fault import COUNTING, Fault, on_page, on_reply, passing

ROUND = "sends every request on"
OUT = "another place; nothing was sent there"
FORMS = ("start", "form")
LINKED = ("login", "folder", "first", "second")
FATAL = "<b>Fatal error</b>: Allowed memory size of 134217728 bytes exhausted in hasil.php"
JSON = b'{"status": "error", "data": []}'
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
WELL = "<h1>Dasbor</h1><p>Selamat datang</p>"


def busy(status: int, after: str | None = None) -> Play:
    """Answer with a status and perhaps Retry-After."""

    def play(desk: Desk, line: Line, reply: Reply) -> Reply:
        said = replace(reply.showing(page("<h1>Sibuk</h1>")), status=status)
        return said if after is None else said.headed(Retry_After=after)

    return play


def status_faults() -> Iterator[Fault]:
    """Yield statuses that are an outage's."""
    for status in (429, 500, 502, 503, 504):
        for after in (None, "0", "3600", "segera"):
            said = "" if after is None else f", Retry-After: {after}"
            long = after == "3600" and status != 500
            expected = "asks to wait until" if long else f"status {status}"
            fault = Fault(f"status {status}{said}", busy(status, after), said=expected)
            final = long or status == 500
            yield replace(fault, final=True) if final else passing(fault)
    for status in (204, 304, 404, 418, 999):
        play = on_reply(lambda reply, status=status: replace(reply, status=status))
        yield Fault(f"status {status}", play, said=f"status {status}" if status > 399 else "")


def led_to(target: str, status: int = 302) -> Play:
    """Answer with a redirect; `{elsewhere}` is another server."""
    return lambda desk, line, reply: redirect(target.format(elsewhere=desk.elsewhere), status)


def leading_out(old: str, new: str) -> Play:
    """Change the page so that `{}` in it is the same page of another server."""

    def play(desk: Desk, line: Line, reply: Reply) -> Reply:
        there = desk.elsewhere + TABLES[desk.table].strip("/")
        return reply.showing(re.sub(old, new.format(there), reply.html))

    return play


def redirect_faults() -> Iterator[Fault]:
    """Yield ways that lead nowhere, or out of the portal."""
    for status in (301, 302, 303, 307, 308):
        yield Fault(f"redirects without end, {status}", led_to("/putar", status), said=ROUND)
        yield Fault(
            f"redirect to another server, {status}", led_to("{elsewhere}", status),
            final=True, said=OUT,
        )  # fmt: skip
    yield Fault("redirect to no address", led_to("http://[x"), final=True, said=OUT)
    yield Fault("redirect to a file", led_to("file:///etc/hostname"), final=True, said=OUT)
    yield Fault("redirect to nothing", led_to(""))
    for name, old, new, steps in [
        ("form that is sent to", "<form[^>]*>", '<form method="post" action="{}">', FORMS),
        ("links that lead to", 'href="(?:/[a-z]*)?', 'href="{}', LINKED),
        ("base that is", "<title>", '<base href="{}"><title>', STEPS),
    ]:
        play = leading_out(old, new)
        yield Fault(f"{name} another server", play, steps, counting=COUNTING, final=True, said=OUT)


# --- the session ----------------------------------------------------------------------------------


def lost(made: Callable[[Reply], Reply]) -> Play:
    """End the session, and answer as somebody is answered who has none."""

    def play(desk: Desk, line: Line, reply: Reply) -> Reply:
        desk.sessions.clear()
        return made(reply)

    return play


def unbegun(content: str) -> Play:
    """Answer a log-in without beginning a session."""

    def play(desk: Desk, line: Line, reply: Reply) -> Reply:
        desk.sessions.clear()
        return Reply(content.encode())

    return play


def session_faults() -> Iterator[Fault]:
    """Yield sessions that end, as portals tell it, or never begin."""
    for name, content in {
        "as if it had begun": page(FOLDER + LEAVE + WELL),
        "empty body": "",
        "log-in page": page(LOGIN),
        "error page": page("<h1>Terjadi kesalahan pada server</h1>"),
        "JSON": JSON.decode(),
    }.items():
        yield Fault(f"session that never begins: {name}", unbegun(content), ("login",))
    told = {
        "302 to the log-in page": lambda reply: redirect("/"),
        "the log-in page, status 200": lambda reply: reply.showing(page(LOGIN)),
        "the log-in page, status 401": lambda r: replace(r.showing(page(LOGIN)), status=401),
        **{
            f"status {status}": lambda reply, status=status: replace(
                reply.showing(page("<h1>Ditolak</h1>")), status=status
            )
            for status in (401, 403, 419)
        },
    }
    for name, made in told.items():
        yield Fault(f"session lost: {name}", lost(made), BEHIND, outlived=frozenset(BEHIND))


# --- what is no page, or not the one --------------------------------------------------------------


def instead(body: bytes, kind: str = "text/html") -> Play:
    """Answer with something else."""
    return on_reply(lambda reply: replace(reply, body=body).headed(Content_Type=kind))


def with_page(content: str) -> Play:
    """Answer with another page."""
    return instead(page(content).encode())


def page_faults() -> Iterator[Fault]:
    """Yield answers with status 200 that are not the page."""
    banner = '<div class="alert alert-danger">Galat basis data</div>'
    for name, play in {
        "empty body": instead(b""),
        "blank body": instead(b" \n" * 40),
        "JSON": instead(JSON, "application/json"),
        "JSON that is called a page": instead(JSON),
        "PDF": instead(PDF, "application/pdf"),
        "PDF that is called a page": instead(PDF),
        "bytes that are no text": instead(bytes(range(256)) * 4),
        "error page with status 200": with_page(f"{MENU}{LEAVE}<h1>Terjadi kesalahan</h1>"),
        "error page without a menu": with_page("<h1>Terjadi kesalahan pada server</h1>"),
        "error banner with status 200": with_page(f"{MENU}{LEAVE}{banner}{SEARCH}"),
        "fatal error with status 200": instead(FATAL.encode()),
        "fatal error in the middle": on_page(lambda html: html[: len(html) * 2 // 3] + FATAL),
        "maintenance with status 200": with_page("<h1>Sistem dalam pemeliharaan</h1>"),
        "another page of the portal": with_page(f"{FOLDER}{LEAVE}{WELL}"),
        "the page of a firewall": with_page("<p>Akses internet: silakan setujui ketentuan</p>"),
    }.items():
        yield Fault(name, play, counting=COUNTING)
    yield Fault("huge page", on_page(lambda html: html.replace("<p>", "<p>" + "a " * (1 << 19), 1)))
    deep = "<div>" * 20000
    yield Fault("page deeper than any", on_page(lambda html: html.replace("<p>", deep + "<p>")))


def field_faults() -> Iterator[Fault]:
    """Yield search forms whose field for the number has moved."""
    label, well = '<label>Nomor IndiHome <input name="nd"></label>', frozenset({"form"})
    other = f'</form><form method="post"><input type="hidden" name="_token" value="{TOKEN}">'
    for name, new, survived in [
        ("that is named otherwise", '<label>Nomor IndiHome <input name="msisdn"></label>', well),
        ("that is labelled otherwise", '<label>No. Pelanggan <input name="nd"></label>', well),
        ("that has a placeholder", '<input name="nd" placeholder="Nomor Internet">', well),
        ("in another form", f"{other}{label}<button>Cari</button>{other}", well),
        ("in two forms", f"{label}<button>Cari</button>{other}{label}", frozenset[str]()),
        ("that is another number's", '<label>Nomor telepon <input name="nd"></label>', frozenset()),
        ("that is gone", "", frozenset()),
    ]:
        play = on_page(lambda html, new=new: html.replace(label, new))
        yield Fault(f"field {name}", play, ("form",), survived=survived)
