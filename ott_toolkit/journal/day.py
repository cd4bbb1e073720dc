"""A day of the team for its lead: cases, decisions that differ, what failed, what was promised.

At its end stands the last entry of the evidence. Printed or sent on, the sheet then proves all that
was kept before: who changes it afterwards cannot change the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ott_toolkit.amounts import NO_VALUE, now
from ott_toolkit.errors import OttError
from ott_toolkit.evidence import Entry, Store
from ott_toolkit.files import read_bill
from ott_toolkit.journal import words
from ott_toolkit.journal.cases import Worked, cases
from ott_toolkit.journal.lines import Line, log
from ott_toolkit.journal.promises import promised
from ott_toolkit.locale import translator
from ott_toolkit.masks import Mask, mask_for
from ott_toolkit.replies.snippets import Snippets
from ott_toolkit.sources import Upload


@dataclass(frozen=True)
class Row:
    """A row of the sheet: when, whose (masked), for which ticket, who, what, and its evidence."""

    time: datetime
    number: str
    ticket: str
    who: str
    said: str
    entry: int


@dataclass(frozen=True)
class Section:
    """A part of the sheet, and what is said where it has no row."""

    title: str
    rows: tuple[Row, ...]
    none: str


@dataclass(frozen=True)
class Day:
    """The sheet of a day.

    Attributes:
        day: Which (WIB).
        language: Which language it speaks.
        practice: Whether it is of invented customers.
        written: When it was drawn up (WIB).
        sections: Its parts.
        head: The last entry of the evidence; `None` where there is none yet.
    """

    day: date
    language: str
    practice: bool
    written: datetime
    sections: tuple[Section, ...]
    head: Entry | None


def day_sheet(
    store: Store, day: date, language: str, snippets: Snippets, *, practice: bool = False
) -> Day:
    """Return the sheet of a day.

    Args:
        store: The evidence; where there is none yet, nothing was done.
        day: Which (WIB).
        language: `id` or `en`.
        snippets: The team's sentences: by its own one a call-back is known.
        practice: Of invented customers, instead of real ones.

    Raises:
        EvidenceError: The evidence cannot be read.
    """
    there = store.path.exists()
    # What failed may have succeeded on a later day.
    lines = log(store, since=day, practice=practice) if there else []
    own = [one for one in lines if one.time.date() == day]
    _ = translator(language)
    nothing = _("None.")
    return Day(
        day,
        language,
        practice,
        now(),
        (
            Section(_("Cases"), tuple(_cases(store, own, language)), nothing),
            Section(
                _("Decisions that differ from the tool"),
                tuple(_differing(store, own, language)),
                nothing,
            ),
            Section(_("Failed look-ups"), tuple(_failed(own, lines, language)), nothing),
            Section(
                _("Call-backs promised"),
                tuple(_promises(own, snippets, language)),
                nothing
                if any(snippets.text("kabar_berikutnya", one) for one in snippets.texts)
                else _(
                    "The team has no call-back sentence, so none can be known: fill "
                    "kabar_berikutnya in, in the file that ott snippets names."
                ),
            ),
            Section(_("Full numbers shown"), tuple(_shown(own, language)), nothing),
        ),
        store.head if there else None,
    )


def _row(one: Line, said: str) -> Row:
    return Row(
        one.time, one.masked or NO_VALUE, one.ticket or NO_VALUE, one.who, said, one.entry.id
    )


def _cases(store: Store, own: list[Line], language: str) -> Iterator[Row]:
    for worked in cases(own):
        last = worked.stand or worked.lines[-1]
        yield Row(
            last.time,
            _joined(one.masked for one in worked.lines),
            _joined(one.ticket for one in worked.lines),
            _joined(one.who for one in worked.lines),
            " · ".join(_worked(store, worked, language)),
            last.entry.id,
        )


def _joined(texts: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text)) or NO_VALUE


def _worked(store: Store, worked: Worked, language: str) -> Iterator[str]:
    """Yield how a case stood last and what was handed on of it."""
    _ = translator(language)
    stand = worked.stand
    about = stand.told if stand else store.entry(worked.lines[-1].case).told
    yield words.verdict(about["verdict"], language)
    if about["decision"]:
        yield _("decision: {decided}").format(decided=words.verdict(about["decision"], language))
    forms = [words.form(one, language) for one in worked.handed_on]
    if forms:
        yield _("handed on: {form}").format(form=", ".join(dict.fromkeys(forms)))
    if any(one.purged for one in worked.lines):
        yield _("content deleted by the retention rule")


def _differing(store: Store, own: list[Line], language: str) -> Iterator[Row]:
    _ = translator(language)
    for one in own:
        if one.entry.kind != "decision" or not one.told["differs"]:
            continue
        said = words.said(one, language)
        if one.body:
            reason = _mask(store, one).prose(str(one.body.query["decision"]["reason"]))
            said = _("{said}. Reason: {reason}").format(said=said, reason=reason)
        yield _row(one, said)


def _mask(store: Store, one: Line) -> Mask:
    """Return what hides the customer of a case, by the name on the bill as well."""
    entries = (one.body.query.get("bill") if one.body else None) or []
    uploads = [
        Upload(body.address, body.content, bool(told.get("pasted")), store.entry(number).kept)
        for number, body in store.bodies(entries).items()
        if (told := store.entry(number).told) is not None
    ]
    try:
        return mask_for(one.number, read_bill(uploads).customer if uploads else None)
    except OttError:  # what is no bill any more names nobody
        return mask_for(one.number)


def _failed(own: list[Line], lines: list[Line], language: str) -> Iterator[Row]:
    _ = translator(language)
    for one in own:
        if one.entry.kind != "lookup" or one.told["outcome"] != "failed":
            continue
        later = next((other for other in lines if _is_later_success(other, one)), None)
        then = (
            _("succeeded later: #{entry}").format(entry=later.entry.id)
            if later
            else _("NOT looked up again since")
        )
        yield _row(one, f"{words.said(one, language)} · {then}")


def _is_later_success(other: Line, failed: Line) -> bool:
    """Whether `other` found what `failed` did not; by the ticket where numbers were deleted."""
    if other.entry.kind != "lookup" or other.entry.id <= failed.entry.id:
        return False
    if other.told["outcome"] == "failed" or other.told["table"] != failed.told["table"]:
        return False
    if failed.number or other.number:
        return other.number == failed.number
    return bool(failed.ticket) and other.ticket == failed.ticket


def _promises(own: list[Line], snippets: Snippets, language: str) -> Iterator[Row]:
    _ = translator(language)
    seen = set()
    for one in reversed(own):  # the text that was handed on last is the one that was sent
        if one.entry.kind != "text" or one.body is None:
            continue
        text = one.body.content.decode(errors="replace")
        for promise in promised(text, snippets):
            if (one.number, promise.sentence) in seen:
                continue
            seen.add((one.number, promise.sentence))
            said = one.mask(promise.sentence)
            if not promise.filled:
                said += " " + _("(still to be filled in when it was handed on)")
            yield _row(one, said)


def _shown(own: list[Line], language: str) -> Iterator[Row]:
    for one in own:
        if one.entry.kind in ("shown", "export") or one.told.get("full"):
            yield _row(one, words.said(one, language))
