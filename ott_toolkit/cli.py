"""The command `ott`: look a number up, read files, run the practice portal, open the notebook."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ott_toolkit.errors import OttError, PortalError, QueryError
from ott_toolkit.letters import harmless
from ott_toolkit.locale import LANGUAGES, explain, say, translator
from ott_toolkit.schema import TABLES
from ott_toolkit.settings import LANGUAGE_VARIABLE
from ott_toolkit.settings import language as usual_language

if TYPE_CHECKING:
    import pandas as pd

    from ott_toolkit.portal import Portal

DONE, FAILED, WRONG_QUESTION = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141
"""Exit statuses; the last two are 128 + the number of the signal, as shells count."""

PORTAL_VARIABLE = "OTT_PORTAL"
TITLES = {table.name: table.title for table in TABLES}
"""Name of a table → its title on the dashboard, or what the bill calls it."""

Translate = Callable[[str], str]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status.

    0 is done, 1 could not be asked or read, 2 was asked wrongly; 130 was interrupted.
    """
    _speak_utf8()
    words = sys.argv[1:] if argv is None else list(argv)
    args = parser(_language(words)).parse_args(words)
    try:
        args.run(args)
        sys.stdout.flush()
    except OttError as error:
        _tell(f"ott: {' '.join(explain(error, args.language).split())}")
        return WRONG_QUESTION if isinstance(error, QueryError) else FAILED
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read has read enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        _tell(f"ott: {error}")
        return FAILED
    return DONE


def parser(language: str = "id") -> argparse.ArgumentParser:
    """Return the parser of all commands, its help in `language`."""
    _ = translator(language)
    ott = _Parser(
        prog="ott", description=_("Check an OTT charge on an IndiHome bill."), language=language
    )
    commands = ott.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    described = {
        "lookup": (_add_lookup, _("look a number up on the dashboard")),
        "read": (_add_read, _("read a saved page, an export or a bill")),
        "portal": (_add_portal, _("run the practice portal with its invented customers")),
        "lab": (_add_lab, _("open the investigation notebook in JupyterLab")),
    }
    for name, (add, purpose) in described.items():
        add(commands.add_parser(name, help=purpose, description=purpose, language=language), _)
    return ott


class _Parser(argparse.ArgumentParser):
    """Speaks the reader's language, and says in one line what it cannot understand."""

    def __init__(self, *, language: str, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False)
        self._say = translator(language)
        self.options = self.add_argument_group(self._say("options"))
        # Both may stand before a command as well as after it.
        self.options.add_argument("-h", "--help", action="help", help=self._say("show this help"))
        self.options.add_argument(
            "--language",
            choices=LANGUAGES,
            default=language,
            help=self._say("language of the texts; else {variable}'s").format(
                variable=LANGUAGE_VARIABLE
            ),
        )

    def error(self, message: str) -> NoReturn:
        told = self._say("This cannot be understood: {message}. See {command} --help.")
        self.exit(
            WRONG_QUESTION, f"ott: {told.format(message=message.rstrip('.'), command=self.prog)}\n"
        )


def _add_lookup(command: _Parser, _: Translate) -> None:
    command.set_defaults(run=_lookup)
    command.add_argument_group(_("customer")).add_argument(
        "number", metavar=_("NUMBER"), help=_("the IndiHome number")
    )
    command.options.add_argument(
        "--transactions", action="store_true", help=_("Transactions Data instead of Subscriptions")
    )
    _add_formats(command, _)
    narrow = command.add_argument_group(_("what to show"))
    narrow.add_argument("--since", metavar=_("DAY"), help=_("first day, like 2022-01-31"))
    narrow.add_argument("--until", metavar=_("DAY"), help=_("last day, like 2022-03-20"))
    narrow.add_argument("--ott", metavar="OTT", help=_("one of the form's OTT services"))
    narrow.add_argument("--regional", metavar="N", help=_("one of the form's regionals"))
    where = command.add_argument_group(
        _("which dashboard"),
        _("Without an address the practice portal is asked. The password is asked for."),
    )
    where.add_argument(
        "--url",
        default=os.environ.get(PORTAL_VARIABLE),
        help=_("its address; else {variable}'s").format(variable=PORTAL_VARIABLE),
    )
    where.add_argument("--user", help=_("your username there"))
    where.add_argument("--name", help=_("your name, where the log-in asks for it"))
    where.add_argument(
        "--regional-login", metavar="N", help=_("your regional, where the log-in asks for it")
    )


