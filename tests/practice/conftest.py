"""A running portal and somebody who visits it with a plain HTTP client."""

from collections.abc import Callable, Iterator

import pytest

from ott_toolkit import practice
from tests.visitor import Visitor


@pytest.fixture(scope="session")
def portal(server: practice.Server) -> practice.Server:
    """The healthy portal; tests that play faults or close it start their own."""
    return server


@pytest.fixture
def visit() -> Iterator[Callable[[practice.Server], Visitor]]:
    """Makes visitors, and sends them home in the end."""
    visitors = []

    def _visit(server: practice.Server) -> Visitor:
        visitors.append(Visitor(server.url))
        return visitors[-1]

    yield _visit
    for visitor in visitors:
        visitor.http.close()


@pytest.fixture(scope="session")
def analyst(portal: practice.Server) -> Iterator[Visitor]:
    """Somebody who is logged in to the healthy portal."""
    visitor = Visitor(portal.url)
    visitor.log_in()
    yield visitor
    visitor.http.close()
