"""What a report holds, whatever form it takes: the same for the page and for the workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.bill import Customer
from ott_toolkit.case import Case
from ott_toolkit.charts.signs import VERDICTS
from ott_toolkit.conclusion.arithmetic import Arithmetic
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.policy import Policy
from ott_toolkit.report.origins import cited
from ott_toolkit.report.telling import Teller
from ott_toolkit.rules import CATALOGUE, RULES, Rule
from ott_toolkit.rules.catalogue import Severity
from ott_toolkit.sentences import Sentence, sentence

SIGNS = {kind: look[0] for kind, look in VERDICTS.items()}
"""Verdict → its sign, as on the charts."""
COLOURS = {kind: look[1] for kind, look in VERDICTS.items()}

SEVERITIES: Mapping[Severity, tuple[str, Sentence]] = {
    "money": ("◆", sentence("to be checked")),
    "confirm": ("◇", sentence("to be confirmed")),
    "record": ("◇", sentence("sources disagree")),
    "information": ("△", sentence("explains a pattern")),
}
"""Severity → its mark and what it asks for, as on the charts."""

AGAIN = {
    "yes": sentence("yes"),
    "no": sentence("no"),
    "unknown": sentence("cannot be said"),
}
ANSWERED = {
    "answered": sentence("answered"),
    "partly": sentence("answered in part"),
    "cannot": sentence("cannot be said"),
}

SETTINGS: Mapping[str, Sentence] = {
    "cycle_days": sentence("Days after which a monthly item renews"),
    "cycle_slack_days": sentence("Days by which a renewal may come early or late"),
    "end_grace_days": sentence("Days after End Time that may still hold the midnight renewal"),
    "time_tolerance_seconds": sentence("Seconds by which two systems may differ"),
    "amount_tolerance": sentence("Rupiah by which two sums may differ by rounding"),
    "bill_lag_months": sentence("Months from a charge to the bill that carries it"),
    "turn_of_month_hours": sentence("Hours around a month's turn that may count for either month"),
    "content_lines": sentence("Names of the content line on a bill"),
    "vat": sentence("PPN by bill period"),
}
"""Field of `Policy` → its plain name."""

INFERRED = (
    sentence("The charges of a calendar month are on the bill of a later month, as set above."),
    sentence("What is billed for a charge is its Harga Prorate where it has one, else its Harga."),
    sentence("A monthly item renews after a fixed number of days, just after midnight."),
    sentence("End Time is the end of the last cycle that was paid."),
    sentence("All times are local Western Indonesia Time (WIB)."),
)
"""What a conclusion takes for granted because it was seen so, not because it is documented."""


@dataclass(frozen=True)
class Setting:
    """One inferred setting as it was used: plain name, value, default, and field of `Policy`."""

    name: str
    value: str | int
    default: str | int
    field: str

    @property
    def changed(self) -> bool:
        """Whether it is another than by default."""
        return self.value != self.default


@dataclass(frozen=True)
class Contents:
    """A case, told by a teller."""

    case: Case
    tell: Teller

    @property
    def number(self) -> str:
        """The customer's number, as it may be shown."""
        return self.tell.text(self.case.number)

    @property
    def customer(self) -> list[tuple[str, str]]:
        """The header of the bill: label and value, as far as it is told."""
        header = self.case.bill.customer if self.case.bill else Customer()
        told = {
            "Nama": header.name,
            "Produk": header.product,
            "Phone": header.phone,
            "GroupID": header.group_id,
        }
        return [
            (label, self.tell.prose(value) if label == "Nama" else self.tell.text(value))
            for label, value in told.items()
            if value
        ]

    @property
    def evidenced(self) -> str:
        """Number and hash of the case's evidence, by which it is opened again; empty for none."""
        kept = self.case.kept
        return cited(kept.entry, kept.hash) if kept else ""

    @property
    def verdicts(self) -> list[Verdict]:
        """Every verdict: the disputed period first, then the newest."""
        newest = sorted(self.case.verdicts, key=lambda verdict: verdict.period, reverse=True)
        return sorted(newest, key=lambda verdict: verdict is not self.case.disputed)

    @property
    def arithmetic(self) -> list[Arithmetic]:
        """The sums of every bill, in the order of `verdicts`."""
        disputed = self.case.disputed.period if self.case.disputed else None
        newest = sorted(self.case.arithmetic, key=lambda sums: sums.period, reverse=True)
        return sorted(newest, key=lambda sums: sums.period != disputed)

    @property
    def is_drawn(self) -> bool:
        """Whether there is more to draw than bills: then the charts have a page of their own."""
        frames = (self.case.subscriptions, self.case.transactions)
        return any(frame is not None and len(frame) > 0 for frame in frames)

    @cached_property
    def findings(self) -> list[tuple[Rule, list[Row]]]:
        """Each rule that found something, and what it found, in the order of the catalogue."""
        found: dict[str, list[Row]] = defaultdict(list)
        for plain, row in zip(
            rows(self.case.findings), self.tell.rows(self.case.findings), strict=True
        ):
            service = self._services.get(plain["partner_ref"] or "", NO_VALUE)
            found[row["rule"]].append({**row, "service": service})
        return [(rule, found[rule.name]) for rule in CATALOGUE if rule.name in found]

    @cached_property
    def _services(self) -> dict[str, str]:
        """Partner ref_no → the service that it is of."""
        tables = (self.case.transactions, self.case.subscriptions)
        return {
            row["partner_ref"] or "": self.tell.text(row["service"], "service")
            for frame in tables
            if frame is not None
            for row in rows(frame)
        }

    def concerned(self, verdict: Verdict) -> list[Row]:
        """Return the subscriptions that the charges of a verdict are of."""
        frame = self.case.subscriptions
        if frame is None:
            return []
        references = set(verdict.charges["partner_ref"].dropna())
        return self.tell.rows(frame[frame["partner_ref"].isin(list(references))])

    @cached_property
    def charges(self) -> list[Row]:
        """Every transaction, oldest first, with `amount`, `period` of its bill and `findings`."""
        grounds, policy = self.case.grounds, self.case.policy
        frame = grounds.charges.drop(columns="month")
        return [
            {
                **row,
                "period": policy.bill_period(row["trx_time"].date()) if row["trx_time"] else None,
                "findings": [RULES[one["rule"]] for one in grounds.of_charges.get(place, ())],
            }
            for place, row in enumerate(self.tell.rows(frame))
        ]

    @property
    def unweighed(self) -> str:
        """Why there is no verdict; empty where there is one."""
        _ = self.tell.words
        if self.case.disputed:
            return ""
        if self.case.bill is None:
            return _("There is no bill in this case, so no amount was weighed.")
        return _("No period of this bill has INTERNET CONTENT, so there is no amount to weigh.")

    @property
    def hashed(self) -> list[str]:
        """What the hashes are of."""
        _ = self.tell.words
        masked = _("They are hashed masked, so that the hash does not give away what is masked.")
        return [
            _("Hashed are the rows as CSV in UTF-8, as the command ott read --csv writes them."),
            *([] if self.tell.mask.full else [masked]),
            _(
                "Evidence is cited by its number and its hash: ott evidence verify compares them, "
                "ott investigate --replay opens the case again."
            ),
        ]

    @cached_property
    def not_run(self) -> list[tuple[str, list[str]]]:
        """Why something was not checked, and what: the titles of the rules."""
        reasons: dict[str, list[str]] = defaultdict(list)
        for name, reason in self.case.not_run.items():
            reasons[self.tell.say(reason)].append(self.tell.words(RULES[name].title))
        return list(reasons.items())

    @property
    def settings(self) -> Iterator[Setting]:
        """The inferred settings that were used."""
        default = Policy()
        names = self.setting_names(part.name for part in fields(Policy))
        for part, name in zip(fields(Policy), names, strict=True):
            yield Setting(
                name,
                self._setting(getattr(self.case.policy, part.name)),
                self._setting(getattr(default, part.name)),
                part.name,
            )

    def setting_names(self, settings: Iterable[str]) -> list[str]:
        """Return the plain names of fields of `Policy`."""
        return [self.tell.say(SETTINGS[one]) if one in SETTINGS else one for one in settings]

    def _setting(self, value: Any) -> str | int:
        if isinstance(value, int):
            return value
        return " · ".join(
            self.tell.text(one) if isinstance(one, str) else self._rate(*one) for one in value
        )

    def _rate(self, since: Any, rate: Fraction) -> str:
        percent = self.percent(rate)
        if since.year == 1:
            return percent
        _ = self.tell.words
        return _("from {month} {rate}").format(month=self.tell.month(since), rate=percent)

    def percent(self, rate: Fraction) -> str:
        """Return a rate in per cent, as the language writes it."""
        text = f"{float(rate * 100):g}"
        return f"{text.replace('.', ',') if self.tell.language == 'id' else text} %"

    def evidence(self, frame: pd.DataFrame) -> list[str]:
        """Return the rows that an answer rests on, each in one line: when, what, how much."""
        return [_row_words(row, self.tell) for row in self.tell.rows(frame)]


def _row_words(row: Row, tell: Teller) -> str:
    time = row.get("trx_time") or row.get("time") or row.get("start_time")
    amount = next((row[n] for n in ("amount", "price", "billed") if row.get(n) is not None), None)
    period = row.get("period")
    parts = [
        tell.month(period) if period and not time else None,
        tell.time(time) if time else None,
        row.get("service") or row.get("line"),
        None if amount is None else tell.rupiah(amount),
    ]
    return " · ".join(part for part in parts if part)
