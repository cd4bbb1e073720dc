"""What an answer to a standard question consists of, and what several answers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.conclusion.facts import Facts
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.outlook import Outlook
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

AnswerStatus = Literal["answered", "partly", "cannot"]

SHOWN = 5
"""So many charges an answer names one by one; the others it counts."""
NOTHING = pd.DataFrame()


@dataclass(frozen=True, eq=False)
class Told:
    """An answer: as `answers.Answer`, without its question."""

    status: AnswerStatus
    said: tuple[Sentence, ...]
    rows: pd.DataFrame = field(default_factory=lambda: NOTHING)
    settings: tuple[str, ...] = ()
    next_step: Sentence | None = None


@dataclass(frozen=True, eq=False)
class Asked(Facts):
    """The facts, with what is expected and what was not checked.

    Attributes:
        outlook: What is to be expected of each account.
        not_run: Name of a rule → why it was not run.
    """

    outlook: tuple[Outlook, ...] = ()
    not_run: Mapping[str, Sentence] = field(default_factory=dict)


def charge_words(charge: Row) -> Sentence:
    """Return a charge in a few words: its time, service and amount."""
    return sentence(
        "{amount} on {time} ({service})",
        time=charge["trx_time"] or sentence("an unknown time"),
        service=(charge["service"] or NO_VALUE).strip(),
        amount=amount_words(charge["amount"]),
    )


def amount_words(amount: int | None) -> Rupiah | Sentence:
    """Return an amount, or that there is none."""
    return sentence("no amount") if amount is None else Rupiah(amount)


def charge_list(charges: pd.DataFrame) -> list[Sentence]:
    """Return charges in a few words each; of many the first, and how many more there are."""
    told = rows(charges)
    named = [charge_words(charge) for charge in told[:SHOWN]]
    more = len(told) - SHOWN
    return [*named, sentence("{count} more", count=more)] if more > 0 else named


def scope(asked: Facts) -> Sentence:
    """Return what an answer speaks of: the disputed period by its three names, or everything."""
    if asked.disputed is None:
        return sentence("Without a period in dispute, every charge is looked at.")
    return sentence("{months}.", months=asked.disputed.months)


def months_of(periods: Iterable[Any]) -> list[Month]:
    """Return periods, each once, in order."""
    return [Month(period) for period in sorted({pd.Timestamp(one).date() for one in periods})]
