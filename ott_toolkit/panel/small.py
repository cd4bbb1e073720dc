"""The small timeline of the summary: what ran, was charged and was billed, at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from ott_toolkit.amounts import NO_VALUE, format_day, format_month, format_rupiah, format_time
from ott_toolkit.case import Case
from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.locale import translator
from ott_toolkit.panel.words import SEVERITIES, SIGNS
from ott_toolkit.rules import RULES

LANES, MONTHS = 3, 13
"""So many subscriptions and months are shown; all of them are under Timeline."""
_NEAR = 1.3
"""Charges nearer than so much of the width, in per cent, share a mark."""
_CROWD = 24
"""Of more marks in a lane none says how many charges it is."""


@dataclass(frozen=True)
class Small:
    """A case as rows of marks; places are per cent of the width."""

    case: Case
    language: str

    @cached_property
    def accounts(self) -> list[Account]:
        """The subscriptions, those that the disputed period's charges are of first."""
        disputed = self.case.disputed
        charged = set(disputed.charges["partner_ref"].dropna()) if disputed else set()
        newest = reversed(self.case.grounds.accounts)
        return sorted(newest, key=lambda account: account.reference not in charged)

    @property
    def more(self) -> int:
        """How many subscriptions are not shown."""
        return max(0, len(self.accounts) - LANES)

    @cached_property
    def bills(self) -> dict[date, int | None]:
        """Month of a bill → its INTERNET CONTENT; `None` where no amount is shown."""
        answered = self.case.answered
        told = [] if answered is None else rows(answered)
        return {row["period"].date(): row["amount"] for row in told}

    @cached_property
    def first_days(self) -> list[date]:
        """The first day of each month that is shown, and of the one after them."""
        shown = self.accounts[:LANES]
        times = [time.date() for account in shown for time in _times(account)]
        days = [*times, *self.bills]
        if not days:
            return []
        last = _first(max([*days, min(self.case.asof.date(), _later(_first(max(days)), 2))]))
        begin = max(_first(min(days)), _later(last, 1 - MONTHS))
        count = (last.year - begin.year) * 12 + last.month - begin.month + 1
        return [_later(begin, place) for place in range(count + 1)]

    def at(self, time: datetime) -> float:
        """Return the place of a time, at an edge where it lies beyond."""
        begin, end = (datetime(d.year, d.month, 1) for d in self._ends)  # noqa: DTZ001 - naive WIB
        return round(min(max((time - begin) / (end - begin), 0), 1) * 100, 2)

    @property
    def _ends(self) -> tuple[date, date]:
        return self.first_days[0], self.first_days[-1]

    @property
    def lanes(self) -> Iterator[dict[str, Any]]:
        """A lane a subscription: its bar and its charges."""
        for account in self.accounts[:LANES]:
            begins = account.start or min(_times(account), default=None)
            running = account.status == "active" and account.end is None
            ends = account.end or (
                self.case.asof if running else max(_times(account), default=None)
            )
            left, right = (self.at(time) if time else 0 for time in (begins, ends))
            yield {
                "name": account.service,
                "channel": account.channel or "",
                "left": left,
                "width": round(max(0, right - left), 2),
                "runs_on": running,
                "gone": ends is not None and ends.date() < self._ends[0],
                "earlier": self._earlier(
                    sum(time.date() < self._ends[0] for time in _charged(account)),
                    begins=begins,
                ),
                "title": f"{account.service} · Start {self._time(account.start)} · "
                f"End {self._time(account.end)}",
                "marks": [*self._charges(account), *self._of_account(account)],
            }

    @property
    def earlier_bills(self) -> dict[str, str] | None:
        """What bills lie before the first month."""
        return self._earlier(sum(period < self._ends[0] for period in self.bills))

    def _earlier(self, count: int, begins: datetime | None = None) -> dict[str, str] | None:
        """Return an arrow to what lies before the first month, and what it says; `None` of none."""
        month = self._month(self._ends[0])
        _ = translator(self.language)
        if count:
            told = _("{count} more before {month}: see Timeline.").format(count=count, month=month)
            return {"arrow": f"◂ +{count}", "title": told}
        if begins and begins.date() < self._ends[0]:
            return {"arrow": "◂", "title": _("It began before {month}.").format(month=month)}
        return None

    @property
    def cells(self) -> Iterator[dict[str, Any]]:
        """A cell a bill: its amount and its verdict."""
        verdicts = {one.period: one for one in self.case.verdicts}
        disputed = self.case.disputed
        for begin in self.first_days[:-1]:
            if begin not in self.bills:
                continue
            amount, verdict = self.bills[begin], verdicts.get(begin)
            left, right = (self._day(day) for day in (begin, _later(begin, 1)))
            money = NO_VALUE if amount is None else f"{amount:,}".replace(",", ".")
            words = verdict.title.say(self.language) if verdict else ""
            yield {
                "left": left,
                "width": round(right - left, 2),
                "amount": money,
                "kind": verdict.kind if verdict else "",
                "sign": SIGNS[verdict.kind] if verdict else "",
                "period": f"{begin:%Y-%m}" if verdict else "",
                "chosen": disputed is not None and disputed.period == begin,
                "title": " · ".join(filter(None, (self._month(begin), money, words))),
                "marks": list(self._of_bill(begin)),
            }

    @property
    def months(self) -> Iterator[dict[str, Any]]:
        """The names of the months; the first, and each January, with its year."""
        for place, begin in enumerate(self.first_days[:-1]):
            name = self._month(begin)
            whole = place == 0 or begin.month == 1
            left = self._day(begin)
            width = round(self._day(_later(begin, 1)) - left, 2)
            yield {"name": name if whole else name.split()[0], "left": left, "width": width}

    @property
    def asof(self) -> dict[str, Any] | None:
        """The day that is judged at, where it is shown."""
        begin, end = self._ends
        if not begin <= self.case.asof.date() < end:
            return None
        day = format_day(self.case.asof, self.language)
        told = translator(self.language)("as of {day}").format(day=day)
        return {"left": self.at(self.case.asof), "title": told}

    def _charges(self, account: Account) -> Iterator[dict[str, Any]]:
        groups: list[tuple[float, list[tuple[int, Row]]]] = []
        for place, charge in zip(account.charges.index, rows(account.charges), strict=True):
            if charge["trx_time"] is None or charge["trx_time"].date() < self._ends[0]:
                continue
            x = self.at(charge["trx_time"])
            if groups and x - groups[-1][0] < _NEAR:
                groups[-1][1].append((place, charge))
            else:
                groups.append((x, [(place, charge)]))
        for x, own in groups:
            found = [one for place, _ in own for one in self.case.grounds.of_charges.get(place, ())]
            told = [self._charge(charge) for _, charge in own]
            counted = len(own) > 1 and len(groups) <= _CROWD
            yield self._mark(x, found, told) | {"count": len(own) if counted else ""}

    def _of_account(self, account: Account) -> Iterator[dict[str, Any]]:
        for finding in self._every:
            own = finding["partner_ref"] == account.reference and account.reference
            if own and RULES[finding["rule"]].row == "account":
                time = finding["time"] or account.start
                if time and RULES[finding["rule"]].severity != "information":
                    yield self._mark(self.at(time), [finding], []) | {"count": ""}

    def _of_bill(self, period: date) -> Iterator[dict[str, Any]]:
        for finding in self._every:
            if finding["period"] and finding["period"].date() == period:
                yield self._mark(100, [finding], [])

    def _mark(self, x: float, found: list[Row], told: list[str]) -> dict[str, Any]:
        """Return a mark; the gravest finding gives it its look and its name."""
        order = list(SEVERITIES)
        grave = sorted(
            (one for one in found if RULES[one["rule"]].severity != "information"),
            key=lambda one: order.index(RULES[one["rule"]].severity),
        )
        titles = [translator(self.language)(RULES[one["rule"]].title) for one in grave]
        return {
            "left": x,
            "finding": self._every.index(grave[0]) if grave else None,
            "severity": RULES[grave[0]["rule"]].severity if grave else "",
            "title": "\n".join([*titles, *told]),
        }

    @cached_property
    def _every(self) -> list[Row]:
        return rows(self.case.findings)

    def _charge(self, charge: Row) -> str:
        amount = NO_VALUE if charge["amount"] is None else format_rupiah(charge["amount"])
        return " · ".join((self._time(charge["trx_time"]), amount, charge["service"] or NO_VALUE))

    def _time(self, time: datetime | None) -> str:
        return format_time(time, self.language) if time else NO_VALUE

    def _month(self, begin: date) -> str:
        return format_month(begin, self.language)

    def _day(self, day: date) -> float:
        return self.at(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - naive WIB


def _times(account: Account) -> list[datetime]:
    """Return every time of an account; a far End Time is none of them."""
    charged = _charged(account)
    newest = max([*charged, *filter(None, [account.start])], default=None)
    far = newest + timedelta(days=400) if newest else None
    end = account.end if account.end and (far is None or account.end < far) else None
    return [time for time in (account.start, *charged, end) if time]


def _charged(account: Account) -> list[datetime]:
    return [row["trx_time"] for row in rows(account.charges) if row["trx_time"]]


def _first(day: date) -> date:
    return day.replace(day=1)


def _later(first: date, months: int) -> date:
    whole = first.year * 12 + first.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)
