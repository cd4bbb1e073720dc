"""Where the rows of a report come from, and what they can be told by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import pandas as pd

from ott_toolkit.case import Case
from ott_toolkit.locale import say
from ott_toolkit.plain import to_csv
from ott_toolkit.report.telling import Teller
from ott_toolkit.schema import TABLES


@dataclass(frozen=True)
class Origin:
    """One table and where it was read.

    Attributes:
        table: Its title.
        source: A file's name, or the address of a page; `–` where it is not recorded.
        fetched: When it was read (WIB), or `None`.
        read: How many rows were read; `None` where the table is not at hand.
        announced: How many the source announces, or `None`.
        pages: On how many pages they stood, or `None`.
        digest: SHA-256 of the rows as CSV, in UTF-8, as `ott read --csv` writes them and as the
            report shows them: of masked rows, so that it does not tell what they hide.
        remarks: The search that the source repeats, and what was remarked on in reading.
        evidence: Its evidence, number and hash, each as one text.
    """

    table: str
    source: str
    fetched: datetime | None
    read: int | None
    announced: int | None
    pages: int | None
    digest: str
    remarks: tuple[str, ...]
    evidence: tuple[str, ...] = ()


_CITED = 32
"""So many signs of a hash are cited: 128 bits, which nobody meets by trying."""


def cited(entry: int, proof: str) -> str:
    """Return how evidence is cited: by its number and the beginning of its hash."""
    return f"#{entry} {proof[:_CITED]}"


def origins(case: Case, tell: Teller) -> Iterator[Origin]:
    """Yield the origin of every table of a case, of those that are not at hand as well.

    What was read of the menu's other pages follows.
    """
    _ = tell.words
    frames = {
        "subscriptions": case.subscriptions,
        "transactions": case.transactions,
        "periods": case.bill.periods if case.bill else None,
        "lines": case.bill.lines if case.bill else None,
    }
    notes = case.bill.notes if case.bill else ()
    for table in TABLES:
        frame = frames[table.name]
        if frame is None:
            yield Origin(table.title, tell.text(None), None, None, None, None, "", ())
        else:
            yield _origin(table.title, frame, notes if table.name == "periods" else (), tell)
    for name, frame in case.others.items():
        origin = _origin(tell.text(name), frame, (), tell)
        apart = _("An undocumented page, as it is shown: no verdict rests on it.")
        yield replace(origin, remarks=(apart, *origin.remarks))


def _origin(title: str, frame: pd.DataFrame, notes: Any, tell: Teller) -> Origin:
    _ = tell.words
    about = frame.attrs
    remarks = [tell.text(about["echo"])] if about.get("echo") else []
    if about.get("filtered"):
        remarks.append(_("only a part: the search was narrowed"))
    remarks += [tell.text(say(one, tell.language)) for one in (*about.get("notes", ()), *notes)]
    fetched = about.get("fetched")
    return Origin(
        table=title,
        source=tell.text(_source(about.get("source") or "", tell)),
        fetched=datetime.fromisoformat(fetched) if fetched else None,
        read=len(frame),
        announced=about.get("announced"),
        pages=about.get("pages"),
        digest=sha256(to_csv(tell.masked(frame)).encode()).hexdigest(),
        remarks=tuple(remarks),
        evidence=tuple(cited(*one) for one in about.get("evidence", ())),
    )


def _source(names: str, tell: Teller) -> str:
    """Return names of files as they are; what was pasted is called so in the reader's language."""
    _ = tell.words
    pasted = "pasted text"  # as `sources` calls it
    return ", ".join(_("pasted text") if name == pasted else name for name in names.split(", "))
