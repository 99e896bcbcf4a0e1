"""A word table that is not well formed is refused when it is loaded: the file, the key, what is wrong, what is allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yusuan.questions.grammar import conditions, kinds, slots
from yusuan.questions.grammar.patterns import FOLDER, GROUPS
from yusuan.questions.language import department_names
from yusuan.questions.language.words import category_words, classification_items, lexicon, translations
from yusuan.questions.tables import check_word_lists
from yusuan.toml_files import read_toml

WORD_FILES = [lexicon.FILE, classification_items.FILE, translations.FILE, category_words.FILE, department_names.FILE]
LEXICON = """[cues]
max = ["最高"]
[before]
max = ["max"]
[idle]
zh = ["的"]
en = ["the"]
[alone]
before-projects = []
behind-places = []
[opaque]
zh = []
en = []
"""
SLOTS = """narrows = ["year"]
leads = []
led = []
[names]
year = ["年度", "year"]
[nouns]
"""


def _abbreviations(path: Path) -> object:
    return check_word_lists(path, "endings")


def _translations(path: Path) -> object:
    return check_word_lists(path, "words")


WRONG: list[tuple[Callable[[Path], Any], str, str]] = [
    (lexicon.lexicon_of, LEXICON.replace("[opaque]", "[opaqe]"), "opaqe.*is no known key.*cues.*opaque"),
    (lexicon.lexicon_of, LEXICON.replace("en = []", "fr = []"), "opaque.*'fr' is no known key; allowed: en, zh"),
    (lexicon.lexicon_of, LEXICON.replace("behind-places", "behind-place"), "alone.*allowed: before-projects, behind-places"),
    (lexicon.lexicon_of, LEXICON.replace('["最高"]', '"最高"'), "cues: max: must be a list of texts"),
    (lexicon.lexicon_of, LEXICON.replace('["最高"]', '["最高", "最高"]'), "cues: max: '最高' stands twice"),
    (lexicon.lexicon_of, LEXICON.replace('["最高"]', '["最高", ""]'), "cues: max: .*holds ''"),
    (lexicon.lexicon_of, LEXICON.replace('["max"]', '["maxx"]'), "before: max: 'maxx' is no known cue; allowed: max"),
    (lexicon.lexicon_of, LEXICON + "[", "not TOML"),
    (slots.slot_words_of, SLOTS.replace("led = []", "lead = []"), "'lead' is no known key"),
    (slots.slot_words_of, SLOTS.replace('narrows = ["year"]', 'narrows = ["yeer"]'), "narrows: 'yeer' is no known slot.*year"),
    (slots.slot_words_of, SLOTS.replace('["年度", "year"]', '["年度"]'), "names: year: must be two texts, zh and en"),
    (slots.slot_words_of, SLOTS.replace("[nouns]", ""), "nouns: is missing; it must be a table"),
    (_translations, '[word]\nroad = ["道路"]', "'word' is no known key; allowed: words"),
    (_translations, '[words]\nroad = "道路"', "words: road: must be a list of texts"),
    (_abbreviations, '[endings]\n"局" = ["局", 3]', "endings: 局: must be a list of texts"),
    (category_words.category_tables, '[words]\n"训练" = "trainning"\n[fees]', "words: 训练: 'trainning' is no known concept"),
    (category_words.category_tables, '[words]\n[fees]\n"(a" = "training"', "fees: .* is no regular expression"),
    (category_words.category_tables, "[words]", "fees: is missing"),
    (classification_items.class_words, '[words]\n999 = ["无"]', "words: 999: 'functional/999' is no known class"),
]


@pytest.mark.parametrize(("read", "text", "said"), WRONG)
def test_a_table_that_is_not_well_formed_is_refused_by_file_and_key(
    read: Callable[[Path], Any], text: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "table.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=f"^table.toml: .*{said}" if said != "not TOML" else "^table.toml: not TOML"):
        read(path)


@pytest.mark.parametrize(("read", "text"), [(lexicon.lexicon_of, LEXICON), (slots.slot_words_of, SLOTS)])
def test_what_the_wrong_ones_are_made_of_is_well_formed(read: Callable[[Path], Any], text: str, tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text(text, "utf-8")
    assert read(path)


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.name)
def test_words_stand_one_a_line_sorted_and_once(path: Path) -> None:
    """So that a change of words is a change of lines, and two changes rarely meet."""
    for table, entries in tomllib.loads(path.read_text("utf-8")).items():
        if isinstance(entries, dict):
            assert list(entries) == sorted(entries), table
            for key, words in entries.items():
                if isinstance(words, list) and path in (lexicon.FILE, classification_items.FILE):
                    assert words == sorted(set(words)), f"{table}: {key}"
    if path in (lexicon.FILE, classification_items.FILE):
        for line in path.read_text("utf-8").splitlines():
            assert not re.match(r"^[\w-]+ = \[.*,.*\]$", line), line


def test_every_condition_is_asked_by_some_pattern_or_kind() -> None:
    named = {name for each in read_toml(kinds.FILE).values() for name in each.get("refuses", [])}
    for path in FOLDER.glob("*.toml"):
        if path.name != GROUPS:
            for each in read_toml(path)["pattern"]:
                named |= {name for key in ("refuses", "when", "bare") for name in each.get(key, [])}
    assert named | {"asks-percent"} == conditions.conditions().keys()
