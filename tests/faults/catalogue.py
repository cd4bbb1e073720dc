"""The faults: what each does to an answer, at which steps, and where a look-up must survive it."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ott_toolkit.portal import Patience
from tests.faults.desk import (
    BEHIND,
    FOLDER,
    LEAVE,
    LOGIN,
    MENU,
    NUMBER,
    OTHER,
    RESULT,
    ROWS,
    SEARCH,
    STEPS,
    TABLES,
    TOKEN,
    Desk,
    Line,
    Play,
    Reply,
    Result,
    Row,
    page,
    redirect,
    result,
)

PATIENT = Patience(connect=5, read=10, backoff=0.001, longest=2)
IMPATIENT = Patience(connect=5, read=0.2, tries=2, backoff=0.001)
HURRIED = Patience(connect=5, read=10, whole=0.2, tries=2, backoff=0.001)
"""Of what drips something always arrives in time, but never all of it."""

PACKED = {"Content-Encoding": "gzip"}
OTHER_TABLE = {"subscriptions": "transactions", "transactions": "subscriptions"}
UNREACHED = "could not be reached"
BROKEN = "broke off before its end, or arrived damaged"
SLOW = "did not answer within"
DRIPS = "did not come to an end within"
LARGE = "larger than 64 MiB"
ROUND = "sends every request on"
OUT = "another place; nothing was sent there"
FORMS = ("start", "form")
LINKED = ("login", "folder", "first", "second")
COUNTING = ("all", "page", "nothing")
REPEATED = frozenset({"start", "folder", "form", "first", "second"})
"""Steps that are tried again; a password is sent once."""


Part = Callable[[bytes, bytes], bytes]
"""What is sent of an answer's head and body."""


@dataclass(frozen=True)
class Fault:
    """A fault.

    Attributes:
        name: What it is.
        play: What it does.
        steps: Where it may strike.
        survived: Where a look-up comes right though it always strikes.
        outlived: Where it comes right if it strikes once.
        counting: Makes of the portal that it strikes: what each says of the number of rows.
        final: Whether it is given up at once, so that once is as good as always.
        said: What every error of it says.
        patience: That of whoever looks up.
    """

    name: str
    play: Play
    steps: tuple[str, ...] = STEPS
    survived: frozenset[str] = frozenset()
    outlived: frozenset[str] = frozenset()
    counting: tuple[str, ...] = ("all",)
    final: bool = False
    said: str = ""
    patience: Patience = PATIENT


def passing(fault: Fault) -> Fault:
    """Return a fault that a second try outlives."""
    return replace(fault, outlived=REPEATED)


# --- the line -----------------------------------------------------------------------------------


def refused(desk: Desk, line: Line, reply: Reply) -> None:
    """Nobody listens any more; whoever is connected already is thrown out."""
    desk.leave()
    line.hang_up(rudely=True)


def reset(part: Part, *, rudely: bool) -> Play:
    """Break off after a part of head and body."""

    def play(desk: Desk, line: Line, reply: Reply) -> None:
        line.say(part(line.head(reply, Content_Length=str(len(reply.body))), reply.body))
        line.hang_up(rudely=rudely)

    return play


def stalling(part: Part, drip: bytes = b"", **headers: str) -> Play:
    """Send a part of head and body and then nothing, or the same bytes again and again."""

    def play(desk: Desk, line: Line, reply: Reply) -> None:
        named = headers or {"Content-Length": str(len(reply.body))}
        line.say(part(line.head(reply, **named), reply.body))
        line.stall(desk, drip)

    return play


def endless(desk: Desk, line: Line, reply: Reply) -> None:
    """Send the page and then blanks, as fast as they are taken, until the client hangs up."""
    line.close_connection = True
    line.say(line.head(reply) + reply.body)
    if all(line.say(b" " * (1 << 20)) for _ in range(512)):
        desk.amiss.append("the endless body was read to its end")


def as_it_is(make: Part, **headers: str) -> Play:
    """Send what is made of head and body, and hang up."""

    def play(desk: Desk, line: Line, reply: Reply) -> None:
        line.say(make(line.head(reply, **headers), reply.body))
        line.hang_up()

    return play


