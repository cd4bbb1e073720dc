"""Reads what was typed into a search form, and says it back the way the dashboard does; pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from ott_toolkit.practice.sheets import Role, Sheet
from ott_toolkit.practice.world import REGIONALS

ALL = "all_item"
EVERY_STATUS = "Semua Data"
STATUSES = (EVERY_STATUS, "Active", "Inactive")

NO_NUMBER = "Nomor Indihome belum diisi."
BAD_NUMBER = "Nomor Indihome hanya boleh berisi angka, 6 sampai 20 digit."
BAD_DAY = "Tanggal tidak dikenal; tulis seperti 2022-03-20."
BAD_SPAN = "Tanggal From tidak boleh melewati tanggal To."
BAD_CHOICE = "Pilihan tidak dikenal; pilih salah satu dari daftar."


class SearchError(ValueError):
    """What was typed cannot be searched; the message is for the person who typed it."""


@dataclass(frozen=True)
class Query:
    """A search: one number, and filters that let everything through unless chosen.

    Attributes:
        number: Digits.
        status: «Semua Data», «Active» or «Inactive».
        since: First day, inclusive, YYYY-MM-DD; empty together with `until`.
        until: Last day, inclusive.
        service: A service as Subscriptions writes it, or `ALL`.
        regional: «1» to «7», or `ALL`.
    """

    number: str
    status: str = EVERY_STATUS
    since: str = ""
    until: str = ""
    service: str = ALL
    regional: str = ALL


def read_number(typed: str) -> str:
    """The number that was typed.

    Raises:
        SearchError: Nothing was typed, or something else than 6 to 20 digits.
    """
    number = typed.strip()
    if not number:
        raise SearchError(NO_NUMBER)
    if not re.fullmatch(r"[0-9]{6,20}", number):
        raise SearchError(BAD_NUMBER)
    return number


def read_query(typed: Mapping[Role, str], services: Collection[str]) -> Query:
    """The search that was typed; a role that the form lacks lets everything through.

    Raises:
        SearchError: The number, a date or a choice cannot be read.
    """
    since, until = _read_days(typed.get("since", ""), typed.get("until", ""))
    return Query(
        number=read_number(typed.get("number", "")),
        status=_chosen(typed.get("status", ""), STATUSES, EVERY_STATUS),
        since=since,
        until=until,
        service=_chosen(typed.get("service", ""), services, ALL),
        regional=_chosen(typed.get("regional", ""), REGIONALS, ALL),
    )


def _read_days(since: str, until: str) -> tuple[str, str]:
    """Both days; one alone stands for both, so that only that day is shown."""
    first, last = _read_day(since or until), _read_day(until or since)
    if first > last:
        raise SearchError(BAD_SPAN)
    return first, last


def _read_day(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return str(date.fromisoformat(typed.strip()))
    except ValueError as err:
        raise SearchError(BAD_DAY) from err


def _chosen(typed: str, offered: Collection[str], everything: str) -> str:
    if typed in ("", everything):
        return everything
    if typed not in offered:
        raise SearchError(BAD_CHOICE)
    return typed


def echo(sheet: Sheet, query: Query) -> str:
    """The search said back, with what the page's form can ask for."""
    said = {
        "number": f"Nomor Indihome: {query.number}",
        "status": query.status,
        "since": _days(query),
        "service": f"{sheet.service_label}: {query.service}",
        "regional": f"Regional: {query.regional}",
    }
    parts = [text for role, text in said.items() if role in sheet.fields and text]
    return f"Hasil untuk pencarian: {', '.join(parts)}."


def _days(query: Query) -> str:
    if query.since == query.until:
        return f"Tanggal: {query.since}" if query.since else ""
    return f"Tanggal: {query.since} s/d {query.until}"


@dataclass(frozen=True)
class Paging:
    """Where a page stands in a result of `total` rows."""

    total: int
    size: int
    asked: int = 1

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, ceil(self.total / self.size))

    @property
    def current(self) -> int:
        """The page that is shown: the one asked for, as far as it exists."""
        return min(max(1, self.asked), self.last)

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.current - 1) * self.size

    @property
    def links(self) -> list[int | None]:
        """Pages to link to: both ends and the neighbours; None is a gap between them."""
        near = range(self.current - 2, self.current + 3)
        shown = [n for n in range(1, self.last + 1) if n in (1, self.last) or n in near]
        links: list[int | None] = []
        for page in shown:
            if links and page - (links[-1] or 0) > 1:
                links.append(None)
            links.append(page)
        return links
