"""The audit's notebook, run as it is: what its readers see of it."""

from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from ott_toolkit.locale import translator
from ott_toolkit.report.contents import SEVERITIES
from ott_toolkit.rules import CATALOGUE

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "audit.ipynb"


@pytest.fixture(scope="module")
def outputs():
    """What each cell showed, by kind of content."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert {output.output_type for output in shown} == {"execute_result"}
    return [output.data for output in shown]


def test_the_chart_is_a_picture_of_every_rule(outputs):
    (picture,) = [data["image/svg+xml"] for data in outputs if "image/svg+xml" in data]
    drawn = BeautifulSoup(picture, "xml")
    words = {text.get_text() for text in drawn.find_all("text")}
    assert {translator("id")(rule.title) for rule in CATALOGUE} <= words
    assert {f"{sign} {asks.say('id')}" for sign, asks in SEVERITIES.values()} <= words
    assert "://" not in picture.replace("http://www.w3.org/", "")


def test_nothing_is_shown_as_a_program_writes_it(outputs):
    rich = {"text/html", "image/svg+xml"}
    assert all(rich & set(data) for data in outputs)
    tables = [BeautifulSoup(data["text/html"], "lxml") for data in outputs if "text/html" in data]
    cells = {cell.get_text() for table in tables for cell in table.find_all("td")}
    assert cells.isdisjoint({*SEVERITIES, "<NA>", "nan", "None"})
    assert {"–", "◆ perlu diperiksa", "678.500"} <= cells
