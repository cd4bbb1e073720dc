"""`ott practice-data`: exports of invented customers, to practise an audit on."""

from __future__ import annotations

import argparse
from pathlib import Path

from ott_toolkit.cli.arguments import Parser, Translate, count
from ott_toolkit.cli.progress import ProgressLine
from ott_toolkit.cli.telling import line
from ott_toolkit.errors import QueryError
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator

_NAMES = ("subscriptions", "transactions", "bills", "truth")


def add_practice_data(command: Parser, _: Translate) -> None:
    """Add what `ott practice-data` can be asked."""
    command.set_defaults(run=_practice_data)
    command.options.add_argument(
        "--customers", type=count, required=True, metavar="N", help=_("how many customers")
    )
    command.options.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FOLDER"), help=_("where they go")
    )
    command.options.add_argument(
        "--seed", type=int, default=0, metavar="N", help=_("another one makes other customers")
    )
    command.options.add_argument("--csv", action="store_true", help=_("CSV instead of Parquet"))
    command.options.add_argument(
        "--force", action="store_true", help=_("replace what is there already")
    )


def _practice_data(args: argparse.Namespace) -> None:
    from ott_toolkit import practice
    from ott_toolkit.practice.population import write_population

    _ = translator(args.language)
    form = "csv" if args.csv else "parquet"
    if args.seed < 0:
        raise QueryError("A seed is not below 0: {seed}.", seed=args.seed)
    there = [path for name in _NAMES if (path := args.output / f"{name}.{form}").exists()]
    if there and not args.force:
        raise QueryError("{path} is there already. --force replaces it.", path=there[0])
    with ProgressLine(_) as progress:

        def told(made: int, of: int) -> None:
            progress.show(_("Customers"), made / of, f": {_counted(made)} / {_counted(of)}")

        progress.show(_("Customers"), None, f": 0 / {_counted(args.customers)}")
        written = write_population(
            args.output,
            args.customers,
            seed=args.seed,
            format="csv" if args.csv else "parquet",
            on_progress=told,
        )
    for name, path in written.paths.items():
        rows = _("{count} rows").format(count=_counted(written.rows[name]))
        line(harmless(f"{path}  {rows}"))
    line()
    line(_("{file} holds what was planted: the findings of an audit.").format(file=f"truth.{form}"))
    paths = written.paths
    line(
        harmless(
            f"ott audit --subscriptions {paths['subscriptions']} --transactions "
            f"{paths['transactions']} --bills {paths['bills']} --asof {practice.TODAY} "
            f"-o {args.output / f'findings.{form}'}"
        )
    )


def _counted(many: int) -> str:
    return f"{many:,}".replace(",", ".")
