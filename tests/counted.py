"""The practice portal, counting what it is asked: when, for which page, and for whom."""

import io
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import parse_qsl

from ott_toolkit import practice
from ott_toolkit.practice.listener import Listener

THREADS = 8


@dataclass(frozen=True)
class Request:
    """A request as it arrived; `search` is the number and the page's address, where it is one."""

    time: float
    path: str
    search: tuple[str, str] | None


@dataclass
class Counted:
    """A portal on 127.0.0.1; `refuses` turns every password into a wrong one."""

    faults: practice.Faults = field(default_factory=practice.Faults)
    refuses: bool = False
    requests: list[Request] = field(default_factory=list)
    url: str = ""

    def __post_init__(self):
        self._app = practice.create_app(faults=self.faults)
        self._arrived = threading.Condition()

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        sent = parse_qsl(f"{environ['QUERY_STRING']}&{body.decode()}")
        path = environ["PATH_INFO"]
        number = next((value for _, value in sent if re.fullmatch("12150000[0-9]{4}", value)), "")
        with self._arrived:
            searched = (number, path.rpartition("/")[2]) if number else None
            self.requests.append(Request(monotonic(), path, searched))
            self._arrived.notify_all()
        if self.refuses:
            body = body.replace(practice.PASSWORD.encode(), b"salah")
        environ.update({"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))})
        return self._app(environ, start_response)

    def wait_for(self, count, still=lambda: True):
        """Return when so many requests have arrived, or `still` no longer holds."""
        with self._arrived:
            while len(self.requests) < count and still():
                self._arrived.wait(0.05)

    @property
    def searches(self):
        return [one.search for one in self.requests if one.search]


@contextmanager
def counted():
    portal = Counted()
    listener = Listener(portal, "127.0.0.1", 0, THREADS)
    portal.url = listener.url
    try:
        yield portal
    finally:
        portal.faults.clear()
        listener.close()
