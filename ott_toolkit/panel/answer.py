"""The front end of «Ringkasan»: what is concluded, and the fields in which it is asked otherwise.

What is chosen and typed travels in messages alone, as on the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets


class Answer(anywidget.AnyWidget):
    """The page «Ringkasan».

    Attributes:
        state: What is shown: `texts`, `language`, `errors` by the field's form, `heard`, the token
            of the newest message, and `case`, as `summary.state` gives it, or `None`.
    """

    _esm = Path(__file__).with_name("answer.js")
    _css = Path(__file__).with_name("answer.css")
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, handler: Callable[[dict[str, Any]], None], **state: Any) -> None:
        super().__init__(state=state)
        self.on_msg(lambda _, content, buffers: handler(content))

    def show(self, **changes: Any) -> None:
        """Change what is shown."""
        self.state = {**self.state, **changes}
