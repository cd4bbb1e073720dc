"""The oracle against hand-worked cases: what judges the toolkit is judged first."""

from collections import Counter

import pytest

from tests import oracle, scenarios
from tests.scenarios import ASOF, COLUMNS, FIGURES, SCENARIOS, key_of

RULES = {
    *("charge-after-end", "charge-at-end", "charge-before-start", "duplicate-charge"),
    *("unknown-subscription", "price-mismatch", "prorate-above-price"),
    *("overlapping-subscriptions", "billed-without-charge", "billed-amount-differs"),
    *("charged-not-billed", "duplicate-bill-line", "tax-mismatch", "bill-total-mismatch"),
    *("last-charge-unseen", "last-charge-stale", "reference-mismatch", "status-mismatch"),
    *("price-change", "two-renewals-in-month", "missing-cycle", "renewal-overdue"),
}
EVERY = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


def found(scenario, order=lambda rows: rows, **settings):
    sources = scenario.subscriptions, scenario.transactions, scenario.bill_lines
    sources = (None if rows is None else order(rows) for rows in sources)
    return oracle.findings(*sources, asof=ASOF, **settings)


@EVERY
def test_what_is_found_was_worked_out_by_hand(scenario):
    assert Counter(map(key_of, found(scenario))) == Counter(scenario.expected)


@EVERY
def test_the_order_of_rows_does_not_matter(scenario):
    for order in (lambda rows: rows[::-1], lambda rows: rows[1:] + rows[:1]):
        assert Counter(found(scenario, order)) == Counter(found(scenario))


@EVERY
def test_a_frame_has_the_rows_it_was_made_of(scenario):
    for table in COLUMNS:
        rows = getattr(scenario, table)
        if rows is not None:
            assert oracle.records(scenarios.frame(table, rows)) == rows


@pytest.mark.parametrize("name", FIGURES)
def test_a_finding_says_where_and_how_much(name):
    (scenario,) = (scenario for scenario in SCENARIOS if scenario.name == name)
    rule = name.partition(":")[0]
    assert [finding for finding in found(scenario) if finding.rule == rule] == [FIGURES[name]]


def test_names_are_unique_and_every_rule_has_hits_and_near_misses():
    names = [scenario.name for scenario in SCENARIOS]
    assert len(names) == len(set(names))
    for rule in RULES:
        hits = [rule in dict(s.expected) for s in SCENARIOS if s.name.startswith(f"{rule}:")]
        assert any(hits), rule
        assert not all(hits), rule
    assert {rule for scenario in SCENARIOS for rule, _ in scenario.expected} == RULES
    assert {finding[0] for finding in FIGURES.values()} >= RULES - {"duplicate-bill-line"}


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("charge-after-end: a day later to the second", {"end_grace_days": 2}),
        ("charge-before-start: 61 seconds", {"time_tolerance_seconds": 61}),
        ("last-charge-unseen: 61 seconds before", {"time_tolerance_seconds": 61}),
        ("last-charge-stale: 61 seconds", {"time_tolerance_seconds": 61}),
        ("duplicate-charge: monthly, a second too soon", {"cycle_slack_days": 2}),
        ("duplicate-charge: monthly, a second too soon", {"cycle_days": 29}),
        ("missing-cycle: a second over 31 days", {"cycle_slack_days": 2}),
        ("renewal-overdue: a second over 31 days", {"cycle_days": 31}),
        ("billed-amount-differs: two rupiah more", {"amount_tolerance": 2}),
        ("tax-mismatch: two rupiah less", {"amount_tolerance": 2}),
        ("bill-total-mismatch: two rupiah less", {"amount_tolerance": 2}),
        ("billed-without-charge: the month before", {"bill_lag_months": 2}),
        ("billed-without-charge: MyArms", {"content_lines": ("Internet Content",)}),
        ("tax-mismatch: 10 % in April 2022", {"vat": ((None, 10, 100),)}),
    ],
)
def test_a_setting_moves_its_boundary(name, setting):
    (scenario,) = (scenario for scenario in SCENARIOS if scenario.name == name)
    rule = name.partition(":")[0]
    assert rule in {finding.rule for finding in found(scenario)}
    moved = found(scenario, policy=oracle.Policy(**setting))
    assert rule not in {finding.rule for finding in moved}
