"""`ott scores`: a class at a glance, from the records of its trainees."""

from __future__ import annotations

import argparse
from pathlib import Path

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.errors import QueryError
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator


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
    from ott_toolkit import plain
    from ott_toolkit.teaching import classroom, reporting

    if args.output and args.output.exists() and not args.force:
        raise QueryError("{path} is there already. --force replaces it.", path=args.output)
    _ = translator(args.language)
    group = classroom.summary(args.folder, args.language)
    titles = reporting.headings(args.language)
    rows = [
        [harmless(reporting.cell(value)) for value in row]
        for row in group.trainees[list(titles)].itertuples(index=False)
    ]
    for text in plain.grid(list(titles.values()), rows, [False] + [True] * (len(titles) - 1)):
        line(text)
    for slip in group.slips.itertuples(index=False):
        line(harmless(f"{slip.times:>5}  {slip.title}: {slip.who}"))
    for damaged in group.damaged:
        tell(damaged.say(args.language))
    if args.output:
        reporting.write_csv(args.folder, args.output, args.language)
        tell(_("Written: {path}").format(path=args.output))
