"""The front end above the tabs: every typed field, the number's strip, errors and progress.

A typed value travels only inside the message of the form that it belongs to. A stock text box
sends what is typed as a trait, throttled, and a click overtakes it: the wrong customer would be
searched. The one trait here goes the other way, from Python to the page.
"""

from __future__ import annotations

from pathlib import Path

from ott_toolkit.panel.front import Front, on_occasion


class Desk(Front):
    """The typed part of the panel.

    Attributes:
        state: What is shown: `texts`, `language`, `connection`, `asof` and its words, `case` (the
            strip), `purposes`, `busy`, `error`, `ticket_error`, said where the ticket is typed,
            `notice`, and `heard`, the token of the newest message. A number that a paste brought
            along is sent as a message, `waiting`: it is offered once and then belongs to whoever
            types. So are, as `again`, the ticket and purpose of a case that is opened again.
    """

    _esm = on_occasion("desk.js")
    _css = Path(__file__).with_name("desk.css")
