"""Everything about one number: its sources, its tables, its charts, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from ott_toolkit import dossier
from ott_toolkit.amounts import NO_VALUE, now, typed_number
from ott_toolkit.bill import Bill
from ott_toolkit.conclusion import findings
from ott_toolkit.conclusion.answers import Answer, answer_all
from ott_toolkit.conclusion.arithmetic import Arithmetic, reckon
from ott_toolkit.conclusion.claims import Claim, ClaimAnswer, ClaimKind, weigh
from ott_toolkit.conclusion.decisions import Decision, decided
from ott_toolkit.conclusion.facts import Facts
from ott_toolkit.conclusion.frames import in_month, priced
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.conclusion.outlook import Outlook, look_ahead
from ott_toolkit.conclusion.verdicts import Kind, Verdict, disputed, reach
from ott_toolkit.errors import QueryError
from ott_toolkit.evidence import Kept
from ott_toolkit.files import read_bill
from ott_toolkit.others import drawn
from ott_toolkit.parse import empty
from ott_toolkit.policy import Policy
from ott_toolkit.rules import RULES, judged_at
from ott_toolkit.schema import TRANSACTIONS
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.sources import Source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ott_toolkit.replies import Form, Letter


class Lookup(Protocol):
    """Where a number is looked up: `Portal`, `Files`; `None` means that a table is not at hand."""

    def subscriptions(self, number: str) -> pd.DataFrame | None:
        """Return the number's Subscriptions."""

    def transactions(self, number: str) -> pd.DataFrame | None:
        """Return the number's Transactions Data."""


