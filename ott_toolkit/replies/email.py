"""The email to a customer: a subject, the same three paragraphs, and the charges row by row."""

from __future__ import annotations

from collections.abc import Iterator

from ott_toolkit.conclusion.answering import amount_words
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.replies.customer import paragraphs
from ott_toolkit.replies.fit import Paragraphs, Said, fitted, joined
from ott_toolkit.replies.matter import Matter
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

WORDS, CHARGES = 180, 10
"""So many words and charges an email has at most; the other charges it counts."""


def lines(matter: Matter) -> Paragraphs:
    """Return the email, line by line; an empty paragraph is an empty line."""
    signed = sentence("Regards, {sender}", sender=matter.sender)
    last = [Said((signed,), "analyst")] if matter.sender else []

    def fits(kept: Paragraphs) -> bool:
        return len(joined([*kept, last], matter.language, " ").split()) <= WORDS

    first, *others = paragraphs(matter)
    # The greeting stands by itself.
    kept = fitted([[_subject(matter)], first[:1], first[1:], *others], fits)
    blocks = [*([one] for one in kept), list(_table(matter)), [last]]
    spaced = [line for block in blocks if any(block) for line in (*block, [])]
    return spaced[:-1]


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
    frame = matter.facts.charges
    pairs = [pair for pair in zip(frame.index, rows(frame), strict=True) if pair[1]["amount"] != 0]
    pairs = pairs[-CHARGES:] if matter.verdict is None else pairs
    if not pairs or matter.unsure:
        return
    yield [Said((sentence("Charges (time in WIB | service | amount):"),), "courtesy")]
    for place, charge in pairs[:CHARGES]:
        yield [Said((_line(matter, place, charge),), "rows", (charge,))]
    rest = [charge for _, charge in pairs[CHARGES:]]
    if rest:
        told = sentence("and {count} other charges", count=len(rest))
        yield [Said((told,), "rows", tuple(rest))]
    yield from _sum(matter)


def _sum(matter: Matter) -> Iterator[list[Said]]:
    verdict = matter.verdict
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
        "service": matter.service(matter.places[place]),
        "amount": amount_words(charge["amount"]),
    }
    found = matter.facts.grounds.of_charges.get(place, [])
    if matter.kind != "explained" and any(RULES[one["rule"]].contests for one in found):
        return sentence("{time} | {service} | {amount} | to be checked", **values)
    return sentence("{time} | {service} | {amount}", **values)
