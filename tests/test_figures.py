"""The figures that suites print are added up over tests, and over workers."""

import sys
from pathlib import Path
from subprocess import run

HOUSE = Path(__file__).parent
TESTS = """
import pytest

@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_fault(figures, n):
    figures("faults", fault=f"fault {n}", outcome="PortalError")
    figures("faults", tried=1, wrong=0)
    assert n < 3
"""


def test_what_suites_tried_is_added_up_over_workers(tmp_path):
    (tmp_path / "conftest.py").write_text((HOUSE / "conftest.py").read_text(encoding="utf-8"))
    for name in ("test_one.py", "test_two.py"):
        (tmp_path / name).write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-q", "-n2", "-p", "no:cacheprovider", "."]
    said = run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert said.count("fault 1 | PortalError") == 2
    assert "tried 6 · wrong 0" in said  # those of the tests that fail are counted, too