@dataclass(frozen=True, eq=False)
class Case:
    """One number, as its sources show it, and what follows.

    Everything that follows is reached when it is first asked for, and always the same from the
    same input.

    Attributes:
        number: The IndiHome number.
        subscriptions: Its Subscriptions (`schema.SUBSCRIPTIONS`), or `None` where they are not at
            hand; that is not the same as none.
        transactions: Its Transactions Data (`schema.TRANSACTIONS`), or `None`; likewise.
        bill: Its bill, or `None`.
        asof: The time it is judged at, naive WIB.
        policy: The inferred settings.
        claim: What the customer says, or `None` where it is not known yet.
        decision: The analyst's own conclusion, or `None` before she decided.
        period: The bill's month that is looked at, its first day; `None` for the one that is asked
            about first (`disputed`).
        others: What was read of the menu's other pages, by name: rows as shown. The timeline shows
            what it can of them; no rule and no verdict knows them.
        record: How it was kept last, or `None` before it was (`recorded`).
    """

    number: str
    subscriptions: pd.DataFrame | None
    transactions: pd.DataFrame | None
    bill: Bill | None
    asof: datetime
    policy: Policy
    claim: Claim | None = None
    decision: Decision | None = None
    period: date | None = None
    others: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    record: dossier.Record | None = None

    def __repr__(self) -> str:
        """Return counts and the end of the number alone."""
        return (
            f"Case(…{self.number[-4:]}, subscriptions={_count(self.subscriptions)}, "
            f"transactions={_count(self.transactions)}, bill={self.bill is not None})"
        )

    @property
    def billed(self) -> pd.DataFrame | None:
        """`period` and `amount` of INTERNET CONTENT on the bill; `None` without a bill."""
        return None if self.bill is None else self.bill.content(self.policy.content_lines)

    @property
    def answered(self) -> pd.DataFrame | None:
        """As `billed`, and 0 for each period whose whole detail is at hand and has none."""
        return None if self.bill is None else self.bill.answered(self.policy.content_lines)

    def charges_in(self, month: date) -> pd.DataFrame:
        """Return the transactions of a calendar month with their `amount`.

        A charge's amount is its prorated price where there is one, else its price.
        """
        frame = empty(TRANSACTIONS) if self.transactions is None else self.transactions
        return in_month(priced(frame), month.replace(day=1))

    @cached_property
    def _found(self) -> findings.Found:
        return findings.find(
            self.subscriptions, self.transactions, self.bill, self.policy, self.asof
        )

    @property
    def findings(self) -> pd.DataFrame:
        """What every rule that could be run found: the columns of `rules.FINDINGS`.

        In the order of the catalogue, then of time.
        """
        return self._found.findings

    @property
    def not_run(self) -> dict[str, Sentence]:
        """Name of a rule → why it could not be run, or not for every period."""
        return self._found.not_run

    @cached_property
    def grounds(self) -> Grounds:
        """What the conclusion stands on."""
        lacking = self._found.lacking
        return Grounds(
            number=self.number,
            subscriptions=None if "subscriptions" in lacking else self.subscriptions,
            transactions=None if "transactions" in lacking else self.transactions,
            bill=self.bill,
            findings=self.findings,
            lacking=lacking,
            asof=self.asof,
            policy=self.policy,
        )

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """A verdict for each period of the bill that has content, oldest first."""
        return reach(self.grounds)

    @cached_property
    def disputed(self) -> Verdict | None:
        """The verdict on the period that is looked at: the newest unpaid, unless one was chosen."""
        return disputed(self.verdicts, self.period)

    @cached_property
    def facts(self) -> Facts:
        """What is at issue: the charges of the period that is looked at, and their accounts."""
        return Facts(self.grounds, self.verdicts, self.period)

    @cached_property
    def arithmetic(self) -> tuple[Arithmetic, ...]:
        """The sums of each bill that has lines."""
        return () if self.bill is None else tuple(reckon(self.bill, self.policy))

    @cached_property
    def outlook(self) -> tuple[Outlook, ...]:
        """What is to be expected of each subscription."""
        return look_ahead(self.grounds)

    @cached_property
    def claim_answer(self) -> ClaimAnswer | None:
        """What the rows say to the customer's claim; `None` without one."""
        if self.claim is None:
            return None
        return weigh(self.claim, self.grounds, self.verdicts, self.period)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The standard questions and what the sources say to them."""
        return answer_all(self.grounds, self.verdicts, self.outlook, self.not_run, self.period)

    def on_bill(self, period: date | None) -> Case:
        """Return this case with the bill's month that is looked at; `None` for the disputed one.

        Raises:
            QueryError: That bill is not at hand or has no content; those that have are named.
        """
        if period is None:
            return self._with(period=None)
        first = date(period.year, period.month, 1)
        known = [verdict.period for verdict in self.verdicts]
        if first not in known:
            raise QueryError(
                "There is no bill {period} with INTERNET CONTENT. Those with it: {known}.",
                period=f"{first:%Y-%m}",
                known=", ".join(f"{one:%Y-%m}" for one in known) or NO_VALUE,
            )
        return self._with(period=first)

    def claimed(self, claim: Claim | ClaimKind | None) -> Case:
        """Return this case with what the customer says.

        Raises:
            QueryError: There is no such claim.
        """
        return self._with(claim=Claim(claim) if isinstance(claim, str) else claim)

    def decided(self, kind: Kind | None, reason: str = "", period: date | None = None) -> Case:
        """Return this case with the analyst's own conclusion on a period, by default the disputed.

        Where no bill shows content it is on the case as a whole, and bears the newest month.
        `None` takes her conclusion back.

        Raises:
            QueryError: It differs from the verdict and gives no reason, or there is no such period.
        """
        if kind is None:
            return self._with(decision=None)
        period = period or (self.disputed.period if self.disputed else self._newest)
        return self._with(decision=decided(self.verdicts, kind, reason, period))

    def with_page(self, name: str, frame: pd.DataFrame) -> Case:
        """Return this case with what one of the menu's other pages shows.

        Args:
            name: The page's name in the menu.
            frame: Its rows as shown (`Portal.table`).

        Raises:
            QueryError: They are another number's.
        """
        if frame.attrs.get("number") not in (None, self.number):
            raise QueryError("{page} was read of another number. Read it again.", page=name)
        return self._with(others={**self.others, name: frame})

    @property
    def _newest(self) -> date:
        """The newest month of the bill; without a bill the month that is judged in."""
        newest = max(() if self.bill is None else self.bill.periods["period"], default=self.asof)
        return date(newest.year, newest.month, 1)

    def _with(self, **changes: Any) -> Case:
        """Return this case with what people say of it changed; what was found stays found."""
        case = replace(self, **changes)
        kept = ["_found", "grounds", "verdicts", "arithmetic", "outlook"]
        if self.period == case.period:
            kept.append("facts")
        case.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return case

    @cached_property
    def kept(self) -> Kept | None:
        """The evidence of the case as it stands; `None` before it was kept so."""
        return self.record.proof(self) if self.record else None

    def recorded(self) -> Case:
        """Return this case with the evidence of how it stands, kept now if it was not yet.

        By the number of that evidence it can be opened again (`Replay`).

        Raises:
            EvidenceError: It could not be kept.
        """
        return self if self.kept else self._with(record=dossier.keep(self))

    def report(self, path: str | Path, *, language: str = "id", full_numbers: bool = False) -> Path:
        """Write the case report: `.html` to read and print, `.xlsx` to reckon with.

        That it was written is kept, and whether in full.

        Args:
            path: Where to; its ending says which.
            language: `id` or `en`.
            full_numbers: Show customers' numbers, name and phone; else they are masked wherever
                they occur.

        Returns:
            Where it was written.

        Raises:
            QueryError: The path ends in something else.
            EvidenceError: It could not be kept.
        """
        from ott_toolkit import report

        case = self.recorded()
        report.refuse_unknown(Path(path), language)
        dossier.told(case, "report", form=Path(path).suffix, full=full_numbers)
        return report.write(case, Path(path), language=language, full=full_numbers)

    def reply(
        self,
        language: str = "id",
        form: Form = "note",
        *,
        period: date | None = None,
        **about: Any,
    ) -> str:
        """Return a text to be sent: `note`, `whatsapp`, `email` or `escalation`.

        The text is kept; an escalation shows full numbers, and that is told of it.

        Args:
            language: `id` or `en`.
            form: Which text.
            period: The bill's month that it speaks of; by default the one that is looked at.
            about: What the texts name beside the case: `ticket`, `name` and the like
                (`replies.write`).

        Raises:
            QueryError: There is no such text, or no such bill.
            EvidenceError: It could not be kept.
        """
        return self.letter(language=language, form=form, period=period, **about).text

    def letter(self, *, form: str, period: date | None = None, **about: Any) -> Letter:
        """Return what `reply` does, with what is still lacking in it.

        Raises:
            QueryError: There is no such text, or no such bill.
            EvidenceError: It could not be kept.
        """
        from ott_toolkit import replies

        case = (self if period is None else self.on_bill(period)).recorded()
        letter = replies.write(case, form=form, **about)
        dossier.told(case, "text", letter.text, form=form, full=form == "escalation")
        return letter

    def timeline(self, ax: Axes | None = None, *, language: str = "id") -> Axes:
        """Draw subscriptions, charges and bills on one timeline; return the Axes.

        Free periods and logs of other pages stand below, where some were read (`with_page`).
        """
        from ott_toolkit import charts

        pages = [drawn(name, frame) for name, frame in self.others.items()]
        free, events = ([getattr(page, kind) for page in pages] for kind in ("free", "events"))
        return charts.timeline(
            **self._drawn(language),
            free=pd.concat(free) if free else None,
            events=pd.concat(events) if events else None,
            ax=ax,
        )

    def charge_chart(self, ax: Axes | None = None, *, language: str = "id") -> Axes:
        """Draw what was charged by month beside what was billed; return the Axes."""
        from ott_toolkit import charts

        return charts.charge_chart(**self._drawn(language), ax=ax)

    def _drawn(self, language: str) -> dict[str, Any]:
        """What both charts are drawn from; of a table that is not at hand they claim nothing."""
        rules = [RULES[name] for name in self.findings["rule"]]
        return {
            "subscriptions": self.subscriptions,
            "transactions": self.transactions,
            "billed": self.answered,
            "asof": self.asof,
            "lag_months": self.policy.bill_lag_months,
            "language": language,
            "findings": self.findings.assign(
                severity=pd.array([rule.severity for rule in rules], dtype="string"),
                title=pd.array([sentence(r.title).say(language) for r in rules], dtype="string"),
            ),
            "verdicts": {one.period: (one.kind, one.title.say(language)) for one in self.verdicts},
        }


def investigate(  # noqa: PLR0917 - what notebooks call; beyond the third, by name
    number: str,
    source: Lookup,
    bill: Bill | Source | Sequence[Bill | Source] | None = None,
    claim: Claim | ClaimKind | None = None,
    asof: date | datetime | None = None,
    policy: Policy | None = None,
) -> Case:
    """Look a number up and return its case.

    Args:
        number: The IndiHome number, as typed; spaces, dots and hyphens do not matter.
        source: Where to look: `Portal` or `Files`.
        bill: Its bill: a `Bill`, a path, bytes, pasted text, or a list of them.
        claim: What the customer says (`conclusion.claims.CLAIMS`).
        asof: The time to judge at; naive is WIB, a date alone means its end. By default when the
            source was read.
        policy: The inferred settings; by default `Policy()`.

    Raises:
        QueryError: `number` or `claim` is none, or the bill is another customer's.
        PortalError: The portal could not be asked.
        ParseError: What arrived cannot be read.
    """
    number = typed_number(number)
    said = Claim(claim) if isinstance(claim, str) else claim  # before anything is looked up
    own = None if bill is None else _own_bill(bill, number)
    subscriptions = source.subscriptions(number)
    transactions = source.transactions(number)
    return Case(
        number=number,
        subscriptions=subscriptions,
        transactions=transactions,
        bill=own,
        asof=_judged_at(asof, [subscriptions, transactions]),
        policy=policy or Policy(),
        claim=said,
    )


def _count(frame: pd.DataFrame | None) -> int | None:
    return None if frame is None else len(frame)


def _own_bill(given: Bill | Source | Sequence[Bill | Source], number: str) -> Bill:
    bill = read_bill(given)
    bill.customer.refuse_other(number)
    return bill


def _judged_at(asof: date | datetime | None, frames: Sequence[pd.DataFrame | None]) -> datetime:
    if asof is not None:
        return judged_at(asof)
    fetched = [frame.attrs.get("fetched", "") for frame in frames if frame is not None]
    last = max(fetched, default="")
    return datetime.fromisoformat(last) if last else now()