def _add_read(command: _Parser, _: Translate) -> None:
    command.set_defaults(run=_read)
    command.add_argument_group(_("source")).add_argument(
        "files", nargs="+", metavar=_("FILE"), help=_("one or several files; - is what is piped in")
    )
    command.options.add_argument("--table", choices=TITLES, help=_("only this table"))
    _add_formats(command, _)


def _add_formats(command: _Parser, _: Translate) -> None:
    formats = command.options.add_mutually_exclusive_group()
    formats.add_argument("--csv", action="store_true", help=_("as CSV"))
    formats.add_argument("--json", action="store_true", help=_("as JSON"))


def _add_portal(command: _Parser, _: Translate) -> None:
    command.set_defaults(run=_portal)
    command.options.add_argument(
        "--host", default="127.0.0.1", help=_("address to listen on (default: this computer only)")
    )
    command.options.add_argument(
        "--port", type=_port, default=0, help=_("port (default: a free one)")
    )
    command.options.add_argument("--open", action="store_true", help=_("open it in the browser"))


def _port(text: str) -> int:
    """Return a port; argparse words the refusal of anything else."""
    if not 0 <= int(text) <= 65535:
        raise ValueError(text)
    return int(text)


def _add_lab(command: _Parser, _: Translate) -> None:
    command.set_defaults(run=_lab)
    command.options.add_argument("--no-browser", action="store_true", help=_("open no browser"))
    command.options.add_argument("--port", type=_port, help=_("port (default: a free one)"))
    command.options.add_argument(
        "--dir", type=Path, metavar=_("FOLDER"), help=_("where the notebooks are copied to")
    )


def _lookup(args: argparse.Namespace) -> None:
    from ott_toolkit.amounts import typed_number

    number = typed_number(args.number)  # before anybody types a password
    name = "transactions" if args.transactions else "subscriptions"
    with _logged_in(args, number) as portal:
        look_up = portal.transactions if args.transactions else portal.subscriptions
        frame = look_up(number, args.since, args.until, args.ott, args.regional)
    if args.json:
        _print_json(frame)
    elif args.csv:
        _print_csv(frame)
    else:
        _print_table(frame, name, args.language)
    _tell_source(frame, args.language, practising=not args.url)


@contextmanager
def _logged_in(args: argparse.Namespace, number: str) -> Iterator[Portal]:
    """Open the dashboard that `args` name, or the practice portal where they name none."""
    from ott_toolkit import rehearsal
    from ott_toolkit.portal import Portal

    if args.url:
        if not args.user:
            raise QueryError("A dashboard of your own needs your username, too: --user.")
        with Portal(args.url) as portal:
            portal.login(args.user, _password(args), args.name, args.regional_login)
            yield portal
        return
    if args.user or args.name or args.regional_login:
        raise QueryError("Username, name and regional go with an address: --url.")
    rehearsal.refuse_stranger(number)
    with rehearsal.portal() as portal:
        yield portal


