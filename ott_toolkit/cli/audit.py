"""`ott audit`: exports of all customers in, findings out, a tally by rule."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ott_toolkit.amounts import NO_VALUE, format_rupiah, format_time, parse_day
from ott_toolkit.cli.arguments import Parser, Translate, count
from ott_toolkit.cli.catalogue import source_titles
from ott_toolkit.cli.progress import ProgressLine
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.locale import translator

if TYPE_CHECKING:
    from ott_toolkit.exports import Audited


def add_audit(command: Parser, _: Translate) -> None:
    """Add what `ott audit` can be asked."""
    command.set_defaults(run=_audit)
    exports = command.add_argument_group(
        _("exports"),
        _("Parquet or CSV: a file, a folder, or a pattern in quotes. One may be left out."),
    )
    for name, what in (
        ("--subscriptions", _("Subscriptions of all customers")),
        ("--transactions", _("Transactions Data of all customers")),
        ("--bills", _("the lines of all bills")),
    ):
        exports.add_argument(name, metavar=_("FILES"), help=what)
    command.options.add_argument(
        "-o", "--output", required=True, metavar=_("FINDINGS"),
        help=_("where the findings go: a .parquet or a .csv"),
    )  # fmt: skip
    command.options.add_argument(
        "--force", action="store_true", help=_("replace what is there already")
    )
    command.options.add_argument(
        "--asof", metavar=_("DAY"), help=_("judge at the end of this day (default: now)")
    )
    command.options.add_argument("--json", action="store_true", help=_("the tally as JSON"))
    runs = command.add_argument_group(_("how it is run"))
    runs.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb",
        help=_("this computer, or Spark (default: duckdb)"),
    )  # fmt: skip
    runs.add_argument(
        "--memory-limit", metavar="4GB",
        help=_("what is more goes to the disk (default: three fifths of the memory)"),
    )  # fmt: skip
    runs.add_argument("--threads", type=count, metavar="N", help=_("default: all"))
    runs.add_argument("--master", metavar="URL", help=_("of Spark, like local[4]"))


def _audit(args: argparse.Namespace) -> None:
    from ott_toolkit.exports import audit_exports

    _ = translator(args.language)
    asof = parse_day(args.asof) if args.asof else None
    steps = {
        "read": _("Reading the exports"),
        "audit": _("Applying the rules"),
        "write": _("Writing the findings"),
    }
    with ProgressLine(_) as progress:
        done = audit_exports(
            args.output,
            subscriptions=args.subscriptions,
            transactions=args.transactions,
            bills=args.bills,
            asof=asof,
            engine=args.engine,
            memory_limit=args.memory_limit,
            threads=args.threads,
            master=args.master,
            force=args.force,
            on_progress=lambda step, share: progress.show(steps[step], share),
        )
    if args.json:
        line(json.dumps(_for_programs(done, args.language), indent=2, ensure_ascii=False))
        return
    line(_table(done, args.language))
    for told in _remarks(done, args.language):
        tell(told)


def _table(done: Audited, language: str) -> str:
    """Return the tally by rule; the rules' names are left out where they do not fit."""
    from ott_toolkit.report.contents import SEVERITIES

    _ = translator(language)
    rows = [
        (
            _(tally.rule.title),
            SEVERITIES[tally.rule.severity][1].say(language),
            f"{tally.findings:,}".replace(",", "."),
            NO_VALUE if tally.rupiah is None else format_rupiah(tally.rupiah),
            tally.rule.name,
        )
        for tally in done.tallies
    ]
    head = (_("Finding"), _("Severity"), _("Count"), "Rupiah", _("rule"))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    grid = list(_grid([head, *rows]))
    if width is not None and max(map(len, grid)) > width:
        grid = list(_grid([row[:-1] for row in (head, *rows)]))
    return "\n".join(grid)


def _grid(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Yield the rows, their columns aligned: words to the left, the two of numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if place in (2, 3) else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _remarks(done: Audited, language: str) -> Iterable[str]:
    """Yield what stands beside the tally: what was not run, the time judged at, the file."""
    _ = translator(language)
    titles = source_titles(language)
    for lacking in dict.fromkeys(done.not_run.values()):
        names = [name for name, sources in done.not_run.items() if sources == lacking]
        yield _("Not run without {sources}: {rules}").format(
            sources=", ".join(titles[name] for name in lacking), rules=", ".join(names)
        )
    yield _("Judged at {time} WIB").format(time=format_time(done.asof, language))
    yield _("Findings: {path}").format(path=done.findings)


def _for_programs(done: Audited, language: str) -> dict[str, object]:
    _ = translator(language)
    return {
        "findings": done.findings,
        "asof": f"{done.asof:%Y-%m-%dT%H:%M:%S}",
        "rules": [
            {
                "rule": tally.rule.name,
                "severity": tally.rule.severity,
                "title": _(tally.rule.title),
                "findings": tally.findings,
                "rupiah": tally.rupiah,
            }
            for tally in done.tallies
        ],
        "not_run": {name: list(sources) for name, sources in done.not_run.items()},
    }
