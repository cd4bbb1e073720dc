"""The front end of «Ringkasan»: what is concluded, and the fields in which it is asked otherwise.

What is chosen and typed travels in messages alone, as on the desk.
"""

from __future__ import annotations

from pathlib import Path

from ott_toolkit.panel.front import Front, on_occasion


class Answer(Front):
    """The page «Ringkasan».

    Attributes:
        state: What is shown: `texts`, `language`, `errors` by the field's form, `heard`, the token
            of the newest message, and `case`, as `summary.state` gives it, or `None`.
    """

    _esm = on_occasion("answer.js")
    _css = Path(__file__).with_name("answer.css")
