"""`ott portal --class`: one practice portal for a room, a seat of its own for each trainee."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ott_toolkit.charset import decoded
from ott_toolkit.cli.arguments import Parser, Translate, count
from ott_toolkit.cli.telling import line
from ott_toolkit.errors import OttError, ParseError, PortalError, QueryError, refusal
from ott_toolkit.locale import translator

if TYPE_CHECKING:
    from ott_toolkit import practice


def add_class(command: Parser, _: Translate) -> None:
    """Add what `ott portal` can be asked for a class."""
    command.options.add_argument(
        "--class",
        dest="places",
        type=count,
        metavar="N",
        help=_("for a class: N seats (at most 40), each with a link of its own"),
    )
    command.options.add_argument(
        "--seats",
        type=Path,
        metavar=_("FILE.csv"),
        help=_("writes the seats for handing out; a list that is there is taken up again"),
    )


def run(args: argparse.Namespace) -> None:
    """Run the portal of a class until Ctrl+C.

    Raises:
        QueryError: There is no class, or it has more seats than there can be.
        ParseError: The list of seats that is there cannot be read.
        PortalError: The portal cannot listen.
    """
    from ott_toolkit import practice

    if not args.places:
        raise QueryError("--seats lists the seats of a class: add how many, --class 20.")
    kept, port, before = _taken_up(args.seats)
    try:
        seats = practice.new_seats(args.places, kept)
    except ValueError:
        raise QueryError("A class has at most 40 seats; start a second portal for more.") from None
    port = args.port or port
    _warn(args.host, args.language)

    def ready(url: str) -> None:
        _announce(_addresses(url), seats, args, before)

    with listening(args.host, port):
        practice.run(args.host, port, seats=seats, on_ready=ready)


def refuse_others(host: str) -> None:
    """Refuse to be open to other computers without a class.

    Raises:
        QueryError: They could reach `host`.
    """
    from ott_toolkit import practice

    if not practice.is_loopback(host):
        raise QueryError(
            "At {host} other computers could come in, and everybody with one password. For a class "
            "add how many seats: --class 20. For yourself leave --host out.",
            host=host,
        )


@contextmanager
def listening(host: str, port: int) -> Iterator[None]:
    """Say why the portal cannot listen.

    Raises:
        PortalError: It cannot.
    """
    try:
        yield
    except (OSError, OverflowError) as reason:
        raise PortalError(
            "The practice portal cannot listen on {host}, port {port}: {reason}. Take another one "
            "with --port or --host, or end what uses it.",
            host=host,
            port=port,
            reason=refusal(reason),
        ) from None


def _taken_up(path: Path | None) -> tuple[list[practice.Seat], int, str]:
    """Return the seats of a list that is there, the port that its links name, and its text."""
    from ott_toolkit.practice import handout

    if path is None or not path.exists():
        return [], 0, ""
    content, line = path.read_bytes(), 1
    try:
        text, _ = decoded(content)
        seats, link = handout.read(text)
        return seats, urlsplit(link).port or 0, text
    except ParseError:  # no text at all
        pass
    except ValueError as wrong:
        line = wrong.args[0]
    raise ParseError(
        "{file} is no list of seats: line {line} has no class link of its own. Take the file that "
        "ott portal wrote, or another name for a new one.",
        file=path,
        line=line,
    )


def _warn(host: str, language: str) -> None:
    """Say who can come in, before anybody can."""
    from ott_toolkit import practice

    _ = translator(language)
    if practice.is_loopback(host):
        line(_("Only this computer can reach the class; for the room add --host 0.0.0.0."))
    else:
        line(_("WARNING: every computer in this network can reach this portal."))
        line(_("Without the link of a seat it shows nothing. Stay in a network that you trust."))
    line(_("It is plain HTTP, not encrypted, and holds invented data only: type nothing real."))
    line(_("Ctrl+C ends it."), now=True)


def _addresses(url: str) -> list[str]:
    """Return the addresses at which trainees reach what listens at `url`, the likeliest first."""
    from ott_toolkit import practice

    shown = urlsplit(url)
    hosts = practice.reachable(shown.hostname or "") or ["127.0.0.1"]
    return [f"http://{host}:{shown.port}" for host in hosts]


def _announce(
    addresses: list[str], seats: tuple[practice.Seat, ...], args: argparse.Namespace, before: str
) -> None:
    import webbrowser

    from ott_toolkit.practice import handout

    _, url = translator(args.language), addresses[0]
    if args.seats:  # before any link is told, so that each can be taken up again
        _write(args.seats, handout.written(seats, url, before), before)
    line(_("Portal for {count} trainees: {url}").format(count=len(seats), url=url))
    for other in addresses[1:]:
        line(_("This computer also has the address {url}.").format(url=other))
    for seat in seats:
        line(f"{seat.place:02d}  {seat.username}  {seat.link(url)}")
    if args.seats:
        line(_("The seats stand in {file}.").format(file=args.seats))
    line(_("Trainees type: ott lab --class LINK, or open the link in a browser."), now=True)
    if args.open:
        webbrowser.open(seats[0].link(url))


def _write(path: Path, text: str, before: str) -> None:
    """Write the list, unless it stands there: a spreadsheet may hold the file open.

    Raises:
        OttError: It cannot be written.
    """
    if text.splitlines() == before.splitlines():
        return
    try:
        path.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as reason:
        raise OttError(
            "{file} cannot be opened or written: {reason}", file=path, reason=refusal(reason)
        ) from None
