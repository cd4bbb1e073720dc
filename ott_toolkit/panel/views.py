"""What the panel shows of a case: texts, pages and table rows. Pure; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from ott_toolkit.amounts import format_day, format_month, format_rupiah
from ott_toolkit.bill import Bill
from ott_toolkit.case import Case
from ott_toolkit.charts import to_svg
from ott_toolkit.locale import say, translator
from ott_toolkit.parse import empty
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, Table

MISSING = "–"
_SUMMARY_ROWS = 4
"""Subscriptions in the summary; it has to fit one screen, and the tab shows them all."""
_SHORT = 60
"""Letters of a cell that stays on one line; references and transaction ids are shorter."""
_NO_AMOUNT = -(2**53)


@dataclass(frozen=True)
class Filters:
    """What to show of a case: inclusive days, and one service; nothing chosen shows all."""

    since: date | None = None
    until: date | None = None
    service: str = ""

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.service)

    def narrowed(self, case: Case) -> Case:
        """Return `case` with the rows to be shown; the bill stays whole."""
        return replace(
            case,
            subscriptions=self._kept(case.subscriptions, "start_time", "end_time"),
            transactions=self._kept(case.transactions, "trx_time", "trx_time"),
        )

    def _kept(self, frame: pd.DataFrame | None, begin: str, end: str) -> pd.DataFrame | None:
        if frame is None or not self:
            return frame
        kept = pd.Series(True, index=frame.index)
        if self.since:
            kept &= frame[end].isna() | (frame[end] >= pd.Timestamp(self.since))
        if self.until:
            after = pd.Timestamp(self.until) + pd.Timedelta(days=1)
            kept &= frame[begin].isna() | (frame[begin] < after)
        if self.service:
            kept &= frame["service"].fillna("").str.casefold() == self.service.casefold()
        return frame[kept].reset_index(drop=True)


def services(case: Case) -> list[str]:
    """Return the services of a case, each once whatever its letters' case."""
    frames = [frame for frame in (case.subscriptions, case.transactions) if frame is not None]
    named = [name for frame in frames for name in frame["service"].dropna()]
    return list({name.casefold(): name for name in reversed(named)}.values())[::-1]


def strip_state(case: Case, filters: Filters, language: str) -> dict[str, Any]:
    """Return what stands above the results: the number, the line of trust, the filter."""
    return {
        "number": case.number,
        "strip": strip(case, language),
        "filter": filter_words(filters, case, language),
        "services": services(case),
    }


def strip(case: Case, language: str) -> str:
    """Return the line of trust: what was read of what was announced, from where and when."""
    _ = translator(language)
    parts: list[str] = []
    for table, frame in ((SUBSCRIPTIONS, case.subscriptions), (TRANSACTIONS, case.transactions)):
        if frame is None:
            parts.append(_("{table}: not looked up yet.").format(table=table.title).rstrip("."))
            continue
        announced = frame.attrs.get("announced")
        parts.append(f"{table.title} {len(frame)}/{'?' if announced is None else announced}")
        parts += [say(remark, language) for remark in frame.attrs.get("notes", ())]
    parts.append(_bill_words(case.bill, language))
    read = [frame for frame in (case.subscriptions, case.transactions) if frame is not None]
    if read:
        taken = datetime.fromisoformat(max(frame.attrs["fetched"] for frame in read))
        parts.append(_("number agrees"))
        parts.append(_("taken {time}").format(time=f"{taken:%H.%M}"))
        parts.append(", ".join(dict.fromkeys(_place(frame.attrs["source"]) for frame in read)))
    return " · ".join(parts)


def _place(source: str) -> str:
    """Return the host of an address, and a file's name as it is."""
    return urlsplit(source).netloc or source


def _bill_words(bill: Bill | None, language: str) -> str:
    _ = translator(language)
    if bill is None:
        return _("no bill")
    months = [format_month(period, language) for period in bill.periods["period"]]
    named = months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"
    return _("bill {months}").format(months=named)


def filter_words(filters: Filters, case: Case, language: str) -> str:
    """Return what the filter leaves of the transactions, or how it is called."""
    _ = translator(language)
    if not filters:
        return _("Filter")
    shown, whole = filters.narrowed(case).transactions, case.transactions
    if shown is None or whole is None:
        return _("Filtered")
    return _("Filtered: {shown} of {all} charges shown").format(shown=len(shown), all=len(whole))


def summary_page(case: Case, timeline: str, language: str) -> str:
    """Return the page «Ringkasan» as HTML; `timeline` is the drawn one."""
    frame = empty(SUBSCRIPTIONS) if case.subscriptions is None else case.subscriptions
    newest = frame.sort_values("start_time", ascending=False).head(_SUMMARY_ROWS)
    return _page(
        "summary.html",
        language,
        case=case,
        months=list(_content_months(case)),
        subscriptions=newest.to_dict("records"),
        more=len(frame) - len(newest),
        timeline=timeline,
    )


