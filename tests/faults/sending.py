"""Faults of the line: what arrives of an answer, how slowly, in which letters, how packed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from tests.faults.desk import STEPS, Desk, Line, Play, Reply
from tests.faults.fault import COUNTING, HURRIED, IMPATIENT, Fault, on_reply, passing

PACKED = {"Content-Encoding": "gzip"}
UNREACHED = "could not be reached"
BROKEN = "broke off before its end, or arrived damaged"
SLOW = "did not answer within"
DRIPS = "did not come to an end within"
LARGE = "larger than 64 MiB"
Part = Callable[[bytes, bytes], bytes]
"""What is sent of an answer's head and body."""


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
            Fault("no HTTP at all", as_it_is(another_protocol), said=UNREACHED),
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
        ],
    )
    yield Fault("hung up among the headers", reset(half_head, rudely=False), counting=COUNTING)
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


# --- letters, length, packing ---------------------------------------------------------------------


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
        yield Fault(name, in_charset(charset, declared), survived=everywhere, final=True)
    yield Fault("utf-16 without a mark", in_charset("utf-16-le", "utf-16"), counting=COUNTING)
    yield Fault("letter that is damaged", on_reply(damaged_letter), survived=everywhere, final=True)


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
    yield Fault("gzip", packed(), survived=frozenset(STEPS), final=True)
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
