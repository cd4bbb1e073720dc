"""`ott scores`: a class at a glance, from the records of its trainees."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.errors import QueryError
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator

if TYPE_CHECKING:
    from ott_toolkit.teaching.classroom import Summary

_LEFT_OUT = ("tries", "questions", "slip")
"""What has no room in a terminal; the .csv has it."""
_NAME = 24


def add_scores(command: Parser, _: Translate) -> None:
    """Add what `ott scores` can be asked."""
    command.set_defaults(run=_scores)
    command.add_argument_group(_("the class")).add_argument(
        "folder", type=Path, metavar=_("FOLDER"), help=_("where the trainees' records are")
    )
    command.options.add_argument(
        "-o", "--output", type=Path, metavar=_("FILE"),
        help=_("also write it there, a .csv for Excel"),
    )  # fmt: skip
    command.options.add_argument(
        "--force", action="store_true", help=_("replace what is there already")
    )


def _scores(args: argparse.Namespace) -> None:
    from ott_toolkit.teaching import classroom, reporting

    if args.output and args.output.exists() and not args.force:
        raise QueryError("{path} is there already. --force replaces it.", path=args.output)
    _ = translator(args.language)
    group = classroom.summary(args.folder, args.language)
    for text in _grid(group):
        line(text)
    for slip in group.slips.itertuples(index=False):
        line(harmless(f"{slip.times:>5}  {slip.title}: {slip.who}"))
    for damaged in group.damaged:
        tell(damaged.say(args.language))
    if args.output:
        reporting.write_csv(args.folder, args.output, args.language)
        tell(_("Written: {path}").format(path=args.output))


def _grid(group: Summary) -> list[str]:
    """Return the lines of a table, one row a trainee."""
    from ott_toolkit import plain
    from ott_toolkit.teaching import reporting

    titles = {
        name: textwrap.fill(title, 8, break_long_words=False)
        for name, title in reporting.headings(group.language).items()
        if name not in _LEFT_OUT
    }
    rows = [
        [one if len(one) <= _NAME else f"{one[: _NAME - 1]}…" for one in map(reporting.told, row)]
        for row in group.trainees[list(titles)].itertuples(index=False)
    ]
    return plain.grid(list(titles.values()), rows, [False] + [True] * (len(titles) - 1))
