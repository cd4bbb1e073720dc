"""Check an OTT charge on an IndiHome bill: look up, read, compare, explain.

The names below are imported when they are first used, so that `import ott_toolkit` costs next to
nothing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Bill": "bill",
    "Case": "case",
    "Claim": "conclusion.claims",
    "EvidenceError": "errors",
    "Files": "files",
    "IncompleteError": "errors",
    "LoginError": "errors",
    "Occasion": "evidence",
    "OttError": "errors",
    "Panel": "panel",
    "ParseError": "errors",
    "Policy": "policy",
    "Portal": "portal",
    "PortalError": "errors",
    "QueryError": "errors",
    "Replay": "replay",
    "SessionExpiredError": "errors",
    "asking": "evidence",
    "audit": "rules",
    "batch": "batches",
    "investigate": "case",
    "read": "files",
    "read_bill": "files",
    "read_subscriptions": "files",
    "read_transactions": "files",
}

__version__ = "0.1.0"
__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of names, each found below


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
