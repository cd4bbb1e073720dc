"""`ott lookup`: one number, asked of the dashboard."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate, add_formats
from ott_toolkit.cli.dashboard import add_dashboard, logged_in, practises
from ott_toolkit.cli.occasion import add_full_numbers, add_occasion, on_occasion, shown
from ott_toolkit.cli.telling import (
    masking,
    print_csv,
    print_json,
    print_table,
    tell_masked,
    tell_source,
)
from ott_toolkit.errors import QueryError
from ott_toolkit.masks import mask_for

if TYPE_CHECKING:
    import pandas as pd


def add_lookup(command: Parser, _: Translate) -> None:
    """Add what `ott lookup` can be asked."""
    command.set_defaults(run=_lookup)
    command.add_argument_group(_("customer")).add_argument(
        "number", metavar=_("NUMBER"), help=_("the IndiHome number")
    )
    tables = command.options.add_mutually_exclusive_group()
    tables.add_argument(
        "--transactions", action="store_true", help=_("Transactions Data instead of Subscriptions")
    )
    tables.add_argument(
        "--page",
        metavar=_("NAME"),
        help=_("another page of the menu, like «Data Log», as it is shown: undocumented"),
    )
    add_formats(command, _)
    add_full_numbers(command, _)
    add_occasion(command, _)
    narrow = command.add_argument_group(_("what to show"))
    narrow.add_argument("--since", metavar=_("DAY"), help=_("first day, like 2022-01-31"))
    narrow.add_argument("--until", metavar=_("DAY"), help=_("last day, like 2022-03-20"))
    narrow.add_argument("--ott", metavar="OTT", help=_("one of the form's OTT services"))
    narrow.add_argument("--regional", metavar="N", help=_("one of the form's regionals"))
    add_dashboard(command, _)


def _lookup(args: argparse.Namespace) -> None:
    from ott_toolkit.amounts import typed_number

    number = typed_number(args.number)  # before anybody types a password
    narrowed = (args.since, args.until, args.ott, args.regional)
    if args.page and any(narrowed):
        raise QueryError("Only Subscriptions and Transactions Data can be narrowed, not --page.")
    practising = practises(args, number)
    with on_occasion(args, number, practice=practising):
        with logged_in(args, number) as portal:
            look_up = portal.transactions if args.transactions else portal.subscriptions
            frame = portal.table(args.page, number) if args.page else look_up(number, *narrowed)
        if args.full_numbers:
            shown("table", number, (entry for entry, _ in frame.attrs["evidence"]))
    with masking(mask_for(number, full=args.full_numbers)):
        _print(frame, args, practising=practising)


def _print(frame: pd.DataFrame, args: argparse.Namespace, *, practising: bool) -> None:
    if (args.json or args.csv) and not args.full_numbers:
        tell_masked(args.language)
    if args.json:
        print_json(frame)
    elif args.csv:
        print_csv(frame)
    else:
        name = args.page or ("transactions" if args.transactions else "subscriptions")
        print_table(frame, name, args.language)
    tell_source(frame, args.language, practising=practising)
