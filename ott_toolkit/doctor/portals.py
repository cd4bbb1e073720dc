"""What a portal's survey found, judged: what stops work, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ott_toolkit.doctor.check import Check, Grade, of_error
from ott_toolkit.errors import OttError
from ott_toolkit.portal import Portal
from ott_toolkit.portal.survey import ADDRESS, LOGIN, MENU, Spot
from ott_toolkit.sentences import Sentence, sentence

_PAGES = {
    ADDRESS: sentence("Address"),
    LOGIN: sentence("Log-in page"),
    MENU: sentence("Menu"),
}
_THINGS = {
    "name": sentence("host name"),
    "connection": sentence("connection"),
    "certificate": sentence("certificate"),
    "answer": sentence("answer"),
    "form": sentence("form"),
    "page": sentence("page"),
    "menu": sentence("pages"),
    "columns": sentence("columns"),
    "result": sentence("result"),
}
_ROLES = {
    "username": sentence("username field"),
    "password": sentence("password field"),
    "name": sentence("field for your name"),
    "number": sentence("number field"),
    "since": sentence("field for the first day"),
    "until": sentence("field for the last day"),
    "ott": sentence("choice of the OTT"),
    "regional": sentence("choice of the regional"),
    "show": sentence("choice of what is shown"),
    "submit": sentence("button"),
}
_REACH = sentence("Check address, network and VPN; open it in a browser on this computer.")
_MOVED = sentence(
    "Open the page in a browser and compare. If it has changed, send this to the maintainers."
)
_NAMED = sentence(
    "Compare with the page. In a program name the field: Portal(url, fields=dict({role}=...)); "
    "else send this to the maintainers.",
)
_BEHIND = sentence("What lies behind the log-in")


def checks(portal: Portal, log_in: Callable[[], None] | None) -> Iterator[Check]:
    """Yield what is so of a portal.

    Args:
        portal: Nobody is logged in there yet.
        log_in: Logs in; `None` where it is not known who.
    """
    spots = portal.entrance()
    yield from map(judged, spots)
    if any(spot.needed and spot.state in ("missing", "unclear") for spot in spots):
        yield Check(_BEHIND, sentence("the log-in comes first"), "unchecked")
        return
    if log_in is None:
        yield Check(_BEHIND, sentence("give your username: --user"), "unchecked")
        return
    about = sentence("Log-in")
    try:
        log_in()
        yield Check(about, sentence("the portal let you in"))
        yield from map(judged, portal.survey())
    except OttError as error:
        yield Check(about, of_error(error), "stop", _MOVED)


def judged(spot: Spot) -> Check:
    """Return what a spot of a survey means for work."""
    found = _found(spot)
    about = sentence("{page}, {thing}", page=_PAGES.get(spot.page, spot.page),
                     thing=_thing(spot))  # fmt: skip
    if spot.state in ("found", "unchecked"):
        return Check(about, found, "ok" if spot.state == "found" else "unchecked")
    grade: Grade = "stop" if spot.needed else "warning"
    return Check(about, found, grade, _advice(spot))


def _thing(spot: Spot) -> Sentence | str:
    """Return what a spot is about; at the log-in «name» is a role."""
    known = _THINGS if spot.page == ADDRESS else _THINGS | _ROLES
    return known.get(spot.thing, spot.thing)


def _found(spot: Spot) -> Sentence:
    said = of_note(spot.said)
    if spot.state == "unclear" and spot.thing not in ("form", "submit"):
        said = sentence("several may be meant: {found}", found=said)
    elif spot.state == "missing" and spot.page != ADDRESS and spot.thing != "page":
        said = sentence("missing; {found}", found=said)
    if spot.nearest:
        said = sentence("{found}; nearest: {nearest}", found=said, nearest=spot.nearest)
    return said


def of_note(note: Mapping[str, object]) -> Sentence:
    """Return what a remark says, errors within it likewise."""
    return of_error(OttError(str(note["template"]), **{
        name: value for name, value in note.items() if name != "template"
    }))  # fmt: skip


def _advice(spot: Spot) -> Sentence:
    if spot.page == ADDRESS:
        return _REACH
    return Sentence(_NAMED.template, {"role": spot.thing}) if spot.thing in _ROLES else _MOVED
