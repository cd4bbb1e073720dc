"""Lessons that answer back: questions, disputes to decide, a round, and a class at a glance.

The names below are imported when they are first used.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Attempt": "attempts",
    "Exercise": "exercise",
    "Quiz": "quiz",
    "Round": "round",
    "best": "attempts",
    "chart": "reporting",
    "score": "scoring",
    "summary": "classroom",
    "write_csv": "reporting",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of names, each found below


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
