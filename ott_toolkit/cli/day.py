"""`ott day`: the team lead's sheet of a day."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.log import add_practice, print_wrapped
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.locale import translator

if TYPE_CHECKING:
    from ott_toolkit.journal.day import Day, Row

_INDENT = " " * 10


def add_day(command: Parser, _: Translate) -> None:
    """Add what `ott day` can be asked."""
    command.set_defaults(run=_day)
    which = command.add_argument_group(_("which day"))
    which.add_argument(
        "day", nargs="?", metavar=_("DAY"), help=_("like 2022-03-20 (default: today, WIB)")
    )
    add_practice(which, _)
    command.options.add_argument(
        "-o", "--output", type=Path, action="append", default=[], metavar=_("FILE"),
        help=_("write it as .html, .xlsx or .csv instead; may be given several times"),
    )  # fmt: skip


def _day(args: argparse.Namespace) -> None:
    from ott_toolkit.amounts import now, parse_day
    from ott_toolkit.evidence import store
    from ott_toolkit.journal import sheet
    from ott_toolkit.journal.day import day_sheet
    from ott_toolkit.replies import snippets

    for path in args.output:
        sheet.refuse_unknown(path)
    day = parse_day(args.day) if args.day else now().date()
    drawn = day_sheet(store(), day, args.language, snippets.load(), practice=args.practice)
    for path in args.output:
        sheet.write(drawn, path)
        tell(translator(args.language)("Written: {path}").format(path=path))
    if not args.output:
        _print(drawn)


def _print(day: Day) -> None:
    from ott_toolkit.journal import sheet

    line(sheet.title(day))
    for section in day.sections:
        count = f" ({len(section.rows)})" if section.rows else ""
        line(f"\n{section.title}{count}")
        for row in section.rows:
            _print_row(row)
        if not section.rows:
            print_wrapped(f"  {section.none}", "  ")
    line()
    print_wrapped(sheet.about_head(day), "")


def _print_row(row: Row) -> None:
    about = (f"{row.time:%H:%M:%S}", row.number, row.ticket, row.who, f"#{row.entry}")
    print_wrapped(f"  {' · '.join(about)}", _INDENT)
    print_wrapped(f"{_INDENT}{row.said}", _INDENT)
