"""The strip above the results: whose they are, and how far they can be trusted."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from ott_toolkit import rehearsal
from ott_toolkit.amounts import format_day, format_month, now
from ott_toolkit.bill import Bill
from ott_toolkit.case import Case
from ott_toolkit.evidence import Kept
from ott_toolkit.letters import harmless
from ott_toolkit.locale import say, translator
from ott_toolkit.panel.filters import Filters, services
from ott_toolkit.said import echoed_numbers
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS


def state(case: Case, filters: Filters, opened: Kept | None, language: str) -> dict[str, Any]:
    """Return what stands above the results: the number, the line of trust, the filter.

    Args:
        case: Whose.
        filters: Which rows its tables show.
        opened: From which evidence it was opened again; `None` for a fresh one.
        language: `id` or `en`.
    """
    return {
        "number": case.number,
        "evidence": _evidence(case, language),
        "opened": _opened(opened, language) if opened else "",
        "strip": trust(case, language),
        "filter": _filter_words(filters, case, language),
        "services": services(case),
        "chosen": filters.chosen,
    }


def trust(case: Case, language: str) -> str:
    """Return the line of trust: what was read of what was announced, from where and when."""
    _ = translator(language)
    tables = ((SUBSCRIPTIONS, case.subscriptions), (TRANSACTIONS, case.transactions))
    read = [frame for _table, frame in tables if frame is not None]
    parts = [_rows_words(table.title, frame, language) for table, frame in tables]
    parts.append(_bill_words(case.bill, language))
    remarks = [remark for frame in read for remark in frame.attrs.get("notes", ())]
    remarks += case.bill.notes if case.bill else ()
    parts += [say(remark, language) for remark in remarks]
    if any(frame.attrs.get("filtered") for frame in read):
        parts.append(_("only a part: the search was narrowed"))
    if read:
        agrees = all(_bears(frame, case.number) for frame in read)
        parts.append(_("number agrees") if agrees else _("the source does not show the number"))
        parts.append(_taken(read, language))
        parts.append(
            ", ".join(dict.fromkeys(_place(frame, case.number, language) for frame in read))
        )
    return harmless(" · ".join(parts))


def _evidence(case: Case, language: str) -> str:
    """Return by which number the case is kept."""
    if case.record is None:
        return ""
    return translator(language)("Evidence #{entry}").format(entry=case.record.kept.entry)


def _opened(kept: Kept, language: str) -> str:
    """Return that this is no fresh look-up, and when it was seen."""
    day = "" if kept.time.date() == now().date() else f"{format_day(kept.time, language)} "
    return translator(language)("opened from evidence #{entry}, seen {time} WIB").format(
        entry=kept.entry, time=f"{day}{kept.time:%H.%M}"
    )


def source(frame: pd.DataFrame, number: str, language: str) -> str:
    """Return what was read of what a page announced, when, and where."""
    remarks = [say(remark, language) for remark in frame.attrs.get("notes", ())]
    taken, place = _taken([frame], language), _place(frame, number, language)
    return harmless(" · ".join([_read_of(frame), *remarks, taken, place]))


def _rows_words(title: str, frame: pd.DataFrame | None, language: str) -> str:
    if frame is None:
        return translator(language)("{table}: not looked up yet").format(table=title)
    return f"{title} {_read_of(frame)}"


def _read_of(frame: pd.DataFrame) -> str:
    announced = frame.attrs.get("announced")
    return f"{len(frame)}/{'?' if announced is None else announced}"


def _bears(frame: pd.DataFrame, number: str) -> bool:
    """Whether the source itself says whose rows these are: each row, or the repeated search."""
    return bool(len(frame)) or number in echoed_numbers(frame.attrs.get("echo", ""))


def _taken(read: list[pd.DataFrame], language: str) -> str:
    """Return when a portal was asked, or when files and pastes were read; both in WIB."""
    _ = translator(language)
    times = [frame.attrs["fetched"] for frame in read if "fetched" in frame.attrs]
    time = f"{datetime.fromisoformat(max(times)):%H.%M}" if times else "?"
    asked = any("://" in frame.attrs.get("source", "") for frame in read)
    return (_("taken {time} WIB") if asked else _("read {time} WIB")).format(time=time)


def _place(frame: pd.DataFrame, number: str, language: str) -> str:
    """Return the host of an address, and a file's name as it is; practice is called so."""
    source = frame.attrs.get("source", "?")
    host = urlsplit(source).netloc
    practising = rehearsal.lies_at(host) and rehearsal.knows(number)
    return f"{translator(language)('practice portal')} {host}" if practising else host or source


def _bill_words(bill: Bill | None, language: str) -> str:
    _ = translator(language)
    if bill is None:
        return _("no bill")
    months = [format_month(period, language) for period in bill.periods["period"]]
    named = months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"
    return _("bill {months}").format(months=named)


def _filter_words(filters: Filters, case: Case, language: str) -> str:
    """Return what the filter leaves of the transactions, or how it is called."""
    _ = translator(language)
    if not filters:
        return _("Filter")
    shown, whole = filters.narrowed(case).transactions, case.transactions
    if shown is None or whole is None:
        return _("Filtered")
    return _("Filtered: {shown} of {all} charges shown").format(shown=len(shown), all=len(whole))
