"""What a class costs: the portal for twenty seats, and what runs on each trainee's computer.

    python tests/benchmarks/classroom.py

Memory is the resident set of a process and its children, in MiB; start is until the first answer.
The portal is asked by all twenty at once, each with a log-in and a session of its own; here they
share one process that also reads the answers, so a class is served no slower than this. A trainee's
computer runs `ott lab` with one kernel, in which a panel is opened and a number looked up.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import requests
from jupyter_client import BlockingKernelClient

from ott_toolkit import practice, rehearsal

SEATS = 20
EACH = 5
PANEL = f"""
import ott_toolkit as ott
from ott_toolkit import practice, rehearsal
panel = ott.Panel()
with rehearsal.portal() as portal:
    case = ott.investigate("{practice.SAMPLE_NUMBER}", portal, asof=practice.TODAY)
case.timeline()
assert len(case.transactions) == 2
"""


class Running:
    """A command that answers.

    Attributes:
        said: What it said until then.
        seconds: How long it took to answer.
    """

    def __init__(self, process: "subprocess.Popen[str]", said: str, began: float) -> None:
        self._process = psutil.Process(process.pid)
        self.said = said
        self.addresses = re.findall(r"http://\S+", said)
        requests.get(self.addresses[-1], timeout=60).raise_for_status()
        self.seconds = time.perf_counter() - began

    @property
    def memory(self) -> float:
        """MiB that it holds now, its children's included."""
        family = [self._process, *self._process.children(recursive=True)]
        return sum(one.memory_info().rss for one in family) / 2**20


def main() -> None:
    """Print memory and times, in all and for each trainee."""
    with running("portal", "--class", str(SEATS), until="Trainees type") as portal:
        links, idle = portal.addresses[1:], portal.memory
        print(f"portal for {SEATS} seats: {portal.seconds:.1f} s to answer, {idle:.0f} MiB")
        alone, _ = _at_once(links[:1])
        each, whole = _at_once(links)
        print(
            f"{SEATS} trainees at once, {EACH} numbers each: {whole:.1f} s, no error; "
            f"{whole / SEATS / EACH * 1000:.0f} ms a number "
            f"({whole / SEATS / EACH / alone:.2f}× of one trainee alone, who takes "
            f"{alone * 1000:.0f} ms), half of them answered within {each * 1000:.0f} ms"
        )
        busy = portal.memory
        print(f"portal afterwards: {busy:.0f} MiB, +{(busy - idle) / SEATS:.1f} MiB a trainee")
        seated = _lab("at a seat", "--class", links[0])
    by_itself = _lab("with a portal of its own")
    print(f"a trainee's memory at a seat: {seated / by_itself:.2f}× of one with its own portal")


def _at_once(links: list[str]) -> tuple[float, float]:
    """Return the median seconds of a number, and those of all together."""

    def works(link: str) -> list[float]:
        own, times = practice.seat_of(link), []
        with rehearsal.class_portal(link) as portal:
            for dispute in practice.drill(own.secret, EACH, seat=own.place):
                began = time.perf_counter()
                portal.subscriptions(dispute.number)
                portal.transactions(dispute.number)
                times.append(time.perf_counter() - began)
        return times

    began = time.perf_counter()
    with ThreadPoolExecutor(len(links)) as trainees:
        times = [one for own in trainees.map(works, links) for one in own]
    return statistics.median(times), time.perf_counter() - began


def _lab(name: str, *words: str) -> float:
    """Print what `ott lab` takes on a trainee's computer; return its MiB."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        own = ("lab", "--no-browser", "--dir", f"{folder}/notebooks", *words)
        with running(*own, until="Ctrl+C", TMPDIR=folder) as lab:
            server, began = lab.memory, time.perf_counter()
            _panel_in_a_kernel(lab.addresses[-1], Path(folder))
            took, whole = time.perf_counter() - began, lab.memory
    print(
        f"ott lab {name}: {lab.seconds:.1f} s to the first page, {server:.0f} MiB; kernel, panel "
        f"and a number {took:.1f} s more, {whole:.0f} MiB in all"
    )
    return whole


def _panel_in_a_kernel(address: str, folder: Path) -> None:
    """Start a kernel as the notebook does, and use the panel's parts in it."""
    page, _, token = address.partition("?token=")
    made = requests.post(
        f"{page.partition('/doc/')[0]}/api/kernels",
        headers={"Authorization": f"token {token}"},
        json={"name": "python3"},
        timeout=60,
    ).json()
    (connection,) = folder.rglob(f"kernel-{made['id']}.json")
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels(hb=False)
    try:
        client.wait_for_ready(timeout=60)
        answer = client.execute_interactive(PANEL, timeout=60)
        assert answer["content"]["status"] == "ok", answer["content"]
    finally:
        client.stop_channels()


@contextmanager
def running(*words: str, until: str, **environment: str) -> Iterator[Running]:
    """Run a command of `ott` until the block ends."""
    ott = shutil.which("ott", path=Path(sys.executable).parent)
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(ott), *words, "--language", "en"],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith(until):
            break
    try:
        yield Running(process, "".join(said), began)
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


if __name__ == "__main__":
    main()
