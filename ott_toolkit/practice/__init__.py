"""The practice portal: a real web server with invented customers, for lessons, demos and tests.

    with practice.serve() as server:
        print(server.url)

It imports nothing of the toolkit, so that a mistake shared by both cannot hide, and importing this
package costs next to nothing: the web server is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ott_toolkit.practice.world import BESIDE, PASSWORD, SAMPLE_NUMBER, TODAY, USERNAME

if TYPE_CHECKING:
    from ott_toolkit.practice.addresses import is_loopback, reachable
    from ott_toolkit.practice.app import create_app
    from ott_toolkit.practice.faults import Faults
    from ott_toolkit.practice.key import Dispute, Key
    from ott_toolkit.practice.paper import bill_page
    from ott_toolkit.practice.register import (
        Customer,
        customers,
        dispute,
        disputes,
        drill,
        knows,
        numbers,
    )
    from ott_toolkit.practice.seats import Seat, new_seats, seat_of
    from ott_toolkit.practice.server import Server, run, serve

__all__ = [
    "BESIDE",
    "PASSWORD",
    "SAMPLE_NUMBER",
    "TODAY",
    "USERNAME",
    "Customer",
    "Dispute",
    "Faults",
    "Key",
    "Seat",
    "Server",
    "bill_page",
    "create_app",
    "customers",
    "dispute",
    "disputes",
    "drill",
    "is_loopback",
    "knows",
    "new_seats",
    "numbers",
    "reachable",
    "run",
    "seat_of",
    "serve",
]

_HOMES = {
    "Customer": "register",
    "Dispute": "key",
    "Faults": "faults",
    "Key": "key",
    "Seat": "seats",
    "Server": "server",
    "bill_page": "paper",
    "create_app": "app",
    "customers": "register",
    "dispute": "register",
    "disputes": "register",
    "drill": "register",
    "is_loopback": "addresses",
    "knows": "register",
    "new_seats": "seats",
    "numbers": "register",
    "reachable": "addresses",
    "run": "server",
    "seat_of": "seats",
    "serve": "server",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
