"""JupyterLab on a notebook, with the practice portal beside it, or a class's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ott_toolkit import practice, rehearsal, settings
from ott_toolkit.lab import notebooks, server


def lab(
    folder: Path | None = None,
    *,
    notebook: str = notebooks.INVESTIGATE,
    port: int | None = None,
    browser: bool = True,
    language: str = "id",
    class_link: str = "",
    trainer: bool = False,
    may_replace: Callable[[str], bool | None],
    on_ready: Callable[[str, Path], object],
) -> None:
    """Open the notebooks in JupyterLab; return when it was ended, and its own portal with it.

    Args:
        folder: Where the notebooks are copied to; `None` means the checkout's own where there is
            one, else a folder among the user's documents.
        notebook: The one to open, a path within that folder.
        port: JupyterLab's port; `None` takes a free one.
        browser: Whether to open a browser where there is a screen.
        language: Which the notebooks speak.
        class_link: The link of a seat in a class, whose portal is then the practice portal;
            empty starts one beside the notebooks.
        trainer: Whether the trainer's notebooks are listed, too.
        may_replace: As for `notebooks.bring`.
        on_ready: Called with the address and the folder once both listen.

    Raises:
        QueryError: The port is taken, or `class_link` is no link of a seat.
        PortalError: The class does not answer, or does not know the link.
    """
    if class_link:
        rehearsal.class_portal(class_link).close()  # what is wrong with it is said before all else
    own = notebooks.in_checkout()
    chosen = (folder or own or notebooks.users_folder()).resolve()
    if own is None or chosen != own.resolve():
        notebooks.bring(notebooks.shipped(), chosen, may_replace)
    with _portal(class_link) as where:
        server.run(
            chosen,
            notebook,
            port=port,
            browser=browser,
            hidden=() if trainer else (notebooks.TRAINER,),
            variables={**where, settings.LANGUAGE_VARIABLE: language},
            on_ready=lambda url: on_ready(url, chosen),
        )


@contextmanager
def _portal(class_link: str) -> Iterator[dict[str, str]]:
    """Give what tells the notebooks where the practice portal is; run one unless in a class."""
    if class_link:
        yield {settings.CLASS_VARIABLE: class_link.strip()}
        return
    with practice.serve() as own:
        yield {settings.PRACTICE_VARIABLE: own.url, settings.CLASS_VARIABLE: ""}
