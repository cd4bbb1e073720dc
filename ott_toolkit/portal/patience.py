"""How long to wait for a portal and how often to try; what is told when it was in vain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol

import requests

from ott_toolkit.errors import PortalError
from ott_toolkit.portal.trust import asks_password, distrust, proxy_failed

_FOR_EVER = 10.0 * 366 * 24 * 3600
"""Seconds; a longer wait would lead to a time that no calendar has."""
_DAMAGED = (
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)


class Pace(Protocol):
    """How fast a portal may be asked, by several sessions together."""

    def wait(self) -> None:
        """Return when the next request may be sent."""

    def hold(self, seconds: float) -> None:
        """Let nobody send anything for so long: the portal is busy."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a portal, in seconds, and how often to try.

    Attributes:
        connect: Until a connection stands.
        read: Until the next part of an answer arrives.
        whole: Until an answer has arrived to its end, however steadily it drips.
        tries: Requests in all when the portal is busy (429, 502, 503, 504) or hangs up.
        backoff: Before the second try; doubled before each further one.
        longest: The longest wait that a portal may ask for by Retry-After.
        pace: What each request waits for, of many look-ups; a single one waits for nothing.
    """

    connect: float = 5
    read: float = 30
    whole: float = 120
    tries: int = 3
    backoff: float = 0.5
    longest: float = 30
    pace: Pace | None = None


def asked_wait(value: str) -> float:
    """Return the seconds of a Retry-After header: a count, or the time until a date."""
    if re.fullmatch(r"\s*[0-9]+\s*", value):
        return min(float(value), _FOR_EVER)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return 0
    return min(max(0.0, (until - datetime.now(until.tzinfo)).total_seconds()), _FOR_EVER)


def may_pass(error: requests.RequestException) -> bool:
    """Whether trying again may help: the connection broke, not merely took long."""
    broke = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
    refused = isinstance(error, requests.exceptions.SSLError) or asks_password(error)
    return isinstance(error, broke) and not refused and not _took_long(error)


def _took_long(error: requests.RequestException) -> bool:
    # While a body is read, requests wraps the time-out in a ConnectionError.
    return isinstance(error, requests.Timeout) or "Read timed out" in str(error)


def given_up(
    error: requests.RequestException, host: str, patience: Patience, ca_file: str | Path | None
) -> PortalError:
    """Return what is told of a request that failed for good."""
    if isinstance(error, requests.ConnectTimeout):
        return PortalError(
            "{host} could not be reached within {seconds} s. Check network and VPN, then try "
            "again.",
            host=host,
            seconds=patience.connect,
        )
    if _took_long(error):
        return PortalError(
            "{host} did not answer within {seconds} s. The look-up failed, which does not mean "
            "that there is no data: try again, or narrow the search with dates.",
            host=host,
            seconds=patience.read,
        )
    if isinstance(error, requests.exceptions.SSLError):
        return distrust(error, host, ca_file)
    if isinstance(error, requests.exceptions.ProxyError):
        return proxy_failed(error, host)
    if isinstance(error, _DAMAGED):
        return PortalError(
            "The answer of {host} broke off before its end, or arrived damaged. Search again.",
            host=host,
        )
    return PortalError(
        "{host} could not be reached ({kind}). Check address, network and VPN, then try again.",
        host=host,
        kind=type(error).__name__,
    )
