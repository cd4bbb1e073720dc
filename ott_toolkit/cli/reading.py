"""`ott read`: what files hold."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ott_toolkit.cli.arguments import Parser, Translate, add_formats
from ott_toolkit.cli.telling import (
    line,
    print_csv,
    print_json,
    print_table,
    tell_remarks,
    tell_source,
)
from ott_toolkit.errors import QueryError
from ott_toolkit.schema import TABLES

TITLES = {table.name: table.title for table in TABLES}
"""Name of a table → its title on the dashboard, or what the bill calls it."""


def add_read(command: Parser, _: Translate) -> None:
    """Add what `ott read` can be asked."""
    command.set_defaults(run=_read)
    command.add_argument_group(_("source")).add_argument(
        "files", nargs="+", metavar=_("FILE"), help=_("one or several files; - is what is piped in")
    )
    command.options.add_argument("--table", choices=TITLES, help=_("only this table"))
    add_formats(command, _)


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
        print_json(found)
    elif args.csv:
        if len(found) > 1:
            raise QueryError(
                "CSV holds one table. Choose one with --table: {found}.", found=", ".join(found)
            )
        print_csv(*found.values())
    else:
        for place, (name, frame) in enumerate(found.items()):
            line("\n" * bool(place) + TITLES[name])
            print_table(frame, name, args.language)
    for part in parts.values():
        if isinstance(part, Bill):
            tell_remarks(part.notes, args.language)
        else:
            tell_source(part, args.language, practising=False)
