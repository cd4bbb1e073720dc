"""What a letter says, why it may say so, and how it is brought within its length.

A letter is never cut: it is made of whole sentences, and the least important goes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from ott_toolkit.conclusion.frames import Row
from ott_toolkit.letters import harmless
from ott_toolkit.sentences import Sentence

Because = Literal["rows", "look-up", "lacking", "courtesy", "analyst", "team"]
"""Why a letter may say something: rows say it; whole sources were looked through and hold nothing
else; a source is lacking; it is mere courtesy or what is done next; the analyst said it; the team's
own text says it."""


class Keep(IntEnum):
    """How dear a sentence is to a letter: the higher its number, the earlier it goes."""

    ALWAYS = 0
    ANSWER = 1
    CLAIM = 2
    TAX = 3
    SINCE = 4
    TEAM = 5
    CHARGED = 6
    AGAIN = 7
    STEP = 8
    DETAIL = 9
    BACKGROUND = 10
    COURTESY = 11


@dataclass(frozen=True, eq=False)
class Said:
    """One or more sentences that stand or fall together.

    Attributes:
        parts: The sentences.
        because: Why they may be said.
        rows: The rows behind them.
        keep: How dear they are.
        shorter: What is said instead where there is no room for them.
        lacks: What is still to be filled in in them.
    """

    parts: tuple[Sentence, ...]
    because: Because
    rows: tuple[Row, ...] = ()
    keep: Keep = Keep.ALWAYS
    shorter: Said | None = None
    lacks: tuple[Sentence, ...] = ()

    def say(self, language: str) -> str:
        """Return it on one line, without letters that steer."""
        told = " ".join(part.say(language) for part in self.parts)
        return harmless(" ".join(told.split()))


Paragraphs = list[list[Said]]


def fitted(paragraphs: Iterable[Sequence[Said]], fits: Callable[[Paragraphs], bool]) -> Paragraphs:
    """Return the paragraphs with no more left out than has to be, for `fits` to hold.

    What goes first is what is least dear; of equals, what comes last.
    """
    kept = [list(paragraph) for paragraph in paragraphs]
    while not fits(kept):
        places = [
            (said.keep, nth, place)
            for nth, paragraph in enumerate(kept)
            for place, said in enumerate(paragraph)
        ]
        keep, nth, place = max(places, default=(Keep.ALWAYS, 0, 0))
        if keep is Keep.ALWAYS:
            break
        shorter = kept[nth][place].shorter
        kept[nth][place : place + 1] = [shorter] if shorter else []
    return [paragraph for paragraph in kept if paragraph]


def joined(paragraphs: Iterable[Sequence[Said]], language: str, between: str) -> str:
    """Return the paragraphs as a text, with `between` between them; one without words is empty."""
    return between.join(
        " ".join(said.say(language) for said in paragraph) for paragraph in paragraphs
    )


def lacking(paragraphs: Iterable[Sequence[Said]]) -> tuple[Sentence, ...]:
    """Return what is still to be filled in, each thing once."""
    found: list[Sentence] = []
    for paragraph in paragraphs:
        for said in paragraph:
            found += [one for one in said.lacks if one not in found]
    return tuple(found)
