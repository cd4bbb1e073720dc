"""The dashboard's password in the operating system's keyring, and nowhere else.

Where there is no keyring of the operating system's, no password is kept: neither in a file of the
toolkit's nor in one that a stand-in for a keyring would write. Which account has its password
there is remembered in the settings, so that nobody who keeps none is ever asked to unlock a
keyring, and that a password that was refused is not sent again even if it cannot be taken out.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ott_toolkit import settings
from ott_toolkit.errors import OttError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "ott-toolkit"
"""Under which the keyring files the passwords."""
_OWN = "keyring.backends."
_REFUSED = ("keyring.backends.fail", "keyring.backends.null", "keyring.backends.chainer",
            "keyrings.alt")  # fmt: skip
"""Modules whose backends keep nothing, or keep it in a file that anybody may read."""


def account(url: str, username: str) -> str:
    """Return what stands for who logs in where: scheme, host, port, and username.

    >>> account("https://Portal.example/ott/", "budi")
    'https://portal.example budi'
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # no address; whoever opens it says so
        return f"{url} {username}"
    return f"{parts.scheme.lower()}://{parts.netloc.lower()} {username}"


def keyring_name() -> str:
    """Return what the keyring calls itself; empty where there is none that may be used."""
    backend = _backend()
    return str(backend.name) if backend else ""


def kept_for(url: str, username: str) -> bool:
    """Whether a password is kept for this account; the keyring is not asked."""
    return bool(url and username) and settings.load().keyring == account(url, username)


def kept(url: str, username: str) -> str | None:
    """Return the password that is kept for an account, if one is.

    Raises:
        OttError: The keyring does not open.
    """
    backend = _backend() if kept_for(url, username) else None
    if backend is None:
        return None
    try:
        return backend.get_password(SERVICE, account(url, username))
    except Exception as error:  # noqa: BLE001 - each backend has errors of its own
        raise _closed(backend, error) from None


def need_keyring() -> KeyringBackend:
    """Return the keyring.

    Raises:
        OttError: There is none that may be used.
    """
    if backend := _backend():
        return backend
    raise OttError(
        "This computer has no keyring that can be used, so no password is kept: it is asked for "
        "each time."
    )


def keep(url: str, username: str, password: str) -> None:
    """Put a password into the keyring, in place of the one that was kept before.

    Raises:
        OttError: There is no keyring that may be used, or it does not open.
        OSError: The settings cannot be written.
    """
    backend = need_keyring()
    own = account(url, username)
    before = settings.load()
    if before.keyring not in ("", own):
        with suppress(OttError):  # it is not known of any more all the same
            _take_out(before.keyring)
    try:
        backend.set_password(SERVICE, own, password)
    except Exception as error:  # noqa: BLE001 - each backend has errors of its own
        raise _closed(backend, error) from None
    settings.save(replace(settings.load(), keyring=own))


def forget() -> bool:
    """Take the password that is kept out of the keyring; return whether one was known of.

    Where none is known of, the one of the configured account is: the settings may have been lost.

    Raises:
        OttError: It cannot be taken out. It is not used any more all the same.
        OSError: The settings cannot be written.
    """
    now = settings.load()
    try:
        _take_out(now.keyring or account(now.url, now.username))
    finally:
        if now.keyring:
            settings.save(replace(settings.load(), keyring=""))
    return bool(now.keyring)


def give_up() -> bool:
    """See to it that the password that is kept is not sent again; return whether that is sure.

    It is taken out of the keyring, and no longer known of: either is enough.
    """
    now, sure = settings.load(), False
    with suppress(OttError):
        sure = _take_out(now.keyring)
    with suppress(OSError):
        settings.save(replace(settings.load(), keyring=""))
        sure = True
    return sure


def _take_out(own: str) -> bool:
    """Take a password out of the keyring; return whether there was a keyring to do so."""
    from keyring.errors import PasswordDeleteError

    backend = _backend()
    if backend is None:
        return False
    try:
        with suppress(PasswordDeleteError):  # most often it is gone already
            backend.delete_password(SERVICE, own)
        left = backend.get_password(SERVICE, own)
    except Exception as error:  # noqa: BLE001 - each backend has errors of its own
        raise _closed(backend, error) from None
    if left is not None:
        raise _closed(backend, PasswordDeleteError())
    return True


def _backend() -> KeyringBackend | None:
    """Return the keyring that may be used: the operating system's, or one that its user chose."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    if not isinstance(chosen, ChainerBackend):
        return chosen if _may_be_used(chosen) else None
    # Several are there and nobody chose: what is no operating system's own is not taken by chance.
    own = (one for one in chosen.backends if type(one).__module__.startswith(_OWN))
    return next(filter(_may_be_used, own), None)


def _may_be_used(backend: KeyringBackend) -> bool:
    kinds = {kind.__module__ for kind in type(backend).__mro__}
    names = " ".join(kind.__name__.casefold() for kind in type(backend).__mro__)
    refused = any(kind.startswith(_REFUSED) for kind in kinds) or "plaintext" in names
    return not refused


def _closed(backend: KeyringBackend, error: Exception) -> OttError:
    # Of the error only its kind: nobody knows what a backend quotes in it.
    return OttError(
        "The keyring {name} does not do what was asked ({reason}). Unlock it and try again, or "
        "leave it out: ott configure --forget-password.",
        name=backend.name,
        reason=type(error).__name__,
    )