def charts_page(case: Case, timeline: str, language: str) -> str:
    """Return the page «Linimasa»: the drawn timeline, and the charge chart below it."""
    charges = to_svg(case.charge_chart(language=language))
    return _page("charts.html", language, timeline=timeline, charges=charges)


def bill_page(case: Case, language: str) -> str:
    """Return the page «Tagihan» as HTML, newest period first."""
    months = [] if case.bill is None else list(_bill_months(case, case.bill))
    return _page("bill.html", language, bill=case.bill, months=months)


def meanings(table: Table, language: str) -> str:
    """Return what the columns of `table` mean, folded, from the data dictionary."""
    return _page("meanings.html", language, columns=table.columns)


def table_rows(
    frame: pd.DataFrame, table: Table, language: str
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the rows of `frame` as shown, and how a DataTable sorts and speaks of them.

    Money is shown as `Rp 29.000` and sorted by hidden columns of whole rupiah.
    """
    columns = {column.name: column for column in table.columns}
    # The number stands above the table; its column gives way to the times.
    frame = frame[sorted(frame.columns, key=lambda name: name == "indihome_number")]
    shown = pd.DataFrame(dtype=object)
    definitions: list[dict[str, Any]] = []
    for place, (name, values) in enumerate(frame.items()):
        column = columns.get(str(name))
        kind = column.kind if column else "text"
        cells = [_cell(value, kind) for value in values]
        shown[column.header if column else str(name)] = pd.Series(cells, dtype=object)
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
        "language": _table_words(language),
        "text_in_header_can_be_selected": False,  # a click on a header sorts instead
    }


@dataclass(frozen=True)
class _ContentMonth:
    period: date
    charged_in: date
    billed: int
    charged: int
    charges: int | None
    status: str


def _content_months(case: Case) -> Iterator[_ContentMonth]:
    """Yield the periods with content: unpaid ones first, then the newest."""
    if case.bill is None or case.billed is None:
        return
    periods = case.bill.periods.drop_duplicates("period").set_index("period")["payment_status"]
    months = [
        _content_month(case, period.date(), int(amount), periods.get(period))
        for period, amount in case.billed.itertuples(index=False)
    ]
    yield from sorted(months, key=lambda m: (m.status == "Lunas", -m.period.toordinal()))


def _content_month(case: Case, period: date, billed: int, status: object) -> _ContentMonth:
    charged_in = case.policy.charge_month(period)
    amounts = None if case.transactions is None else case.charges_in(charged_in)["amount"]
    return _ContentMonth(
        period=period,
        charged_in=charged_in,
        billed=billed,
        charged=0 if amounts is None else int(amounts.sum()),
        charges=None if amounts is None else len(amounts),
        status=MISSING if pd.isna(status) else str(status),  # type: ignore[call-overload]
    )


def _bill_months(case: Case, bill: Bill) -> Iterator[dict[str, Any]]:
    content = set(bill.content_lines(case.policy.content_lines).index)
    nth: dict[pd.Timestamp, int] = {}
    for row in bill.periods.to_dict("records"):
        period = row["period"]
        nth[period] = nth.get(period, 0) + 1
        own = bill.lines[
            (bill.lines["period"] == period) & (bill.lines["bill"] == str(nth[period]))
        ]
        yield {
            "period": period.date(),
            "charged_in": case.policy.charge_month(period.date()),
            "billed": row["billed"],
            "status": row["payment_status"],
            "lines": [{**line, "content": place in content} for place, line in own.T.items()],
        }


def _cell(value: Any, kind: str) -> str:
    if pd.isna(value):
        return MISSING
    if kind == "amount":
        return format_rupiah(int(value))
    return str(value)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ott_toolkit.panel"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda value: MISSING if pd.isna(value) or not value else value
    environment.filters["rupiah"] = lambda value: _cell(value, "amount")
    environment.filters["time"] = lambda value: _cell(value, "time")
    return environment


def _page(template: str, language: str, **values: Any) -> str:
    environment = _environment().overlay()
    environment.filters = {
        **environment.filters,
        "month": lambda day: format_month(day, language),
        "day": lambda day: format_day(day, language),
    }
    return environment.get_template(template).render(_=translator(language), **values)


def _table_words(language: str) -> dict[str, Any]:
    """Return DataTables' own words; its placeholders are `_MENU_` and the like."""
    _: Callable[[str], str] = translator(language)
    return {
        "search": _("Search in the table:"),
        "lengthMenu": _("Show _MENU_ rows"),
        "info": _("Rows _START_ to _END_ of _TOTAL_"),
        "infoEmpty": _("No rows"),
        "infoFiltered": _("(of _MAX_)"),
        "emptyTable": _("Nothing for this number."),
        "zeroRecords": _("No row matches"),
    }
