"""The error tree: could not ask, could not read, asked wrongly, evidence lost.

An outage is never an empty result, and a discrepancy is never an error: what is wrong with a
customer's bill is a finding, what is wrong with a look-up is one of these.
"""

from __future__ import annotations

import errno


class OttError(Exception):
    """A failure that the reader can act on: what happened, what was found, what to do next.

    The sentence is kept apart from its values, so that whoever speaks to a person can say it in
    that person's language (`ott_toolkit.locale.explain`); `str()` says it in English.

    Args:
        template: An English sentence with `{name}` placeholders, the message id of its translation.
        **values: What the placeholders stand for. Never a password, cookie or token.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)  # the only argument, so that a copy or a pickle is made alike
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class PortalError(OttError):
    """The portal could not be asked, or what it answered is not the page that was asked for."""


class LoginError(PortalError):
    """The portal refused the log-in, or nobody has logged in yet."""


class SessionExpiredError(PortalError):
    """The session ended, and logging in again once did not bring it back."""


class ParseError(OttError, ValueError):
    """Something arrived and cannot be read as what it should be."""


class IncompleteError(ParseError):
    """What arrived can be read but is not all; the rest may still come."""


class QueryError(OttError, ValueError):
    """The question is wrong; nothing was sent."""


class EvidenceError(OttError):
    """Evidence is missing or was altered."""


_REFUSED = {
    errno.ENOENT: OttError("there is no such file or folder"),
    errno.EACCES: OttError("you have no access to it"),
    errno.EPERM: OttError("you have no access to it"),
    errno.EROFS: OttError("it can only be read"),
    errno.EISDIR: OttError("it is a folder"),
    errno.ENOTDIR: OttError("a part of its path is no folder"),
    errno.EEXIST: OttError("it is there already"),
    errno.ENAMETOOLONG: OttError("its name is too long"),
    errno.ENOSPC: OttError("the disk is full"),
    errno.EADDRINUSE: OttError("another program uses it"),
    errno.ECONNREFUSED: OttError("nothing answers there"),
    errno.EADDRNOTAVAIL: OttError("this computer has no such address"),
}


def refusal(reason: Exception) -> OttError | str:
    """Return what the operating system says no for, in words that can be translated.

    What it says beyond that is returned as it says it.
    """
    known = _REFUSED.get(getattr(reason, "errno", None) or 0)
    return known or getattr(reason, "strerror", None) or type(reason).__name__
