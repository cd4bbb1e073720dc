"""Every finding of every rule is seen on the charts, and leads to its mark and to its row."""

from collections import Counter
from functools import cache

import pandas as pd
import pytest
from lxml import html

from ott_toolkit.bill import Bill, Customer
from ott_toolkit.case import Case
from ott_toolkit.panel import proof, summary, views
from ott_toolkit.policy import Policy
from ott_toolkit.rules import RULES
from tests.scenarios import ASOF, NUMBER, SCENARIOS, Rows, frame


def own(table: str, rows: Rows | None) -> pd.DataFrame | None:
    every = frame(table, rows)
    if every is None:
        return None
    return every[every["indihome_number"] == NUMBER].reset_index(drop=True)


def bill_of(rows: Rows | None) -> Bill | None:
    """The bill of which these are the lines; where its total is not told it is their sum."""
    every = own("bill_lines", rows)
    if every is None:
        return None
    lines = every.dropna(subset=["period"]).assign(bill=lambda one: one["bill"].fillna("1"))
    lines = lines.sort_values(["period", "bill"], kind="stable", ignore_index=True)
    lines["bill"] = lines.groupby("period")["bill"].rank("dense").astype(int).astype("string")
    bills = lines.groupby(["period", "bill"], as_index=False)
    periods = bills.agg(billed=("billed", "max"), summed=("amount", "sum"))
    periods["billed"] = periods["billed"].fillna(periods["summed"])
    periods = periods.assign(unpaid=periods["billed"], payment_status="Belum Lunas")
    return Bill(Customer(number=NUMBER), periods, lines)


@cache
def case_of(place: int) -> Case:
    planted = SCENARIOS[place]
    return Case(
        number=NUMBER,
        subscriptions=own("subscriptions", planted.subscriptions),
        transactions=own("transactions", planted.transactions),
        bill=bill_of(planted.bill_lines),
        asof=ASOF,
        policy=Policy(),
    )


def planted(rule: str) -> list[Case]:
    """The cases in which the rule finds something, of its own scenarios."""
    places = [n for n, one in enumerate(SCENARIOS) if one.name.startswith(f"{rule}:")]
    return [case for case in map(case_of, places) if rule in set(case.findings["rule"])]


def marked(ax) -> Counter[str]:
    return Counter(gid for a in ax.get_children() if (gid := a.get_gid() or "")[:8] == "finding-")


def has_month(case: Case, finding: pd.Series) -> bool:
    """Whether a finding is about a month: its bill's, its charge's, its subscription's."""
    if not pd.isna(finding["period"]) or not pd.isna(finding["time"]):
        return True
    accounts = case.subscriptions
    return accounts is not None and bool(
        accounts[accounts["partner_ref"] == finding["partner_ref"]][
            ["start_time", "end_time", "last_charge"]
        ]
        .notna()
        .any(axis=None)
    )


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_has_one_mark_on_each_chart(rule):
    cases = planted(rule)
    assert cases
    for case in cases:
        every = {f"finding-{n}" for n in range(len(case.findings))}
        assert marked(case.timeline()) == Counter(every)
        timed = {f"finding-{n}" for n, one in case.findings.iterrows() if has_month(case, one)}
        on_charges = marked(case.charge_chart())
        assert timed <= set(on_charges)
        assert max(on_charges.values(), default=1) == 1


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_leads_to_its_row(rule):
    for case in planted(rule):
        for n, name in enumerate(case.findings["rule"]):
            rows = proof.of_finding(case, n)
            if RULES[name].row == "bill":
                page = html.fromstring(views.bill_page(case, "id", rows))
                months = page.xpath("//section[@class='ott-proven']/@data-month")
                assert set(months) == {f"{case.findings['period'][n]:%Y-%m}"}
            else:
                table = {"charge": "transactions", "account": "subscriptions"}[RULES[name].row]
                assert rows.place == table
                assert rows.positions(table, getattr(case, table))


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_is_listed_with_a_button_to_its_mark_and_one_to_its_row(rule):
    case = planted(rule)[0]
    tree = html.fromstring(summary.parts(case, "id")["findings"])
    numbers = sorted(str(n) for n in range(len(case.findings)))
    for name in ("data-finding", "data-row"):
        assert sorted(tree.xpath(f"//button/@{name}")) == numbers


def test_the_lines_of_a_bill_that_a_finding_is_about_are_marked():
    told = {
        "tax-mismatch": {"PPN"},
        "billed-amount-differs": {"INTERNET"},
        "bill-total-mismatch": set(),
        "charged-not-billed": set(),
    }
    for rule, lines in told.items():
        case = planted(rule)[0]
        n = list(case.findings["rule"]).index(rule)
        tree = html.fromstring(views.bill_page(case, "id", proof.of_finding(case, n)))
        rows = tree.xpath("//tr[contains(@class, 'ott-proven')]")
        assert {row.text_content().split()[0] for row in rows} == lines
        assert "ott-proven" not in views.bill_page(case, "id")
