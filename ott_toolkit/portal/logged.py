"""What the network's library logs of a request: its address may hold a customer's number."""

from __future__ import annotations

import logging

from ott_toolkit.digits import without_numbers


def hide_numbers(record: logging.LogRecord) -> bool:
    """Hide customers' numbers in a record, which is kept else as it is."""
    if isinstance(record.args, tuple):
        record.args = tuple(
            without_numbers(one) if isinstance(one, str) else one for one in record.args
        )
    return True
