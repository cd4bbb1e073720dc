"""What a customer is told, in three paragraphs: the answer, what it rests on, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ott_toolkit.conclusion.verdicts import Kind, Verdict
from ott_toolkit.replies import unsettled
from ott_toolkit.replies.fit import Keep, Paragraphs, Said, fitted, joined
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.settled import explained
from ott_toolkit.replies.steps import Three, courtesy
from ott_toolkit.replies.unbilled import without_verdict
from ott_toolkit.sentences import sentence

CHARACTERS = 700
"""So long a WhatsApp message is at most."""

_TOLD: Mapping[Kind, Callable[[Matter, Verdict], Three]] = {
    "explained": explained,
    "contested": unsettled.contested,
    "partly": unsettled.partly,
    "unexplained": unsettled.unexplained,
    "cannot": unsettled.cannot,
}


def message(matter: Matter) -> Paragraphs:
    """Return the WhatsApp message."""

    def fits(kept: Paragraphs) -> bool:
        return len(joined(kept, matter.language, "\n\n")) <= CHARACTERS

    *most, ending = paragraphs(matter)
    if matter.sender:
        signed = sentence("Regards, {sender}.", sender=matter.sender)
        ending = [*ending, Said((signed,), "analyst")]
    return fitted([*most, ending], fits)


def paragraphs(matter: Matter) -> Paragraphs:
    """Return what the customer is told, beginning with a greeting."""
    if matter.verdict is None or matter.kind is None:
        answer, behind, ending = without_verdict(matter)
    else:
        answer, behind, ending = _TOLD[matter.kind](matter, matter.verdict)
    return [[_greeting(matter), _thanks(), *answer], behind, ending]


def _greeting(matter: Matter) -> Said:
    """Return a greeting by the hour."""
    values = {
        "customer": sentence("Mr/Ms {name}", name=matter.customer)
        if matter.customer
        else sentence("Sir or Madam")
    }
    if 4 <= matter.now.hour < 11:
        told = sentence("Good morning, {customer}.", **values)
    elif 11 <= matter.now.hour < 15:
        told = sentence("Good day, {customer}.", **values)
    elif 15 <= matter.now.hour < 18:
        told = sentence("Good afternoon, {customer}.", **values)
    else:
        told = sentence("Good evening, {customer}.", **values)
    return courtesy(told, Keep.ALWAYS)


def _thanks() -> Said:
    return courtesy(sentence("Thank you for waiting."), Keep.COURTESY)
