"""The team's own texts: read from its file, or an error that names the line."""

import os
import tomllib
from pathlib import Path

import pytest

from ott_toolkit.errors import QueryError
from ott_toolkit.locale import LANGUAGES
from ott_toolkit.replies import snippets
from ott_toolkit.replies.snippets import KEYS, LONGEST, LONGEST_NAME, Snippets


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "replies.toml"


def test_without_a_file_there_are_no_texts():
    assert snippets.load() == Snippets()
    assert snippets.load().text("nama_tim", "id") == ""


def test_the_file_stands_in_the_users_own_folder():
    assert snippets.file().name == "replies.toml"
    assert Path(os.environ["XDG_CONFIG_HOME"]) in snippets.file().parents


def test_the_template_is_empty_and_holds_every_key_in_both_languages():
    read = tomllib.loads(snippets.template())
    assert read == {language: dict.fromkeys(KEYS, "") for language in LANGUAGES}
    for indonesian, english in KEYS.values():
        assert f"# {indonesian}\n# {english}\n" in snippets.template()


def test_a_template_is_written_once_and_is_no_text_of_the_team():
    written = snippets.write_template()
    assert written == snippets.file()
    assert written.read_text(encoding="utf-8") == snippets.template()
    assert snippets.load().texts == {language: dict.fromkeys(KEYS, "") for language in LANGUAGES}
    written.write_text('[id]\nnama_tim = "Tim Billing"\n', encoding="utf-8")
    with pytest.raises(QueryError, match="is there already"):
        snippets.write_template()
    assert snippets.load().text("nama_tim", "id") == "Tim Billing"


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(QueryError, match="cannot be written"):
        snippets.write_template(tmp_path / "file" / "replies.toml")


def test_texts_are_of_one_language_and_one_line(path):
    path.write_text(
        '\ufeff[id]\r\nnama_tim = "Tim\\n  Billing "\r\n[en]\r\npenyetuju = "Her"\r\n', "utf-8"
    )
    read = snippets.load(path)
    assert read.text("nama_tim", "id") == "Tim Billing"
    assert (read.text("nama_tim", "en"), read.text("penyetuju", "en")) == ("", "Her")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[id]\nnama_tim = Tim\n", "line 2: this is not valid TOML"),
        ('[id]\n\nnama_tim = "Tim', "line 3: this is not valid TOML"),
        ('# x\n[id]\nnama = "Tim"\n', "line 3: nama is unknown. Known are: nama_tim"),
        ('[id]\nnama_tim = "a"\n[en]\nnama_tim = 7\n', "line 4: nama_tim is not a text"),
        ('[id]\npenyetuju = ["a"]\n', "line 2: penyetuju is not a text"),
        ('[id]\npenyetuju = "a"\n[jv]\n', "line 3: jv is unknown. Write .id. or .en. above"),
        ('nama_tim = "Tim"\n', "line 1: nama_tim is unknown. Write .id. or .en. above"),
        ('\n[[id]]\nnama_tim = "Tim"\n', "line 2: id is unknown"),
        (f'[id]\npenyetuju = "{"a" * (LONGEST + 1)}"\n', f"line 2: penyetuju has {LONGEST + 1}"),
        (f'[id]\nnama_tim = "{"a" * (LONGEST_NAME + 1)}"\n', "line 2: nama_tim has 41"),
    ],
)
def test_what_is_no_text_of_the_team_is_an_error_that_names_the_line(path, content, message):
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QueryError, match=message) as error:
        snippets.load(path)
    assert str(path) in str(error.value)


def test_a_text_may_be_as_long_as_there_is_room_for(path):
    path.write_text(f'[id]\npenyetuju = "{"a" * LONGEST}"\n', encoding="utf-8")
    assert len(snippets.load(path).text("penyetuju", "id")) == LONGEST


def test_what_is_no_text_file_is_an_error(path):
    path.write_bytes(b'[id]\nnama_tim = "\xff"')
    with pytest.raises(QueryError, match="UTF-8"):
        snippets.load(path)
    with pytest.raises(QueryError, match="cannot be read"):
        snippets.load(path.parent)


def test_places_are_found_and_filled():
    text = "Paling lambat { tanggal } dari {tim}, {tanggal}. {} {1 x}"
    assert snippets.places(text) == ["tanggal", "tim"]
    assert snippets.fill(text, {"tim": "{tanggal}"}) == (
        "Paling lambat { tanggal } dari {tanggal}, {tanggal}. {} {1 x}"
    )
