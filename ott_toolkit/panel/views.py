"""What the panel shows of a case: texts, pages and table rows. Pure; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.case import Case
from ott_toolkit.charts import to_svg
from ott_toolkit.letters import harmless
from ott_toolkit.panel import words
from ott_toolkit.panel.proof import Proof
from ott_toolkit.panel.render import cell, page
from ott_toolkit.parse import empty
from ott_toolkit.schema import TRANSACTIONS, Table

_SUMMARY_ROWS = 3
"""Months in the summary: it has to fit one screen; the charts show them all."""
_SHORT = 60
"""Letters of a cell that stays on one line; references and transaction ids are shorter."""
_NO_AMOUNT = -(2**53)


def overview(case: Case, language: str) -> str:
    """Return the months of a case on which no verdict can be reached."""
    months = _months(case)
    return page(
        "overview.html",
        language,
        case=case,
        months=months[:_SUMMARY_ROWS],
        more_months=len(months[_SUMMARY_ROWS:]),
        has_content=case.billed is not None and len(case.billed) > 0,
    )


def charts_page(case: Case, language: str) -> str:
    """Return the page «Linimasa»: the timeline, and the charge chart below it."""
    timeline = to_svg(case.timeline(language=language))
    charges = to_svg(case.charge_chart(language=language))
    return page("charts.html", language, timeline=timeline, charges=charges)


def bill_page(case: Case, language: str, proof: Proof | None = None) -> str:
    """Return the page «Tagihan» as HTML, newest period first; the rows of `proof` are marked."""
    months = [] if case.bill is None else list(_bill_months(case, case.bill, proof))[::-1]
    return page("bill.html", language, bill=case.bill, months=months)


def questions_page(case: Case, language: str) -> str:
    """Return the page «Tanya jawab»: the standard questions and what the sources say to them."""
    texts = words.questions(language)
    return page("questions.html", language, answers=case.answers, texts=texts)


def meanings(table: Table, language: str) -> str:
    """Return what the columns of `table` mean, folded, from the data dictionary."""
    return page("meanings.html", language, columns=table.columns)


def table_rows(
    frame: pd.DataFrame, table: Table, language: str
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the rows of `frame` as shown, and how a DataTable sorts and speaks of them.

    Money is shown as `Rp 29.000` and sorted by hidden columns of whole rupiah.
    """
    columns = {column.name: column for column in table.columns}
    # Every row bears the number that stands above the table: the times need the room.
    frame = frame.drop(columns="indihome_number")
    shown = pd.DataFrame(dtype=object)
    definitions: list[dict[str, Any]] = []
    for place, (name, values) in enumerate(frame.items()):
        column = columns.get(str(name))
        kind = column.kind if column else "text"
        cells = [cell(value, kind) for value in values]
        shown[column.header if column else harmless(str(name))] = pd.Series(cells, dtype=object)
        wide = max(map(len, cells), default=0) > _SHORT
        look = "ott-long" if wide else "ott-short"
        side = "dt-right" if kind == "amount" else "dt-left"
        definitions.append(
            {"targets": place, "type": "string", "className": f"{look} {side} dt-head-left"}
        )
    for place, name in enumerate(frame.columns):
        if name in columns and columns[name].kind == "amount":
            definitions[place]["orderData"] = shown.shape[1]
            definitions.append({"targets": shown.shape[1], "visible": False, "searchable": False})
            # Below every amount: DataTables sorts numbers, and a missing amount is none.
            shown[f"{name} #"] = frame[name].fillna(_NO_AMOUNT).astype("int64")
    return shown, {
        "columnDefs": definitions,
        "language": words.table(language),
        "text_in_header_can_be_selected": False,  # a click on a header sorts instead
    }


def _months(case: Case) -> list[dict[str, Any]]:
    """Return the months with content or charges: unpaid bills, paid ones, then bills not seen."""
    billed, paid = _billed(case), _paid(case)
    charges = empty(TRANSACTIONS) if case.transactions is None else case.transactions
    charged = (time.date() for time in charges["trx_time"].dropna())
    periods = {*billed, *map(case.policy.bill_period, charged)}
    months = [
        {
            "period": period,
            "seen": period in billed,
            "billed": billed.get(period),
            "status": paid.get(period),
        }
        | _charged_in(case, case.policy.charge_month(period))
        for period in periods
    ]
    told = [month for month in months if month["billed"] != 0 or month["charges"]]
    return sorted(
        told,
        key=lambda m: (m["period"] not in paid, m["status"] == "Lunas", -m["period"].toordinal()),
    )


def _billed(case: Case) -> dict[date, int | None]:
    """Return what each period bills for INTERNET CONTENT; None where the line shows no amount."""
    answered = [] if case.answered is None else case.answered.itertuples(index=False)
    return {period.date(): None if pd.isna(billed) else int(billed) for period, billed in answered}


def _paid(case: Case) -> dict[date, str]:
    """Return how the bills of each period stand."""
    if case.bill is None:
        return {}
    standing = case.bill.periods.groupby("period")["payment_status"]
    told = standing.agg(lambda states: " / ".join(dict.fromkeys(states.dropna())))
    return {pd.Timestamp(str(period)).date(): status for period, status in told.items()}


def _charged_in(case: Case, month: date) -> dict[str, Any]:
    """Return the sum and the count of a month's charges; None where they are not known."""
    amounts = None if case.transactions is None else case.charges_in(month)["amount"]
    return {
        "charged_in": month,
        "charged": None if amounts is None or amounts.isna().any() else int(amounts.sum()),
        "charges": None if amounts is None else len(amounts),
    }


def _bill_months(case: Case, bill: Bill, proof: Proof | None) -> Iterator[dict[str, Any]]:
    kinds = {place: kind for one in case.arithmetic for place, kind in one.lines["kind"].items()}
    for row, own in bill.each():
        (month,) = row.to_dict("records")
        period = month["period"].date()
        proven = proof.kinds(period) if proof else set()
        yield {
            "period": period,
            "proven": bool(proven),
            "charged_in": case.policy.charge_month(period),
            "billed": month["billed"],
            "status": month["payment_status"],
            "lines": [
                {
                    **line,
                    "content": kinds[place] == "content",
                    "proven": kinds[place] in proven,
                }
                for place, line in own.T.items()
            ],
        }
