import pytest

from ott_toolkit import settings
from ott_toolkit.settings import Settings


@pytest.fixture(autouse=True)
def own_file(monkeypatch, tmp_path):
    path = tmp_path / "deep" / "settings.json"
    monkeypatch.setattr(settings, "file", lambda: path)
    return path


KEPT = Settings("http://127.0.0.1", "ani", "Ani", "3", "en")


def test_what_is_remembered_comes_back_and_holds_no_password(own_file):
    assert settings.load() == Settings()
    settings.save(KEPT)
    assert settings.load() == KEPT
    assert "password" not in own_file.read_text()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"7", b'"x"', b"{}", b'{"url": ""}', b"\xff\xfe"]
)
def test_what_cannot_be_read_is_forgotten(own_file, content):
    own_file.parent.mkdir()
    own_file.write_bytes(content)
    assert settings.load() == Settings()


def test_a_folder_that_cannot_be_written_is_no_error(own_file):
    own_file.parent.write_text("a file where the folder should be")
    settings.save(KEPT)
    assert settings.load() == Settings()
