"""How a letter names the customer, a service, a number and a time, whatever the cells hold.

A cell may hold anything: several lines, letters that steer, an address of a page. What a letter
takes from it is one short line that nobody can click on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.letters import harmless
from ott_toolkit.masks import Mask
from ott_toolkit.sentences import Sentence, sentence

SERVICE, CHANNEL, CUSTOMER, SENDER, REASON, TICKET = 32, 20, 40, 40, 80, 40
"""How many characters a letter shows of each at most."""

_READ = 1000
"""So many characters of a cell are read for a letter, which shows far fewer."""
_LINK = re.compile(r"://|\bwww\.|[\w-]\.[\w.-]+/|\S@\S", re.IGNORECASE)
_ADDRESS_DOT = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_]{2})")
_CODE = re.compile(r"(^|/ )\s*[0-9]{1,6}\s*-\s*(?=[^\s/])")
_TITLE = re.compile(r"(?:(?:bapak|bpk|bp|ibu|tuan|tn|nyonya|ny|nona|nn|sdri|sdr)\b[./ ]*)+", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FIRMS = frozenset({"PT", "CV", "UD", "PD", "TBK", "II", "III", "IV"})
_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class Names:
    """Names things for one letter; `mask` hides numbers that stand in cells."""

    mask: Mask

    def line(self, text: str | None, most: int) -> str:
        """Return what a cell holds as one short line."""
        hidden = harmless(self.mask(" ".join((text or "").split())))[:_READ]
        words = ("…" if _LINK.search(word) else word for word in hidden.split(" "))
        return shortened(_ADDRESS_DOT.sub(" ", " ".join(words)), most)

    def service(self, account: Account) -> str | Sentence:
        """Return a service by its name alone, for those who do not know its code."""
        if account.service == NO_VALUE:
            return sentence("a service without a name")
        name = self.line(_CODE.sub(r"\1", account.service), SERVICE)
        return _capital(name) if name.islower() else name

    def coded(self, account: Account) -> str:
        """Return a service as the dashboard shows it, with its code."""
        return self.line(account.service, SERVICE)

    def channel(self, account: Account) -> str:
        """Return a channel; empty where none is shown."""
        return self.line(account.channel, CHANNEL)


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters; what is left out is marked.

    >>> shortened("Paket Film Keluarga", 12)
    'Paket Film…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    whole, _, rest = cut.rpartition(" ")
    kept = whole if whole and len(rest) <= most // 2 else cut
    return kept.rstrip(" ,.;-") + "…"


def customer_name(shown: str, names: Names) -> str:
    """Return a name from the head of a bill as a letter writes it.

    >>> customer_name("BPK. AHMAD NI'MAH", Names(Mask()))
    "Ahmad Ni'mah"
    """
    name = (
        _TITLE.sub("", " ".join(shown.split()), count=1) if _TITLE.match(shown.strip()) else shown
    )
    name = names.line(name, CUSTOMER)
    return _capital(name) if name.isupper() or name.islower() else name


def _capital(text: str) -> str:
    return _WORD.sub(
        lambda word: word[0] if word[0].upper() in _FIRMS else word[0].capitalize(), text
    )


def last_digits(number: str) -> str:
    """Return the end of a number, by which a customer knows it.

    >>> last_digits("121500000017")
    '…0017'
    """
    return f"…{number[-4:]}"


def minute(when: datetime) -> Sentence:
    """Return a day and a time to the minute; only the day where its end is meant."""
    if when.time() == _END_OF_DAY:
        return sentence("{day}", day=when.date())
    return sentence("{day}, {hour}", day=when.date(), hour=f"{when:%H:%M}")


def gap_words(gap: timedelta) -> list[Sentence]:
    """Return a length of time under a day to the second."""
    minutes, seconds = divmod(int(gap.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    told = [
        sentence("{count} h", count=hours) if hours else None,
        sentence("{count} min", count=minutes) if minutes else None,
        sentence("{count} s", count=seconds) if seconds or not (hours or minutes) else None,
    ]
    return [one for one in told if one]


def short_time(when: datetime | None) -> str:
    """Return a time as the CRM note writes it.

    >>> short_time(datetime(2022, 2, 1, 0, 4, 25))
    '01-02-22 00:04:25'
    """
    return NO_VALUE if when is None else f"{when:%d-%m-%y %H:%M:%S}"


def short_day(when: datetime | None) -> str:
    """Return a day as the CRM note writes it."""
    return NO_VALUE if when is None else f"{when:%d-%m-%y}"


def some(named: Sequence[object], most: int, more: str = "charges") -> list[object]:
    """Return the first of a list, and how many there are besides."""
    rest = len(named) - most
    if rest <= 0:
        return ended(named)
    others = {
        "charges": sentence("and {count} other charges", count=rest),
        "rows": sentence("and {count} other rows", count=rest),
        "subscriptions": sentence("and {count} other subscriptions", count=rest),
        "bills": sentence("and {count} other bills", count=rest),
        "findings": sentence("and {count} other findings", count=rest),
        "points": sentence("and {count} other points", count=rest),
    }
    return [*named[:most], others[more]]


def ended(named: Sequence[object]) -> list[object]:
    """Return a list whose last two are joined by «and»."""
    if len(named) < 2:
        return list(named)
    return [*named[:-2], sentence("{first} and {last}", first=named[-2], last=named[-1])]
