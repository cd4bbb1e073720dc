"""The words of the desk and of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ott_toolkit import practice
from ott_toolkit.amounts import format_day, format_rupiah
from ott_toolkit.charts.signs import VERDICTS
from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.locale import translator

SIGNS: Mapping[str, str] = {kind: look[0] for kind, look in VERDICTS.items()}
"""Verdict → its sign, as on the charts."""
SEVERITIES = ("money", "confirm", "record")
"""What is listed and marked, the gravest first; anything else explains a pattern."""
KEYS: Mapping[str, str] = {
    "note": "C",
    "whatsapp": "P",
    "email": "M",
    "escalation": "S",
    "rows": "B",
    "timeline": "T",
    "html": "U",
    "xlsx": "X",
    "new": "N",
}
"""What can be sent or gone to → its letter, pressed with Alt.

None is taken by JupyterLab (Alt with A, L, W, digits, brackets, backslash, arrows, Enter, End), by
Chrome and Edge on Windows (D, E, F, arrows, Home, F4, space) or by the drivers of screens (R, Z);
an Indonesian keyboard is laid out as the American one, whose Alt key writes nothing.
"""


def desk(language: str, *, practising: bool) -> dict[str, str]:
    """Return the words of the desk's labels and buttons by their place."""
    _ = translator(language)
    return {
        "number": _("IndiHome number (Internet)"),
        "ticket": _("Ticket"),
        "ticket_hint": _("optional") if practising else "",
        "purpose": _("Purpose"),
        "history": _("Look-up log"),
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
        "kept": _("in the keyring; may stay empty"),
        "keep": _("Keep the password in the keyring of this computer"),
        "connect": _("Log in"),
        "use_practice": _("Use the practice portal"),
        "practice_page": _("The practice portal itself, for looking up by hand:"),
        "practice_login": f"{practice.USERNAME} / {practice.PASSWORD}",
        "silent": _silent(language),
        "language": _("Language"),
        "since": _("From"),
        "until": _("To"),
        "ott": _("OTT"),
        "all_ott": _("All OTT"),
        "filter_scope": _("Only the two tables; summary, charts and bill stay whole."),
        "apply": _("Apply"),
        "show_all": _("Show all"),
    }


def _silent(language: str) -> str:
    return translator(language)(
        "The notebook does not answer. Wait a moment; if it stays so, click the notebook's "
        "first cell and press Shift + Enter."
    )


