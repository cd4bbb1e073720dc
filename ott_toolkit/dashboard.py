"""Working on the team's own dashboard: how it is reached, who logs in, and with which password.

A password that was refused is never sent a second time by itself: an account that is locked stops
the analyst's work. So the one in the keyring is given up as soon as the portal refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from ott_toolkit import passwords, settings
from ott_toolkit.errors import LoginError, OttError, QueryError, refusal
from ott_toolkit.locale import LANGUAGES
from ott_toolkit.portal import Portal
from ott_toolkit.portal.trust import proxy_address, tls
from ott_toolkit.settings import Settings

REGIONALS = tuple("1234567")
LONGEST = 36500
"""Days; who keeps evidence longer than a century has mistyped."""


def address(typed: str) -> str:
    """Return an address without what may identify a session; `https` where no scheme was typed.

    User and password in it are left for `Portal` to refuse, as is what is no address.
    """
    typed = typed.strip()
    whole = typed if re.match("[a-z]+://", typed, re.IGNORECASE) else f"https://{typed}"
    try:
        return urlunsplit((*urlsplit(whole)[:3], "", ""))
    except ValueError:
        return typed


def checked(wanted: Settings) -> Settings:
    """Return settings as they are kept: addresses and paths whole, the rest without blanks.

    Raises:
        QueryError: One of them cannot be; nothing was sent.
    """
    made = replace(
        wanted,
        url=address(wanted.url) if wanted.url.strip() else "",
        username=wanted.username.strip(),
        name=wanted.name.strip(),
        ca_file=str(Path(wanted.ca_file).expanduser().absolute()) if wanted.ca_file else "",
        proxy=proxy_address(wanted.proxy) if wanted.proxy.strip() else "",
    )
    if made.regional and made.regional not in REGIONALS:
        raise QueryError("{text} is no regional: 1 to 7.", text=repr(made.regional))
    if made.language not in LANGUAGES:
        raise QueryError("{text} is no language: id or en.", text=repr(made.language))
    if made.retention_days is not None and not 1 <= made.retention_days <= LONGEST:
        raise QueryError(
            "Evidence is kept for a whole number of days, 1 to {most}, or left empty while the "
            "team has not decided.",
            most=LONGEST,
        )
    if made.ca_file:
        tls(made.ca_file)
    if made.url:
        portal(made).close()
    return made


def portal(who: Settings) -> Portal:
    """Return the dashboard, before anybody is logged in.

    Raises:
        QueryError: Its address, CA file or proxy make no sense.
    """
    return Portal(who.url, ca_file=who.ca_file or None, proxy=who.proxy or None)


def reached_at(url: str | None) -> Settings:
    """Return how the dashboard at `url` is reached, and who logs in there.

    Args:
        url: An address; without one it is the configured dashboard. Of another one only the proxy
            is taken from the settings: nobody's name goes to a place that it was not given for.

    Raises:
        ParseError: The settings cannot be read.
    """
    kept = settings.read()
    if not url:
        return kept
    if passwords.account(url, "") == passwords.account(kept.url, ""):
        return replace(kept, url=url)
    return Settings(url=url, proxy=kept.proxy)


def log_in(opened: Portal, who: Settings, password: str, *, keep: bool = False) -> OttError | None:
    """Log in, and keep the password in the keyring where that is wanted.

    Args:
        opened: The dashboard.
        who: Who logs in.
        password: What was typed; empty where the keyring's is meant.
        keep: Whether to put what was typed into the keyring once it was accepted. Where one is
            kept for this account already, it is replaced without being asked: it was another.

    Returns:
        Why the password could not be kept, if it could not.

    Raises:
        LoginError: The portal refused. The keyring's password is not sent again.
        PortalError: The portal could not be asked.
        QueryError: Nothing was typed, and none is kept.
        OttError: The keyring does not open.
    """
    sent = password or passwords.kept(who.url, who.username)
    if not sent:
        raise QueryError(
            "There is no password for {user}; nothing was sent. Type it.", user=repr(who.username)
        )
    try:
        opened.login(who.username, sent, who.name or None, who.regional or None)
    except LoginError as error:
        raise refused(error, who, password) from None
    if password and (keep or passwords.kept_for(who.url, who.username)):
        try:
            passwords.keep(who.url, who.username, password)
        except OttError as error:
            return error
        except OSError as error:
            return OttError(
                "{file} cannot be opened or written: {reason}",
                file=settings.file(),
                reason=refusal(error),
            )
    return None


@contextmanager
def giving_up(who: Settings | None) -> Iterator[None]:
    """Give the keyring's password up where a log-in is refused within: a session ended meanwhile.

    Args:
        who: Who is logged in; nobody on the practice portal.
    """
    try:
        yield
    except LoginError as error:
        raise (refused(error, who) if who else error) from None


def refused(error: LoginError, who: Settings, password: str = "") -> LoginError:
    """Give the keyring's password up after a log-in was refused; return what to tell.

    Args:
        error: What the portal said.
        who: Who was refused.
        password: What was typed; one that is surely not the keyring's leaves that alone.
    """
    if not passwords.kept_for(who.url, who.username) or _another(who, password):
        return error
    if not passwords.give_up():
        return LoginError(
            "The password in the keyring was refused and cannot be taken out. Delete {service} "
            "from the keyring by hand before you search again: if it is sent too often, the "
            "account may be locked. {reason}",
            service=repr(passwords.SERVICE),
            reason=error,
        )
    return LoginError(
        "The password in the keyring was refused. It is not sent again: type it the next time, "
        "or keep the new one with ott configure --password. {reason}",
        reason=error,
    )


def _another(who: Settings, password: str) -> bool:
    """Whether what was typed is surely not what the keyring holds."""
    try:
        return bool(password) and passwords.kept(who.url, who.username) != password
    except OttError:
        return False
