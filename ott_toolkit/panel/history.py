"""«Riwayat pencarian»: today's look-ups of this computer, and the way back to a case of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ott_toolkit.amounts import now
from ott_toolkit.conclusion.verdicts import TITLES
from ott_toolkit.evidence import Body, Entry, store
from ott_toolkit.locale import translator
from ott_toolkit.masks import Mask
from ott_toolkit.panel import words
from ott_toolkit.panel.front import Front
from ott_toolkit.panel.screen import failure
from ott_toolkit.panel.work import Work
from ott_toolkit.replay import CASES
from ott_toolkit.schema import DASHBOARD_TABLES

_TITLES = {table.name: table.title for table in DASHBOARD_TABLES}

Row = dict[str, Any]


class HistoryFront(Front):
    """The front end of the log; its rows come as a message and are kept in no trait.

    Attributes:
        state: What is shown: `texts`, `language`.
    """

    _esm = Path(__file__).with_name("history.js")
    _css = Path(__file__).with_name("history.css")


class History:
    """The log, listed when it is asked for.

    Args:
        work: Under whose lock everything is shown.
        open_again: Called with the evidence of a case that is to be opened.

    Attributes:
        practising: Whether look-ups of invented customers are listed, else those of real ones.
    """

    def __init__(self, work: Work, open_again: Callable[[int], None]) -> None:
        self.practising = True
        self._work, self._open_again = work, open_again
        self._language = "id"
        self.front = HistoryFront(
            lambda message, _: self._asked(message), texts={}, language=self._language
        )

    def speak(self, language: str) -> None:
        """Say everything in `language`."""
        self._language = language
        self.front.show(texts=words.history(language), language=language)

    def _asked(self, message: dict[str, Any]) -> None:
        with self._work.lock:
            if message["action"] == "open":
                self._open_again(message["entry"])
                return
            try:
                rows = listed(practising=self.practising, language=self._language)
            except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
                self.front.send({"error": failure(error, self._language), "rows": []})
            else:
                self.front.send({"practising": self.practising, "rows": rows})


def listed(*, practising: bool, language: str) -> list[Row]:
    """Return today's look-ups, the newest first, those of practice or the real ones.

    Each has `time`, `number` (masked), `ticket`, `outcome`, `entry`, and whether it `opens`.

    Raises:
        EvidenceError: The evidence cannot be read, or was changed.
    """
    kept = store()
    if not kept.path.exists():
        return []
    found = kept.entries("lookup", *CASES, since=f"{now():%Y-%m-%d}")
    own = [entry for entry in found if bool(entry.told.get("practice")) == practising]
    lookups = {entry.id: entry for entry in own if entry.kind == "lookup"}
    shown = list(_standing(own))
    bodies = kept.bodies(entry.id for entry in shown)
    return [_row(entry, lookups, bodies.get(entry.id), language) for entry in shown]


def _standing(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the newest state of each case, and the look-ups that came into none; newest first.

    A case that was kept once more, with papers added or a decision made, rests on all that it
    rested on before.
    """
    newer: list[set[int]] = []
    for entry in sorted(entries, key=lambda one: -one.id):
        rests = set(entry.told["sources"]) if entry.kind in CASES else {entry.id}
        if not any(rests <= later for later in newer):
            newer.append(rests)
            yield entry


def _row(entry: Entry, lookups: Mapping[int, Entry], body: Body | None, language: str) -> Row:
    told = entry.told
    number = str(body.query.get("number", "")) if body else ""
    opens = entry.kind in CASES
    seen = [lookups[one] for one in told["sources"] if one in lookups] if opens else [entry]
    parts = [_looked_up(one, language) for one in seen]
    return {
        "time": f"{entry.kept.time:%H.%M}",
        "number": Mask(numbers=(number,))(number) if number else "–",
        "ticket": told.get("ticket", "–"),
        "outcome": " · ".join([*parts, *(_concluded(told, language) if opens else ())]),
        "entry": entry.id,
        "opens": opens and body is not None,
    }


def _looked_up(entry: Entry, language: str) -> str:
    """Return what a look-up found, or that it failed."""
    told = entry.told
    table = _TITLES.get(told["table"], told["table"])
    if told["outcome"] == "failed":
        return translator(language)("{table}: look-up failed").format(table=table)
    announced = told["announced"]
    return f"{table} {told['rows']}/{'?' if announced is None else announced}"


def _concluded(told: Mapping[str, Any], language: str) -> Iterator[str]:
    """Yield the verdict of a case, and the analyst's decision."""
    _ = translator(language)
    if verdict := told["verdict"]:
        yield f"{words.SIGNS[verdict]} {TITLES[verdict].say(language)}"
    if decision := told["decision"]:
        yield _("analyst: {decision}").format(decision=TITLES[decision].say(language))
