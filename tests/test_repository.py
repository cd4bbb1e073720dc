"""What holds for the repository as a whole."""

import ast
import importlib.metadata
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from packaging.requirements import Requirement

from ott_toolkit.rules import CATALOGUE
from ott_toolkit.schema import TABLES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "ott_toolkit"
SOURCES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted(
    path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = {
    requirement.name: requirement
    for requirement in map(Requirement, PROJECT["project"]["dependencies"])
}


# --- what is needed -----------------------------------------------------------------------------

CONDA_NAMES = {
    "jupyter_client": "jupyter-client",
    "jupyter_core": "jupyter-core",
    "matplotlib-base": "matplotlib",
    "python-duckdb": "duckdb",
    "python-tzdata": "tzdata",
}


def test_conda_installs_what_pip_would():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    listed = dict(
        re.fullmatch(r"  - ([\w-]+)(.*)", line).groups()
        for line in lines[lines.index("dependencies:") + 1 :]
        if re.match(r"  - (?!pip)", line)
    )
    assert listed.pop("python") == PROJECT["project"]["requires-python"]
    bounds = {name: str(requirement.specifier) for name, requirement in NEEDED.items()}
    assert {CONDA_NAMES.get(name, name): bound for name, bound in listed.items()} == bounds


def test_what_is_imported_is_what_is_needed():
    known = importlib.metadata.packages_distributions()
    foreign = {
        name.partition(".")[0]
        for path in SOURCES
        for name in imported(path)
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "ott_toolkit"}
    }
    found = {known[name][0].lower().replace("_", "-") for name in foreign}
    extras = {
        Requirement(line).name
        for lines in PROJECT["project"]["optional-dependencies"].values()
        for line in lines
    }
    # Windows has no time zones of its own; nobody imports the package that brings them.
    assert found - extras == set(NEEDED) - {"tzdata"}


# --- which way imports run ----------------------------------------------------------------------

SHAPES = {"digits", "errors", "amounts", "schema"}
READING = SHAPES | {"charset", "said", "page", "rows", "parse"}
FILES = READING | {"bill", "evidence", "sources", "files"}
ALLOWED = {
    "digits": set(),
    "letters": set(),
    "errors": {"digits", "letters"},
    "schema": set(),
    "amounts": {"errors"},
    "locale": {"errors"},
    "others": {"amounts", "errors"},
    "policy": {"amounts", "schema"},
    "evidence": {"amounts", "errors"},
    "sentences": {"amounts", "locale"},
    "rules": {"amounts", "policy", "schema"},
    "said": {"errors"},
    "charset": {"errors"},
    "page": SHAPES | {"said"},
    "rows": {"errors", "schema", "said", "page"},
    "parse": SHAPES | {"rows"},
    "bill": READING,
    "sources": READING | {"evidence"},
    "files": FILES,
    "portal": READING | {"evidence"},
    "charts": SHAPES | {"letters", "locale"},
    "conclusion": FILES | {"policy", "rules", "sentences"},
    "case": FILES
    | {"policy", "rules", "sentences", "conclusion", "others", "charts", "replies", "report"}
    | {"dossier"},
    "dossier": {"__version__", "case", "conclusion", "evidence", "policy"},
    "journal": FILES
    | {"__version__", "conclusion", "letters", "locale", "masks", "plain", "portal", "replay"}
    | {"replies", "report"},
    "replay": FILES | {"case", "dossier", "portal"},
    "masks": {"bill", "case", "digits", "sentences"},
    "report": SHAPES
    | {
        "bill",
        "case",
        "charts",
        "conclusion",
        "letters",
        "locale",
        "masks",
        "plain",
        "policy",
        "rules",
        "sentences",
    },
    "replies": SHAPES | {"case", "conclusion", "letters", "locale", "masks", "rules", "sentences"},
    "papers": FILES | {"case"},
    "batches": FILES
    | {"case", "dossier", "letters", "locale", "masks", "plain", "portal", "report", "rules"}
    | {"conclusion", "sentences"},
    "exports": SHAPES | {"policy", "rules"},
    "settings": {"errors", "locale"},
    "passwords": {"errors", "settings"},
    "dashboard": {"errors", "locale", "passwords", "portal", "settings"},
    "rehearsal": {"errors", "portal", "practice", "settings"},
    "practice": set(),
}
ON_TOP = {"panel", "cli", "doctor", "lab", "teaching"}
NETWORK = {"requests", "socket", "urllib3", "http"}


