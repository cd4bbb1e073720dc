"""`ott investigate --replay`: a case opened again from its evidence, without asking anybody."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ott_toolkit.amounts import NO_VALUE, format_time
from ott_toolkit.cli.telling import tell
from ott_toolkit.errors import QueryError
from ott_toolkit.evidence import Occasion, asking, store
from ott_toolkit.locale import translator
from ott_toolkit.settings import load

if TYPE_CHECKING:
    from ott_toolkit.case import Case
    from ott_toolkit.replay import Replay

_GIVEN = ("bill", "subscriptions", "transactions", "asof", "claim", "claim_day", "user")


def reopened(args: argparse.Namespace) -> tuple[Case, Occasion]:
    """Return the case that `args.replay` names, and the occasion on which it is opened again.

    Without a ticket of its own that is the case's.

    Raises:
        QueryError: Something is handed over that would change it, or it is of another number.
        EvidenceError: It is not there, of no case, was changed, or deleted.
    """
    from ott_toolkit.amounts import typed_number
    from ott_toolkit.replay import Replay

    if any(getattr(args, name) for name in _GIVEN):
        raise QueryError("--replay opens a case as it stood: hand nothing else over with it.")
    number = typed_number(args.number) if args.number else ""
    told = store().entry(args.replay).told
    here = Occasion(
        args.name or load().name,
        args.ticket or told.get("ticket", ""),
        args.purpose,
        practice=bool(told.get("practice")),
    )
    with asking(here):
        replay = Replay(args.replay)
        if number not in ("", replay.number):
            raise QueryError("The evidence #{entry} is of another number.", entry=args.replay)
        case = replay.case
    _tell(replay, case, args.language)
    return case, here


def _tell(replay: Replay, case: Case, language: str) -> None:
    """Say what the case was opened from, and by which version of the toolkit it was kept."""
    from ott_toolkit import __version__

    _ = translator(language)
    about = replay.entry.told
    tell(
        _(
            "Opened again from evidence #{entry} of {time} WIB ({who}, ticket {ticket}): {sources}."
        ).format(
            entry=replay.entry.id,
            time=format_time(replay.entry.kept.time, language),
            who=about["who"],
            ticket=about.get("ticket", NO_VALUE),
            sources="; ".join(_sources(case, language)),
        )
    )
    if replay.version != __version__:
        told = _(
            "Version {kept} of the toolkit kept it, and {own} opens it: where the rules changed, "
            "the findings may differ."
        )
        tell(told.format(kept=replay.version or NO_VALUE, own=__version__))


def _sources(case: Case, language: str) -> Iterator[str]:
    from ott_toolkit.dossier import cited

    _ = translator(language)
    frames = {
        "Subscriptions": case.subscriptions,
        "Transactions Data": case.transactions,
        _("bill"): None if case.bill is None else case.bill.periods,
        **case.others,
    }
    for name, frame in frames.items():
        entries = cited(frame)
        if entries is None:
            yield _("{table} not at hand").format(table=name)
        else:
            yield f"{name} {', '.join(f'#{entry}' for entry in entries)}"
