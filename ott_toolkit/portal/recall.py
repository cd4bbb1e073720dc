"""A look-up as it is kept: every page before it is read, how it ended, and the way back to it.

`Witness` writes the evidence and `recalled` reads it; what is asked and sent is told of, but for
passwords, cookies and tokens. Pages seen while logging in are not kept: they show no customer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import pandas as pd

from ott_toolkit.errors import EvidenceError, OttError
from ott_toolkit.evidence import Body, Entry, Kept, Store
from ott_toolkit.portal.controls import told_address
from ott_toolkit.portal.lookup import Before, Question
from ott_toolkit.portal.reading import Reading, framed
from ott_toolkit.portal.transport import Answer, Door, Exchange, answer_of
from ott_toolkit.schema import DASHBOARD_TABLES

_SECRET = re.compile(r"token|csrf|xsrf|nonce|sess|sid\b|auth|key|pass|sandi|secret|rahasia", re.I)
_HARMLESS = re.compile(r"[0-9]{0,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""The place of a page, or a day."""
_BLOTTED = "…"


class Witness:
    """Keeps what one look-up sends and gets, and how it ended.

    Args:
        store: Where.
        door: What the look-up goes through.
        name: The table's name, or the page's in the menu.
        question: What is asked.
    """

    def __init__(self, store: Store, door: Door, name: str, question: Question) -> None:
        self._store, self._name, self._question = store, name, question
        self._pages: list[int] = []
        self._seeing = door.seen_by(self._keep)
        self._asked = {one: value for one, value in asdict(question).items() if value is not None}

    def __enter__(self) -> Self:
        self._seeing.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._seeing.__exit__(None, None, None)
        if error is not None and not isinstance(error, EvidenceError):
            self._end("failed", _failed(error), failure=kind.__name__ if kind else "")

    def framed(self, readings: Sequence[Reading]) -> pd.DataFrame:
        """Return what the readings come to, once they are kept as what the look-up found.

        Raises:
            OttError: What was read cannot be believed.
            EvidenceError: It could not be kept.
        """
        frame = framed(readings, self._question, self._name)
        kept = self._end(
            "rows" if len(frame) else "none",
            {"readings": [_dumped(reading) for reading in readings]},
            address=frame.attrs["source"],
            rows=len(frame),
            announced=frame.attrs["announced"],
        )
        return _proved(frame, kept)

    def _end(self, outcome: str, said: Mapping[str, Any], address: str = "", **about: Any) -> Kept:
        body = Body(address, {**_told(self._asked), **said})
        return self._store.keep(
            "lookup", body,
            table=self._name, outcome=outcome, pages=self._pages, **about,
        )  # fmt: skip

    def _keep(self, seen: Exchange) -> int:
        query = {
            "method": seen.method,
            "sent": list(_blotted(seen, set(_told(self._asked).values()))),
            "declared": seen.declared,
        }
        body = Body(told_address(seen.address), query, seen.content)
        kept = (
            self._store.keep("failed", body, status=seen.status, failure=seen.failure)
            if seen.failure
            else self._store.keep("page", body, status=seen.status)
        )
        self._pages.append(kept.entry)
        return kept.entry


def recalled(store: Store, entry: Entry) -> pd.DataFrame:
    """Return the frame of a look-up, read anew from its pages.

    Args:
        store: Where it is kept.
        entry: The look-up's.

    Returns:
        What `Portal` returned then.

    Raises:
        EvidenceError: It failed, or its pages are not there any more.
        ParseError: The pages cannot be read by this version.
    """
    about = entry.told
    if about["outcome"] == "failed":
        raise EvidenceError(
            "The look-up #{entry} failed then: there is nothing to open again.", entry=entry.id
        )
    query = store.body(entry.id).query
    question = _question(query)
    readings = [_read_again(store, said, about["table"], question) for said in query["readings"]]
    return _proved(framed(readings, question, about["table"]), entry.kept)


def _read_again(store: Store, said: Mapping[str, Any], name: str, question: Question) -> Reading:
    """Return a reading, its pages parsed as they were then."""
    table = next((one for one in DASHBOARD_TABLES if one.name == name), None)
    answers = [_answer(store, number) for number in said["pages"]]
    reading = Reading((), table, answers[0].address, said["filtered"], _before(said["before"]))
    for answer in answers:
        reading = reading.with_page(answer, question)
    return reading


def _answer(store: Store, number: int) -> Answer:
    body, status = store.body(number), store.entry(number).told["status"]
    return answer_of(body.address, status, body.query["declared"], body.content, number)


def _proved(frame: pd.DataFrame, kept: Kept) -> pd.DataFrame:
    frame.attrs |= {"fetched": kept.time.isoformat(sep=" "), "evidence": [kept.cited]}
    return frame


def _dumped(reading: Reading) -> dict[str, Any]:
    before = reading.before and {**asdict(reading.before), "layout": sorted(reading.before.layout)}
    return {"pages": reading.entries, "filtered": reading.filtered, "before": before}


def _before(said: Mapping[str, Any] | None) -> Before | None:
    if said is None:
        return None
    return Before(said["notice"], frozenset(said["layout"]), said["empty"])


def _failed(error: BaseException) -> dict[str, Any]:
    """Return why a look-up failed, ready to be said in any language (`reason`)."""
    return _dumped_error(error) if isinstance(error, OttError) else {}


def _dumped_error(error: OttError) -> dict[str, Any]:
    values = {
        name: _dumped_error(value) if isinstance(value, OttError) else str(value)
        for name, value in error.values.items()
    }
    return {"error": str(error), "template": error.template, "values": values}


def reason(query: Mapping[str, Any]) -> OttError | None:
    """Return why a look-up failed, from the body of its evidence; `None` where it was broken off.

    It holds full numbers, as the body does.
    """
    if "template" not in query:
        return None
    values = {
        name: reason(value) if isinstance(value, Mapping) else value
        for name, value in query["values"].items()
    }
    return OttError(query["template"], **values)


def _told(asked: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in asked.items()}


def _question(query: Mapping[str, Any]) -> Question:
    known = {part.name: query[part.name] for part in fields(Question) if part.name in query}
    for name in {"since", "until"} & set(known):
        known[name] = date.fromisoformat(known[name])
    return Question(**known)


def _blotted(seen: Exchange, told: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what was sent, name and value; of what the portal put in, only what is no secret."""
    sent = f"{urlsplit(seen.address).query}&{seen.body}"
    for name, value in parse_qsl(sent, keep_blank_values=True):
        open_ = _HARMLESS.fullmatch(value) and not _SECRET.search(name)
        yield name, value if open_ or value in told else _BLOTTED
