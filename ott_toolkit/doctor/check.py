"""A check: what was looked at, what was found there, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ott_toolkit.errors import OttError
from ott_toolkit.sentences import Sentence

Grade = Literal["ok", "unchecked", "warning", "stop"]
"""`stop` stops work; a `warning` may cost something; `unchecked` could not be known."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        about: What it is.
        found: What was found.
        grade: How grave that is.
        advice: What to do, where it is not as it should be.
    """

    about: Sentence
    found: Sentence
    grade: Grade = "ok"
    advice: Sentence | None = None


def of_error(error: OttError) -> Sentence:
    """Return what an error says, errors within it likewise."""
    values = {
        name: of_error(value) if isinstance(value, OttError) else value
        for name, value in error.values.items()
    }
    return Sentence(error.template, values)
