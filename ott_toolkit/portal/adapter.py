"""How an answer is received: over a connection that is trusted, and to its end in time."""

from __future__ import annotations

import ssl
import time
from functools import partial
from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from typing import Any

from requests.adapters import HTTPAdapter

from ott_toolkit.errors import PortalError


class Timely(HTTPAdapter):
    """Leaves an answer that does not come to its end; a socket waits anew for every part of it.

    Args:
        host: Who answers, for the error.
        whole: The seconds from its beginning to its end.
    """

    def __init__(self, host: str, whole: float) -> None:
        self._response = partial(_Response, host, whole)
        super().__init__()

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """Return connections whose answers have their time."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = partial(self._connection, type(pool).ConnectionCls)
        return pool

    def _connection(self, kind: Any, **settings: Any) -> Any:
        connection = kind(**settings)
        connection.response_class = self._response
        return connection


class Trusting(Timely):
    """Trusts the certificates that it is given, and no bundle beside them.

    Args:
        context: What is trusted.
        host: Likewise.
        whole: Likewise.
    """

    def __init__(self, context: ssl.SSLContext, host: str, whole: float) -> None:
        self._context = context
        super().__init__(host, whole)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections of what is trusted."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Return connections through a proxy, of what is trusted likewise."""
        return super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Let certificates be checked; what `requests` would trust beside is left out."""
        conn.cert_reqs = "CERT_REQUIRED"


class _Response(HTTPResponse):
    """An answer, headers and body, of which nothing is read after its time."""

    def __init__(self, host: str, whole: float, sock: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = BufferedReader(_Until(self.fp.detach(), host, whole))


class _Until(RawIOBase):
    """What a connection brings, until it has taken too long."""

    def __init__(self, raw: RawIOBase, host: str, whole: float) -> None:
        self._raw = raw
        self._host = host
        self._whole = whole
        self._end = time.monotonic() + whole

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if time.monotonic() > self._end:
            raise PortalError(
                "{host} began to answer and did not come to an end within {seconds} s. The look-up "
                "failed, which does not mean that there is no data: try again, or narrow the "
                "search with dates.",
                host=self._host,
                seconds=self._whole,
            )
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
