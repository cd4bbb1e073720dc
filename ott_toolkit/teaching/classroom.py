"""A class at a glance, from the records of its trainees: who, what went wrong, and where.

Of a case that was tried more than once the first answer counts, in a round the last: what was
learnt from the explanation is no measure of what was known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

import pandas as pd

from ott_toolkit import settings
from ott_toolkit.errors import QueryError
from ott_toolkit.sentences import Sentence
from ott_toolkit.teaching import record
from ott_toolkit.teaching.record import Entry
from ott_toolkit.teaching.scoring import suffices
from ott_toolkit.teaching.slips import SLIPS

_DECISIONS = ("case", "first")
_SURE = 3
_SLIP_COLUMNS = ["slip", "title", "times", "trainees", "who"]
_CASE_COLUMNS = ["number", "trainees", "solved", "points", "minutes", "slip"]


@dataclass(frozen=True, eq=False)
class Summary:
    """A class, as frames.

    Attributes:
        trainees: One row a trainee, by name: `trainee`; `cases`, how many were tried; `tries`;
            `solved`, how many of them in the end; `points`, the mean, and `minutes`, the median
            until the answer that counts (missing where no case was tried); `wrong_must_pay`,
            `wrong_refund`, `false_certainty` (confidence 3, and wrong), `needless_doubt`, how
            often; `questions`, how many small ones were tried, and `questions_right` in the end.
        slips: One row a misconception, the most frequent first: `slip`, `title`, `times`,
            `trainees` (how many), `who`.
        cases: One row a case, by number: `number`, `trainees`, `solved`, `points`, `minutes`, and
            `slip`, the title of its most frequent one.
        certainty: One row a confidence: `confidence` (1 to 3), `right` and `wrong` decisions.
        damaged: Which lines could not be read.
        language: Of the titles.
    """

    trainees: pd.DataFrame
    slips: pd.DataFrame
    cases: pd.DataFrame
    certainty: pd.DataFrame
    damaged: tuple[Sentence, ...]
    language: str

    def __repr__(self) -> str:
        """Return how much it holds; the frames are looked at one by one."""
        return (
            f"Summary(trainees={len(self.trainees)}, cases={len(self.cases)}, "
            f"slips={len(self.slips)}, damaged={len(self.damaged)})"
        )


def summary(folder: str | Path, language: str | None = None) -> Summary:
    """Return what the records of a folder come to.

    Args:
        folder: Holds the trainees' files, as `OTT_LEARNING` named it to them.
        language: Of the titles, `id` or `en`; by default the one that was chosen last.

    Raises:
        QueryError: There is no such folder, or no record in it.
    """
    place, language = Path(folder), language or settings.language()
    if not place.is_dir():
        raise QueryError("There is no folder {path}.", path=place)
    found = record.read(place)
    if not found.entries:
        raise QueryError("There is no trainee's record in {path}.", path=place)
    entries = sorted(found.entries, key=lambda one: one.when)
    return Summary(
        pd.DataFrame([_trainee(name, own) for name, own in _by(entries, "trainee")]),
        pd.DataFrame(_slips(entries, language), columns=_SLIP_COLUMNS),
        pd.DataFrame(
            [_case(name, own, language) for name, own in _by(_of(entries, "case"), "name")],
            columns=_CASE_COLUMNS,
        ),
        pd.DataFrame(_certainty(entries)),
        found.damaged,
        language,
    )


def _trainee(name: str, entries: Sequence[Entry]) -> dict[str, Any]:
    cases, questions = _of(entries, "case"), _of(entries, "question")
    decisions = [one for one in entries if one.kind in _DECISIONS]
    slips = Counter(slip for one in decisions for slip in one.slips)
    return {
        "trainee": name,
        "cases": len({one.name for one in cases}),
        "tries": len(cases),
        "solved": _solved(cases),
        **_counted(cases),
        "wrong_must_pay": slips["wrong-must-pay"],
        "wrong_refund": slips["wrong-refund"],
        "false_certainty": sum(one.confidence == _SURE and not one.right for one in decisions),
        "needless_doubt": slips["needless-doubt"],
        "questions": len({one.name for one in questions}),
        "questions_right": sum(one.right for one in _last(questions)),
    }


def _case(name: str, entries: Sequence[Entry], language: str) -> dict[str, Any]:
    slips = Counter(slip for one in entries for slip in one.slips)
    ((often, _times),) = slips.most_common(1) or [("", 0)]
    return {
        "number": name,
        "trainees": len({one.trainee for one in entries}),
        "solved": _solved(entries),
        **_counted(entries),
        "slip": _title(often, language) if often else "",
    }


def _slips(entries: Sequence[Entry], language: str) -> Iterable[dict[str, Any]]:
    times = Counter(slip for one in entries for slip in one.slips)
    who = {slip: sorted({one.trainee for one in entries if slip in one.slips}) for slip in times}
    for slip, many in times.most_common():
        yield {"slip": slip, "title": _title(slip, language), "times": many,
               "trainees": len(who[slip]), "who": ", ".join(who[slip])}  # fmt: skip


def _certainty(entries: Sequence[Entry]) -> Iterable[dict[str, Any]]:
    decisions = [one for one in entries if one.kind in _DECISIONS]
    for confidence in (1, 2, 3):
        right = [one.right for one in decisions if one.confidence == confidence]
        yield {"confidence": confidence, "right": sum(right), "wrong": len(right) - sum(right)}


def _counted(cases: Sequence[Entry]) -> dict[str, Any]:
    """Return the mean points and the median minutes of the answers that count."""
    own = [max(tried, key=lambda one: one.when) if tried[0].round else tried[0]
           for tried in _grouped(cases)]  # fmt: skip
    return {
        "points": float(mean(one.points or 0 for one in own)) if own else float("nan"),
        "minutes": float(median(one.seconds / 60 for one in own)) if own else float("nan"),
    }


def _solved(cases: Sequence[Entry]) -> int:
    return sum(suffices(one.points or 0, one.slips) for one in _last(cases))


def _last(entries: Sequence[Entry]) -> list[Entry]:
    """Return each trainee's newest try of each case or question."""
    return list({(one.trainee, one.name): one for one in entries}.values())


def _grouped(cases: Sequence[Entry]) -> list[list[Entry]]:
    """Return the tries of one case by one trainee, in one round or outside, together."""
    tried: dict[tuple[str, str, str], list[Entry]] = {}
    for one in cases:
        tried.setdefault((one.trainee, one.name, one.round), []).append(one)
    return list(tried.values())


def _of(entries: Sequence[Entry], kind: str) -> list[Entry]:
    return [one for one in entries if one.kind == kind]


def _by(entries: Sequence[Entry], name: str) -> Iterable[tuple[str, list[Entry]]]:
    for value in sorted({getattr(one, name) for one in entries}):
        yield value, [one for one in entries if getattr(one, name) == value]


def _title(slip: str, language: str) -> str:
    return SLIPS[slip].title.say(language) if slip in SLIPS else slip