def too_short(desk: Desk, line: Line, reply: Reply) -> None:
    """Announce half of the page, send it all, and go on: the rest stands before the next answer."""
    line.say(line.head(reply, Content_Length=str(len(reply.body) // 2)) + reply.body)


def all_of(head: bytes, body: bytes) -> bytes:
    return head + body


def half_head(head: bytes, body: bytes) -> bytes:
    return head[: len(head) // 2]


def half_body(head: bytes, body: bytes) -> bytes:
    return head + body[: len(body) // 2]


def nothing(head: bytes, body: bytes) -> bytes:
    return b""


def thousand_headers(head: bytes, body: bytes) -> bytes:
    return head[:-2] + b"X: y\r\n" * 999 + b"\r\n" + body


def another_protocol(head: bytes, body: bytes) -> bytes:
    return b"SSH-2.0-OpenSSH_9.2\r\n"


def packed_start(head: bytes, body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return head + packer.compress(body) + packer.flush(zlib.Z_SYNC_FLUSH)


def chunked(head: bytes, body: bytes) -> bytes:
    return head + b"%x\r\n%b\r\n" % (len(body), body)


def line_faults() -> Iterator[Fault]:
    """Yield what a connection does."""
    whole = {"Content-Length": "99999999"}
    yield Fault("connection refused", refused, said=UNREACHED)
    yield from map(
        passing,
        [
            Fault("hung up without an answer", reset(nothing, rudely=False), said=UNREACHED),
            Fault("reset before an answer", reset(nothing, rudely=True), said=UNREACHED),
            Fault("reset among the headers", reset(half_head, rudely=True), said=UNREACHED),
            Fault("reset in the middle of the page", reset(half_body, rudely=True), said=BROKEN),
            Fault("hung up amid the page", reset(half_body, rudely=False), said=BROKEN),
            Fault("Content-Length too long", as_it_is(all_of, Content_Length="99999"), said=BROKEN),
            Fault(
                "chunks without an end", as_it_is(chunked, Transfer_Encoding="chunked"), said=BROKEN
            ),
            Fault(
                "chunks that are none", as_it_is(all_of, Transfer_Encoding="chunked"), said=BROKEN
            ),
            Fault("no HTTP at all", as_it_is(another_protocol), said=UNREACHED),
        ],
    )
    for name, part in {"first byte": nothing, "headers": half_head, "body": half_body}.items():
        yield Fault(f"slow {name}", stalling(part), final=True, said=SLOW, patience=IMPATIENT)
    for name, play in {
        "body that drips for ever": stalling(half_body, b" ", **whole),
        "body that drips in chunks": stalling(chunked, b"1\r\n \r\n", Transfer_Encoding="chunked"),
        "body that drips, packed": stalling(packed_start, b"\0\0\0\xff\xff", **PACKED, **whole),
        "headers that drip for ever": stalling(half_head, b"x"),
        "«continue» for ever": stalling(nothing, b"HTTP/1.1 100 Go\r\n\r\n"),
    }.items():
        yield Fault(name, play, final=True, said=DRIPS, patience=HURRIED)
    yield Fault("endless body", endless, final=True, said=LARGE)
    yield Fault("Content-Length too short", too_short)
    yield Fault("Content-Length that is no number", as_it_is(all_of, Content_Length="banyak"))
    yield Fault("Content-Length below nothing", as_it_is(all_of, Content_Length="-5"))
    yield Fault("a thousand headers", as_it_is(thousand_headers), said=UNREACHED)


# --- status and redirects -----------------------------------------------------------------------


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


def on_page(change: Callable[[str], str]) -> Play:
    """Change the page."""
    return lambda desk, line, reply: reply.showing(change(reply.html))


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


# --- the session --------------------------------------------------------------------------------


def lost(made: Callable[[Reply], Reply]) -> Play:
    """End the session, and answer as somebody is answered who has none."""

    def play(desk: Desk, line: Line, reply: Reply) -> Reply:
        desk.sessions.clear()
        return made(reply)

    return play


def session_faults() -> Iterator[Fault]:
    """Yield sessions that end, as portals tell it."""
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


# --- letters, length, packing -------------------------------------------------------------------


def on_reply(change: Callable[[Reply], Reply]) -> Play:
    """Change the answer."""
    return lambda desk, line, reply: change(reply)


def in_charset(charset: str, declared: str | None) -> Play:
    """Send the page in a character set and declare another, in its header and on itself."""

    def change(reply: Reply) -> Reply:
        meta = f'<meta charset="{declared}">' if declared else ""
        html = reply.html.replace('<meta charset="utf-8">', meta)
        said = f"; charset={declared}" if declared else ""
        sent = replace(reply, body=html.encode(charset))
        return sent.headed(Content_Type=f"text/html{said}")

    return on_reply(change)


def damaged_letter(reply: Reply) -> Reply:
    """Put a byte into the page that no UTF-8 has."""
    return replace(reply, body=reply.body.replace(b"request time", b"request\xfftime"))


def charset_faults() -> Iterator[Fault]:
    """Yield character sets that are not what they are called."""
    everywhere = frozenset(STEPS)
    for charset, declared in [
        ("utf-8", "ISO-8859-1"), ("utf-8", "UTF-16"), ("utf-8", "huruf-kita"), ("utf-8", None),
        ("cp1252", "utf-8"), ("cp1252", "huruf-kita"), ("cp1252", None), ("cp1252", "undefined"),
        ("utf-8-sig", "cp1252"), ("utf-16", "utf-8"),
    ]:  # fmt: skip
        name = f"{charset} that is called {declared or 'nothing'}"
        yield Fault(name, in_charset(charset, declared), survived=everywhere)
    yield Fault("utf-16 without a mark", in_charset("utf-16-le", "utf-16"), counting=COUNTING)
    yield Fault("letter that is damaged", on_reply(damaged_letter), survived=everywhere)


def cut_faults() -> Iterator[Fault]:
    """Yield pages of which the beginning arrives."""
    for tenth in range(10):

        def cut(reply: Reply, tenth: int = tenth) -> Reply:
            return replace(reply, body=reply.body[: len(reply.body) * tenth // 10])

        def unmeasured(head: bytes, body: bytes, tenth: int = tenth) -> bytes:
            return head + body[: len(body) * tenth // 10]

        name = f"cut off at {tenth}0 %"
        for how, play in {"honest": on_reply(cut), "no": as_it_is(unmeasured)}.items():
            yield Fault(f"{name}, {how} Content-Length", play, counting=COUNTING, final=True)


def packed(change: Callable[[bytes], bytes] = lambda sent: sent, blanks: int = 0) -> Play:
    """Send the page packed, and that changed."""

    def play(desk: Desk, line: Line, reply: Reply) -> Reply:
        sent = gzip.compress(reply.body, mtime=0) + _packed_blanks(blanks)
        return replace(reply, body=change(sent), headers={**reply.headers, **PACKED})

    return play


@cache
def _packed_blanks(mebibytes: int) -> bytes:
    return gzip.compress(b" " * (mebibytes << 20), 1, mtime=0) if mebibytes else b""


def twice_packed(desk: Desk, line: Line, reply: Reply) -> Reply:
    """Send a page that unpacks to a small one, that unpacks to a large one."""
    sent = gzip.compress(gzip.compress(reply.body) + _packed_blanks(80))
    return replace(reply, body=sent).headed(Content_Encoding="gzip, gzip")


def gzip_faults() -> Iterator[Fault]:
    """Yield packed pages that cannot be unpacked, or should not be."""
    yield Fault("gzip", packed(), survived=frozenset(STEPS))
    yield Fault(
        "gzip that is none", on_reply(lambda reply: reply.headed(**PACKED)), final=True, said=BROKEN
    )
    for name, place in {"a damaged middle": -60, "a wrong sum": -6}.items():
        yield Fault(f"gzip with {name}", packed(_turned(place)), final=True, said=BROKEN)
    yield Fault("gzip cut in the middle", packed(lambda sent: sent[: len(sent) // 2]),
                counting=COUNTING)  # fmt: skip
    yield Fault("gzip without its end", packed(lambda sent: sent[:-4]))
    yield Fault("gzip bomb", packed(blanks=80), final=True, said=LARGE)
    yield Fault("gzip bomb, packed twice", twice_packed, final=True, said=LARGE)


def _turned(at: int) -> Callable[[bytes], bytes]:
    """Return what turns the bits of one byte."""
    return lambda sent: sent[:at] + bytes([sent[at] ^ 0xFF]) + sent[at + 1 :]


# --- what is no page, or not the one ------------------------------------------------------------


def instead(body: bytes, kind: str = "text/html") -> Play:
    """Answer with something else."""
    return on_reply(lambda reply: replace(reply, body=body).headed(Content_Type=kind))


def with_page(content: str) -> Play:
    """Answer with another page."""
    return instead(page(content).encode())


FATAL = "<b>Fatal error</b>: Allowed memory size of 134217728 bytes exhausted in hasil.php"
JSON = b'{"status": "error", "data": []}'
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
WELL = "<h1>Dasbor</h1><p>Selamat datang</p>"


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


# --- a result that is not right -----------------------------------------------------------------


def on_result(change: Callable[[Result], Result]) -> Play:
    """Change what a page of the result shows."""

    def play(desk: Desk, line: Line, reply: Reply) -> Reply:
        shown = result(desk.table, RESULT.index(desk.step) + 1, desk.counting)
        return reply.showing(change(shown).html)

    return play


def strangers(shown: Result, rows: slice) -> list[Row]:
    """Return the rows, some of them another customer's."""
    chosen = shown.rows[rows]
    return [
        {name: cell.replace(NUMBER, OTHER) for name, cell in row.items()} if row in chosen else row
        for row in shown.rows
    ]


def customer_faults() -> Iterator[Fault]:
    """Yield results of another customer."""
    for name, change in {
        "another customer": lambda r: replace(r, rows=strangers(r, slice(None)), echo=OTHER),
        "another customer's rows": lambda r: replace(r, rows=strangers(r, slice(None))),
        "another customer's rows, no echo": lambda r: replace(
            r, rows=strangers(r, slice(None)), echo=None
        ),
        "a row of another customer": lambda r: replace(r, rows=strangers(r, slice(1))),
        "an echo of another customer": lambda r: replace(r, echo=OTHER),
        "another customer who has nothing": lambda r: replace(r, rows=[], echo=OTHER, announced=0),
    }.items():
        yield Fault(
            name, on_result(change), RESULT, counting=COUNTING, said="Another number's result"
        )


def count_faults() -> Iterator[Fault]:
    """Yield counts that lie, and rows that are not where they were."""

    def told(change: Callable[[int], int]) -> Play:
        return on_result(lambda shown: replace(shown, announced=change(shown.announced or 0)))

    honest = ("all", "page")
    yield Fault("a count that is too high", told(lambda n: n + 1), RESULT, counting=honest)
    yield Fault("a count that is too low", told(lambda n: n - 1), RESULT, counting=honest)
    yield Fault("a count of none above rows", told(lambda n: 0), RESULT, counting=COUNTING)
    twice = on_page(lambda html: html.replace("Showing: ", "Showing: 1", 1))
    yield Fault("two counts", twice, RESULT, counting=honest)
    fewer = on_result(lambda shown: replace(shown, rows=shown.rows[1:]))
    yield Fault("a row that is missing", fewer, RESULT, counting=honest)
    yield Fault("no way on", on_result(lambda r: replace(r, more=False)), RESULT)
    for name, rows, counting in [
        ("rows that are pushed on", slice(1, 3), COUNTING),
        ("rows that move up", slice(3, 5), ("all",)),
        ("a page that is repeated", slice(0, 2), COUNTING),
    ]:
        moved = on_result(lambda r, rows=rows: replace(r, rows=ROWS[r.table][rows]))
        yield Fault(name, moved, ("second",), outlived=frozenset({"second"}), counting=counting)
    none = on_page(lambda html: re.sub("<table.*</table>", "<p>Tidak ada data.</p>", html))
    yield Fault("a page that says there are none", none, RESULT)


def table_faults() -> Iterator[Fault]:
    """Yield tables that are empty without a word, or whose header is not the known one."""
    for name, change in {
        "empty table that does not say so": lambda r: replace(r, rows=[], announced=None),
        "empty table below a count": lambda r: replace(r, rows=[]),
        "no table": lambda r: replace(r, rows=[], headers=[], announced=None),
        "the other table": lambda r: replace(
            r, rows=(other := ROWS[OTHER_TABLE[r.table]][:2]), headers=list(other[0])
        ),
        "column that is missing": lambda r: replace(r, headers=r.headers[:3] + r.headers[4:]),
        "column that is there twice": lambda r: replace(r, headers=[*r.headers, r.headers[3]]),
    }.items():
        yield Fault(name, on_result(change), RESULT, counting=COUNTING)
    turned = on_result(lambda r: replace(r, headers=r.headers[::-1]))
    yield Fault("columns in another order", turned, RESULT, frozenset(RESULT))
    heads = "<th>([^<]+)</th>"
    for name, pattern, new in [
        ("header that is renamed", f"(<thead><tr>(?:{heads}){{3}}<th>)[^<]+", r"\1Rincian"),
        ("headers that are alike", f"(<thead><tr>(?:{heads}){{3}}<th>)([^<]+)(</th><th>)[^<]+",
         r"\1\3\4\3"),
        ("headers that are swapped", f"<thead><tr>{heads}(.*){heads}</tr></thead>",
         r"<thead><tr><th>\3</th>\2<th>\1</th></tr></thead>"),
        ("no header", "<thead>.*</thead>", ""),
    ]:  # fmt: skip
        play = on_page(lambda html, old=pattern, new=new: re.sub(old, new, html))
        yield Fault(name, play, RESULT, counting=COUNTING)


FAULTS = [
    *line_faults(), *status_faults(), *redirect_faults(), *session_faults(), *charset_faults(),
    *cut_faults(), *gzip_faults(), *page_faults(), *field_faults(), *customer_faults(),
    *count_faults(), *table_faults(),
]  # fmt: skip
