"""The words of the teaching widgets by their place."""

from __future__ import annotations

from typing import Any

from ott_toolkit import practice
from ott_toolkit.locale import translator
from ott_toolkit.teaching.cases import seat


def common(language: str) -> dict[str, str]:
    """Return what stands in every widget."""
    _ = translator(language)
    return {
        "trainee": _("Your name, for the record"),
        "save_name": _("Save the name"),
        "recorded_as": _("Recorded as"),
        "change": _("Change"),
        "check": _("Check"),
        "silent": _(
            "The notebook does not answer. Wait a moment; if it stays so, click the notebook's "
            "first cell and press Shift + Enter."
        ),
    }


def exercise(language: str) -> dict[str, str]:
    """Return the words of an exercise."""
    _ = translator(language)
    return common(language) | {
        "number": _("IndiHome number (Internet)"),
        "copy": _("Copy"),
        "copied": _("Copied"),
        "portal": _("Open the practice portal"),
        "login": "" if seat() else f"{practice.USERNAME} / {practice.PASSWORD}",
        "customer": _("The customer says:"),
        "choose": _("choose …"),
        "verdict": _("Your conclusion"),
        "claim_status": _("Answer to the claim"),
        "contested": _("Contested amount (Rp, before PPN)"),
        "contested_hint": _("empty where there is none"),
        "answer": _("What you tell the customer"),
        "step": _("Next step"),
        "confidence": _("How sure are you?"),
        "open_panel": _("Open the panel"),
        "keep": _("Keep the answer"),
        "show_rows": _("Show the rows to tick"),
        "rows_hint": _("First look the number up yourself; then tick only the rows that prove it."),
        "tick": _("Proof"),
        "time": "Trx Time",
        "no_rows": _("No rows."),
        "hint": _("Hint (−5)"),
        "solution": _("Show the answer"),
        "onward": _("Next case"),
    }


def quiz(language: str) -> dict[str, str]:
    """Return the words of a quiz."""
    _ = translator(language)
    return common(language) | {
        "check_all": _("Check all"),
        "many": _("Tick all that are right."),
    }


def round_(language: str) -> dict[str, Any]:
    """Return the words of a round."""
    _ = translator(language)
    return common(language) | {
        "seed": _("Code of this round"),
        "begin": _("Begin"),
        "resume": _("Go on"),
        "rules": _("No hints; the marks come at the end. Keep the code to play the same round."),
        "unanswered": _("not answered"),
        "previous": _("Previous case"),
        "next": _("Next case"),
        "end": _("End the round"),
        "end_sure": _("End it? {count} open"),
        "left": _("Time left"),
        "over": _("Time is over."),
        "marks": _("Mean of all cases, of 100"),
        "columns": ["", _("Number"), _("Points"), _("Your conclusion"), _("How sure are you?")],
        "review": _("Press a case's number above to see what was right there, and why."),
        "again": _("New round"),
    }
