"""The sheets of a workbook: titles, headers and rows, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from ott_toolkit.conclusion.amount import amount_said
from ott_toolkit.conclusion.outlook import sum_up
from ott_toolkit.conclusion.verdicts import TITLES
from ott_toolkit.report.contents import (
    AGAIN,
    ANSWERED,
    INFERRED,
    SEVERITIES,
    SIGNS,
    Contents,
)
from ott_toolkit.report.origins import origins
from ott_toolkit.schema import BILL_LINES, SUBSCRIPTIONS, TRANSACTIONS

Cell = str | int | date | datetime | None
"""A text, an amount or a count, a month or a day, a time, or nothing."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, its headers, and rows as wide as these."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def sheets(contents: Contents) -> Iterator[Sheet]:
    """Yield every sheet but the charts, in order."""
    yield _summary(contents)
    yield _verdicts(contents)
    yield _findings(contents)
    yield _subscriptions(contents)
    yield _transactions(contents)
    yield _bill(contents)
    yield _questions(contents)
    yield _grounds(contents)


def _summary(contents: Contents) -> Sheet:
    case, tell = contents.case, contents.tell
    _ = tell.words
    rows: list[tuple[str, Cell]] = [
        ("Internet", contents.number),
        *contents.customer,
        (_("As of (WIB)"), case.asof),
        *([(_("Evidence"), contents.evidenced)] if contents.evidenced else []),
        *_disputed(contents),
    ]
    if claim := case.claim_answer:
        rows += [
            (_("Customer's claim"), tell.say(claim.claim.title)),
            (tell.say(claim.title), tell.say_all(claim.said)),
            (_("Next step"), tell.say(claim.next_step)),
        ]
    else:
        rows.append((_("Customer's claim"), _("No claim was recorded.")))
    rows.append((_("Charged again?"), tell.say(sum_up(case.outlook, case.grounds))))
    rows += _decision(contents)
    if not tell.mask.full:
        rows.append((_("Note"), _("Number, name, phone and group are masked.")))
    rows.append((_("Note"), _(
        "The verdicts speak of the amount alone. The sources hold no buyer, no consent, no use "
        "and no request to stop; a correction is a proposal until it is decided.")))  # fmt: skip
    return Sheet(_("Summary"), (_("What"), _("Value")), rows)


def _disputed(contents: Contents) -> list[tuple[str, Cell]]:
    """Return what is said of the disputed period, or why there is none."""
    verdict, tell = contents.case.disputed, contents.tell
    _ = tell.words
    if verdict is None:
        return [(_("Verdict"), contents.unweighed)]
    paid = None if verdict.billed is None else verdict.billed + (verdict.vat or 0)
    return [
        (_("Bill period"), tell.say(verdict.months)),
        (_("Verdict"), f"{SIGNS[verdict.kind]} {tell.say(verdict.title)}"),
        (_("Amount"), tell.say_all(amount_said(verdict))),
        ("INTERNET CONTENT", verdict.billed),
        ("PPN", verdict.vat),
        (_("With PPN"), paid),
        (_("Contested"), verdict.contested),
        (_("Correction with PPN"), verdict.correction),
        (_("Payment"), tell.text(verdict.payment_status)),
        (_("Still to be paid"), verdict.unpaid),
    ]


def _decision(contents: Contents) -> Iterator[tuple[str, Cell]]:
    decision, tell = contents.case.decision, contents.tell
    _ = tell.words
    if decision is None:
        yield _("Analyst's decision"), _("No decision was recorded.")
        return
    said = f"{tell.month(decision.period)} · {SIGNS[decision.kind]} {tell.say(decision.title)}"
    yield _("Analyst's decision"), said
    yield _("The tool's verdict"), f"{SIGNS[decision.verdict]} {tell.say(TITLES[decision.verdict])}"
    yield _("Reason"), tell.prose(decision.reason)


def _verdicts(contents: Contents) -> Sheet:
    tell = contents.tell
    _ = tell.words
    headers = (
        *(_("Bill"), _("Charges of"), _("Verdict"), "INTERNET CONTENT"),
        *(_("Charges of the month"), _("Number of charges"), _("Difference"), "PPN"),
        *(_("Contested"), _("To be confirmed"), _("Correction with PPN")),
        *(_("Still to be paid"), _("Payment"), _("Explanation")),
    )
    rows = [
        (
            *(one.period, one.charged_in, f"{SIGNS[one.kind]} {tell.say(one.title)}", one.billed),
            *(one.charged, len(one.charges), one.difference, one.vat),
            *(one.contested, one.to_confirm, one.correction),
            *(one.unpaid, tell.text(one.payment_status), tell.say_all(amount_said(one))),
        )
        for one in contents.verdicts
    ]
    return Sheet(_("Verdicts"), headers, rows)


def _findings(contents: Contents) -> Sheet:
    tell = contents.tell
    _ = tell.words
    headers = (
        *(_("Finding"), _("Severity"), _("Bill period"), _("Time"), "Service"),
        *(_("Amount"), _("Expected"), "Partner ref_no", "Telkom trx_id"),
        *(_("Explanation"), _("Rule")),
    )
    rows: list[Sequence[Cell]] = [
        (
            *(_(rule.title), tell.say(SEVERITIES[rule.severity][1])),
            *(row["period"] and row["period"].date(), row["time"], row["service"]),
            *(row["amount"], row["expected"], row["partner_ref"], row["trx_id"]),
            *(_(rule.explanation), rule.name),
        )
        for rule, found in contents.findings
        for row in found
    ]
    if not rows:
        rows.append((_("The rules that were run found nothing."), *[None] * 10))
    rows += [
        (title, _("not checked"), *[None] * 7, reason, None)
        for reason, titles in contents.not_run
        for title in titles
    ]
    return Sheet(_("Findings"), headers, rows)


