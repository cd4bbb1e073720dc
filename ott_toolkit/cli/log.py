"""`ott log`: who looked up what, when and why."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ott_toolkit.cli.arguments import Parser, Translate, add_formats
from ott_toolkit.cli.telling import line, print_csv, tell
from ott_toolkit.evidence import location, store
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator

if TYPE_CHECKING:
    from ott_toolkit.journal import Line

_INDENT = " " * 7


def add_log(command: Parser, _: Translate) -> None:
    """Add what `ott log` can be asked."""
    command.set_defaults(run=_log)
    add_formats(command, _)
    narrow = command.add_argument_group(_("what to show"))
    narrow.add_argument("--since", metavar=_("DAY"), help=_("first day, like 2022-01-31"))
    narrow.add_argument("--until", metavar=_("DAY"), help=_("last day, like 2022-03-20"))
    narrow.add_argument("--ticket", default="", metavar="T", help=_("of this ticket alone"))
    add_practice(narrow, _)


def add_practice(group: argparse._ArgumentGroup, _: Translate) -> None:
    """Let what was done to invented customers be asked for."""
    group.add_argument(
        "--practice", action="store_true", help=_("of invented customers, instead of real ones")
    )


def _log(args: argparse.Namespace) -> None:
    from ott_toolkit.amounts import parse_day
    from ott_toolkit.journal import log

    since, until = (parse_day(day) if day else None for day in (args.since, args.until))
    found: list[Line] = []
    if location().exists():
        found = log(store(), since=since, until=until, ticket=args.ticket, practice=args.practice)
    if args.json:
        _print_json(found, args.language)
    elif args.csv:
        _print_csv(found, args.language)
    else:
        for one in found:
            _print(one, args.language)
    if not found:
        tell(_nothing(args))


def _nothing(args: argparse.Namespace) -> str:
    _ = translator(args.language)
    if args.practice:
        return _("Nothing was looked up in that time.")
    return _("No real customer was looked up in that time. For practice: ott log --practice.")


def _print(one: Line, language: str) -> None:
    from ott_toolkit.amounts import format_time
    from ott_toolkit.journal import words

    time = format_time(one.time, language)
    print_wrapped(
        f"#{one.entry.id}".ljust(len(_INDENT)) + f"{time} · {words.occasion(one, language)}"
    )
    parts = [one.masked, words.said(one, language)]
    print_wrapped(_INDENT + " · ".join(part for part in parts if part))


def print_wrapped(text: str, indent: str = _INDENT) -> None:
    """Print a line as wide as the terminal is; what does not fit stands indented below it."""
    import textwrap
    from shutil import get_terminal_size

    width = max(40, get_terminal_size().columns)
    for part in textwrap.wrap(
        harmless(text), width, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False, drop_whitespace=True,
    ):  # fmt: skip
        line(part)


def _records(found: list[Line], language: str) -> list[dict[str, Any]]:
    """Return lines for another program: terms in English, what was done in words as well."""
    from ott_toolkit.journal import words

    return [
        {
            "entry": one.entry.id,
            "time": f"{one.time:%Y-%m-%dT%H:%M:%S}",
            "kind": one.entry.kind,
            "who": one.who,
            "ticket": one.ticket,
            "purpose": one.told["purpose"],
            "practice": one.practice,
            "number": one.masked,
            "table": one.told.get("table", ""),
            "outcome": one.told.get("outcome", ""),
            "purged": one.purged,
            "said": words.said(one, language),
            "hash": one.entry.hash,
        }
        for one in found
    ]


def _print_json(found: list[Line], language: str) -> None:
    import json

    line(json.dumps(_records(found, language), indent=2))


def _print_csv(found: list[Line], language: str) -> None:
    import pandas as pd

    columns = [
        "entry", "time", "kind", "who", "ticket", "purpose", "practice", "number", "table",
        "outcome", "purged", "said", "hash",
    ]  # fmt: skip
    print_csv(pd.DataFrame(_records(found, language), columns=columns))
