"""Where other computers find this one; nothing is sent to find it out."""

import socket
from contextlib import suppress
from ipaddress import ip_address

ANY = "0.0.0.0"  # noqa: S104 - asked for by name, and only for a class


def is_loopback(host: str) -> bool:
    """Whether nobody but this computer reaches an address to listen on."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def reachable(host: str) -> list[str]:
    """The addresses at which others reach what listens on `host`, the likeliest first."""
    if host not in ("", ANY):
        return [host]
    found = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # A datagram socket that is connected knows its own address, and sends nothing.
        probe.connect(("10.255.255.255", 9))
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [one for one in dict.fromkeys(found) if not is_loopback(one)]
