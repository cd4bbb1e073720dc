import json

import pytest

from ott_toolkit import settings
from ott_toolkit.errors import ParseError
from ott_toolkit.settings import Settings


@pytest.fixture(autouse=True)
def own_file(monkeypatch, tmp_path):
    path = tmp_path / "deep" / "settings.json"
    monkeypatch.setattr(settings, "file", lambda: path)
    return path


KEPT = Settings(
    "https://127.0.0.1", "ani", "Ani", "3", "en", 365, "/ca.pem", "http://proxy.example:1"
)
OLD = {
    "url": "https://127.0.0.1",
    "username": "ani",
    "name": "A",
    "regional": "3",
    "language": "en",
}


def write(path, content):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


def test_what_is_remembered_comes_back_and_holds_no_password(own_file):
    assert settings.load() == settings.read() == Settings()
    settings.save(KEPT)
    assert settings.load() == settings.read() == KEPT
    assert "password" not in own_file.read_text()
    assert [path.name for path in own_file.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("missing", [None, *OLD])
def test_a_file_of_an_earlier_version_keeps_what_it_holds(own_file, missing):
    old = {name: value for name, value in OLD.items() if name != missing}
    write(own_file, old)
    assert settings.read() == Settings(**old)


def test_what_a_later_version_added_is_passed_over(own_file):
    write(own_file, {**OLD, "colour": ["red"]})
    assert settings.read() == Settings(**OLD)


DAMAGED = [b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b'{"url": 3}']
DAMAGED += [b'{"retention_days": %b}' % value for value in (b'"30"', b"true", b"0", b"1.5")]


@pytest.mark.parametrize("content", DAMAGED, ids=repr)
def test_a_damaged_file_is_told_and_no_reason_to_stop_what_needs_none(own_file, content):
    write(own_file, content)
    with pytest.raises(ParseError, match="Mend them"):
        settings.read()
    assert settings.load() == Settings()
    assert settings.language() == "id"
    assert own_file.read_bytes() == content


def test_of_a_damaged_file_what_can_be_read_still_holds(own_file):
    write(own_file, {**OLD, "retention_days": "x", "proxy": None})
    assert settings.load() == Settings(**OLD)
    with pytest.raises(ParseError, match="proxy, retention_days cannot be"):
        settings.read()


def test_a_damaged_file_is_never_lost(own_file):
    for content in (b"{first", b"{second"):
        write(own_file, content)
        settings.remember(language="en")  # by the way it is not replaced
        assert own_file.read_bytes() == content
        settings.save(KEPT)
        assert settings.read() == KEPT
    beside = sorted(own_file.parent.glob("*damaged*"))
    assert [path.read_bytes() for path in beside] == [b"{first", b"{second"]


def test_what_is_remembered_by_the_way_leaves_the_rest_as_it_is_now():
    """A panel that was opened before `ott configure` does not bring the old values back."""
    settings.save(KEPT)
    settings.remember(language="id")
    assert settings.read() == settings.replace(KEPT, language="id")


def test_a_folder_that_cannot_be_written_is_told_to_who_asked_for_it(own_file):
    own_file.parent.write_text("a file where the folder should be")
    settings.remember(url="https://127.0.0.1")
    with pytest.raises(OSError, match="exists"):
        settings.save(KEPT)
    assert settings.load() == Settings()
