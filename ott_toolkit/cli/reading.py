"""`ott read`: what files hold."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ott_toolkit.cli.arguments import Parser, Translate, add_formats
from ott_toolkit.cli.occasion import add_full_numbers, add_occasion, on_occasion, shown
from ott_toolkit.cli.telling import (
    line,
    masking,
    print_csv,
    print_json,
    print_table,
    tell_masked,
    tell_remarks,
    tell_source,
)
from ott_toolkit.errors import QueryError
from ott_toolkit.masks import Mask, mask_for
from ott_toolkit.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from ott_toolkit.bill import Bill
    from ott_toolkit.plain import Tables

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
    add_full_numbers(command, _)
    add_occasion(command, _)


def _read(args: argparse.Namespace) -> None:
    import ott_toolkit as ott
    from ott_toolkit import plain

    sources = [sys.stdin.buffer.read() if name == "-" else Path(name) for name in args.files]
    with on_occasion(args):
        parts = ott.read(sources)
        found = _chosen(plain.tables(parts), args)
        if args.full_numbers:
            shown("table", ", ".join(_numbers(found)), _entries(found))
    with masking(_mask(parts, _numbers(found), full=args.full_numbers)):
        _print(found, args)
        _tell_of(parts, args.language)


def _chosen(found: Tables, args: argparse.Namespace) -> Tables:
    """Return the tables that are asked for."""
    if args.table and args.table not in found:
        raise QueryError(
            "{table} is not in there. Tables found: {found}.",
            table=args.table,
            found=", ".join(found),
        )
    if args.table:
        return {args.table: found[args.table]}
    if args.csv and len(found) > 1:
        raise QueryError(
            "CSV holds one table. Choose one with --table: {found}.", found=", ".join(found)
        )
    return found


def _print(found: Tables, args: argparse.Namespace) -> None:
    if (args.json or args.csv) and not args.full_numbers:
        tell_masked(args.language)
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv(*found.values())
    else:
        for place, (name, frame) in enumerate(found.items()):
            line("\n" * bool(place) + TITLES[name])
            print_table(frame, name, args.language)


def _tell_of(parts: Mapping[str, pd.DataFrame | Bill], language: str) -> None:
    from ott_toolkit.bill import Bill

    for part in parts.values():
        if isinstance(part, Bill):
            tell_remarks(part.notes, language)
        else:
            tell_source(part, language, practising=False)


def _mask(parts: Mapping[str, pd.DataFrame | Bill], numbers: Sequence[str], *, full: bool) -> Mask:
    """Return what hides whose files these are; of many customers, by the shape of numbers alone."""
    bill: Any = parts.get("bill")
    return mask_for(numbers[0] if len(numbers) == 1 else "", bill and bill.customer, full=full)


def _numbers(found: Tables) -> list[str]:
    columns = (frame.get("indihome_number", ()) for frame in found.values())
    return sorted({str(number) for column in columns for number in column if number})


def _entries(found: Tables) -> Iterator[int]:
    for frame in found.values():
        yield from (entry for entry, _ in frame.attrs.get("evidence", ()))
