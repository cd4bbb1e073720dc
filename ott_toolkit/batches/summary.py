"""What came of a batch, one row a number: a table for programs, a workbook for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING

from ott_toolkit.batches.listed import Listed
from ott_toolkit.batches.work import Outcome, Result
from ott_toolkit.errors import OttError
from ott_toolkit.letters import harmless
from ott_toolkit.locale import explain, translator
from ott_toolkit.masks import Mask, mask_of
from ott_toolkit.plain import grid_csv
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import sentence

if TYPE_CHECKING:
    from ott_toolkit.report.sheets import Cell, Sheet

OUTCOMES = {
    "ok": sentence("rows found"),
    "none": sentence("Nothing for this number"),
    "failed": sentence("look-up failed, not empty"),
    "waiting": sentence("not asked yet"),
}


@dataclass(frozen=True)
class Row:
    """A number's row: text is masked unless full numbers were asked for.

    Attributes:
        place: Its line in the list.
        number: The IndiHome number.
        ticket: Its ticket, where the list names one.
        outcome: How it went.
        reason: Why it failed.
        verdict: The verdict on the disputed month of its bill.
        findings: Rule → how many findings.
        subscriptions: Rows of Subscriptions.
        transactions: Rows of Transactions Data.
        asof: The time it was judged at (WIB).
        evidence: The number of the evidence that the case can be opened by.
    """

    place: int
    number: str
    ticket: str
    outcome: Outcome
    reason: str = ""
    verdict: str = ""
    findings: tuple[tuple[str, int], ...] = ()
    subscriptions: int | None = None
    transactions: int | None = None
    asof: datetime | None = None
    evidence: int | None = None


def row(result: Result, language: str, *, full: bool) -> Row:
    """Return the row of a result.

    Args:
        result: It.
        language: Of the reason.
        full: Whether the number is shown in full.
    """
    asked, case = result.asked, result.case
    mask = mask_of(case, full=full) if case else Mask(numbers=(asked.number,), full=full)
    place, number, ticket = asked.place, mask(asked.number), mask(asked.ticket)
    if case is None:
        reason = harmless(mask(said(result.error, language))) if result.error else ""
        return Row(place, number, ticket, result.outcome, reason)
    return Row(
        place, number, ticket, result.outcome,
        verdict=case.disputed.kind if case.disputed else "",
        findings=tuple(Counter(case.findings["rule"]).items()),
        subscriptions=0 if case.subscriptions is None else len(case.subscriptions),
        transactions=0 if case.transactions is None else len(case.transactions),
        asof=case.asof,
        evidence=case.kept.entry if case.kept else None,
    )  # fmt: skip


def waiting(asked: Listed, *, full: bool) -> Row:
    """Return the row of a number that was not asked yet."""
    return row(Result(asked), "en", full=full)


def said(error: OttError, language: str) -> str:
    """Return what an error says, in one line."""
    return " ".join(explain(error, language).split())


def to_csv(rows: Iterable[Row]) -> str:
    """Return rows as comma-separated values under canonical names; findings as `rule: count`."""
    return grid_csv([part.name for part in fields(Row)], (list(_plain(one)) for one in rows))


def _plain(one: Row) -> Iterable[str | int | None]:
    for part in fields(Row):
        value = getattr(one, part.name)
        if part.name == "findings":
            value = "; ".join(f"{rule}: {count}" for rule, count in value)
        yield f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value


def workbook(rows: Sequence[Row], language: str, asof: datetime) -> bytes:
    """Return rows as an `.xlsx` file: the numbers, and what was found at each by rule."""
    from ott_toolkit.report.workbook import tables

    title = translator(language)("Many numbers")
    return tables(title, [_numbers(rows, language), _findings(rows, language)], asof)


def _numbers(rows: Sequence[Row], language: str) -> Sheet:
    from ott_toolkit.conclusion.verdicts import TITLES
    from ott_toolkit.report.sheets import Sheet

    _ = translator(language)
    headers = (
        _("Line"), "IndiHome", _("Ticket"), _("Outcome"), _("Reason"), _("Verdict"), _("Findings"),
        "Subscriptions", "Transactions Data", _("As of (WIB)"), _("Evidence"),
    )  # fmt: skip
    titles: dict[str, str] = {kind: title.say(language) for kind, title in TITLES.items()}
    cells: list[list[Cell]] = [
        [
            one.place, one.number, one.ticket, OUTCOMES[one.outcome].say(language), one.reason,
            titles[one.verdict] if one.verdict else "", sum(count for name, count in one.findings),
            one.subscriptions, one.transactions, one.asof,
            f"#{one.evidence}" if one.evidence else "",
        ]
        for one in rows
    ]  # fmt: skip
    return Sheet(_("Numbers"), headers, cells)


def _findings(rows: Sequence[Row], language: str) -> Sheet:
    from ott_toolkit.report.contents import SEVERITIES
    from ott_toolkit.report.sheets import Sheet

    _ = translator(language)
    headers = (_("Line"), "IndiHome", _("rule"), _("Finding"), _("Severity"), _("Count"))
    cells: list[list[Cell]] = [
        [
            one.place, one.number, name, _(RULES[name].title),
            SEVERITIES[RULES[name].severity][1].say(language), count,
        ]
        for one in rows
        for name, count in one.findings
    ]  # fmt: skip
    return Sheet(_("Findings"), headers, cells)
