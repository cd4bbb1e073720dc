"""What the panel's front ends share: a state that is shown, and messages that come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

Handler = Callable[[dict[str, Any], list[bytes]], None]


class Front(anywidget.AnyWidget):
    """A part of the panel that is drawn in the browser; what is typed there comes as messages.

    Attributes:
        state: What is shown; it goes from Python to the page alone.
    """

    state = traitlets.Dict().tag(sync=True)

    def __init__(self, handler: Handler, **state: Any) -> None:
        super().__init__(state=state)
        self.on_msg(lambda _, content, buffers: handler(content, [bytes(b) for b in buffers]))

    def show(self, **changes: Any) -> None:
        """Change what is shown."""
        self.state = {**self.state, **changes}
