"""What the panel's front ends share: a state that is shown, and messages that come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

_HERE = Path(__file__).parent

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


def on_occasion(script: str) -> str:
    """Return a script whose messages take ticket and purpose along."""
    return "".join((_HERE / name).read_text(encoding="utf-8") for name in ("typed.js", script))
