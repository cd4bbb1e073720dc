"""A forward proxy on 127.0.0.1 that alone knows where a name leads."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

ASKS = (
    b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n"
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)


@dataclass
class Proxy:
    """A running proxy.

    Attributes:
        address: Host and port.
        leads: Name → the port on 127.0.0.1 that it stands for.
        secret: What has to follow `Proxy-Authorization: Basic`; empty lets everybody through.
        heads: The first lines of what was asked of it, headers included.
    """

    address: str
    leads: dict[str, int]
    secret: str = ""
    heads: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.address}"


@contextmanager
def proxy(leads: dict[str, int], secret: str = "") -> Iterator[Proxy]:
    """Run a proxy until the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = Proxy(f"127.0.0.1:{listening.getsockname()[1]}", leads, secret)
        thread = Thread(target=_run, args=(listening, running), daemon=True)
        thread.start()
        yield running
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def _run(listening: socket.socket, running: Proxy) -> None:
    with suppress(OSError):  # it ends when nobody listens any more
        while True:
            client, _ = listening.accept()
            Thread(target=_serve, args=(client, running), daemon=True).start()


def _serve(client: socket.socket, running: Proxy) -> None:
    with client, suppress(OSError):
        head = b""
        while b"\r\n\r\n" not in head and (more := client.recv(65536)):
            head += more
        running.heads.append(head.decode("latin-1"))
        method, target, _ = head.decode("latin-1").split(" ", 2)
        if running.secret and f"Basic {running.secret}" not in running.heads[-1]:
            client.sendall(ASKS)
            return
        host = target.removeprefix("http://").partition("/")[0].partition(":")[0]
        with socket.create_connection(("127.0.0.1", running.leads[host])) as portal:
            if method == "CONNECT":
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                portal.sendall(head)
            back = Thread(target=_pour, args=(portal, client), daemon=True)
            back.start()
            _pour(client, portal)
            back.join()


def _pour(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)
