"""For which ticket and why a command looks at a customer's data, and when it shows it in full."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.evidence import PURPOSES, Body, Occasion, asking, store
from ott_toolkit.settings import load


def add_occasion(command: Parser, _: Translate, ticket: str = "") -> None:
    """Let ticket and purpose be told.

    Args:
        command: The command.
        _: Its language.
        ticket: What is said of the ticket where it is no single case's.
    """
    case = command.add_argument_group(
        _("for which case"), _("Kept with the evidence: who looked up what, when and why.")
    )
    case.add_argument(
        "--ticket", default="", metavar="T",
        help=ticket or _("its ticket number; a real dashboard needs one"),
    )  # fmt: skip
    case.add_argument(
        "--purpose", choices=PURPOSES, default=PURPOSES[0], help=_("what the data is looked at for")
    )


def add_full_numbers(command: Parser, _: Translate) -> None:
    """Let customers' numbers be shown."""
    command.options.add_argument(
        "--full-numbers",
        action="store_true",
        help=_("do not mask customers' numbers; that they were shown is logged"),
    )


def occasion_of(args: argparse.Namespace, *, practice: bool = False) -> Occasion:
    """Return the occasion that `args` name: by whom they say, else whom the settings do.

    Raises:
        QueryError: The ticket is none.
    """
    who = getattr(args, "name", None) or load().name
    return Occasion(who, args.ticket, args.purpose, practice)


@contextmanager
def on_occasion(
    args: argparse.Namespace, number: str = "", *, practice: bool = False
) -> Iterator[None]:
    """Look at the data of `number` for the ticket and the purpose that `args` name.

    Raises:
        QueryError: The ticket is none, or the customer's number.
    """
    here = occasion_of(args, practice=practice)
    here.of(number, needs_ticket=False)
    with asking(here):
        yield


def shown(what: str, number: str, entries: Iterable[int]) -> None:
    """Keep that numbers are shown in full, before they are.

    Args:
        what: `table` or `summary`.
        number: Whose.
        entries: The evidence that is shown.

    Raises:
        EvidenceError: It could not be kept.
    """
    body = Body(query={"number": number})
    store().keep("shown", body, lasting=True, what=what, of=sorted(set(entries)))
