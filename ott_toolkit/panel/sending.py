"""What leaves the panel: a letter as text, or a file as bytes, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ott_toolkit.case import Case
from ott_toolkit.locale import translator
from ott_toolkit.panel import words

LETTERS = ("note", "whatsapp", "email")
"""What is copied; anything else is downloaded."""
_KINDS = {
    "escalation": ("txt", "text/plain;charset=utf-8"),
    "html": ("html", "text/html;charset=utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True)
class Parcel:
    """What is sent to the page.

    Attributes:
        said: What is done with it.
        text: What is copied; empty for a file.
        lacking: What is missing in it.
        name: The file's name; it names the customer by the last digits alone.
        mime: The file's kind.
        content: The file.
    """

    said: str
    text: str = ""
    lacking: str = ""
    name: str = ""
    mime: str = ""
    content: bytes = b""

    @property
    def message(self) -> dict[str, Any]:
        """The message that carries it; the content goes beside it."""
        return {name: getattr(self, name) for name in ("said", "text", "lacking", "name", "mime")}


def packed(
    case: Case, form: str, *, ticket: str, name: str, language: str, full: bool = False
) -> Parcel:
    """Return `form` of a case: a letter of `LETTERS`, `escalation`, `html` or `xlsx`.

    What it says is kept as evidence before it is returned; a report shows full numbers where that
    was asked for.

    Raises:
        QueryError: The ticket is none.
        EvidenceError: It could not be kept.
    """
    if form in ("html", "xlsx"):
        kind, mime = _KINDS[form]
        content = _report(case, kind, language, full=full)
        said = words.sent("full" if full else form, language)
        return Parcel(said, name=_name(case, kind, language), mime=mime, content=content)
    said = words.sent(form, language)
    letter = case.letter(language=language, form=form, ticket=ticket, name=name)
    lacking = " ".join(one.say(language) for one in letter.lacking)
    if form in LETTERS:
        return Parcel(said, letter.text, lacking)
    kind, mime = _KINDS[form]
    content = letter.text.replace("\n", "\r\n").encode()
    return Parcel(
        said, lacking=lacking, name=_name(case, kind, language), mime=mime, content=content
    )


def _report(case: Case, kind: str, language: str, *, full: bool) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{kind}"
        return case.report(path, language=language, full_numbers=full).read_bytes()


def _name(case: Case, kind: str, language: str) -> str:
    _ = translator(language)
    template = _("escalation-{number}-{month}") if kind == "txt" else _("case-{number}-{month}")
    month = case.disputed.period if case.disputed else case.asof
    return f"{template.format(number=f'xxxx{case.number[-4:]}', month=f'{month:%Y-%m}')}.{kind}"
