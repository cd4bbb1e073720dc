"""Keeps evidence until it is killed; says what was confirmed, one line each, once it was.

Run as a process: `keeper.py FOLDER COUNT PAUSE`; a line, or the end, of its input lets it begin.
"""

import os
import sys
import time

from ott_toolkit import evidence
from ott_toolkit.errors import OttError
from ott_toolkit.evidence import Body


def main() -> None:
    os.environ["OTT_EVIDENCE"] = sys.argv[1]
    sys.stdin.readline()  # several begin together, however long each took to start
    for nth in range(int(sys.argv[2])):
        body = Body("https://portal.example", {"nth": nth}, os.urandom(3000))
        try:
            kept = evidence.store().keep("page", body, lasting=nth % 3 == 0, status=200)
        except OttError as error:
            sys.stdout.write(f"! {type(error).__name__} {error}\n")
            sys.stdout.flush()
            time.sleep(0.05)
            continue
        sys.stdout.write(f"{kept.entry} {kept.hash}\n")
        sys.stdout.flush()
        time.sleep(float(sys.argv[3]))


if __name__ == "__main__":
    main()