def _subscriptions(contents: Contents) -> Sheet:
    frame = contents.case.subscriptions
    tell = contents.tell
    headers = {column.name: column.header for column in SUBSCRIPTIONS.columns}
    if frame is None or frame.empty:
        return _without_rows("Subscriptions", list(headers.values()), frame, contents)
    names = [*(name for name in headers if name in frame), *_unknown(frame, headers)]
    rows = [[row[name] for name in names] for row in tell.rows(frame)]
    return Sheet("Subscriptions", [headers.get(name) or tell.text(name) for name in names], rows)


def _transactions(contents: Contents) -> Sheet:
    frame, tell = contents.case.transactions, contents.tell
    _ = tell.words
    known = {column.name: column.header for column in TRANSACTIONS.columns}
    added = (_("Amount"), _("Bill"), _("Findings"))
    if frame is None or frame.empty:
        return _without_rows("Transactions Data", [*known.values(), *added], frame, contents)
    names = [*(name for name in known if name in frame), *_unknown(frame, known)]
    rows = [
        (
            *(row[name] for name in names),
            *(row["amount"], row["period"]),
            ", ".join(_(rule.title) for rule in row["findings"]) or None,
        )
        for row in contents.charges
    ]
    headers = [known.get(name) or tell.text(name) for name in names]
    return Sheet("Transactions Data", [*headers, *added], rows)


def _unknown(frame: pd.DataFrame, known: dict[str, str]) -> list[str]:
    """Return the columns that the data dictionary does not know."""
    return [str(name) for name in frame.columns if name not in known]


def _without_rows(
    title: str, headers: Sequence[str], frame: pd.DataFrame | None, contents: Contents
) -> Sheet:
    """Return a sheet that tells nothing found from nothing looked up."""
    _ = contents.tell.words
    absent = _("{table}: not looked up yet").format(table=title)
    said = absent if frame is None else _("Nothing for this number.")
    return Sheet(title, headers, [[said, *[None] * (len(headers) - 1)]])


def _bill(contents: Contents) -> Sheet:
    tell = contents.tell
    _ = tell.words
    headers = (
        *(_("Bill"), BILL_LINES["line"].header, BILL_LINES["amount"].header),
        *(BILL_LINES["status"].header, _("Remark")),
    )
    rows: list[Sequence[Cell]] = []
    for sums in contents.arithmetic:
        rows += [
            (sums.period, line["line"], line["amount"], line["status"], None)
            for line in tell.rows(sums.lines)
        ]
        told = _("PPN: {rate} of the taxable lines, {taxable}, is {expected}; the bill shows "
                 "{shown}.").format(
            rate=contents.percent(sums.rate),
            taxable=tell.rupiah(sums.taxable),
            expected=tell.rupiah(sums.vat_expected),
            shown=tell.rupiah(sums.vat_shown),
        )  # fmt: skip
        rows += [
            (sums.period, _("Sum of the lines"), sums.summed, None, told),
            (sums.period, _("Total on the bill"), sums.total, None, None),
        ]
    return Sheet(_("Bill"), headers, rows)


def _questions(contents: Contents) -> Sheet:
    tell = contents.tell
    _ = tell.words
    headers = (_("Question"), _("Status"), _("Answer"), _("Next step"), _("Rows"), _("Settings"))
    rows: list[Sequence[Cell]] = [
        (
            *(tell.say(one.question), tell.say(ANSWERED[one.status]), tell.say_all(one.said)),
            tell.say(one.next_step) if one.next_step else None,
            "; ".join(contents.evidence(one.rows)) or None,
            "; ".join(contents.setting_names(one.settings)) or None,
        )
        for one in contents.case.answers
    ]
    rows += [
        (
            f"{_('Outlook')}: {tell.text(one.service)}",
            *(tell.say(AGAIN[one.again]), _outlook(one, contents)),
            *(None, tell.text(one.reference), None),
        )
        for one in contents.case.outlook
    ]
    return Sheet(_("Questions"), headers, rows)


def _outlook(one: Any, contents: Contents) -> str:
    tell = contents.tell
    _ = tell.words
    told = {
        _("Next charge due"): tell.time(one.due) if one.due else "",
        _("On the bill"): tell.month(one.bill) if one.bill else "",
        _("Ended"): tell.time(one.ended) if one.ended else "",
        _("Charged, bill to come"): str(len(one.pending)) if len(one.pending) else "",
    }
    return " · ".join(f"{label}: {value}" for label, value in told.items() if value)


def _grounds(contents: Contents) -> Sheet:
    tell = contents.tell
    _ = tell.words
    headers = (_("What"), _("Value"), _("Read (WIB)"), _("Rows read"), _("Remark"))
    rows: list[Sequence[Cell]] = []
    for one in origins(contents.case, tell):
        if one.read is None:
            rows.append((one.table, _("not at hand"), None, None, None))
            continue
        rows.append((one.table, one.source, one.fetched, one.read, "; ".join(one.remarks) or None))
        rows += [
            (f"{_('Evidence')}: {one.table}", proof, None, None, None) for proof in one.evidence
        ]
        rows.append((f"SHA-256: {one.table}", one.digest, None, None, None))
    rows += [(_("Note"), said, None, None, None) for said in contents.hashed]
    for used in contents.settings:
        default = _("by default {value}").format(value=used.default) if used.changed else None
        rows.append((used.name, used.value, None, None, default))
    rows += [(_("Inferred, not documented"), tell.say(fact), None, None, None) for fact in INFERRED]
    if not contents.not_run:
        told = _("Every rule of the catalogue was run.")
        rows.append((_("What was not checked"), told, None, None, None))
    return Sheet(_("Sources and settings"), headers, rows)
