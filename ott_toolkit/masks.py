"""What identifies a customer, and how it is shown to those who need not know.

Over-masking costs a reader a look at the dashboard; a number that gets through is a leak. So a
number is hidden in any spelling, and a stranger's that stands in a reference is hidden as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ott_toolkit.digits import ascii_digits, hidden, places, without, without_numbers
from ott_toolkit.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd

    from ott_toolkit.bill import Customer
    from ott_toolkit.case import Case

SHORTEST = 6
"""No number of a customer has fewer digits."""
_LONG = 9
"""A number of so many digits is found within others: it is not there by chance."""
_WORD_HIDDEN = "***"

OPERATORS_IDS = frozenset({"trx_id"})
"""Columns of the operator's own ids, which may be as long as a number and are none."""
_NUMBERS = "indihome_number"

_DATE = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}:[0-9]{2})?")
# Signs that hide, or belong to the letter before, are part of a word.
_WORD = re.compile(r"[\w\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\ufffd]+")
_SHAPELESS = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\ufffd]")


@dataclass(frozen=True)
class Mask:
    """Hides the strings that identify one customer, in any text.

    Attributes:
        numbers: The digits of the customer's number, phone and group.
        labels: Of those, what holds too few digits, as it is written.
        name: The customer's name.
        full: Whether nothing is hidden after all.
    """

    numbers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    name: str = ""
    full: bool = False

    def __repr__(self) -> str:
        """Return nothing that it hides."""
        return f"Mask(full={self.full})"

    def __call__(self, text: str) -> str:
        """Return `text` without what identifies this customer, or any other by a number.

        Times stay, and so does what `text` says otherwise. To mask twice changes nothing more.

        >>> Mask(numbers=("121500000017",))("disact-20220102092122-121500000017")
        'disact-20220102092122-1215xxxxx017'
        """
        return self._settled(text, others=True, words=2)

    def known(self, text: str) -> str:
        """Return an id of the operator's: only what identifies this customer is hidden in it."""
        return self._settled(text, others=False, words=2)

    def prose(self, text: str) -> str:
        """Return what a person wrote: a single word of the name is hidden as well."""
        return self._settled(text, others=True, words=1)

    def sentence(self, said: Sentence) -> Sentence:
        """Return a sentence whose values are masked; amounts, times and its words stay."""
        return replace(said, values={name: self._value(one) for name, one in said.values.items()})

    def _value(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            return self.sentence(value)
        if isinstance(value, list | tuple):
            return [self._value(one) for one in value]
        return self(value) if isinstance(value, str) else value

    def _settled(self, text: str, *, others: bool, words: int) -> str:
        """Mask until nothing changes: hiding one thing may leave another standing alone."""
        if self.full:
            return text
        while (masked := self._once(text, others=others, words=words)) != text:
            text = masked
        return text

    def _once(self, text: str, *, others: bool, words: int) -> str:
        for label in self._label_patterns:
            text = label.sub(lambda found: found[0][:1] + _WORD_HIDDEN, text)
        for pattern in self._patterns:
            text = _without_own(text, pattern)
        if others:
            text = without_numbers(text)
        return self._without_name(text, words)

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        """How each number may be written; the longest is looked for first."""
        spellings = {one for number in self.numbers for one in _variants(number)}
        return [_pattern(number) for number in sorted(spellings, key=lambda n: (-len(n), n))]

    @cached_property
    def _label_patterns(self) -> list[re.Pattern[str]]:
        return [re.compile(rf"(?<!\w){re.escape(one)}(?!\w)", re.IGNORECASE) for one in self.labels]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_folded(word[0]) for word in _WORD.finditer(self.name)) - {""}

    def _without_name(self, text: str, least: int) -> str:
        """Hide every run of the name's words that has `least` of them, or is the whole name."""
        if not self._words:
            return text
        needed = min(least, len(self._words))
        run: list[re.Match[str]] = []
        found: list[re.Match[str]] = []
        for word in _WORD.finditer(text):
            hidden = len(word[0]) == 1 and text.startswith(_WORD_HIDDEN, word.end())
            if _folded(word[0]) in self._words and not hidden:
                run.append(word)
                continue
            found += run if _tells(run, needed) else []
            run = []
        found += run if _tells(run, needed) else []
        parts, end = [], 0
        for word in found:
            parts += [text[end : word.start() + 1], _WORD_HIDDEN]
            end = word.end()
        return "".join([*parts, text[end:]])


