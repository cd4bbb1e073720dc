"""A small invented class, so that the trainer's page shows something before hers is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from ott_toolkit.amounts import now
from ott_toolkit.practice.key import Dispute
from ott_toolkit.teaching import record
from ott_toolkit.teaching.attempts import Attempt, best
from ott_toolkit.teaching.record import Entry
from ott_toolkit.teaching.scoring import score
from ott_toolkit.teaching.solutions import disputes, mistaken

LESSON = 6
_SKILLS = (0.95, 0.85, 0.7, 0.7, 0.55, 0.4)


def invented_class(folder: str | Path) -> Path:
    """Write the records of six invented trainees at lesson 6; return the folder.

    Raises:
        OttError: The folder cannot be written.
    """
    for seat, skill in enumerate(_SKILLS, start=1):
        for entry in _tries(f"Peserta Contoh {seat}", skill):
            record.keep(entry, Path(folder))
    return Path(folder)


def _tries(trainee: str, skill: float) -> Iterator[Entry]:
    chance = Random(trainee)  # noqa: S311 - must repeat, not surprise
    when = now().replace(hour=9, minute=0, second=0)
    for dispute in disputes(LESSON):
        attempt = _attempt(dispute, skill, chance)
        result = score(dispute, attempt)
        seconds = round(chance.uniform(240, 720) * (1.5 - skill / 2))
        when += timedelta(seconds=seconds)
        yield Entry(
            "case",
            LESSON,
            dispute.number,
            seconds=seconds,
            right=attempt.verdict in dispute.key.verdicts,
            points=result.points,
            confidence=attempt.confidence,
            verdict=attempt.verdict,
            slips=result.slips,
            trainee=trainee,
            when=when,
        )


def _attempt(dispute: Dispute, skill: float, chance: Random) -> Attempt:
    right = chance.random() < skill
    attempt = best(dispute) if right else chance.choice([one for _, one in mistaken(dispute)])
    return replace(attempt, confidence=chance.choice((2, 3, 3) if right else (1, 1, 2, 3)))