def imported(path):
    """Full names of the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            if node.module == "ott_toolkit":
                yield from (f"ott_toolkit.{alias.name}" for alias in node.names)
            else:
                yield node.module


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rooms_used(name):
    used = {
        module.split(".")[1]
        for path in SOURCES
        if room(path) == name
        for module in imported(path)
        if module.startswith("ott_toolkit.")
    }
    return used - {name}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_lower_room_never_knows_an_upper_one(name):
    assert any(room(path) == name for path in SOURCES), "the room has moved"
    assert rooms_used(name) <= ALLOWED[name]


@pytest.mark.parametrize("name", sorted(ON_TOP))
def test_nothing_rests_on_what_stands_on_top(name):
    others = {room(path) for path in SOURCES} - ON_TOP
    assert [other for other in others if name in rooms_used(other)] == []


def test_only_one_module_asks_the_network():
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in SOURCES
        for module in imported(path)
        if module.partition(".")[0] in NETWORK and room(path) != "practice"
    }
    # Of the others, the adapter receives what the transport asked for, patience knows how that may
    # fail, a survey connects and sends nothing, and the lab looks for a free port.
    beside = {"portal/adapter.py", "portal/patience.py", "portal/survey.py", "lab/server.py"}
    assert asking == {"portal/transport.py", *beside}


def test_rows_are_found_without_frames():
    assert {"pandas", "numpy"}.isdisjoint(imported(PACKAGE / "rows.py"))


def test_importing_costs_next_to_nothing():
    code = (
        "import sys; import ott_toolkit; ott_toolkit.__version__;"
        "print([name for name in ('pandas', 'numpy', 'matplotlib', 'flask', 'babel')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# --- texts --------------------------------------------------------------------------------------

# The first argument of these is a text. `Column` takes its meaning as the fourth, `Rule` its
# title, explanation and worse mistake.
SPEAKING = ("_", "self._say", "note", "sentence")
ERRORS = {
    node.name
    for node in ast.parse((PACKAGE / "errors.py").read_text(encoding="utf-8")).body
    if isinstance(node, ast.ClassDef)
}
PLACEHOLDER = re.compile(r"\{(\w+)")


def said_in_python(path):
    """Texts of a Python file: literal first arguments of what speaks or fails."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = ast.unparse(node.func)
        text = node.args[0]
        if name in SPEAKING or name in ERRORS or name.startswith("translator("):
            yield from literals(text)


def literals(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))


def said_in_template(path):
    with path.open("rb") as text:
        for _, message, *_ in extract("jinja2.ext:babel_extract", text, keywords={"_": None}):
            yield message


def said():
    found = {text for path in SOURCES for text in said_in_python(path)}
    found |= {
        text
        for path in PACKAGE.rglob("*.html")
        if room(path) != "practice"  # the practice portal is Indonesian, as the dashboard is
        for text in said_in_template(path)
    }
    found |= {column.meaning for table in TABLES for column in table.columns}
    return found | {
        text for rule in CATALOGUE for text in (rule.title, rule.explanation, rule.worse)
    }


@pytest.fixture(scope="module")
def catalogue():
    source = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "ott_toolkit.po"
    return read_po(io.BytesIO(source.read_bytes()), locale="id")


def test_every_text_is_said_in_indonesian(catalogue):
    known = {message.id for message in catalogue if message.id and message.string}
    assert sorted(said() - known) == []


def test_no_translation_is_left_over(catalogue):
    assert sorted({message.id for message in catalogue if message.id} - said()) == []
    assert list(catalogue.obsolete) == []


def test_translations_have_the_same_places_to_fill(catalogue):
    differing = [
        message.id
        for message in catalogue
        if message.string
        and message.id
        and set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(message.string))
    ]
    assert differing == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


# --- notebooks, commands ------------------------------------------------------------------------


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_holds_nothing_that_running_left(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert [cell["outputs"] for cell in code] == [[]] * len(code)
    assert {cell["execution_count"] for cell in code} == {None}
    assert "widgets" not in notebook["metadata"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_ends_with_what_it_has_to_show(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    *_, last = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    assert re.search(r"^assert ", "".join(last["source"]), re.MULTILINE)


def test_the_pipeline_runs_the_readmes_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    command = script[-1]
    assert command == "python -m pip install uv && python -m uv run --group test pytest"
    assert f"```sh\n{command}\n```" in readme
    assert "set -euo pipefail" in script
    assert any(line.startswith("export OTT_REQUIRE_BROWSER=1") for line in script)


def test_notebooks_are_run_and_the_code_is_typed_strictly():
    project = PROJECT["tool"]
    assert project["pytest"]["ini_options"]["testpaths"] == ["tests", "notebooks"]
    assert "--nbval-lax --nbval-current-env" in project["pytest"]["ini_options"]["addopts"]
    assert project["mypy"]["strict"] is True
    wheel = project["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"notebooks": "ott_toolkit/notebooks"}
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert set(re.findall("id: (.+)", hooks)) == {"ruff-check", "ruff-format", "mypy", "nbstripout"}


@pytest.mark.parametrize(("required", "outcome"), [("1", "1 error"), ("", "1 skipped")])
def test_a_browser_test_without_a_browser_fails_only_where_one_is_required(
    tmp_path, required, outcome
):
    test = "tests/test_browser.py::test_files_are_uploaded"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", test],
        cwd=ROOT,
        env={
            **os.environ,
            "PATH": str(tmp_path),
            "OTT_BROWSER": "",
            "OTT_REQUIRE_BROWSER": required,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in ran.stdout
    assert "no Chromium found" in ran.stdout


def test_the_version_is_the_same_everywhere():
    import ott_toolkit

    assert ott_toolkit.__version__ == PROJECT["project"]["version"]
    assert f"\n## {ott_toolkit.__version__}\n" in (ROOT / "CHANGELOG.md").read_text(
        encoding="utf-8"
    )


def test_the_top_level_holds_what_it_should():
    listed = {"ott_toolkit", "notebooks", "tests", "environment.yml", "README.md", "pyproject.toml",
              "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"}  # fmt: skip
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("not a checkout")
    found = {line.partition("/")[0] for line in tracked.stdout.splitlines()}
    assert {name for name in found if not name.startswith(".")} == listed
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
