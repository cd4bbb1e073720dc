"""The checks of a set-up, one after the other; none keeps the next from being made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ott_toolkit.doctor import folders, kernel, machine, packages
from ott_toolkit.doctor.check import Check
from ott_toolkit.sentences import sentence

CHECKS: tuple[Callable[[], Iterator[Check]], ...] = (
    packages.python,
    packages.packages,
    machine.texts,
    machine.clock,
    folders.folders,
    machine.browser,
    machine.loopback,
    kernel.kernel,
    machine.practice_portal,
    machine.keyring,
)


def checks() -> Iterator[Check]:
    """Yield what is so of this computer."""
    for make in CHECKS:
        yield from guarded(make)


def guarded(make: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    """Yield the checks that `make` gives, and one that failed where it fails."""
    try:
        yield from make()
    except Exception as error:  # noqa: BLE001 - what is broken here may fail in any way
        about = sentence("Check «{name}»", name=make.__name__)
        found = sentence("it failed: {kind}", kind=f"{type(error).__name__}: {error}")
        advice = sentence(
            "Install the toolkit again; if it stays so, send this to the maintainers."
        )
        yield Check(about, found, "stop", advice)
