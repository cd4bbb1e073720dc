"""What has to be checked next: everything that was found and is not just information."""

from __future__ import annotations

from ott_toolkit.conclusion.facts import Facts, unique
from ott_toolkit.conclusion.grounds import Row, rows
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Month, Sentence, sentence


def to_check(facts: Facts) -> Sentence | None:
    """Return what to have checked, by whom; `None` where nothing was found.

    What is of the disputed period comes first; what is of another is named with its bill.
    """
    found = [one for one in rows(facts.grounds.findings) if _matters(one)]
    own = [one for one in found if _is_at_issue(one, facts)]
    others = unique(_elsewhere(one, facts) for one in found if one not in own)
    titles = unique(_title(one) for one in own)
    if titles and others:
        return sentence(
            "Have checked by the team in charge: {findings}; also check {others}.",
            findings=list(titles),
            others=list(others),
        )
    if not titles and not others:
        return None
    return sentence(
        "Have checked by the team in charge: {findings}.", findings=list(titles or others)
    )


def _matters(finding: Row) -> bool:
    return RULES[finding["rule"]].severity != "information"


def _is_at_issue(finding: Row, facts: Facts) -> bool:
    """Whether a finding is of the disputed period, or of a subscription charged in it."""
    if facts.disputed is None:
        return False
    if RULES[finding["rule"]].row == "account":
        return finding["partner_ref"] in {one.reference for one in facts.charged}
    return finding in rows(facts.disputed.findings)


def _title(finding: Row) -> Sentence:
    return sentence(RULES[finding["rule"]].title)


def _elsewhere(finding: Row, facts: Facts) -> Sentence:
    """Return a finding with its bill; one on a subscription, or without a time, has none."""
    period = finding["period"]
    if period is None and RULES[finding["rule"]].row == "charge":
        period = finding["time"] and facts.grounds.policy.bill_period(finding["time"].date())
    if period is None:
        return _title(finding)
    return sentence("{finding} (bill {month})", finding=_title(finding), month=Month(period))
