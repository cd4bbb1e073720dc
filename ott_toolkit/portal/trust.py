"""Whom a connection trusts, and which proxy stands on the way; nothing is sent from here."""

from __future__ import annotations

import ssl
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from ott_toolkit.errors import PortalError, QueryError, refusal

_EXPIRED, _NOT_YET = 10, 9
_OTHER_NAME = frozenset([62, 64])
"""OpenSSL's numbers of what is wrong with a certificate: X509_V_ERR_…"""


def tls(ca_file: str | Path | None) -> ssl.SSLContext:
    """Return what decides whether a portal is who it says it is.

    Args:
        ca_file: The certificates that are trusted, as PEM or DER, *instead* of the operating
            system's: a portal that is known by a file of its own is not to be impersonated by
            whoever else this computer trusts. The portal's own certificate will do as well as
            that of whoever signed it.

    Raises:
        QueryError: `ca_file` cannot be read, or holds no certificate.
    """
    if not ca_file:
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        content = Path(ca_file).expanduser().read_bytes()
        text = b"-----BEGIN" in content
        context.load_verify_locations(cadata=content.decode("latin-1") if text else content)
    except OSError as error:  # of which `ssl.SSLError` is one
        if isinstance(error, ssl.SSLError):
            raise _no_certificate(ca_file) from None
        raise QueryError(
            "The CA file {file} cannot be read: {reason}. Ask whoever runs the portal for it.",
            file=ca_file,
            reason=refusal(error),
        ) from None
    except ValueError:
        raise _no_certificate(ca_file) from None
    return context


def _no_certificate(ca_file: str | Path) -> QueryError:
    return QueryError(
        "{file} holds no certificate. It should be text that begins with -----BEGIN "
        "CERTIFICATE-----, or a .cer file as Windows saves it.",
        file=ca_file,
    )


def proxy_address(typed: str) -> str:
    """Return a proxy's address, `http://host:port`, from what was typed.

    Raises:
        QueryError: It is none, of another kind, or has a username or password in it.
    """
    whole = typed.strip() if "://" in typed else f"http://{typed.strip()}"
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if "@" in whole:  # first: the address is not repeated
        raise QueryError(
            "A proxy's address is kept without username and password. Leave it empty and set the "
            "environment variable {variable}, like {example}, which is read each time.",
            variable="HTTPS_PROXY",
            example="http://USER:PASSWORD@HOST:PORT",
        )
    if not host or not port or parts.scheme != "http" or parts.path.strip("/") or parts.query:
        raise QueryError(
            "{text} is not a proxy's address. Type it like {example}.",
            text=repr(typed),
            example="http://proxy.example:8080",
        )
    return f"http://{parts.netloc}"


def is_here(host: str) -> bool:
    """Whether a host is this computer: no proxy ever stands between."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_near(host: str) -> bool:
    """Whether a host is this computer or in its own network: only a named proxy stands between."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost"


def distrust(error: BaseException, host: str, ca_file: str | Path | None) -> PortalError:
    """Return what an error of TLS says to its reader.

    Args:
        error: The error; what is wrong with a certificate lies somewhere beneath it.
        host: The portal's.
        ca_file: What was trusted instead of the operating system's certificates.
    """
    found = _beneath(error)
    if found is None:
        return PortalError(
            "No safe connection to {host} could be made. Check that its address begins with "
            "https:// and has the right port, then tell whoever runs the portal.",
            host=host,
        )
    code = getattr(found, "verify_code", 0)
    if code in (_EXPIRED, _NOT_YET):
        return PortalError(
            "The certificate of {host} is not valid today; nothing was sent. Check this "
            "computer's date; if it is right, tell whoever runs the portal.",
            host=host,
        )
    if code in _OTHER_NAME:
        return PortalError(
            "The certificate of {host} was made for another name; nothing was sent. Check the "
            "address; if it is right, tell whoever runs the portal.",
            host=host,
        )
    if ca_file:
        return PortalError(
            "The certificate of {host} does not come from {file}, the only one that is trusted "
            "for it; nothing was sent. If the portal has a new certificate, ask for its CA file, "
            'or take the old one out: ott configure --ca-file "".',
            host=host,
            file=ca_file,
        )
    return PortalError(
        "The certificate of {host} is not trusted by this computer; nothing was sent. Ask "
        "whoever runs the network; a CA file that they give you is named with ott configure "
        "--ca-file.",
        host=host,
    )


def _beneath(error: BaseException) -> ssl.SSLCertVerificationError | None:
    """Return what is wrong with a certificate, which libraries wrap several times."""
    seen: set[int] = set()
    queue: list[object] = [error]
    while queue:
        one = queue.pop()
        if isinstance(one, ssl.SSLCertVerificationError):
            return one
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            queue += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    return None


def proxy_failed(error: BaseException, host: str) -> PortalError:
    """Return what an error of a proxy says to its reader."""
    if asks_password(error):
        return wants_password(host)
    return PortalError(
        "The proxy on the way to {host} does not answer, or refuses to lead there. Check the "
        "proxy with ott configure --proxy, or the environment variable HTTPS_PROXY.",
        host=host,
    )


def asks_password(error: BaseException) -> bool:
    """Whether a proxy led nowhere because it does not know who is there."""
    return "Tunnel connection failed: 407" in str(error)


def wants_password(host: str) -> PortalError:
    """Return the error for a proxy that asks who is there."""
    return PortalError(
        "The proxy on the way to {host} asks for a username and password; nothing reached the "
        "portal. Set the environment variable HTTPS_PROXY, like {example}, and leave the proxy of "
        "ott configure empty.",
        host=host,
        example="http://USER:PASSWORD@HOST:PORT",
    )
