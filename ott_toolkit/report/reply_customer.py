"""What a customer is told, in three paragraphs: the answer, what it rests on, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from ott_toolkit.conclusion.verdicts import Kind, Verdict
from ott_toolkit.report import reply_open
from ott_toolkit.report.reply_fit import Keep, Paragraphs, Said
from ott_toolkit.report.reply_matter import Matter
from ott_toolkit.report.reply_nothing import without_verdict
from ott_toolkit.report.reply_settled import explained
from ott_toolkit.report.reply_steps import Three, courtesy
from ott_toolkit.sentences import sentence

_TOLD: Mapping[Kind, Callable[[Matter, Verdict], Three]] = {
    "explained": explained,
    "contested": reply_open.contested,
    "partly": reply_open.partly,
    "unexplained": reply_open.unexplained,
    "cannot": reply_open.cannot,
}


def paragraphs(matter: Matter, now: datetime) -> Paragraphs:
    """Return what the customer is told, beginning with a greeting."""
    if matter.verdict is None or matter.kind is None:
        answer, behind, ending = without_verdict(matter)
    else:
        answer, behind, ending = _TOLD[matter.kind](matter, matter.verdict)
    return [[greeting(matter, now), _thanks(), *answer], behind, ending]


def greeting(matter: Matter, now: datetime) -> Said:
    """Return a greeting by the hour."""
    values = {
        "customer": sentence("Mr/Ms {name}", name=matter.customer)
        if matter.customer
        else sentence("Sir or Madam")
    }
    if 4 <= now.hour < 11:
        told = sentence("Good morning, {customer}.", **values)
    elif 11 <= now.hour < 15:
        told = sentence("Good day, {customer}.", **values)
    elif 15 <= now.hour < 18:
        told = sentence("Good afternoon, {customer}.", **values)
    else:
        told = sentence("Good evening, {customer}.", **values)
    return courtesy(told, Keep.ALWAYS)


def _thanks() -> Said:
    return courtesy(sentence("Thank you for waiting."), Keep.COURTESY)
