"""JupyterLab on the investigation notebook or a lesson, with the practice portal beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ott_toolkit import practice, settings
from ott_toolkit.lab import notebooks, server


def lab(
    folder: Path | None = None,
    *,
    notebook: str = notebooks.INVESTIGATE,
    port: int | None = None,
    browser: bool = True,
    language: str = "id",
    may_replace: Callable[[str], bool | None],
    on_ready: Callable[[str, Path], object],
) -> None:
    """Open the notebooks in JupyterLab; return when it was ended, and the portal with it.

    Args:
        folder: Where the notebooks are copied to; `None` means the checkout's own where there is
            one, else a folder among the user's documents.
        notebook: The one to open, a path within that folder.
        port: JupyterLab's port; `None` takes a free one.
        browser: Whether to open a browser where there is a screen.
        language: Which the notebooks speak.
        may_replace: As for `notebooks.bring`.
        on_ready: Called with the address and the folder once both listen.

    Raises:
        QueryError: The port is taken.
    """
    own = notebooks.in_checkout()
    chosen = (folder or own or notebooks.users_folder()).resolve()
    if own is None or chosen != own.resolve():
        notebooks.bring(notebooks.shipped(), chosen, may_replace)
    with practice.serve() as portal:
        server.run(
            chosen,
            notebook,
            port=port,
            browser=browser,
            variables={
                settings.PRACTICE_VARIABLE: portal.url,
                settings.LANGUAGE_VARIABLE: language,
            },
            on_ready=lambda url: on_ready(url, chosen),
        )
