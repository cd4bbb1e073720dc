"""Many numbers: a list, looked up at a pace that a dashboard bears, and gone on with after any end.

What was answered is known from the evidence alone, so that nothing is lost with a killed process
and nothing is asked twice.
"""

from ott_toolkit.batches.work import Result, batch

__all__ = ["Result", "batch"]
