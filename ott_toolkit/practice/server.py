"""The portal as a server: beside the program that asked for it, or in the foreground."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from ott_toolkit.practice.addresses import is_loopback
from ott_toolkit.practice.app import PAGE_SIZE, SESSION_MINUTES, create_app
from ott_toolkit.practice.faults import Faults
from ott_toolkit.practice.gate import AT_ONCE
from ott_toolkit.practice.listener import Listener
from ott_toolkit.practice.seats import Seat

LOOPBACK = "127.0.0.1"
THREADS = 8


class Server:
    """A running portal; close it, or use it in a `with`.

    Attributes:
        url: Where it listens, without a slash at the end.
        faults: Switches of the troubles it plays; turn them at any time.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        faults: Faults,
        page_size: int,
        session_minutes: float,
        seats: Sequence[Seat],
    ) -> None:
        if not (seats or is_loopback(host)):
            message = f"{host} is open to others: only a class may listen there"
            raise ValueError(message)
        self.faults = faults
        app = create_app(
            faults=faults, page_size=page_size, session_minutes=session_minutes, seats=seats
        )
        self._store = app.extensions["practice"][0].store
        # However many requests a seat makes at once, the others find a thread.
        self._listener = Listener(app, host, port, THREADS + AT_ONCE * len(seats))
        self.url = self._listener.url

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
        self._listener.wait()

    def close(self) -> None:
        """Answer what is being answered, then stop; closing twice does no harm."""
        if self._listener.close():
            self._store.close()


def serve(
    host: str = LOOPBACK,
    port: int = 0,
    *,
    faults: Faults | None = None,
    page_size: int = PAGE_SIZE,
    session_minutes: float = SESSION_MINUTES,
    seats: Sequence[Seat] = (),
) -> Server:
    """Start the portal beside the running program.

    Args:
        host: The address to listen on. Anything but 127.0.0.1 lets other machines in.
        port: The port; 0 takes a free one.
        faults: Troubles to play from the start.
        page_size: Rows on one page of a result.
        session_minutes: After so long without a request one has to log in again.
        seats: The seats of a class; each has switches of its own, whatever `faults` says.

    Raises:
        ValueError: Other machines could come in, and there is no class.
    """
    return Server(
        host,
        port,
        faults=faults or Faults(),
        page_size=page_size,
        session_minutes=session_minutes,
        seats=seats,
    )


def run(
    host: str = LOOPBACK,
    port: int = 0,
    *,
    seats: Sequence[Seat] = (),
    on_ready: Callable[[str], object] | None = None,
) -> None:
    """Run the portal in the foreground until Ctrl-C.

    Args:
        host: The address to listen on. Anything but 127.0.0.1 lets other machines in.
        port: The port; 0 takes a free one.
        seats: The seats of a class.
        on_ready: Called with the address once the portal answers.

    Raises:
        ValueError: Other machines could come in, and there is no class.
    """
    with suppress(KeyboardInterrupt), serve(host, port, seats=seats) as server:
        if on_ready is not None:
            on_ready(server.url)
        server.wait()
