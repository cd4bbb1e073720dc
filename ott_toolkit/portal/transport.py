"""The network door: requests to one portal and no other place, and the answers as text.

Everything that leaves for the portal goes through `Door._exchange`, and every page arrives there.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from ipaddress import ip_address
from typing import Any, Protocol
from urllib.parse import SplitResult, urldefrag, urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, requote_uri, select_proxy

from ott_toolkit.amounts import now
from ott_toolkit.charset import decoded
from ott_toolkit.errors import ParseError, PortalError, QueryError
from ott_toolkit.page import Page
from ott_toolkit.portal.controls import joined, told_address, without_query
from ott_toolkit.portal.forms import Filled

_PORTS = {"http": 80, "https": 443}
_BUSY = frozenset([429, 502, 503, 504])
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_KEEPS_METHOD = frozenset([307, 308])
_MOST_REDIRECTS = 10
_MOST_BYTES = 64 * 1024 * 1024
_FOR_EVER = 10.0 * 366 * 24 * 3600
"""Seconds; a longer wait would lead to a time that no calendar has."""
_HTML = ("text/html", "application/xhtml+xml")
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; ott-toolkit)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Language": "id,en;q=0.8",
}


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
        tries: Requests in all when the portal is busy (429, 502, 503, 504) or hangs up.
        backoff: Before the second try; doubled before each further one.
        longest: The longest wait that a portal may ask for by Retry-After.
        pace: What each request waits for, of many look-ups; a single one waits for nothing.
    """

    connect: float = 5
    read: float = 30
    tries: int = 3
    backoff: float = 0.5
    longest: float = 30
    pace: Pace | None = None


@dataclass(frozen=True, eq=False)
class Answer:
    """What came back: where from, the status, and the page; `entry` is its evidence, 0 for none."""

    address: str
    status: int
    html: str = field(repr=False)
    charset: str = "utf-8"
    entry: int = 0

    @cached_property
    def page(self) -> Page:
        """The page, read; of an error, empty where it cannot be: an outage is often cut off.

        Raises:
            ParseError: It stops before its end, and its status is no error's.
        """
        try:
            return Page(self.html)
        except ParseError:
            if self.status < 400:
                raise
            return Page("")


@dataclass(frozen=True)
class Exchange:
    """A request and what came of it.

    Attributes:
        method: GET or POST.
        address: Where it was sent, with its query.
        body: The form that was sent, encoded; empty for none.
        status: The answer's status; 0 where none came.
        declared: What the answer says it is.
        content: What came, all of it or what had come when it broke off.
        failure: What kind of failure it was; empty where all came.
    """

    method: str
    address: str
    body: str = field(repr=False)
    status: int = 0
    declared: str = ""
    content: bytes = field(default=b"", repr=False)
    failure: str = ""


Witness = Callable[[Exchange], int]
"""Is told of each exchange before it is read, and returns the number of its evidence."""


