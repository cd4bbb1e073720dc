"""The lines of a log that are of one case, drawn together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ott_toolkit.journal.lines import Line

KINDS = ("case", "decision", "text", "report")


@dataclass(frozen=True, repr=False)
class Worked:
    """A case that was worked on: what was kept of it, oldest first."""

    lines: Sequence[Line]

    @property
    def stand(self) -> Line | None:
        """How it stood last; `None` where only texts of an earlier case are here."""
        return next((one for one in reversed(self.lines) if one.entry.kind in KINDS[:2]), None)

    @property
    def handed_on(self) -> list[Line]:
        """The texts and reports of it."""
        return [one for one in self.lines if one.entry.kind in KINDS[2:]]


def cases(lines: Iterable[Line]) -> list[Worked]:
    """Return the cases of a log, in the order in which they were begun.

    What is of one number is one case. Where the numbers were deleted, texts still name their case,
    and cases the look-ups that they rest on; as a last resort a ticket is one case.
    """
    groups: list[tuple[set[object], list[Line]]] = []
    for one in (line for line in lines if line.entry.kind in KINDS):
        own, together = set(_marks(one)), [one]
        for marks, earlier in [group for group in groups if group[0] & own]:
            groups.remove((marks, earlier))
            own |= marks
            together = [*earlier, *together]
        groups.append((own, together))
    found = [Worked(sorted(group, key=lambda one: one.entry.id)) for _, group in groups]
    return sorted(found, key=lambda case: case.lines[0].entry.id)


def _marks(one: Line) -> Iterable[object]:
    """Yield what two lines of one case have in common."""
    yield one.entry.id
    if one.case:
        yield one.case
    if one.number:
        yield "number", one.number
        return
    for source in one.told.get("sources", ()):
        yield "source", source
    if one.ticket:
        yield "ticket", one.ticket
