"""What an analyst sends: the CRM note, a WhatsApp reply, an email, or an escalation file.

A letter is made of whole sentences, each with the rows that it rests on (`Letter.sentences`).
Where room lacks, sentences go in the order of `reply_fit.Keep`, the least dear first: courtesy,
background, details, the step and the invitation to reply, what comes next, the team's rules,
since when, PPN, the answer to the claim, and what adds to the answer. The greeting, the answer,
a proposal with its ticket, and who writes stay.

The analyst's conclusion: the note and the escalation state it beside the tool's. A customer is told
what both stand behind. Where she is less sure than the tool, that is that it cannot be said yet;
where she contests nothing although the tool does, the charges are explained and no correction is
announced; where she asserts more than the rows do, nothing more is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ott_toolkit.case import Case
from ott_toolkit.conclusion.answering import amount_words
from ott_toolkit.conclusion.grounds import Row, rows
from ott_toolkit.errors import QueryError
from ott_toolkit.locale import LANGUAGES
from ott_toolkit.report import reply_customer, reply_escalation, reply_note
from ott_toolkit.report import snippets as team
from ott_toolkit.report.masks import Mask
from ott_toolkit.report.reply_fit import Paragraphs, Said, fitted, joined, lacking
from ott_toolkit.report.reply_matter import Matter
from ott_toolkit.report.reply_names import SENDER, TICKET, Names, customer_name, shortened
from ott_toolkit.report.snippets import Snippets
from ott_toolkit.rules import RULES, judged_at
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

Form = Literal["note", "whatsapp", "email", "escalation"]

NOTE_LINES, NOTE_CHARACTERS = 5, 600
WHATSAPP_CHARACTERS = 700
EMAIL_WORDS = 180
EMAIL_ROWS = 10
"""So many charges an email lists; the others it counts."""


@dataclass(frozen=True, eq=False)
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
    ticket: str = "",
    name: str = "",
    sender: str = "",
    now: datetime | None = None,
    snippets: Snippets | None = None,
) -> Letter:
    """Return a letter on the disputed period of a case.

    Args:
        case: The case.
        language: `id` or `en`.
        form: `note` (at most 5 lines and 600 characters), `whatsapp` (at most 700 characters),
            `email` (at most 180 words, and rows), or `escalation` (a file with full numbers).
        ticket: The report's number; what proposes a correction is not complete without it.
        name: The customer's name; by default as in the head of the bill.
        sender: Who writes to the customer.
        now: For the greeting; naive is WIB. By default now.
        snippets: The team's own texts; by default those of its file.

    Raises:
        QueryError: There is no such form or language, the ticket is no number of a report, or the
            team's file cannot be read.
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
    plain = Names(Mask())
    shown = case.bill.customer.name if case.bill else ""
    matter = Matter(
        case=case,
        language=language,
        ticket=_ticket(ticket),
        snippets=team.load() if snippets is None else snippets,
        customer=plain.line(name, SENDER) or customer_name(shown, plain),
    )
    kept, between = _FORMS[form](matter, judged_at(now), plain.line(sender, SENDER))
    sentences = tuple(said for paragraph in kept for said in paragraph)
    return Letter(joined(kept, language, between), lacking(kept), sentences)


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


Written = tuple[Paragraphs, str]
"""Paragraphs, and what stands between them."""


def _note(matter: Matter, now: datetime, sender: str) -> Written:
    def fits(lines: Paragraphs) -> bool:
        return len(joined(lines, matter.language, "\n")) <= NOTE_CHARACTERS

    return fitted(reply_note.lines(matter), fits), "\n"


def _whatsapp(matter: Matter, now: datetime, sender: str) -> Written:
    def fits(paragraphs: Paragraphs) -> bool:
        return len(joined(paragraphs, matter.language, "\n\n")) <= WHATSAPP_CHARACTERS

    *most, ending = reply_customer.paragraphs(matter, now)
    if sender:
        ending = [*ending, _signed(sentence("Regards, {sender}.", sender=sender))]
    return fitted([*most, ending], fits), "\n\n"


def _email(matter: Matter, now: datetime, sender: str) -> Written:
    last = [_signed(sentence("Regards, {sender}", sender=sender))] if sender else []

    def fits(paragraphs: Paragraphs) -> bool:
        words = joined([*paragraphs, last], matter.language, " ").split()
        return len(words) <= EMAIL_WORDS

    first, *others = reply_customer.paragraphs(matter, now)
    # The greeting stands by itself.
    told = [[_subject(matter)], first[:1], first[1:], *others]
    kept = fitted(told, fits)
    blocks: list[Paragraphs] = [[one] for one in kept]
    blocks += [table] if (table := list(_table(matter))) else []
    blocks += [[last]] if last else []
    spaced = [line for block in blocks for line in (*block, [])]
    return spaced[:-1], "\n"


def _escalation(matter: Matter, now: datetime, sender: str) -> Written:
    return reply_escalation.lines(matter), "\n"


def _signed(told: Sentence) -> Said:
    return Said((told,), "analyst")


def _subject(matter: Matter) -> Said:
    if matter.verdict is None:
        told = sentence("Subject: INTERNET CONTENT of number {number}", number=matter.number)
        return Said((told,), "courtesy")
    told = sentence(
        "Subject: INTERNET CONTENT on bill {bill} of number {number}",
        bill=Month(matter.verdict.period),
        number=matter.number,
    )
    return Said((told,), "rows", matter.content_rows)


def _table(matter: Matter) -> Iterator[list[Said]]:
    """Yield the proving charges line by line, and what they come to."""
    verdict = matter.verdict
    frame = matter.facts.charges
    pairs = [pair for pair in zip(frame.index, rows(frame), strict=True) if pair[1]["amount"] != 0]
    pairs = pairs[-EMAIL_ROWS:] if verdict is None else pairs
    if not pairs or matter.unsure:
        return
    yield [Said((sentence("Charges (time in WIB | service | amount):"),), "courtesy")]
    for place, charge in pairs[:EMAIL_ROWS]:
        yield [Said((_line(matter, place, charge),), "rows", (charge,))]
    rest = [charge for _, charge in pairs[EMAIL_ROWS:]]
    if rest:
        told = sentence("and {count} other charges", count=len(rest))
        yield [Said((told,), "rows", tuple(rest))]
    if verdict is None or verdict.billed is None or verdict.vat is None:
        return
    told = sentence(
        "INTERNET CONTENT on bill {bill}: {billed} + PPN {vat} = {total}",
        bill=Month(verdict.period),
        billed=Rupiah(verdict.billed),
        vat=Rupiah(verdict.vat),
        total=Rupiah(verdict.billed + verdict.vat),
    )
    yield [Said((told,), "rows", matter.content_rows)]


def _line(matter: Matter, place: int, charge: Row) -> Sentence:
    values = {
        "time": charge["trx_time"] or sentence("an unknown time"),
        "service": matter.names.service(matter.places[place]),
        "amount": amount_words(charge["amount"]),
    }
    found = matter.facts.grounds.of_charges.get(place, [])
    titles = [sentence(RULES[one["rule"]].title) for one in found if RULES[one["rule"]].contests]
    if titles and matter.kind != "explained":
        return sentence("{time} | {service} | {amount} | {findings}", findings=titles, **values)
    return sentence("{time} | {service} | {amount}", **values)


_FORMS: dict[str, Callable[[Matter, datetime, str], Written]] = {
    "note": _note,
    "whatsapp": _whatsapp,
    "email": _email,
    "escalation": _escalation,
}