class Door:
    """The one way to a portal; it never leads to another scheme, host or port.

    Args:
        url: The portal's address.
        patience: How long to wait and how often to try.

    Raises:
        QueryError: `url` is not an address with http or https and a host.
    """

    def __init__(self, url: str, patience: Patience) -> None:
        parts = _split(url)
        if not parts.hostname or parts.scheme not in _PORTS or "@" in parts.netloc:
            raise QueryError(
                "The portal's address must start with http:// or https:// and name a host, "
                "without username or password in it."
            )
        self._origin = _origin(parts)
        self.host = parts.netloc
        self._patience = patience
        self._witness: Witness | None = None
        self._session = _Session()
        self._session.headers.update(_HEADERS)
        # Proxies are looked up once, not for each request; netrc is not wanted at all.
        self._session.trust_env = False
        if not _is_near(parts.hostname):
            self._session.proxies.update(get_environ_proxies(url))
        if parts.scheme == "https":
            self._session.mount("https://", _SystemTrust())

    @property
    def is_here(self) -> bool:
        """Whether the portal runs on this computer, as no real dashboard does."""
        host = self._origin[1]
        return host == "localhost" or (_is_near(host) and ip_address(host).is_loopback)

    @property
    def proxied(self) -> bool:
        """Whether a proxy stands between here and the portal."""
        scheme, host, port = self._origin
        return select_proxy(f"{scheme}://{host}:{port}", self._session.proxies) is not None

    def close(self) -> None:
        """Close the connections and forget the cookies."""
        self.forget()
        self._session.close()

    def forget(self) -> None:
        """Forget the cookies: the next request comes from nobody."""
        self._session.cookies.clear()

    @contextmanager
    def seen_by(self, witness: Witness | None) -> Iterator[None]:
        """Let `witness` see what is exchanged within; `None` lets nobody, as for a password."""
        before, self._witness = self._witness, witness
        try:
            yield
        finally:
            self._witness = before

    def get(self, address: str, referer: str = "") -> Answer:
        """Return the page at `address`.

        Raises:
            PortalError: It could not be fetched, or what came is no page.
        """
        return self._follow("GET", address, None, referer, repeat=True)

    def send(self, filled: Filled, referer: str, charset: str, *, repeat: bool) -> Answer:
        """Send a form and return the page that answers.

        Args:
            filled: The form.
            referer: The page it stands on.
            charset: That page's character set, in which a browser sends what was typed.
            repeat: Whether the form may be sent again when the portal is busy; never for a
                password.

        Raises:
            PortalError: As `get`.
        """
        body = urlencode(filled.pairs, encoding=charset, errors="xmlcharrefreplace")
        if filled.method == "post":
            return self._follow("POST", filled.address, body, referer, repeat=repeat)
        address = without_query(urldefrag(filled.address).url)
        return self._follow("GET", f"{address}?{body}", None, referer, repeat=repeat)

    def _follow(
        self, method: str, address: str, body: str | None, referer: str, *, repeat: bool
    ) -> Answer:
        """Send a request and follow its redirects, none of them out of the portal."""
        for _ in range(_MOST_REDIRECTS):
            address = urldefrag(address).url
            self._refuse_elsewhere(address)
            response, content, entry = self._insist(method, address, body, referer, repeat=repeat)
            target = _location(response)
            status, declared = response.status_code, response.headers.get("Content-Type", "")
            if status not in _REDIRECTS or not target:
                return answer_of(address, status, declared, content, entry)
            address = joined(address, target)
            if status not in _KEEPS_METHOD:
                method, body, repeat = "GET", None, True
        raise PortalError(
            "{host} sends every request on to another page, {count} times by now. "
            "Log in with a browser and see whether the portal works.",
            host=self.host,
            count=_MOST_REDIRECTS,
        )

    def _refuse_elsewhere(self, address: str) -> None:
        parts = _split(address)
        if "@" in parts.netloc or _origin(parts) != self._origin:
            scheme, host, port = _origin(parts)
            raise PortalError(
                "{host} leads on to {target}, another place; nothing was sent there. If the "
                "portal has moved, give its new address.",
                host=self.host,
                target=f"{scheme}://{host}:{port}",
            )

    def _insist(
        self, method: str, address: str, body: str | None, referer: str, *, repeat: bool
    ) -> tuple[requests.Response, bytes, int]:
        """Exchange, and try again while the portal is busy or hangs up."""
        for attempt in range(1, self._patience.tries + 1):
            last = attempt == self._patience.tries or not repeat
            wait = self._patience.backoff * 2 ** (attempt - 1)
            pace = self._patience.pace
            if pace:
                pace.wait()
            try:
                response, content, entry = self._exchange(method, address, body, referer)
            except requests.RequestException as error:
                if last or not _may_pass(error):
                    # Not chained: requests quotes addresses in full, tokens in them included.
                    raise _as_portal_error(error, self.host, self._patience) from None
            else:
                if response.status_code not in _BUSY:
                    return response, content, entry
                wait = max(wait, self._asked_wait(response))
                if pace:
                    pace.hold(wait)
                if last:
                    return response, content, entry
            time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _exchange(
        self, method: str, address: str, body: str | None, referer: str
    ) -> tuple[requests.Response, bytes, int]:
        """Send one request; return its answer, read to the end, and the number of its evidence."""
        headers = {"Referer": requote_uri(referer)} if referer else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        seen = Exchange(method, address, body or "")
        content = bytearray()
        try:
            with self._session.request(
                method,
                address,
                data=body,
                headers=headers,
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                stream=True,
            ) as response:
                declared = response.headers.get("Content-Type", "")
                seen = replace(seen, status=response.status_code, declared=declared)
                self._receive(response, content)
        except (requests.RequestException, PortalError) as error:
            # What had come by then is kept, too.
            self._tell(replace(seen, content=bytes(content), failure=type(error).__name__))
            raise
        return response, bytes(content), self._tell(replace(seen, content=bytes(content)))

    def _receive(self, response: requests.Response, content: bytearray) -> None:
        """Read an answer to its end into `content`."""
        for chunk in response.iter_content(1 << 16):
            content += chunk
            if len(content) > _MOST_BYTES:
                raise PortalError(
                    "The answer of {host} is larger than {limit} MiB. Narrow the search with "
                    "dates.",
                    host=self.host,
                    limit=_MOST_BYTES >> 20,
                )

    def _tell(self, seen: Exchange) -> int:
        return self._witness(seen) if self._witness else 0

    def _asked_wait(self, response: requests.Response) -> float:
        """Return the seconds that Retry-After asks for."""
        seconds = _retry_after(response.headers.get("Retry-After", ""))
        if seconds > self._patience.longest:
            raise PortalError(
                "{host} is busy (status {status}) and asks to wait until {time} WIB. "
                "Search again then.",
                host=self.host,
                status=response.status_code,
                time=f"{now() + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}",
            )
        return seconds


