"""The cells of an export, without a server."""

import pytest

from ott_toolkit.practice import export
from ott_toolkit.practice.sheets import TOOLS


@pytest.mark.parametrize(
    ("cell", "exported"),
    [
        ("=1+1", "'=1+1"),
        ("+62800", "'+62800"),
        ("@latihan", "'@latihan"),
        ("\tx", "'\tx"),
        ("-STB", "'-STB"),
        ("-1+2", "'-1+2"),
        ("-", "-"),
        ("-29000", "-29000"),
        ("-29.000,00", "-29.000,00"),
        ("29.000,00", "29.000,00"),
        ("", ""),
    ],
)
def test_a_formula_is_shown_not_reckoned(cell: str, exported: str) -> None:
    assert export.table(TOOLS, [[cell, "", ""]])[1] == ["1", exported, "", ""]


def test_csv_is_what_an_indonesian_excel_reads() -> None:
    data = export.as_csv([["No", "Service"], ["1", 'Kañal+; "dua"']])
    assert data == b"\xef\xbb\xbf" + 'No;Service\r\n1;"Kañal+; ""dua"""\r\n'.encode()