def mask_of(case: Case, *, full: bool = False) -> Mask:
    """Return what hides the customer of `case`; with `full`, what hides nothing."""
    return mask_for(case.number, case.bill.customer if case.bill else None, full=full)


def mask_for(number: str = "", customer: Customer | None = None, *, full: bool = False) -> Mask:
    """Return what hides a customer; with `full`, what hides nothing.

    Args:
        number: The IndiHome number; empty where it is not known.
        customer: Whose the bill is, where it is at hand.
        full: Whether to hide nothing.
    """
    given, name = [number], ""
    if customer:
        given += [customer.number, customer.phone, customer.group_id.partition("(")[0]]
        name = customer.name
    digits = [re.sub(r"[^0-9]", "", ascii_digits(text)) for text in given]
    few = [text.strip() for text, own in zip(given, digits, strict=True) if len(own) < SHORTEST]
    # Two letters or digits single nobody out, and stand in many a text.
    return Mask(
        numbers=tuple(dict.fromkeys(own for own in digits if len(own) >= SHORTEST)),
        labels=tuple(dict.fromkeys(text for text in few if len(text) > 2)),
        name=name,
        full=full,
    )


def masked(frame: pd.DataFrame, mask: Mask) -> pd.DataFrame:
    """Return a frame without what identifies a customer, in any of its texts and headers."""
    if mask.full:
        return frame
    told = frame.copy()
    for name, values in frame.items():
        if any(isinstance(value, str) for value in values):
            hide = _hiding(str(name), mask)
            cells = [hide(value) if isinstance(value, str) else value for value in values]
            told[name] = type(values)(cells, index=values.index, dtype=values.dtype)
    told.columns = type(told.columns)([mask(str(name)) for name in told.columns])
    return told


def _hiding(column: str, mask: Mask) -> Callable[[str], str]:
    """Return what hides a customer in the cells of a column."""
    if column in OPERATORS_IDS:
        return mask.known
    if column == _NUMBERS:
        return hidden
    return mask


def _variants(number: str) -> Iterator[str]:
    """Yield a number's digits, also without the zeros that a spreadsheet drops, or abroad."""
    bare = number.lstrip("0")
    yield number
    if bare != number and len(bare) >= SHORTEST:
        yield bare
        yield f"62{bare}"


def _pattern(number: str) -> re.Pattern[str]:
    if len(number) >= _LONG:
        return re.compile(r"[\W_]{0,3}".join(number))
    return re.compile("(?<![0-9])" + r"[\W_]?".join(number) + "(?![0-9])")


def _without_own(text: str, number: re.Pattern[str]) -> str:
    plain = ascii_digits(text)
    found = [one.span() for one in number.finditer(plain)]
    if not found:
        return text
    dates = {place for date in _DATE.finditer(plain) for place in range(*date.span())}
    gone: set[int] = set()
    for span in found:
        long = sum(letter.isdigit() for letter in plain[slice(*span)]) >= _LONG
        if long or dates.isdisjoint(range(*span)):
            gone |= places(text, span)
    return without(text, gone)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", _SHAPELESS.sub("", word)).casefold()


def _tells(run: Iterable[re.Match[str]], needed: int) -> bool:
    words = {_folded(word[0]) for word in run}
    return len(words) >= needed and any(len(word) > 1 and not word.isdigit() for word in words)
