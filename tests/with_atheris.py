"""Coverage-guided fuzzing of the readers with atheris; run by hand, never by the tests.

    python -m uv run --with atheris python -m tests.with_atheris -max_total_time=600

It stops at the first input that gives anything but a value or an `OttError`, and writes it to a
file `crash-…`. Where no wheel of atheris fits this Python, the same strategies run for longer with
`OTT_FUZZ_EXAMPLES` (CONTRIBUTING.md).
"""

import sys

import atheris

with atheris.instrument_imports(include=["ott_toolkit"]):
    from tests.fuzz import SAMPLES, reads, understands


def once(content: bytes) -> None:
    """Put a part of the input into a sample, and read the whole."""
    given = atheris.FuzzedDataProvider(content)
    sample = given.PickValueInList(["", *SAMPLES])
    place = given.ConsumeIntInRange(0, len(sample))
    put = given.ConsumeUnicode(given.ConsumeIntInRange(0, 400))
    text = sample[:place] + put + sample[place + given.ConsumeIntInRange(0, 40) :]
    reads(text)
    understands(text)
    reads(given.ConsumeBytes(400))


if __name__ == "__main__":
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
