"""The front end of what leaves the panel: letters to copy, files to download, and the keys.

The ticket that a letter names is the case's own, typed in the desk. A text is asked for with a
message and comes back as one, never as a trait: what was copied is not kept. It bears the number of
the state that it was written of, and is dropped where that is over.
"""

from __future__ import annotations

from pathlib import Path

from ott_toolkit.panel.front import Front, on_occasion


class Outbox(Front):
    """The row of buttons below the tabs, and the keys that do the same from anywhere.

    Attributes:
        state: What is shown: `texts`, `keys`, `language`, `ready` (a case is there and nothing is
            being read), `stand`, the number of the state on screen, and `case`, the number of the
            case: the fields are emptied when it changes.
    """

    _esm = on_occasion("outbox.js")
    _css = Path(__file__).with_name("outbox.css")
