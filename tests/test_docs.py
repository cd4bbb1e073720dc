"""The README against what it describes. Run as a program, this writes what comes from the code."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from ott_toolkit import cli
from ott_toolkit.cli.catalogue import described, source_titles
from ott_toolkit.locale import translator
from ott_toolkit.rules import CATALOGUE
from ott_toolkit.schema import TABLES, Table

README = Path(__file__).parent.parent / "README.md"
MARKED = re.compile(
    r"(<!-- begin: (.+?), written by tests/test_docs.py -->\n).*?(<!-- end -->)", re.DOTALL
)
KINDS = {
    "amount": "rupiah",
    "month": "bulan · month",
    "number": "nomor · number",
    "text": "teks · text",
    "time": "waktu · time",
}


def data_dictionary():
    """The README's part on what the columns mean, from the schema."""
    return "\n".join(section(table) for table in TABLES)


def section(table: Table):
    indonesian = translator("id")
    rows = [
        f"| {column.header} | `{column.name}` | {KINDS[column.kind]} "
        f"| {indonesian(column.meaning)} | {column.meaning} |"
        for column in table.columns
    ]
    head = ["| header | canonical name | kind | arti | meaning |", "|---|---|---|---|---|"]
    return "\n".join([f"\n**{table.title}** (`{table.name}`)\n", *head, *rows, ""])


def rules():
    """The README's catalogue of rules."""
    titles = source_titles("en")
    rows = []
    for rule in CATALOGUE:
        own, english = described(rule, "id"), described(rule, "en")
        sources = ", ".join(titles[source] for source in rule.needs)
        settings = ", ".join(f"`{name}`" for name in rule.settings) or "–"
        rows.append(
            f"| `{rule.name}` | {rule.severity} | **{own['title']}.** {own['explanation']} "
            f"| **{english['title']}.** {english['explanation']} *{english['worse']}* "
            f"| {sources} | {settings} |"
        )
    head = ["| rule | severity | arti | meaning, and which mistake is worse | sources | settings |",
            "|---|---|---|---|---|---|"]  # fmt: skip
    return "\n".join(["", *head, *rows, ""])


WRITTEN = {"data dictionary": data_dictionary, "rules": rules}


def renewed(text):
    """The README with what comes from the code as the code has it now."""
    return MARKED.sub(lambda part: f"{part[1]}{WRITTEN[part[2]]()}\n{part[3]}", text)


def commands():
    (subparsers,) = (
        action
        for action in cli.parser("en")._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return subparsers.choices


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_the_data_dictionary_is_the_schemas_and_the_rules_are_the_catalogues():
    text = README.read_text(encoding="utf-8")
    assert [name for _, name, _ in MARKED.findall(text)] == ["rules", "data dictionary"]
    assert renewed(text) == text, "run: python tests/test_docs.py"


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_described(name):
    text = README.read_text(encoding="utf-8")
    assert re.search(rf"^\| `ott {name}\b", text, re.MULTILINE)
    rows = "\n".join(
        line for line in text.splitlines() if re.match(rf"\| `-.*\|.*`{name}`.*\|", line)
    )
    own = {option for action in commands()[name]._actions for option in action.option_strings}
    assert own - {"-h", "--help", "--language"} == {
        option for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rows) if option in own
    }


def test_every_command_in_the_readme_can_be_understood():
    text = README.read_text(encoding="utf-8")
    shown = re.findall(r"^ott [^\n]*$|`(?:[^`]*run )?(ott [^`]*)`", text, re.MULTILINE)
    lines = [*blocks("sh"), *shown]
    found = {
        match.split(">")[0].split("#")[0].replace("…", "").strip()
        for line in lines
        for match in re.findall(rf"\bott (?:{'|'.join(commands())})\b[^\n&`]*", line)
    }
    assert len(found) >= len(commands())
    for command in found:
        cli.parser("en").parse_args(shlex.split(command)[1:])


def test_the_ten_lines_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (program,) = blocks("python")
    assert len([line for line in program.splitlines() if line]) <= 10
    exec(compile(program, "README.md", "exec"), {})  # noqa: S102 - it is our own text
    assert "2022-02-01 00:04:25" in capsys.readouterr().out
    assert (tmp_path / "timeline.svg").read_text(encoding="utf-8").lstrip().startswith("<?xml")


def test_every_place_the_readme_points_to_is_there():
    text = README.read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors
        elif "://" not in target:
            assert (README.parent / target).is_file(), target


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(renewed(text), encoding="utf-8")
