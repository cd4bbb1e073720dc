"""Why nothing can be said of an amount yet, in words for the customer, and what is done next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ott_toolkit.replies.matter import Matter
from ott_toolkit.sentences import Sentence, sentence


@dataclass(frozen=True)
class Reason:
    """What is lacking, as a clause, and what is done next, as a clause."""

    because: Sentence
    step: Sentence


def reasons(matter: Matter) -> list[Reason]:
    """Return why nothing can be said yet, the weightiest first; there is always one.

    The same reasons as the verdict's, which speak to the analyst.
    """
    if matter.unsure:
        return [_checking(matter)]
    return list(_reasons(matter)) or [_checking(matter)]


def _checking(matter: Matter) -> Reason:
    return Reason(sentence("it is still being checked"), sentence("finish checking it"))


def _reasons(matter: Matter) -> Iterator[Reason]:
    verdict, grounds = matter.verdict, matter.facts.grounds
    if verdict is not None and verdict.billed is None:
        yield Reason(
            sentence("its amount cannot be read on the bill that we have"),
            sentence("get the bill's detail once more"),
        )
    if "transactions" in grounds.lacking:
        yield Reason(
            sentence("the data on its charges are not complete yet"),
            sentence("complete the data on the charges"),
        )
    if matter.facts.charges["amount"].isna().any():
        yield Reason(
            sentence("a charge is recorded without its amount"),
            sentence("ask {team} what that charge was", team=matter.team),
        )
    if grounds.charges["trx_time"].isna().any():
        yield Reason(
            sentence("a charge is recorded without its time"),
            sentence("ask {team} when that charge was made", team=matter.team),
        )
    if "subscriptions" in grounds.lacking:
        yield Reason(
            sentence("the data on the subscriptions are not complete yet"),
            sentence("complete the data on the subscriptions"),
        )
