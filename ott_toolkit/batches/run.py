"""One run of a batch: a list and a folder, what is left of earlier runs, and the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ott_toolkit.amounts import now
from ott_toolkit.batches import summary
from ott_toolkit.batches.folder import Folder
from ott_toolkit.batches.listed import Listed, Listing, read_list
from ott_toolkit.batches.memory import Memory
from ott_toolkit.batches.work import Result, batch
from ott_toolkit.errors import EvidenceError, QueryError
from ott_toolkit.evidence import Body, Occasion, asking, store
from ott_toolkit.masks import mask_of
from ott_toolkit.portal import Portal
from ott_toolkit.report import write_whole
from ott_toolkit.sources import Upload

SUMMARY = "summary"
REPORTS = "reports"


class Run:
    """A list of numbers and the folder of its results, held while it is entered.

    Args:
        path: The list.
        folder: Where the results go; what was begun there is gone on with.
        occasion: Who asks, and why.
        language: Of what is written.
        full: Whether numbers are written in full; that they were is kept.

    Attributes:
        listing: The list, checked.
        memory: What earlier runs were answered.
    """

    listing: Listing
    memory: Memory

    def __init__(
        self, path: Path, folder: Path, occasion: Occasion, *, language: str, full: bool = False
    ) -> None:
        self._path, self._folder = path, Folder(folder)
        self._occasion, self._language, self._full = occasion, language, full
        self._rows: dict[str, summary.Row] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Read the list; nothing is asked yet.

        Raises:
            QueryError: The list has no column of numbers, the folder is another batch's or held by
                another run.
            ParseError: The list cannot be read.
            EvidenceError: The evidence does not know the batch that was begun in the folder.
        """
        with ExitStack() as opened:
            folder = opened.enter_context(self._folder)
            self.memory = Memory(store(), folder.batch)
            self._before = self._listed(self.memory.last_list)
            if not folder.is_new and self._before is None:
                raise EvidenceError(
                    "What was begun in {folder} is not in the evidence of this computer. Go on "
                    "where it was begun, or name another folder with -o; nothing was sent.",
                    folder=folder.path,
                )
            opened.enter_context(asking(replace(self._occasion, batch=folder.batch)))
            self.listing = read_list(self.memory.file(self._path, is_list=True), self._path.parent)
            self._refuse_other_list()
            self._open = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def _listed(self, upload: Upload | None) -> frozenset[str] | None:
        """Return the numbers of the list as it was handed over last."""
        if upload is None:
            return None
        listing = read_list(upload, self._path.parent)
        return frozenset(one.number for one in listing.numbers)

    def _refuse_other_list(self) -> None:
        if not self.numbers:
            raise QueryError("{name} holds no number; nothing was sent.", name=self._path.name)
        if self._before and not self._before & {one.number for one in self.numbers}:
            raise QueryError(
                "{folder} holds the results of another list. Name another folder with -o; nothing "
                "was sent.",
                folder=self._folder.path,
            )

    @property
    def numbers(self) -> tuple[Listed, ...]:
        """The numbers, in the order of the list."""
        return self.listing.numbers

    @property
    def is_new(self) -> bool:
        """Whether it is the first run in its folder."""
        return self._folder.is_new

    @property
    def added(self) -> list[str]:
        """The numbers that the list did not have before."""
        before = self._before
        return [] if before is None else [
            one.number for one in self.numbers if one.number not in before
        ]  # fmt: skip

    @property
    def removed(self) -> list[str]:
        """The numbers that the list has no more."""
        return sorted((self._before or set()) - {one.number for one in self.numbers})

    @cached_property
    def answered(self) -> int:
        """How many numbers earlier runs were answered."""
        return sum(self.memory.is_answered(one.number) for one in self.numbers)

    @cached_property
    def failed_before(self) -> int:
        """How many numbers failed in earlier runs."""
        return sum(self.memory.has_failed(one.number) for one in self.numbers)

    def count(self, outcome: str) -> int:
        """Return of how many numbers a row of this run says so; `waiting` of those without."""
        if outcome == "waiting":
            return len(self.numbers) - len(self._rows)
        return sum(one.outcome == outcome for one in self._rows.values())

    def rows(
        self, portal: Portal, *, reports: str | None = None, **how: Any
    ) -> Iterator[tuple[summary.Row, bool]]:
        """Ask, and yield each number's row when it is there, and whether the portal was asked.

        Args:
            portal: Who is asked, logged in.
            reports: `html` or `xlsx`: write a case report of each, too.
            how: As `batch`.

        Raises:
            OttError: As `batch`.
            OSError: A report could not be written.
        """
        self._folder.begin()
        name, memory = self._folder.batch, self.memory
        for result in batch(self.numbers, portal, name=name, memory=memory, **how):
            row = summary.row(result, self._language, full=self._full)
            if reports and result.case:
                self._report(result, reports)
            self._rows[result.asked.number] = row
            yield row, result.sent

    def _report(self, result: Result, form: str) -> None:
        """Write a case report, unless it is there: the name tells which evidence it is of."""
        case, place = result.case, result.asked.place
        if case is None or case.kept is None:
            return
        masked = mask_of(case)(case.number)
        full = "-full" if self._full else ""
        name = f"{place:04}-{masked}-{case.kept.entry}{full}-{self._language}.{form}"
        path = self._folder.path / REPORTS / name
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            case.report(path, language=self._language, full_numbers=self._full)

    def write(self) -> list[Path]:
        """Write the summary: a row for each number, also those that were not asked yet.

        Returns:
            What was written; nothing where rows of earlier runs are missing, which it would
            replace.

        Raises:
            EvidenceError: It could not be kept that numbers are shown in full.
            OSError: It cannot be written.
        """
        missing = [one for one in self.numbers if one.number not in self._rows]
        if any(self.memory.is_answered(one.number) for one in missing):
            return []
        rows = [
            self._rows.get(one.number) or summary.waiting(one, full=self._full)
            for one in self.numbers
        ]
        if self._full:
            self._keep_shown(rows)
        beside = self._folder.path / SUMMARY
        files = {
            beside.with_suffix(".csv"): summary.to_csv(rows).encode("utf-8-sig"),
            beside.with_suffix(".xlsx"): summary.workbook(rows, self._language, now()),
        }
        for path, content in files.items():
            write_whole(path, content)
        return list(files)

    def _keep_shown(self, rows: Iterable[summary.Row]) -> None:
        body = Body(query={"numbers": [one.number for one in self.numbers]})
        of = sorted(one.evidence for one in rows if one.evidence)
        store().keep("shown", body, lasting=True, what="batch", of=of)
