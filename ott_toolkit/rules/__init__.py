"""What may be wrong: the catalogue of rules, and `audit`, which finds it on any engine."""

from ott_toolkit.rules.audit import FINDINGS, audit, audit_by_view, judged_at
from ott_toolkit.rules.catalogue import CATALOGUE, RULES, Rule

__all__ = ["CATALOGUE", "FINDINGS", "RULES", "Rule", "audit", "audit_by_view", "judged_at"]
