"""A WSGI application that answers on a thread of its own, and can be stopped."""

import errno
import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

# waitress carries no types of its own.
from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]

CONNECTIONS = 400
"""Connections that are kept open: forty browsers with half a dozen each, and panels beside them."""
LARGEST_FORM = 64 * 1024
"""Bytes of a request's body: a form holds a few words."""


class Listener:
    """An application that listens from now on.

    Args:
        app: The WSGI application.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        threads: How many requests are answered at once.

    Attributes:
        url: Where it answers.

    Raises:
        OSError: It cannot listen there.
    """

    def __init__(self, app: Callable[..., Any], host: str, port: int, threads: int) -> None:
        # waitress reports a full queue as a warning; a few threads and a slow lesson fill it.
        logging.getLogger("waitress").setLevel(logging.ERROR)
        self._sockets: dict[int, Any] = {}
        try:
            self._waitress = create_server(
                app,
                map=self._sockets,
                host=host,
                port=port,
                threads=threads,
                ipv6=False,
                ident=None,
                connection_limit=CONNECTIONS,
                max_request_body_size=LARGEST_FORM,
            )
        except ValueError as unknown:  # waitress's way to say that a name leads nowhere
            raise OSError(errno.EADDRNOTAVAIL, str(unknown)) from None
        except OSError:
            wasyncore.close_all(self._sockets)
            raise
        self.url = f"http://{host}:{self._waitress.effective_port}"
        self._thread = Thread(target=self._waitress.run, name=self.url, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Return when it has been stopped."""
        while self._thread.is_alive():
            # In slices: on Windows, Ctrl-C does not interrupt a wait without an end.
            self._thread.join(1)

    def close(self) -> bool:
        """Answer what is being answered, then stop; return whether it had not stopped before."""
        if not self._thread.is_alive():
            return False
        self._waitress.task_dispatcher.shutdown()
        # The loop ends when its sockets are gone; only its own thread may take them away. Where it
        # is awake already, it does so before the trigger is pulled, and the trigger is gone too.
        with suppress(OSError):
            self._waitress.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._thread.join()
        return True
