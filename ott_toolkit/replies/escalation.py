"""The escalation: one text file with everything that the next team needs to find the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.conclusion.answering import amount_words
from ott_toolkit.conclusion.claims import ClaimAnswer, ClaimKind
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.verdicts import TITLES, Verdict
from ott_toolkit.letters import harmless
from ott_toolkit.replies.checks import checks, titles
from ott_toolkit.replies.claims import misses_rows
from ott_toolkit.replies.fit import Paragraphs, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import REASON, shortened
from ott_toolkit.replies.patterns import turn_in_short
from ott_toolkit.rules import RULES
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, Column
from ott_toolkit.sentences import Rupiah, Sentence, sentence

CHARGES = 50
"""So many charges without a finding the file lists; the others it counts."""
CELL = 200
"""So many characters of a cell are shown."""

NO_REQUEST = sentence(
    "Nothing was found that asks for a check: complete «What is asked» in the file yourself."
)

_CLAIMS: Mapping[ClaimKind, Sentence] = {
    "not-subscribed": sentence("Send what Data Log holds on orders for this number."),
    "stopped": sentence("Send when and how stopping was asked for, as far as it is recorded."),
    "other-price": sentence("Send the product notice of the price that holds for these charges."),
    "in-package": sentence("Send what the customer's package includes (Starclick)."),
    "still-free": sentence("Send the free period and its terms (Free Gimmick Transactions)."),
    "not-resident": sentence("Send since when the line is the customer's, by the customer record."),
}
"""Claim → what only another team can look up."""


def lines(matter: Matter) -> Paragraphs:
    """Return the file, line by line; an empty paragraph is an empty line."""
    told: list[Said | None] = [
        *_head(matter),
        None,
        *_request(matter),
        None,
        *_charges(matter),
        None,
        *_subscriptions(matter),
        None,
        *_remarks(matter),
    ]
    return [[] if one is None else [one] for one in told]


def _head(matter: Matter) -> Iterator[Said]:
    case, verdict = matter.case, matter.verdict
    yield _heading(sentence("OTT escalation"))
    yield Said((sentence("IndiHome number: {number}", number=case.number),), "analyst")
    yield _heading(sentence("Numbers are shown in full here; that this file was made is logged."))
    asks = matter.proposes
    if matter.ticket or asks:
        told = sentence("Ticket: {ticket}", ticket=matter.ticket_words)
        lacks = matter.ticket_lacks if asks else ()
        yield Said((told,), "analyst", lacks=lacks)
    yield Said((sentence("To: {team}", team=matter.team),), "team")
    if verdict is not None:
        yield _rows(sentence("{months}", months=verdict.months), matter.content_rows)
        told = sentence(
            "INTERNET CONTENT {billed}, PPN {vat}, {status}",
            billed=amount_words(verdict.billed),
            vat=amount_words(verdict.vat),
            status=_cell(verdict.payment_status),
        )
        yield _rows(told, matter.content_rows)
        yield _rows(sentence("Result: {verdict}", verdict=verdict.title), matter.content_rows)
        yield from turn_in_short(matter)
    yield from _said_by_people(matter)


def _said_by_people(matter: Matter) -> Iterator[Said]:
    """Yield the customer's claim and the analyst's conclusion."""
    answered, decision = matter.case.claim_answer, matter.case.decision
    if answered is not None:
        yield Said((_claim(answered),), "analyst")
    if decision is not None and matter.decided is not None:
        kind, reason = TITLES[matter.decided], shortened(_cell(decision.reason), 2 * REASON)
        told = sentence("Analyst's decision: {kind} ({reason})", kind=kind, reason=reason)
        if not decision.reason:
            told = sentence("Analyst's decision: {kind}", kind=kind)
        yield Said((told,), "analyst")


def _claim(answered: ClaimAnswer) -> Sentence:
    claim = answered.claim
    values: dict[str, object] = {"claim": claim.title, "status": answered.title}
    detail = claim.day if claim.price is None else Rupiah(claim.price)
    if claim.kind == "only-asking":
        return sentence("Claim: {claim}", **values)
    if detail is None:
        return sentence("Claim: {claim} – {status}", **values)
    return sentence("Claim: {claim} ({detail}) – {status}", detail=detail, **values)


def _request(matter: Matter) -> Iterator[Said]:
    asked = list(_asked(matter))
    yield _heading(sentence("What is asked:"))
    for nth, (told, behind) in enumerate(asked, start=1):
        said = sentence("{nth}. {told}", nth=nth, told=told)
        yield Said((said,), "rows" if behind else "analyst", behind)
    if not asked:
        told = sentence(
            "{nth}. {told}",
            nth=1,
            told=sentence("[complete this line: what the team is asked for]"),
        )
        yield Said((told,), "analyst", lacks=(NO_REQUEST,))
    yield from matter.team_text("penyetuju")


def _asked(matter: Matter) -> Iterator[tuple[Sentence, tuple[Row, ...]]]:
    """Yield what is asked for, with the rows that give rise to it."""
    verdict, answered = matter.verdict, matter.case.claim_answer
    if verdict is not None:
        yield from _about_amount(matter, verdict)
        for reason in verdict.reasons:
            yield reason, matter.content_rows
    for check in checks(matter):
        for asked in check.asked:
            yield asked, check.rows
    if misses_rows(matter):
        yield sentence("Check whether rows of this number are not seen in the dashboard."), ()
    if answered is not None and answered.claim.kind in _CLAIMS:
        behind = (*rows(answered.rows), *matter.rows_of(matter.concerned), *matter.content_rows)
        yield _CLAIMS[answered.claim.kind], behind


def _about_amount(matter: Matter, verdict: Verdict) -> Iterator[tuple[Sentence, tuple[Row, ...]]]:
    if verdict.kind == "cannot":
        return
    found = tuple(matter.contesting(matter.facts.charges))
    values = {"findings": titles(found)}
    if matter.unsure and matter.decided is not None:
        told = sentence(
            "Check the amount: the analyst's decision is «{kind}».", kind=TITLES[matter.decided]
        )
        yield told, (*matter.content_rows, *matter.charges)
    if matter.settled:
        told = sentence(
            "For information only, by the analyst's decision nothing is proposed: {findings}.",
            **values,
        )
        yield told, found
    elif matter.proposes:
        told = sentence(
            "Check what was found below ({findings}), and decide on the proposed correction: "
            "{proposed} + PPN = {correction}.",
            proposed=Rupiah(verdict.proposed),
            correction=Rupiah(verdict.correction),
            **values,
        )
        yield told, found
    elif found and verdict.contested > verdict.to_confirm:
        yield sentence("Check the charges with a finding below: {findings}.", **values), found
    if verdict.to_confirm and not matter.settled:
        yield _to_confirm(verdict, found), found
    if verdict.kind in ("partly", "unexplained"):
        told = sentence(
            "Find the charge behind {rest} of INTERNET CONTENT: none is seen in Transactions Data.",
            rest=Rupiah(verdict.difference or 0),
        )
        yield told, (*matter.content_rows, *matter.charges)


def _to_confirm(verdict: Verdict, found: tuple[Row, ...]) -> Sentence:
    values = {"amount": Rupiah(verdict.to_confirm), "findings": titles(found)}
    if any(one["rule"] == "charge-at-end" for one in found):
        return sentence(
            "Confirm whether the charges at End Time below are ordinary renewals: {amount}; "
            "nothing is proposed for them yet.",
            **values,
        )
    return sentence(
        "Confirm the charges below, {amount} ({findings}); nothing is proposed for them yet.",
        **values,
    )


def _charges(matter: Matter) -> Iterator[Said]:
    own = matter.facts.charges
    besides = pd.concat([matter.doubted, matter.elsewhere, matter.unbilled])
    charges = matter.facts.grounds.charges
    frame = charges[charges.index.isin(own.index.union(besides.index))]
    yield _heading(sentence("Charges (Transactions Data):"))
    found = matter.facts.grounds.of_charges
    every = list(zip(frame.index, rows(frame), strict=True))
    plain = [place for place, _ in every if not found.get(place)][CHARGES:]
    shown = [pair for pair in every if pair[0] not in set(plain)]
    if not every and "transactions" in matter.facts.grounds.lacking:
        yield Said((matter.facts.grounds.lacking["transactions"],), "lacking")
    elif not every:
        yield Said((sentence("None at issue."),), "look-up")
    for nth, (place, charge) in enumerate(shown, start=1):
        titles = [sentence(RULES[one["rule"]].title) for one in found.get(place, [])]
        yield _row(nth, TRANSACTIONS.columns, charge, titles)
    if plain:
        told = sentence("and {count} other charges", count=len(plain))
        yield _rows(told, tuple(row for place, row in every if place in set(plain)))


def _subscriptions(matter: Matter) -> Iterator[Said]:
    yield _heading(sentence("Subscriptions:"))
    at_issue = (*matter.concerned, *matter.beside)
    references = {one.reference for one in at_issue} | _checked(matter)
    frame = matter.facts.grounds.subscriptions
    if frame is None:
        yield Said((matter.facts.grounds.lacking["subscriptions"],), "lacking")
        return
    own = [row for row in rows(frame) if row["partner_ref"] in references]
    found = rows(matter.case.findings)
    if not own:
        yield Said((sentence("None at issue."),), "look-up")
    for nth, row in enumerate(own, start=1):
        titles = [
            sentence(RULES[one["rule"]].title)
            for one in found
            if RULES[one["rule"]].row == "account" and one["partner_ref"] == row["partner_ref"]
        ]
        yield _row(nth, SUBSCRIPTIONS.columns, row, titles)


def _checked(matter: Matter) -> set[object]:
    """Return the references of what is to be checked besides."""
    return {row.get("partner_ref") for check in checks(matter) for row in check.rows}


def _remarks(matter: Matter) -> Iterator[Said]:
    told = sentence("Checked {when}.", when=matter.read_words)
    yield Said((told,), "look-up")
    if matter.verdict is not None and matter.proposes:
        told = sentence("The correction is a proposal until it is decided.")
        yield _rows(told, tuple(rows(matter.verdict.findings)))
    yield _heading(sentence("Who ordered, agreed or used it is not recorded in these sources."))


def _row(nth: int, columns: Iterable[Column], row: Row, titles: list[Sentence]) -> Said:
    """Return a row of a table on one line: each header with its cell, and what was found."""
    cells = [
        f"{column.header} {_shown(row[column.name])}"
        for column in columns
        if column.name in row and column.name not in ("indihome_number", "denom")
    ]
    told = sentence("{nth}. {told}", nth=nth, told=" | ".join(cells))
    if not titles:
        return _rows(told, (row,))
    found = sentence("{told} | {findings}", told=told, findings=titles)
    return _rows(found, (row,))


def _shown(value: object) -> str:
    return NO_VALUE if value is None else _cell(str(value))


def _cell(text: str) -> str:
    return shortened(harmless(" ".join(text.split())), CELL) or NO_VALUE


def _rows(told: Sentence, behind: tuple[Row, ...]) -> Said:
    return Said((told,), "rows" if behind else "look-up", behind)


def _heading(told: Sentence) -> Said:
    return Said((told,), "courtesy")
