"""The page «Ringkasan», part by part: what is concluded of a case. Pure."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from ott_toolkit.case import Case
from ott_toolkit.conclusion.amount import amount_said
from ott_toolkit.conclusion.answers import Answer
from ott_toolkit.conclusion.claims import CLAIMS, Claim
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.outlook import sum_up
from ott_toolkit.conclusion.verdicts import TITLES, Verdict
from ott_toolkit.panel import views, words
from ott_toolkit.panel.render import page
from ott_toolkit.panel.small import Small
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.snippets import Snippets
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Rupiah, Sentence, sentence

SHOWN = 3
"""So many findings, and subscriptions, have room on one screen; the others are folded."""


def state(case: Case, language: str) -> dict[str, Any]:
    """Return what the page shows of `case`: its parts as HTML, and what can be chosen."""
    verdict = case.disputed
    return {
        "number": case.number,
        "parts": parts(case, language),
        "periods": [
            [f"{one.period:%Y-%m}", one.months.say(language)] for one in reversed(case.verdicts)
        ],
        "period": f"{verdict.period:%Y-%m}" if verdict else "",
        "payment": verdict.payment_status if verdict else "",
        "claims": [[kind, title.say(language)] for kind, title in CLAIMS.items()],
        "claim": _claim(case.claim),
        "kinds": [[kind, title.say(language)] for kind, title in TITLES.items()],
        "kind": verdict.kind if verdict else "cannot",
        "decision": _decision(case, verdict),
    }


def parts(case: Case, language: str) -> dict[str, str]:
    """Return the parts of the page as HTML; one that has nothing to show is empty."""
    texts = words.summary(language)
    show = partial(page, language=language, case=case, verdict=case.disputed, texts=texts)
    return {
        "amount": (
            show("answer/amount.html", **_amount(case.disputed, language))
            if case.disputed
            else views.overview(case, language)
        ),
        "facts": show("answer/facts.html", **_facts(case)),
        "claim": show("answer/claim.html", answer=case.claim_answer),
        "findings": show("answer/findings.html", **_found(case, language)),
        "decision": show("answer/decision.html", signs=words.SIGNS, titles=TITLES),
        "small": show("answer/small.html", small=Small(case, language)),
    }


def _amount(verdict: Verdict, language: str) -> dict[str, Any]:
    return {
        "title": words.verdict(verdict, language),
        "sign": words.SIGNS[verdict.kind],
        "said": amount_said(verdict),
    }


def _facts(case: Case) -> dict[str, Any]:
    answers = {one.key: one for one in case.answers}
    served = services(case)
    return {
        "services": served[:SHOWN],
        "more": max(0, len(served) - SHOWN),
        "again": sum_up(case.outlook, case.grounds),
        "weakens": _weakens(case, answers["weakens"]),
        "settings": [one for one in answers["weakens"].said if "settings" in one.values],
        "steps": next_steps(case, answers),
        "not_run": _not_run(case),
    }


def _found(case: Case, language: str) -> dict[str, Any]:
    found = findings(case)
    return {
        "found": [one for one in found if one["rule"].severity != "information"],
        "informing": [one for one in found if one["rule"].severity == "information"],
        "shown": SHOWN,
        "proposes": proposes(case),
        "severities": words.severities(language),
        "compared": words.compared(language),
    }


def services(case: Case) -> list[Row]:
    """Return the subscriptions at issue, else all of them, the newest first."""
    if case.subscriptions is None:
        return []
    every = rows(case.subscriptions.sort_values("start_time", ascending=False))
    if case.disputed is None:
        return every
    charged = set(case.disputed.charges["partner_ref"].dropna())
    return [row for row in every if row["partner_ref"] in charged] or every


def findings(case: Case) -> list[dict[str, Any]]:
    """Return what was found, each with its `rule`, its number `n` and whose `service` it is.

    What is in the disputed period comes first; the rest names its `bill` where it is of one, and
    whether that can be `asked` about.
    """
    inside = set(case.disputed.findings.index) if case.disputed else set()
    reached = {n: verdict.period for verdict in case.verdicts for n in verdict.findings.index}
    named = {
        row["partner_ref"]: row["service"]
        for frame in (case.transactions, case.subscriptions)
        if frame is not None
        for row in rows(frame)
    }
    found = [
        {
            **row,
            "n": n,
            "rule": RULES[row["rule"]],
            "inside": n in inside,
            "bill": None if n in inside else reached.get(n) or _bill_of(case, row),
            "asked": n in reached,
            "service": named.get(row["partner_ref"]) if row["partner_ref"] else None,
        }
        for n, row in enumerate(rows(case.findings))
    ]
    return sorted(found, key=lambda one: not one["inside"])


def _bill_of(case: Case, finding: Row) -> date | None:
    """Return the bill of a finding on a charge or on a bill."""
    period, time = finding["period"], finding["time"]
    if period is None and time and RULES[finding["rule"]].row == "charge":
        return case.policy.bill_period(time.date())
    return date(period.year, period.month, 1) if period else None


def next_steps(case: Case, answers: dict[str, Answer]) -> list[Sentence]:
    """Return what to do next, each step once: for the claim, the amount, and what is missing."""
    steps: list[Sentence | None] = []
    if case.claim_answer:
        steps.append(case.claim_answer.next_step)
    if case.disputed and proposes(case):
        steps.append(
            sentence(
                "Propose the correction of {amount} with a ticket.",
                amount=Rupiah(case.disputed.correction),
            )
        )
    steps += [one.next_step for one in answers.values()]
    told = list({str(one): one for one in steps if one}.values())
    return told or [sentence("Choose what the customer says.")]


def proposes(case: Case) -> bool:
    """Return whether a correction is proposed, as the letters have it: she may decide otherwise."""
    return Matter(case, "id", "", Snippets()).proposes


def _weakens(case: Case, answer: Answer) -> list[Sentence]:
    """Return what weakens the conclusion, save what was not checked, which is told apart."""
    reasons = list(case.not_run.values())
    told = [one for one in answer.said if "settings" not in one.values]
    return [one for one in told if one.values.get("reason") not in reasons]


def _not_run(case: Case) -> list[tuple[Sentence, list[str]]]:
    """Return why something was not checked, and the titles of the rules."""
    reasons: dict[str, tuple[Sentence, list[str]]] = {}
    for name, reason in case.not_run.items():
        reasons.setdefault(str(reason), (reason, []))[1].append(RULES[name].title)
    return list(reasons.values())


def _claim(claim: Claim | None) -> dict[str, str]:
    if claim is None:
        return {"kind": "", "day": "", "price": ""}
    price = "" if claim.price is None else f"{claim.price:,}".replace(",", ".")
    return {"kind": claim.kind, "day": str(claim.day or ""), "price": price}


def _decision(case: Case, verdict: Verdict | None) -> dict[str, str]:
    """Return what the analyst decided on the period that is shown, or on the case as a whole."""
    own = case.decision
    if own is None or (verdict is not None and own.period != verdict.period):
        return {"kind": "", "reason": ""}
    return {"kind": own.kind, "reason": own.reason}