class _Session(requests.Session):
    """Leaves redirects alone: requests would read their whole body and parse any address."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


class _SystemTrust(HTTPAdapter):
    """Trusts the operating system's certificates, among them a company's own."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=_system_context(), **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=_system_context(), **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"  # and no bundle beside the system's certificates


def _system_context() -> ssl.SSLContext:
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _split(address: str) -> SplitResult:
    """Return the parts of an address; one that cannot be taken apart has no host."""
    try:
        parts = urlsplit(address.strip().replace("\\", "/"))
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    scheme = parts.scheme.lower()
    return scheme, parts.hostname or "", parts.port or _PORTS.get(scheme, 0)


def _location(response: requests.Response) -> str:
    """Return where a redirect leads; servers write other letters in UTF-8."""
    return response.headers.get("Location", "").encode("latin-1").decode("utf-8", "replace")


def _is_near(host: str) -> bool:
    """Whether a host is this computer or in its own network: no proxy stands between."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost"


def answer_of(address: str, status: int, declared: str, content: bytes, entry: int = 0) -> Answer:
    """Return what came as an answer to be read.

    Args:
        address: Where it came from.
        status: Its status.
        declared: Its Content-Type.
        content: What came.
        entry: The number of its evidence.

    Raises:
        PortalError: It is no page.
        ParseError: Its text cannot be told from its bytes.
    """
    kind = declared.partition(";")[0].strip().lower()
    if not kind or kind in _HTML:
        try:
            return Answer(address, status, *decoded(content, declared), entry)
        except ParseError:
            if status < 400:
                raise
    if status >= 400:
        return Answer(address, status, "", entry=entry)
    raise PortalError(
        "{address} answered with {kind}, not with a web page. Check the portal's address.",
        address=told_address(address),
        kind=kind,
    )


def _retry_after(value: str) -> float:
    """Return the seconds of a Retry-After header: a count, or the time until a date."""
    if re.fullmatch(r"\s*[0-9]+\s*", value):
        return min(float(value), _FOR_EVER)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return 0
    return min(max(0.0, (until - datetime.now(until.tzinfo)).total_seconds()), _FOR_EVER)


def _may_pass(error: requests.RequestException) -> bool:
    """Whether trying again may help: the connection broke, not merely took long."""
    broke = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
    untrusted = isinstance(error, requests.exceptions.SSLError)
    return isinstance(error, broke) and not untrusted and not _took_long(error)


def _took_long(error: requests.RequestException) -> bool:
    # While a body is read, requests wraps the time-out in a ConnectionError.
    return isinstance(error, requests.Timeout) or "Read timed out" in str(error)


def _as_portal_error(
    error: requests.RequestException, host: str, patience: Patience
) -> PortalError:
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
        return PortalError(
            "The certificate of {host} is not trusted by this computer; nothing was sent. Ask "
            "whoever runs the network.",
            host=host,
        )
    if isinstance(error, requests.exceptions.ProxyError):
        return PortalError(
            "The proxy on the way to {host} does not answer. Check the proxy settings.", host=host
        )
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return PortalError(
            "The answer of {host} broke off before its end. Search again.", host=host
        )
    return PortalError(
        "{host} could not be reached ({kind}). Check address, network and VPN, then try again.",
        host=host,
        kind=type(error).__name__,
    )
