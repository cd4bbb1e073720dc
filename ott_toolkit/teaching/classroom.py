"""A class at a glance, from the records of its trainees: who, what went wrong, and where.

Of a case that was tried more than once the first answer counts, in a round the last: what was
learnt from the explanation is no measure of what was known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

import pandas as pd

from ott_toolkit import settings
from ott_toolkit.sentences import Sentence
from ott_toolkit.teaching.record import Entry
from ott_toolkit.teaching.roll import gathered
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
            `wrong_refund`, `needless_doubt`, in how many cases; `false_certainty`, how many
            decisions that count were wrong with confidence 3; `round`, the points of the newest
            timed round that was ended, an unanswered case being 0; `questions`, how many small ones
            were tried, and `questions_right` at the first try; `slip`, the title of the most
            frequent misconception; `last`, the day of the newest try.
        slips: One row a misconception, the most frequent first: `slip`, `title`, `times` (in how
            many cases and questions), `trainees` (how many), `who`.
        cases: One row a case, by number: `number`, `trainees`, `solved`, `points`, `minutes`, and
            `slip`, the title of its most frequent one.
        certainty: One row a confidence: `confidence` (1 to 3), `right` and `wrong`, how many of
            the decisions that count.
        shown: One row a trainee and misconception: `trainee`, `slip`, `times`.
        damaged: Which lines could not be read.
        language: Of the titles.
    """

    trainees: pd.DataFrame
    slips: pd.DataFrame
    cases: pd.DataFrame
    certainty: pd.DataFrame
    shown: pd.DataFrame
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
    language = language or settings.language()
    found = gathered(folder)
    entries = list(_spent(found.entries))
    shown = _shown(entries)
    return Summary(
        pd.DataFrame([_trainee(name, own, language) for name, own in _by(entries, "trainee")]),
        pd.DataFrame(_slips(shown, language), columns=_SLIP_COLUMNS),
        pd.DataFrame(
            [_case(name, own, language) for name, own in _by(_of(entries, "case"), "name")],
            columns=_CASE_COLUMNS,
        ),
        pd.DataFrame(_certainty(entries)),
        pd.DataFrame(
            [(*whose, times) for whose, times in Counter(shown).items()],
            columns=["trainee", "slip", "times"],
        ),
        found.damaged,
        language,
    )


def _trainee(name: str, entries: Sequence[Entry], language: str) -> dict[str, Any]:
    cases, questions, ended = (_of(entries, kind) for kind in ("case", "question", "ended"))
    slips = Counter(slip for _, slip in _shown(one for one in entries if one.kind in _DECISIONS))
    often = Counter(slip for _, slip in _shown(entries))
    return {
        "trainee": name,
        "cases": len({one.name for one in cases}),
        "tries": len(cases),
        "solved": _solved(cases),
        **_counted(entries),
        "round": float(ended[-1].points or 0) if ended else float("nan"),
        "wrong_must_pay": slips["wrong-must-pay"],
        "wrong_refund": slips["wrong-refund"],
        "false_certainty": sum(
            one.confidence == _SURE and not one.right for one in _decisions(entries)
        ),
        "needless_doubt": slips["needless-doubt"],
        "questions": len({one.name for one in questions}),
        "questions_right": sum(tried[0].right for tried in _grouped(questions)),
        "slip": _most(often, language),
        "last": entries[-1].when.date(),
    }


def _case(name: str, entries: Sequence[Entry], language: str) -> dict[str, Any]:
    return {
        "number": name,
        "trainees": len({one.trainee for one in entries}),
        "solved": _solved(entries),
        **_counted(entries),
        "slip": _most(Counter(slip for _, slip in _shown(entries)), language),
    }


def _slips(shown: Sequence[tuple[str, str]], language: str) -> Iterable[dict[str, Any]]:
    for slip, times in Counter(slip for _, slip in shown).most_common():
        who = sorted({trainee for trainee, own in shown if own == slip})
        yield {"slip": slip, "title": _title(slip, language), "times": times,
               "trainees": len(who), "who": ", ".join(who)}  # fmt: skip


def _certainty(entries: Sequence[Entry]) -> Iterable[dict[str, Any]]:
    decisions = _decisions(entries)
    for confidence in (1, 2, 3):
        right = [one.right for one in decisions if one.confidence == confidence]
        yield {"confidence": confidence, "right": sum(right), "wrong": len(right) - sum(right)}


def _spent(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Give the entries, their seconds being those that were spent on the case until then.

    All cases of a lesson are shown at once; the time of one begins when the try before it was made.
    """
    before: dict[str, datetime] = {}
    spent: Counter[tuple[str, str, str]] = Counter()
    for one in entries:
        item = one.trainee, one.name, one.round
        shown = one.when - timedelta(seconds=one.seconds)
        begun = max(shown, before.get(one.trainee, shown))
        spent[item] += round((one.when - begun).total_seconds())
        before[one.trainee] = one.when
        yield replace(one, seconds=spent[item])


def _shown(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Return trainee and misconception, once for each case or question in which it showed."""
    found = {
        (one.trainee, slip, one.name, one.round): None for one in entries for slip in one.slips
    }
    return [(trainee, slip) for trainee, slip, *_ in found]


def _decisions(entries: Sequence[Entry]) -> list[Entry]:
    """Return the decisions that count: the one before the panel, where there was one."""
    return [_counts(tried) for tried in _grouped(one for one in entries if one.kind in _DECISIONS)]


def _counts(tried: Sequence[Entry]) -> Entry:
    return tried[-1] if tried[0].round else tried[0]


def _counted(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the mean points and the median minutes of the answers that count."""
    own = [_counts(tried) for tried in _grouped(_of(entries, "case"))]
    return {
        "points": float(mean(one.points or 0 for one in own)) if own else float("nan"),
        "minutes": float(median(one.seconds / 60 for one in own)) if own else float("nan"),
    }


def _solved(cases: Sequence[Entry]) -> int:
    return sum(suffices(one.points or 0, one.slips) for one in _last(cases))


def _last(entries: Sequence[Entry]) -> list[Entry]:
    """Return each trainee's newest try of each case or question."""
    return list({(one.trainee, one.name): one for one in entries}.values())


def _grouped(cases: Iterable[Entry]) -> list[list[Entry]]:
    """Return what one trainee tried of one case or question, in a round or outside, together."""
    tried: dict[tuple[str, str, str], list[Entry]] = {}
    for one in cases:
        tried.setdefault((one.trainee, one.name, one.round), []).append(one)
    return list(tried.values())


def _of(entries: Sequence[Entry], kind: str) -> list[Entry]:
    return [one for one in entries if one.kind == kind]


def _by(entries: Sequence[Entry], name: str) -> Iterable[tuple[str, list[Entry]]]:
    for value in sorted({getattr(one, name) for one in entries}):
        yield value, [one for one in entries if getattr(one, name) == value]


def _most(slips: Counter[str], language: str) -> str:
    """Return the title of the most frequent one; empty for none."""
    return _title(slips.most_common(1)[0][0], language) if slips else ""


def _title(slip: str, language: str) -> str:
    return SLIPS[slip].title.say(language) if slip in SLIPS else slip
