"""The words of the desk and of the tables."""

from __future__ import annotations

from datetime import date

from ott_toolkit import practice
from ott_toolkit.amounts import format_day
from ott_toolkit.locale import translator


def desk(language: str) -> dict[str, str]:
    """Return the words of the desk's labels and buttons by their place."""
    _ = translator(language)
    return {
        "number": _("IndiHome number (Internet)"),
        "asof": _("As of"),
        "search": _("Search"),
        "paste": _("Paste here"),
        "paste_hint": _("Bill, Subscriptions or Transactions Data; several at once are fine"),
        "read": _("Read"),
        "upload": _("Upload"),
        "new_case": _("New case"),
        "cancel": _("Cancel"),
        "address": _("Dashboard address"),
        "username": _("Username"),
        "password": _("Password"),
        "connect": _("Log in"),
        "use_practice": _("Use the practice portal"),
        "practice_page": _("The practice portal itself, for looking up by hand:"),
        "practice_login": f"{practice.USERNAME} / {practice.PASSWORD}",
        "silent": _(
            "The notebook does not answer. Wait a moment; if it stays so, click the notebook's "
            "first cell and press Shift + Enter."
        ),
        "language": _("Language"),
        "since": _("From"),
        "until": _("To"),
        "ott": _("OTT"),
        "all_ott": _("All OTT"),
        "filter_scope": _("Only the two tables; summary, charts and bill stay whole."),
        "apply": _("Apply"),
        "show_all": _("Show all"),
    }


def table(language: str) -> dict[str, str]:
    """Return DataTables' own words; its placeholders are `_MENU_` and the like."""
    _ = translator(language)
    return {
        "search": _("Search in the table:"),
        "lengthMenu": _("Show _MENU_ rows"),
        "info": _("Rows _START_ to _END_ of _TOTAL_"),
        "infoEmpty": _("No rows"),
        "infoFiltered": _("(of _MAX_)"),
        "emptyTable": _("Nothing for this number."),
        "zeroRecords": _("No row matches"),
    }


def asof(day: date | None, language: str) -> str:
    """Return the day that is judged at, as the bar shows it."""
    if day is None:
        return ""
    return translator(language)("as of {day}").format(day=format_day(day, language))


def connection(host: str, *, practising: bool, ready: bool, language: str) -> dict[str, str | bool]:
    """Return how the connection stands, in words."""
    _ = translator(language)
    return {
        "mode": _("Practice mode") if practising else _("Dashboard"),
        "portal": _("practice portal") if practising else host,
        "light": _("connected") if ready else _("not connected"),
        "ready": ready,
    }
