"""The network door: requests to one portal and no other place, and the answers as text.

Everything that leaves for the portal goes through `Door._exchange`, and every page arrives there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from urllib.parse import SplitResult, urldefrag, urlencode, urlsplit

import requests
from requests.utils import get_environ_proxies, requote_uri, select_proxy

from ott_toolkit.amounts import now
from ott_toolkit.charset import decoded
from ott_toolkit.errors import ParseError, PortalError, QueryError
from ott_toolkit.page import Page
from ott_toolkit.portal.adapter import Timely, Trusting
from ott_toolkit.portal.controls import joined, told_address, without_query
from ott_toolkit.portal.forms import Filled
from ott_toolkit.portal.patience import Patience, asked_wait, given_up, may_pass
from ott_toolkit.portal.trust import (
    is_here,
    is_near,
    proxy_address,
    tls,
    wants_password,
)

_PORTS = {"http": 80, "https": 443}
_BUSY = frozenset([429, 502, 503, 504])
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_KEEPS_METHOD = frozenset([307, 308])
_MOST_REDIRECTS = 10
_MOST_BYTES = 64 * 1024 * 1024
_HTML = ("text/html", "application/xhtml+xml")
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; ott-toolkit)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Language": "id,en;q=0.8",
}


@dataclass(frozen=True, eq=False, repr=False)
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


@dataclass(frozen=True, repr=False)
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
        ca_file: The certificates to trust instead of the operating system's.
        proxy: The proxy on the way, without a password; the environment's where none is named.

    Raises:
        QueryError: `url` is not an address with http or https and a host, or `ca_file` or `proxy`
            is none.
    """

    def __init__(
        self,
        url: str,
        patience: Patience,
        ca_file: str | Path | None = None,
        proxy: str | None = None,
    ) -> None:
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
        named = proxy_address(proxy) if proxy else ""
        if named and not is_here(parts.hostname):
            self._session.proxies.update(http=named, https=named)
        elif not is_near(parts.hostname):
            self._session.proxies.update(get_environ_proxies(url))
        self._ca_file = ca_file
        timely = (self.host, patience.whole)
        if parts.scheme == "https":
            self._session.mount("https://", Trusting(tls(ca_file), *timely))
        elif not ca_file:
            self._session.mount("http://", Timely(*timely))
        else:
            raise QueryError(
                "A CA file belongs to an address that begins with https://: what is sent to "
                "{host} is not encrypted.",
                host=self.host,
            )

    @property
    def is_here(self) -> bool:
        """Whether the portal runs on this computer, as no real dashboard does."""
        return is_here(self._origin[1])

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
        # As browsers do: no form is sent in UTF-16.
        encoding = "utf-8" if charset.startswith("utf-16") else charset
        body = urlencode(filled.pairs, encoding=encoding, errors="xmlcharrefreplace")
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
                if last or not may_pass(error):
                    # Not chained: requests quotes addresses in full, tokens in them included.
                    raise given_up(error, self.host, self._patience, self._ca_file) from None
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
        seconds = asked_wait(response.headers.get("Retry-After", ""))
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
    if status == 407:  # no portal says so, only a proxy before it
        raise wants_password(_split(address).netloc)
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
