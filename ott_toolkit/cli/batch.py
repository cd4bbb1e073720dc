"""`ott batch`: a list of numbers, looked up at a pace, with a row for each."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.dashboard import add_dashboard, logged_in
from ott_toolkit.cli.occasion import add_full_numbers, add_occasion, occasion_of
from ott_toolkit.cli.progress import Countdown, ProgressLine
from ott_toolkit.cli.telling import tell
from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.evidence import asking, occasion
from ott_toolkit.locale import explain, translator

if TYPE_CHECKING:
    from datetime import date

    from ott_toolkit.batches.listed import Listed
    from ott_toolkit.batches.run import Run
    from ott_toolkit.portal import Portal

_MOST_WORKERS = 4
"""As `batches.work.WORKERS`, which is slow to import; a test compares them."""


def add_batch(command: Parser, _: Translate) -> None:
    """Add what `ott batch` can be asked."""
    command.set_defaults(run=_batch)
    given = command.add_argument_group(_("numbers"))
    given.add_argument(
        "list", type=Path, metavar=_("LIST"),
        help=_("a .csv, .txt or .xlsx of numbers; a column ticket and a column bill may stand "
               "beside them"),
    )  # fmt: skip
    given.add_argument(
        "--skip-bad", action="store_true", help=_("leave out what is no number, after naming it")
    )
    given.add_argument(
        "--again-failed", action="store_true", help=_("ask again what failed before")
    )
    told = command.add_argument_group(_("what to write"))
    told.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FOLDER"),
        help=_("where the results go; the same command goes on where it ended"),
    )  # fmt: skip
    told.add_argument(
        "--reports", choices=("html", "xlsx"), help=_("a case report of each number, too")
    )
    add_full_numbers(command, _)
    add_occasion(command, _, _("ticket of the numbers that have none of their own in the list"))
    runs = command.add_argument_group(_("how it is run"))
    runs.add_argument(
        "--workers", type=int, choices=range(1, _MOST_WORKERS + 1), default=_MOST_WORKERS,
        help=_("look-ups at a time (default and most: 4)"),
    )  # fmt: skip
    runs.add_argument(
        "--rate", type=float, metavar="N",
        help=_("requests a second, of all look-ups together (default and most: 2)"),
    )  # fmt: skip
    add_dashboard(command, _)


def _batch(args: argparse.Namespace) -> None:
    from ott_toolkit.batches.run import Run

    _ = translator(args.language)
    rate = _rate(args.rate)
    here = occasion_of(args)
    with Run(args.list, args.output, here, language=args.language, full=args.full_numbers) as run:
        _tell_list(run, args)
        _tell_state(run, args)
        with _portal(args, run) as portal, _stopping(_) as stop:
            how = {"again_failed": args.again_failed, "asof": _asof(args, run),
                   "workers": args.workers, "rate": rate, "stop": stop}  # fmt: skip
            left = len(run.numbers) - run.answered
            left -= 0 if args.again_failed else run.failed_before
            try:
                with Countdown(len(run.numbers), left, rate, _) as progress:
                    for row, sent in run.rows(portal, reports=args.reports, **how):
                        progress.step(failed=row.outcome == "failed", sent=sent)
            finally:
                _tell_end(run, _)
        if run.count("waiting"):
            raise KeyboardInterrupt
    if failed := run.count("failed"):
        raise OttError(
            "{count} of {total} numbers failed; their rows say why. With --again-failed they are "
            "asked again.",
            count=failed,
            total=len(run.numbers),
        )


def _rate(asked: float | None) -> float:
    from ott_toolkit.batches import pace

    if asked is not None and not 0 < asked <= pace.MOST:
        raise QueryError(
            "{rate} requests a second are not possible: more than 0, at most {most}.",
            rate=asked,
            most=pace.MOST,
        )
    return asked or pace.MOST


@contextmanager
def _portal(args: argparse.Namespace, run: Run) -> Iterator[Portal]:
    """Open the portal that answers for the list: the dashboard, if a number is not invented.

    Of its numbers one without a ticket is named, so that it is refused before a password is typed.
    """
    given = _strangers(run) or run.numbers
    first = next((one for one in given if not one.ticket), given[0])
    with ExitStack() as opened:
        with asking(replace(occasion(), ticket=first.ticket or occasion().ticket)):
            portal = opened.enter_context(logged_in(args, first.number))
        yield portal


def _strangers(run: Run) -> Sequence[Listed]:
    from ott_toolkit import rehearsal

    return [one for one in run.numbers if not rehearsal.knows(one.number)]


def _asof(args: argparse.Namespace, run: Run) -> date | None:
    from ott_toolkit import rehearsal

    return None if args.url or _strangers(run) else rehearsal.today(run.numbers[0].number)


@contextmanager
def _stopping(_: Translate) -> Iterator[Event]:
    """Let Ctrl-C end what runs instead of breaking it off; the second one breaks off."""
    stop = Event()

    def asked(signum: int, frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        stop.set()
        ProgressLine.write("")
        tell(_("Ending: what is running is waited for. Ctrl+C once more breaks it off."))

    before = signal.signal(signal.SIGINT, asked)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


# --- what is said -------------------------------------------------------------------------------


def _tell_list(run: Run, args: argparse.Namespace) -> None:
    """Say what of the list is bad or repeated, before anything is asked.

    Raises:
        QueryError: Something is bad and is not to be left out.
    """
    from ott_toolkit.masks import Mask

    _ = translator(args.language)
    for number, lines in run.listing.repeated.items():
        told = _("{number} stands in lines {lines}; it is asked once, as in the first.")
        tell(told.format(number=Mask((number,))(number), lines=", ".join(map(str, lines))))
    for line, error in run.listing.bad.items():
        reason = Mask()(explain(error, args.language))
        tell(_("Line {line}: {reason}").format(line=line, reason=reason))
    if run.listing.bad and not args.skip_bad:
        raise QueryError(
            "{count} lines of the list cannot be asked; nothing was sent. Mend them, or leave them "
            "out with --skip-bad.",
            count=len(run.listing.bad),
        )


def _tell_state(run: Run, args: argparse.Namespace) -> None:
    """Say what is left of earlier runs."""
    from ott_toolkit.masks import Mask

    if run.is_new:
        return
    _ = translator(args.language)
    told = _(
        "Going on: {answered} of {total} numbers are answered and not asked again. Look-ups that "
        "ran when it ended are asked anew, at most one a worker."
    )
    tell(told.format(answered=run.answered, total=len(run.numbers)))
    if run.failed_before and not args.again_failed:
        told = _("{count} failed before and are not asked again without --again-failed.")
        tell(told.format(count=run.failed_before))
    if run.added:
        tell(_("New in the list: {count}.").format(count=len(run.added)))
    if run.removed:
        masked = ", ".join(Mask((number,))(number) for number in run.removed)
        told = _("No longer in the list, left out of the summary: {numbers}.")
        tell(told.format(numbers=masked))


def _tell_end(run: Run, _: Translate) -> None:
    """Write the summary, and say how the run ended."""
    told = _("{ok} with rows · {none} with none · {failed} failed · {waiting} not asked")
    tell(told.format(**{name: run.count(name) for name in ("ok", "none", "failed", "waiting")}))
    for path in run.write():
        tell(_("Written: {path}").format(path=path))
    if run.count("waiting"):
        tell(_("What was answered is kept. The same command goes on from here."))
