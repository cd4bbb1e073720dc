"""What a line of the log says, in the reader's language and without a customer's number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ott_toolkit.conclusion.verdicts import TITLES
from ott_toolkit.evidence import PURPOSES
from ott_toolkit.journal.lines import Line
from ott_toolkit.locale import explain, translator
from ott_toolkit.portal.recall import reason
from ott_toolkit.schema import TABLES

_TABLES = {table.name: table.title for table in TABLES}
_Say = Callable[[str], str]


def said(line: Line, language: str) -> str:
    """Return what was done, and how it went."""
    _ = translator(language)
    parts = [_SAID[line.entry.kind](line, language)]
    if line.told.get("full"):
        parts.append(_("numbers in full"))
    if line.case:
        parts.append(_("case #{entry}").format(entry=line.case))
    if line.purged:
        parts.append(_("content deleted by the retention rule"))
    if line.changed:
        parts.append(_("CONTENT WAS CHANGED: see ott evidence verify"))
    return line.mask(" · ".join(parts))


def occasion(line: Line, language: str) -> str:
    """Return who did it, for which ticket, and why."""
    _ = translator(language)
    batch = line.told.get("batch")
    parts = [
        line.who,
        line.ticket or _("no ticket"),
        purpose(line, language),
        _("list {name}").format(name=batch) if batch else "",
        _("practice") if line.practice else "",
    ]
    return line.mask(" · ".join(part for part in parts if part))


def purposes(language: str) -> dict[str, str]:
    """Return what a customer's data may be looked up for, in words; the first by default."""
    _ = translator(language)
    titles = {
        "billing-complaint": _("Complaint about a bill"),
        "customer-request": _("Customer's request"),
        "quality-check": _("Quality check"),
        "training": _("Training"),
    }
    return {purpose: titles[purpose] for purpose in PURPOSES}


def purpose(line: Line, language: str) -> str:
    """Return what the data was looked at for."""
    named = str(line.told["purpose"])
    return purposes(language).get(named, named)


def failure(line: Line, language: str) -> str:
    """Return why a look-up failed, as far as it is known."""
    found = line.body and reason(line.body.query)
    if found:
        return line.mask(explain(found, language))
    return str(line.told.get("failure", ""))


def verdict(kind: str, language: str) -> str:
    """Return what a conclusion is called; a case may have reached none."""
    _ = translator(language)
    title = TITLES.get(kind)  # type: ignore[call-overload]  # an entry may hold any text
    return title.say(language) if title else _("no verdict (no INTERNET CONTENT was seen)")


def _lookup(line: Line, language: str) -> str:
    _ = translator(language)
    about = line.told
    table = _TABLES.get(about["table"], about["table"])
    return f"{table}: {_outcome(line, about, language)}"


def _outcome(line: Line, about: dict[str, Any], language: str) -> str:
    _ = translator(language)
    if about["outcome"] == "none":
        return _("Nothing for this number")
    if about["outcome"] == "rows" and about["announced"] is None:
        return _("{read} rows read").format(read=about["rows"])
    if about["outcome"] == "rows":
        told = _("{read} of {count} rows read")
        return told.format(read=about["rows"], count=about["announced"])
    told = _("Look-up failed, not empty: {reason}")
    return told.format(reason=failure(line, language))


def _file(line: Line, language: str) -> str:
    _ = translator(language)
    if line.told.get("pasted"):
        return _("pasted text was read")
    name = line.body.address if line.body else "…"
    return _("file read: {name}").format(name=name)


def _case(line: Line, language: str) -> str:
    _ = translator(language)
    return _("case: {verdict}").format(verdict=verdict(line.told["verdict"], language))


def _decision(line: Line, language: str) -> str:
    _ = translator(language)
    about = line.told
    decided = verdict(about["decision"], language)
    if not about["differs"]:
        return _("decision: {decided}").format(decided=decided)
    told = _("decision: {decided}; the tool: {verdict}")
    return told.format(decided=decided, verdict=verdict(about["verdict"], language))


def form(line: Line, language: str) -> str:
    """Return what a text or a report is called."""
    _ = translator(language)
    name = str(line.told["form"])
    known = {
        "note": _("CRM note"),
        "whatsapp": _("WhatsApp reply"),
        "email": _("email reply"),
        "escalation": _("escalation"),
    }
    return known.get(name, _("report {form}").format(form=name))


def _form(line: Line, language: str) -> str:
    return translator(language)("handed on: {form}").format(form=form(line, language))


def _shown(line: Line, language: str) -> str:
    _ = translator(language)
    known = {
        "table": _("full numbers shown in a table"),
        "summary": _("full numbers shown in the summary"),
    }
    return known.get(line.told["what"], _("full numbers shown"))


def _login(line: Line, language: str) -> str:
    _ = translator(language)
    known = {"in": _("logged in"), "refused": _("refused"), "failed": _("failed")}
    outcome = line.told["outcome"]
    told = _("log-in at {host}: {outcome}")
    return told.format(host=line.told["host"], outcome=known.get(outcome, outcome))


def _purge(line: Line, language: str) -> str:
    bodies = sum(last - first + 1 for first, last in line.told["bodies"])
    told = translator(language)("{count} contents from before {day} deleted")
    return told.format(count=bodies, day=line.told["before"])


def _replay(_line: Line, language: str) -> str:
    return translator(language)("case opened again")


def _export(line: Line, language: str) -> str:
    told = translator(language)("archive handed over: {count} entries")
    return told.format(count=line.told["entries"])


_SAID: dict[str, Callable[[Line, str], str]] = {
    "login": _login,
    "lookup": _lookup,
    "file": _file,
    "case": _case,
    "decision": _decision,
    "text": _form,
    "report": _form,
    "shown": _shown,
    "replay": _replay,
    "export": _export,
    "purge": _purge,
}