def history(language: str) -> dict[str, str]:
    """Return the words of the look-up log, by their place."""
    _ = translator(language)
    return {
        "title": _("Look-up log"),
        "scope": _("Today, on this computer"),
        "scope_practice": _("Today, on this computer, practice only"),
        "time": _("Time"),
        "number": _("Number"),
        "ticket": _("Ticket"),
        "outcome": _("Outcome"),
        "evidence": _("Evidence"),
        "open": _("open again"),
        "none": _("Nothing was looked up yet."),
        "close": _("Close"),
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


def verdict(reached: Verdict, language: str) -> str:
    """Return what a verdict is called; a part that is left over is named."""
    _ = translator(language)
    if reached.kind == "partly" and reached.difference is not None:
        rest = format_rupiah(reached.difference)
        return _("Partly explained, {rest} left").format(rest=rest)
    return reached.title.say(language)


def severities(language: str) -> dict[str, tuple[str, str]]:
    """Return severity → its sign, and what it asks for."""
    _ = translator(language)
    return {
        "money": ("◆", _("to be checked")),
        "confirm": ("◇", _("to be confirmed")),
        "record": ("◇", _("sources disagree")),
        "information": ("△", _("explains a pattern")),
    }


def compared(language: str) -> dict[str, str]:
    """Return rule → what its `{amount}` and its `{expected}` are."""
    _ = translator(language)
    content = _("billed {amount}, charges {expected}")
    return {
        "price-mismatch": _("price {amount}, in Subscriptions {expected}"),
        "price-change": _("price {amount}, before that {expected}"),
        "prorate-above-price": _("prorated {amount}, price {expected}"),
        "billed-without-charge": content,
        "billed-amount-differs": content,
        "charged-not-billed": content,
        "duplicate-bill-line": content,
        "tax-mismatch": _("PPN {amount}, reckoned {expected}"),
        "bill-total-mismatch": _("total {amount}, lines {expected}"),
    }


def summary(language: str) -> dict[str, str]:
    """Return the words of the summary, its fields included, by their place."""
    _ = translator(language)
    return {
        "period": _("Bill period"),
        "standing": _(
            "This is about the amount, not about whether to pay: the claim is weighed apart."
        ),
        "service": _("Service"),
        "again": _("Charged again next month?"),
        "weakens": _("Weakened by"),
        "next_step": _("Next"),
        "more": _("and {count} more"),
        "not_run": _("Not checked: {count} rules."),
        "settings": _("Settings used"),
        "row": _("row"),
        "bill": _("Bill"),
        "contested": _("Contested amount"),
        "to_confirm": _("To be confirmed"),
        "not_proposed": _("nothing is proposed yet"),
        "informing": _("For information ({count})"),
        "timeline": _("Timeline"),
        "claim": _("Customer's claim"),
        "no_claim": _("not asked yet"),
        "day_stopped": _("Claimed stop date"),
        "day_not-resident": _("Moved in on"),
        "day_still-free": _("Free until"),
        "price": _("Price that was told (Rp)"),
        "decision": _("Analyst's decision"),
        "undecided": _("not decided yet"),
        "reason": _("Reason"),
        "reason_hint": _("why it differs from the tool's"),
        "save": _("Save"),
        "agrees": _("Recorded: {own}, as reckoned."),
        "alone": _("Recorded for bill {bill}: {own}."),
        "none_proposed": _(
            "No correction is proposed, by the analyst's decision (reckoned: {amount})."
        ),
        "differs": _("Recorded: {own}; reckoned was {tool}."),
    }


def questions(language: str) -> dict[str, str]:
    """Return the words around the standard questions."""
    _ = translator(language)
    return {
        "answered": _("answered"),
        "partly": _("answered in part"),
        "cannot": _("cannot be said"),
        "next_step": _("Next step"),
    }


def others(language: str) -> dict[str, str]:
    """Return the words around the menu's other pages, by their place."""
    _ = translator(language)
    return {
        "undocumented": _(
            "The layout of these pages is not documented: rows stand as the page shows them, and "
            "nothing of them enters the verdict. A page is read when you press its name."
        ),
        "menu": _("Pages of the menu"),
        "nobody": _(
            "There is no dashboard to ask for this number. Log in at the top of the panel and "
            "search it there."
        ),
        "opened": _(
            "This case was opened again from its evidence: nothing is asked for it. Search its "
            "number to read other pages."
        ),
        "no_menu": _("The dashboard's menu names no other page."),
        "not_empty": _("The look-up failed; that is not «no data»."),
        "read": _("read"),
        "failed": _("not read"),
    }


def outbox(language: str) -> dict[str, str]:
    """Return the words of what is copied, downloaded and gone to, by their place."""
    _ = translator(language)
    return {
        "note": _("Copy case note"),
        "whatsapp": _("Copy WhatsApp reply"),
        "email": _("Copy email reply"),
        "escalation": _("Escalation file"),
        "rows": _("Proving rows"),
        "timeline": _("Timeline"),
        "html": _("Download report"),
        "xlsx": _("Report as a workbook (.xlsx)"),
        "new": _("New case"),
        "name": _("Customer's name"),
        "full": _("Show full number"),
        "full_hint": _("In the report that is downloaded next; it is logged."),
        "optional": _("optional"),
        "keys": _("Keys"),
        "escape": _("give a search up; show all rows again"),
        "this_list": _("this list (outside a field)"),
        "snippets": _("in a terminal: where the team's own sentences stand"),
        "close": _("Close"),
        "changed": _("The case has just changed. Press again."),
        "refused": _("The browser refused to copy. Press Ctrl + C: the text below is selected."),
        "loading": _("Wait until it is read: nothing is copied meanwhile."),
        "silent": _silent(language),
    }


def sent(form: str, language: str) -> str:
    """Return that something was copied or downloaded."""
    _ = translator(language)
    return {
        "note": _("Case note copied"),
        "whatsapp": _("WhatsApp reply copied"),
        "email": _("Email reply copied"),
        "escalation": _("Escalation file downloaded; it holds full numbers, and that is logged"),
        "html": _("Report downloaded"),
        "xlsx": _("Report downloaded"),
        "full": _("Report with full numbers downloaded, and that is logged"),
    }[form]
