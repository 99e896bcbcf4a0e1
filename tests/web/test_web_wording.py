"""Both languages say everything, with the same places to fill in, and templates use no sentence that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from yusuan.model.record import KINDS
from yusuan.web.files import web_folder
from yusuan.web.wording import WORDING, said


@pytest.mark.parametrize("key", WORDING)
def test_a_sentence_is_in_both_languages(key: str) -> None:
    zh, en = WORDING[key]
    assert zh.strip() and en.strip()
    assert not re.search(r"[一-鿿]", en) or key.startswith("nav.language")
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (zh, en)]
    assert fields[0] == fields[1]


def test_every_kind_has_a_name() -> None:
    assert all(said(f"kind.{kind}", "en") for kind in KINDS)


def test_templates_and_views_use_only_sentences_that_are_there() -> None:
    from yusuan import web

    sources = [
        *(web_folder() / "templates").glob("*.html"),
        *Path(web.__path__[0]).rglob("*.py"),
    ]
    used = {
        key
        for path in sources
        for key in re.findall(r"\bt\(\s*['\"]([a-z0-9_.-]+)['\"]\s*[,)]", path.read_text("utf-8"))
    }
    assert used and used <= set(WORDING), used - set(WORDING)


def test_no_sentence_is_left_over() -> None:
    from yusuan import web

    by_name = (
        "kind.",
        "error.",
        "search.mode.",
        "search.facet.",
        "home.count.",
        "compare.relation.",
        "compare.reason.",
        "compare.aim.",
        "project.schedule.",
        "query.example.",
        "ask.column.",
    )
    sources = [*(web_folder() / "templates").glob("*.html"), *Path(web.__path__[0]).rglob("*.py")]
    text = "".join(path.read_text("utf-8") for path in sources if path.name != "wording.py")
    fixed = [key for key in WORDING if not key.startswith(by_name)]
    assert [key for key in fixed if f"'{key}'" not in text and f'"{key}"' not in text] == []
