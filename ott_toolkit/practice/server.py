"""The portal on waitress: beside the program that asked for it, or in the foreground."""

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Any, Self

# waitress carries no types of its own.
from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]

from ott_toolkit.practice.app import PAGE_SIZE, SESSION_MINUTES, create_app
from ott_toolkit.practice.faults import Faults

LOOPBACK = "127.0.0.1"
THREADS = 8


class Server:
    """A running portal; close it, or use it in a `with`.

    Attributes:
        url: Where it listens, without a slash at the end.
        faults: Switches of the troubles it plays; turn them at any time.
    """

    def __init__(
        self, host: str, port: int, faults: Faults, page_size: int, session_minutes: float
    ) -> None:
        # waitress reports a full queue as a warning; eight threads and a slow lesson fill it.
        logging.getLogger("waitress").setLevel(logging.ERROR)
        self.faults = faults
        app = create_app(faults=faults, page_size=page_size, session_minutes=session_minutes)
        self._store = app.extensions["practice"].store
        self._sockets: dict[int, Any] = {}
        self._waitress = create_server(
            app, map=self._sockets, host=host, port=port, threads=THREADS, ipv6=False, ident=None
        )
        self.url = f"http://{host}:{self._waitress.effective_port}"
        self._thread = Thread(target=self._waitress.run, name="practice portal", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<practice portal at {self.url}>"

    def wait(self) -> None:
        """Return when the portal has been closed."""
        while self._thread.is_alive():
            # In slices: on Windows, Ctrl-C does not interrupt a wait without an end.
            self._thread.join(1)

    def close(self) -> None:
        """Answer what is being answered, then stop; closing twice does no harm."""
        if not self._thread.is_alive():
            return
        self._waitress.task_dispatcher.shutdown()
        # The loop ends when its sockets are gone; only its own thread may take them away. Where it
        # is awake already, it does so before the trigger is pulled, and the trigger is gone too.
        with suppress(OSError):
            self._waitress.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._thread.join()
        self._store.close()


def serve(
    host: str = LOOPBACK,
    port: int = 0,
    *,
    faults: Faults | None = None,
    page_size: int = PAGE_SIZE,
    session_minutes: float = SESSION_MINUTES,
) -> Server:
    """Start the portal beside the running program.

    Args:
        host: The address to listen on. Anything but 127.0.0.1 lets other machines in.
        port: The port; 0 takes a free one.
        faults: Troubles to play from the start.
        page_size: Rows on one page of a result.
        session_minutes: After so long without a request one has to log in again.
    """
    return Server(host, port, faults or Faults(), page_size, session_minutes)


def run(
    host: str = LOOPBACK, port: int = 0, *, on_ready: Callable[[str], object] | None = None
) -> None:
    """Run the portal in the foreground until Ctrl-C.

    Args:
        host: The address to listen on. Anything but 127.0.0.1 lets other machines in.
        port: The port; 0 takes a free one.
        on_ready: Called with the address once the portal answers.
    """
    with suppress(KeyboardInterrupt), serve(host, port) as server:
        if on_ready is not None:
            on_ready(server.url)
        server.wait()