def _password(args: argparse.Namespace) -> str:
    """Ask for the password, or take the line that is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    return getpass(translator(args.language)("Password of {user}: ").format(user=args.user))


def _read(args: argparse.Namespace) -> None:
    import ott_toolkit as ott
    from ott_toolkit import plain
    from ott_toolkit.bill import Bill

    sources = [sys.stdin.buffer.read() if name == "-" else Path(name) for name in args.files]
    parts = ott.read(sources)
    found = plain.tables(parts)
    if args.table:
        if args.table not in found:
            raise QueryError(
                "{table} is not in there. Tables found: {found}.",
                table=args.table,
                found=", ".join(found),
            )
        found = {args.table: found[args.table]}
    if args.json:
        _print_json(found)
    elif args.csv:
        if len(found) > 1:
            raise QueryError(
                "CSV holds one table. Choose one with --table: {found}.", found=", ".join(found)
            )
        _print_csv(*found.values())
    else:
        for place, (name, frame) in enumerate(found.items()):
            print("\n" * bool(place) + TITLES[name])
            _print_table(frame, name, args.language)
    for part in parts.values():
        if isinstance(part, Bill):
            _tell_remarks(part.notes, args.language)
        else:
            _tell_source(part, args.language, practising=False)


def _portal(args: argparse.Namespace) -> None:
    import webbrowser

    from ott_toolkit import practice

    _ = translator(args.language)

    def ready(url: str) -> None:
        print(_("Practice portal: {url}").format(url=url))
        print(
            _(
                "Log in as {user} with the password {password}; the start page lists the numbers."
            ).format(user=practice.USERNAME, password=practice.PASSWORD)
        )
        print(_("Ctrl+C ends it."), flush=True)
        if args.open:
            webbrowser.open(url)

    try:
        practice.run(args.host, args.port, on_ready=ready)
    except (OSError, OverflowError) as reason:
        raise PortalError(
            "The practice portal cannot listen on {host}, port {port}: {reason}",
            host=args.host,
            port=args.port,
            reason=getattr(reason, "strerror", None) or reason,
        ) from None


def _lab(args: argparse.Namespace) -> None:
    from ott_toolkit.lab import lab

    _ = translator(args.language)

    def may_replace(name: str) -> bool | None:
        if not sys.stdin.isatty():
            told = _("There is a newer {name}; yours, which you changed, was kept.")
            _tell(told.format(name=name))
            return None
        question = _("There is a newer {name}, and you changed yours. Replace yours? [y/N] ")
        return input(question.format(name=name)).strip().casefold() in ("y", "ya", "yes")

    def ready(url: str, folder: Path) -> None:
        print(_("Notebooks: {folder}").format(folder=folder))
        print(_("Open in the browser: {url}").format(url=url))
        print(_("Ctrl+C ends it."), flush=True)

    lab(
        args.dir,
        port=args.port,
        browser=not args.no_browser,
        language=args.language,
        may_replace=may_replace,
        on_ready=ready,
    )


def _print_table(frame: pd.DataFrame, name: str, language: str) -> None:
    from shutil import get_terminal_size

    from ott_toolkit import plain

    _ = translator(language)
    if frame.empty:
        filtered = frame.attrs.get("filtered")
        print(_("Nothing for this number and this filter") if filtered
              else _("Nothing for this number"))  # fmt: skip
        return
    width = get_terminal_size().columns if sys.stdout.isatty() else None
    print(plain.for_terminal(frame, name, width=width, language=language))


def _print_csv(frame: pd.DataFrame) -> None:
    from ott_toolkit import plain

    print(plain.to_csv(frame), end="")


def _print_json(found: pd.DataFrame | Mapping[str, pd.DataFrame]) -> None:
    import json

    from ott_toolkit import plain

    content = (
        {name: plain.records(frame) for name, frame in found.items()}
        if isinstance(found, Mapping)
        else plain.records(found)
    )
    print(json.dumps(content, indent=2))


def _tell_source(frame: pd.DataFrame, language: str, *, practising: bool) -> None:
    """Say beside the data whose it is, whether it is whole, and where it was read."""
    _ = translator(language)
    about = frame.attrs
    rows = _("{read} rows read") if about["announced"] is None else _("{read} of {count} rows read")
    strip = (
        _("practice portal") if practising else "",
        about["number"],
        rows.format(read=len(frame), count=about["announced"]),
        about["source"],
        f"{about['fetched']} WIB",
    )
    _tell(" · ".join(part for part in strip if part))
    _tell_remarks(about["notes"], language)


def _tell_remarks(remarks: Iterable[Mapping[str, object]], language: str) -> None:
    for remark in remarks:
        _tell(say(remark, language))


def _tell(text: str) -> None:
    """Say something beside the data; names of files and portals in it are others' words."""
    print(harmless(text), file=sys.stderr)


def _language(words: Sequence[str]) -> str:
    """Return the language that is asked for, else the one that was chosen last.

    The help has to know it before words are parsed.
    """
    asked = [value for option, value in pairwise(words) if option == "--language"]
    asked += [word.removeprefix("--language=") for word in words if "--language=" in word]
    return next((language for language in asked if language in LANGUAGES), usual_language())


def _speak_utf8() -> None:
    """Let every character be printed: data as UTF-8, and what a terminal lacks as «?»."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
