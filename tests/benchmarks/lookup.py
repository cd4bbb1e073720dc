"""What a look-up costs the client: CPU of the whole against bare requests of the same page.

    python tests/benchmarks/lookup.py

Both ask the same practice portal, which runs in another process, in turn; the ratio is that of
the medians of one run. The aim is at most 1.6.
"""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager

import requests

from ott_toolkit import Portal, practice

ROUNDS, LOOKUPS = 15, 40
SERVER = (
    "from ott_toolkit import practice; practice.run(on_ready=lambda url: print(url, flush=True))"
)


@contextmanager
def portal_elsewhere():
    """Run the practice portal in a process of its own, so that its CPU is not counted."""
    process = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def bare(portal: Portal, url: str) -> Callable[[], object]:
    """Return a fetch of the same page by requests alone, in the same session."""
    session = requests.Session()
    session.cookies.update(portal._door._session.cookies)
    query = {"nd": practice.SAMPLE_NUMBER, "tampil": "Semua Data"}
    query |= {"tgl_awal": "", "tgl_akhir": "", "kategori": "all_item", "regional": "all_item"}
    address = f"{url}/data/subscriptions"
    found = session.get(address, params=query).text
    assert re.search(rf"<td[^>]*>{practice.SAMPLE_NUMBER}", found), "the same page"
    return lambda: session.get(address, params=query).text


def cpu(action: Callable[[], object]) -> float:
    """Return the CPU milliseconds of one action, taken over many."""
    start = time.process_time()
    for _ in range(LOOKUPS):
        action()
    return (time.process_time() - start) / LOOKUPS * 1000


def main() -> None:
    """Print both costs and their ratio."""
    with portal_elsewhere() as url, Portal(url, practice=True) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, name="Ukur", regional=1)
        whole = lambda: portal.subscriptions(practice.SAMPLE_NUMBER)  # noqa: E731
        plain = bare(portal, url)
        rounds = [(cpu(whole), cpu(plain)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(side) for side in zip(*rounds[1:], strict=True))
    print(f"look-up {mine:.2f} ms, bare requests {theirs:.2f} ms of CPU: {mine / theirs:.2f}×")


if __name__ == "__main__":
    main()
