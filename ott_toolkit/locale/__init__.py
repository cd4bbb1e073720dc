"""The texts in Indonesian and English.

English sentences stand in the code and are the message ids; `id/LC_MESSAGES/ott_toolkit.po` says
them in Indonesian. The `.po` file is read as it is, so that a team can mend a word in any
editor without a compiler.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from ott_toolkit.errors import OttError, quoted

LANGUAGES = ("id", "en")


@cache
def translator(language: str) -> Callable[[str], str]:
    """Return the function that says an English text in `language` (`id` or `en`)."""
    if language == "en":
        return gettext.NullTranslations().gettext
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files(__name__) / language / "LC_MESSAGES" / "ott_toolkit.po"
    compiled = io.BytesIO()
    with source.open("rb") as texts:
        write_mo(compiled, read_po(texts, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled).gettext


def explain(error: OttError, language: str) -> str:
    """Return what an error says to its reader, in `language`; errors within it likewise."""
    return say({"template": error.template, **error.values}, language)


def say(remark: Mapping[str, object], language: str) -> str:
    """Return a remark (`template` and its values, as in `.attrs["notes"]`) in `language`."""
    values = {
        name: explain(value, language) if isinstance(value, OttError) else quoted(value)
        for name, value in remark.items()
    }
    return translator(language)(str(remark["template"])).format(**values)
