"""What an analyst sends: the CRM note, a WhatsApp reply, an email, or an escalation file.

A letter is made of whole sentences, each with the rows that it rests on (`Letter.sentences`).
Where room lacks, sentences go in the order of `fit.Keep`, the least dear first: courtesy,
background, details, the step and the invitation to reply, the next renewal, what is charged already
for a later bill, the team's rules, since when, PPN, the answer to the claim, and what adds to the
answer. The greeting, the answer, a proposal with its ticket, and who writes stay.

The analyst's conclusion: the note and the escalation state it beside the tool's. A customer is told
what both stand behind. Where she is less sure than the tool, that is that it cannot be said yet;
where she contests nothing although the tool does, the charges are explained and no correction is
announced; where she asserts more than the rows do, nothing more is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Literal

from ott_toolkit.case import Case
from ott_toolkit.errors import QueryError
from ott_toolkit.locale import LANGUAGES
from ott_toolkit.masks import Mask
from ott_toolkit.replies import customer, email, escalation, note
from ott_toolkit.replies import snippets as team
from ott_toolkit.replies.fit import Paragraphs, Said, joined, lacking
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import SENDER, TICKET, Names, customer_name, shortened
from ott_toolkit.replies.snippets import Snippets
from ott_toolkit.rules import judged_at
from ott_toolkit.sentences import Sentence

Form = Literal["note", "whatsapp", "email", "escalation"]

_FORMS: Mapping[str, tuple[Callable[[Matter], Paragraphs], str]] = {
    "note": (note.lines, "\n"),
    "whatsapp": (customer.message, "\n\n"),
    "email": (email.lines, "\n"),
    "escalation": (escalation.lines, "\n"),
}
"""Form → what writes it, and what stands between its paragraphs."""


@dataclass(frozen=True, eq=False, repr=False)
class Letter:
    """A text to be sent, and what is still lacking in it.

    Attributes:
        text: The text.
        lacking: What is to be filled in before it is sent, in words for the analyst.
        sentences: What it says, each with why it may say so.
    """

    text: str
    lacking: tuple[Sentence, ...]
    sentences: tuple[Said, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it can be sent as it is."""
        return not self.lacking


def write(
    case: Case,
    *,
    language: str = "id",
    form: Form | str = "note",
    period: date | None = None,
    ticket: str = "",
    name: str = "",
    sender: str = "",
    now: datetime | None = None,
    snippets: Snippets | None = None,
) -> Letter:
    """Return a letter on one period of a case.

    Args:
        case: The case.
        language: `id` or `en`.
        form: `note` (at most 5 lines and 600 characters), `whatsapp` (at most 700 characters),
            `email` (at most 180 words, and rows), or `escalation` (a file with full numbers).
        period: The bill's month that it speaks of; by default the one that the case looks at.
        ticket: The report's number; what proposes a correction is not complete without it.
        name: The customer's name; by default as in the head of the bill.
        sender: Who writes to the customer.
        now: For the greeting; naive is WIB. By default now.
        snippets: The team's own texts; by default those of its file.

    Raises:
        QueryError: There is no such form, language or bill, the ticket is no number of a report, or
            the team's file cannot be read.
    """
    _refuse_unknown(form, language)
    plain = Names(Mask())
    matter = Matter(
        case=case if period is None else case.on_bill(period),
        language=language,
        ticket=_ticket(ticket),
        snippets=team.load() if snippets is None else snippets,
        customer=plain.line(name, SENDER) or _named_on_bill(case, plain),
        sender=plain.line(sender, SENDER),
        now=judged_at(now),
    )
    compose, between = _FORMS[form]
    told = compose(matter)
    sentences = tuple(chain.from_iterable(told))
    return Letter(joined(told, language, between), lacking(told), sentences)


def _refuse_unknown(form: str, language: str) -> None:
    """Refuse what no letter is written in.

    Raises:
        QueryError: There is no such form or language.
    """
    if form not in _FORMS:
        raise QueryError(
            "{form} is no form of a reply. Choose one of: {known}.",
            form=repr(form),
            known=", ".join(_FORMS),
        )
    if language not in LANGUAGES:
        raise QueryError(
            "{language} is no language of the replies. Choose one of: {known}.",
            language=repr(language),
            known=", ".join(LANGUAGES),
        )


def _named_on_bill(case: Case, names: Names) -> str:
    return customer_name(case.bill.customer.name if case.bill else "", names)


def _ticket(ticket: str) -> str:
    """Return a ticket's number as typed.

    Raises:
        QueryError: It is longer than any.
    """
    ticket = " ".join(ticket.split())
    if len(ticket) > TICKET or not ticket.isprintable():
        raise QueryError(
            "{ticket} is no ticket number: at most {most} letters, digits and signs.",
            ticket=repr(shortened(ticket, TICKET)),
            most=TICKET,
        )
    return ticket
