"""What a letter is about: the disputed period, its charges and subscriptions, and who writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from ott_toolkit.amounts import now
from ott_toolkit.case import Case
from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.checks import Point, points
from ott_toolkit.conclusion.facts import Facts
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.outlook import Outlook
from ott_toolkit.conclusion.verdicts import Kind, Verdict
from ott_toolkit.masks import mask_of
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.names import Names, last_digits, minute
from ott_toolkit.replies.snippets import Snippets, fill, places
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

_CERTAINTY: tuple[Kind, ...] = ("explained", "contested", "partly", "unexplained", "cannot")
"""From the conclusion that asserts most to the one that asserts least."""

NO_TICKET = sentence("The ticket number is missing.")


@dataclass(frozen=True, eq=False, repr=False)
class Matter:
    """A case, as letters look at it.

    Attributes:
        case: The case.
        language: `id` or `en`.
        ticket: The report's number; empty where there is none yet.
        snippets: The team's own texts.
        customer: The name to write to; empty where it is not known.
        sender: Who writes; may be empty.
        now: When it is written, naive WIB.
    """

    case: Case
    language: str
    ticket: str
    snippets: Snippets
    customer: str = ""
    sender: str = ""
    now: datetime = field(default_factory=now)

    @cached_property
    def names(self) -> Names:
        """How cells are named; the customer's own name is no secret in a letter to them."""
        return Names(replace(mask_of(self.case), name=""))

    @property
    def facts(self) -> Facts:
        """The charges and accounts at issue."""
        return self.case.facts

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the disputed period."""
        return self.case.disputed

    @property
    def number(self) -> str:
        """The number, by its end."""
        return last_digits(self.case.number)

    @property
    def decided(self) -> Kind | None:
        """The analyst's own conclusion on this period; where no bill has content, on the case."""
        decision, verdict = self.case.decision, self.verdict
        if decision is None or (verdict is not None and decision.period != verdict.period):
            return None
        return decision.kind

    @property
    def kind(self) -> Kind | None:
        """The conclusion that the customer is told: what tool and analyst both stand behind.

        Where she is less sure than the tool, the customer is told that it cannot be said yet; what
        no row supports is not told for her. Where she finds nothing to contest, although the tool
        does, the charges are explained and no correction is announced.
        """
        if self.verdict is None:
            return None
        own, hers = self.verdict.kind, self.decided or self.verdict.kind
        if _CERTAINTY.index(hers) > _CERTAINTY.index(own):
            return "cannot"
        return "explained" if own == "contested" and hers == "explained" else own

    @property
    def unsure(self) -> bool:
        """Whether it is the analyst, and not a source, who cannot say it yet."""
        return self.kind == "cannot" and bool(self.verdict and self.verdict.kind != "cannot")

    @property
    def settled(self) -> bool:
        """Whether the tool contests something, and the analyst finds that it is explained."""
        return self.kind == "explained" and bool(self.verdict and self.verdict.kind == "contested")

    @property
    def proposes(self) -> bool:
        """Whether a correction is proposed to the customer."""
        return self.kind in ("contested", "partly") and bool(self.verdict and self.verdict.proposed)

    @property
    def lacks_tables(self) -> bool:
        """Whether one of the dashboard's tables is not at hand, or not whole."""
        return bool({"subscriptions", "transactions"} & set(self.facts.grounds.lacking))

    @cached_property
    def read(self) -> datetime | None:
        """When the tables were read, the earlier of both; `None` where that is not known."""
        frames = (self.case.subscriptions, self.case.transactions)
        fetched = [one.attrs.get("fetched") for one in frames if one is not None]
        return min((datetime.fromisoformat(one) for one in fetched if one), default=None)

    @property
    def read_words(self) -> Sentence:
        """When the tables were read, and at which day they are judged where that is another."""
        day, read = self.case.asof.date(), self.read
        if read is None:
            return sentence("as of {day}, time of reading unknown", day=day)
        if read.date() == day:
            return sentence("{time} WIB", time=minute(read))
        return sentence("{time} WIB, as of {day}", time=minute(read), day=day)

    @property
    def checked_words(self) -> Sentence:
        """Until when something can be said: not after the tables were read."""
        return minute(min(self.case.asof, self.read or self.case.asof))

    @cached_property
    def content_rows(self) -> tuple[Row, ...]:
        """The bill's lines of content of the disputed period; without one, every line."""
        bill = self.case.bill
        if bill is None:
            return ()
        if self.verdict is None:
            return tuple(rows(bill.lines)) or tuple(rows(bill.periods))
        lines = bill.content_lines(self.case.policy.content_lines)
        return tuple(rows(lines[lines["period"] == pd.Timestamp(self.verdict.period)]))

    @cached_property
    def charges(self) -> list[Row]:
        """The charges at issue, oldest first; rows of Rp 0 are left out."""
        return [row for row in rows(self.facts.charges) if row["amount"] != 0]

    @cached_property
    def places(self) -> dict[int, Account]:
        """Place of a charge in `Grounds.charges` → its account."""
        return {place: one for one in self.facts.accounts for place in one.charges.index}

    @cached_property
    def by_account(self) -> list[tuple[Account, list[Row]]]:
        """The accounts at issue with their charges at issue, in the order of these."""
        found: dict[int, tuple[Account, list[Row]]] = {}
        for place, row in zip(self.facts.charges.index, rows(self.facts.charges), strict=True):
            if row["amount"] != 0 and place in self.places:
                account = self.places[place]
                found.setdefault(id(account), (account, []))[1].append(row)
        return list(found.values())

    @cached_property
    def concerned(self) -> list[Account]:
        """The subscriptions that Subscriptions has and that are at issue."""
        own = [account for account, _ in self.by_account if account.listed]
        return own or [account for account in self.facts.concerned if account.listed]

    @cached_property
    def beside(self) -> list[Account]:
        """The subscriptions that ran beside one at issue, and are not at issue themselves."""
        found = [self.facts.running_beside(later) for later in self.facts.overlapping()]
        return [one for one in found if one is not None and one not in self.concerned]

    def service(self, account: Account) -> str | Sentence:
        """Return a service by its name; of two subscriptions to one, with the start as well."""
        named = self.names.service(account)
        same = [one for one in (*self.concerned, *self.beside) if one.folded == account.folded]
        if len(same) < 2 or account.start is None:
            return named
        return sentence("{service} of {start}", service=named, start=account.start.date())

    def charges_of(self, account: Account) -> list[Row]:
        """Return the rows of an account among those at issue, of Rp 0 as well."""
        at_issue = self.facts.charges
        return rows(at_issue[at_issue.index.isin(account.charges.index)])

    def outlook_of(self, account: Account) -> Outlook | None:
        """Return what is to be expected of an account."""
        both = zip(self.facts.accounts, self.case.outlook, strict=True)
        return next((outlook for one, outlook in both if one is account), None)

    @cached_property
    def pending(self) -> pd.DataFrame:
        """What is charged already and comes on a later bill than those at hand."""
        frames = [one.pending for one in self.case.outlook]
        return pd.concat(frames) if frames else self.facts.grounds.charges.head(0)

    @cached_property
    def points(self) -> list[Point]:
        """Everything that is to be checked."""
        return points(self.facts)

    @property
    def asking(self) -> list[Row]:
        """Every finding that asks for something: what merely explains a pattern is left out."""
        return [one.finding for one in self.points]

    @property
    def contested(self) -> tuple[int, ...]:
        """Which of `Grounds.charges` a finding contests, whatever their month."""
        return self.facts.contested

    @cached_property
    def doubted(self) -> pd.DataFrame:
        """What of `pending` a finding contests: it is never announced as a plain coming charge."""
        contested = self.pending[self.pending.index.isin(self.contested)]
        return contested[contested["amount"].gt(0).fillna(value=False)]

    @cached_property
    def elsewhere(self) -> pd.DataFrame:
        """What a finding contests and is neither at issue nor to come: charges of other bills."""
        told = self.facts.charges.index.union(self.pending.index)
        return self.facts.grounds.charges.loc[list(self.contested)].drop(told, errors="ignore")

    @cached_property
    def unbilled(self) -> pd.DataFrame:
        """The charges that another bill should carry, and does not."""
        months = [
            self.case.policy.charge_month(one["period"].date())
            for one in self.asking
            if one["rule"] == "charged-not-billed"
        ]
        every = self.facts.grounds.charges
        return every[every["month"].isin([pd.Timestamp(month) for month in months])]

    @cached_property
    def unjudged(self) -> pd.DataFrame:
        """What a finding contests of the charges at issue, where no verdict speaks of them."""
        judged = self.verdict is not None and self.verdict.kind != "cannot"
        at_issue = self.facts.charges.drop(self.pending.index, errors="ignore")
        return at_issue[at_issue.index.isin(() if judged else self.contested)]

    def contesting(self, charges: pd.DataFrame) -> list[Row]:
        """Return the findings that contest charges: their own, and those of their accounts."""
        every = self.facts.grounds.of_charges
        own = [one for place in charges.index for one in every.get(place, [])]
        references = set(charges["partner_ref"].dropna())
        accounts = [one for one in self.asking if one["partner_ref"] in references]
        return [
            *(one for one in own if RULES[one["rule"]].contests),
            *(one for one in accounts if RULES[one["rule"]].contests == "account"),
        ]

    def bills_of(self, charges: pd.DataFrame) -> list[date]:
        """Return the bills that carry these charges, oldest first."""
        times = charges["trx_time"].dropna()
        return sorted({self.case.policy.bill_period(time.date()) for time in times})

    def rows_of(self, accounts: Iterable[Account]) -> tuple[Row, ...]:
        """Return the rows of Subscriptions, and the charges, of accounts."""
        accounts = list(accounts)
        frame = self.case.subscriptions
        references = {account.reference for account in accounts if account.listed}
        own = [] if frame is None else [r for r in rows(frame) if r["partner_ref"] in references]
        return (*own, *(row for account in accounts for row in rows(account.charges)))

    def with_vat(self, amount: int, charged: date) -> Rupiah:
        """Return an amount with PPN, on the bill that carries a charge of that day."""
        policy = self.case.policy
        return Rupiah(amount + policy.vat_of(amount, policy.bill_period(charged)))

    @property
    def ticket_words(self) -> str | Sentence:
        """The ticket's number, or a place to fill it in."""
        return self.ticket or sentence("[fill in the ticket number]")

    @property
    def ticket_lacks(self) -> tuple[Sentence, ...]:
        """What is lacking in a text that names the ticket."""
        return () if self.ticket else (NO_TICKET,)

    @property
    def team(self) -> str | Sentence:
        """The team that a report goes to, if it has a name."""
        name = self.snippets.text("nama_tim", self.language)
        return name if name and not places(name) else sentence("the team in charge")

    def team_text(self, key: str, keep: Keep = Keep.TEAM) -> list[Said]:
        """Return the team's own text, or nothing where it has none."""
        text = self.snippets.text(key, self.language)
        if not text:
            return []
        known: dict[str, object] = {
            "nama": self.customer or sentence("Sir or Madam"),
            "tim": self.team,
            "tiket": self.ticket_words,
        }
        if self.verdict is not None:
            known["bulan"] = Month(self.verdict.period)
        named = places(text)
        to_fill = [one for one in named if one not in known]
        known |= {one: sentence("[fill in {place}]", place=one) for one in to_fill}
        told = {one: sentence("{told}", told=known[one]).say(self.language) for one in named}
        lacks = [sentence("Fill in «{place}» in the team's text.", place=one) for one in to_fill]
        lacks += self.ticket_lacks if "tiket" in named else ()
        whole = sentence("{told}", told=fill(text, told))
        return [Said((whole,), "team", keep=keep, lacks=tuple(lacks))]
