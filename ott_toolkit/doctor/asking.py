"""Starts a notebook's kernel and lets it say which Python it is; run as a process of its own.

So whatever happens to the kernel happens to nobody else, and it can be ended in time.
"""

# ruff: noqa: T201 - it answers whoever started it

from __future__ import annotations

import json
import sys
from typing import Any

QUESTION = "import sys, ott_toolkit; print(sys.prefix); print(ott_toolkit.__version__)"


def ask(seconds: float) -> list[str]:
    """Return prefix of the kernel's Python and version of the toolkit in it.

    Raises:
        RuntimeError: It does not start, or says something else.
        TimeoutError: It does not answer within `seconds`.
    """
    from jupyter_client.manager import start_new_kernel

    said: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        content = message["content"]
        said.append(str(content.get("text") or content.get("ename") or ""))

    manager, client = start_new_kernel(startup_timeout=seconds, kernel_name="python3")
    try:
        client.execute_interactive(QUESTION, store_history=False, timeout=seconds, output_hook=hear)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return "".join(said).split("\n")[:2]


if __name__ == "__main__":
    print(json.dumps(ask(float(sys.argv[1]))))
