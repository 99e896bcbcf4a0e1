"""The words of a span are made regular once for a document, and kept no longer than it lives."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from yusuan.extraction import extract_recovered, recovered, stated
from yusuan.model.document import Span
from yusuan.reading import read
from yusuan.values.clean import CleanText, clean

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_span_is_cleaned_twice(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = recovered(read(path.read_bytes(), path.name))
    cleaned: Counter[tuple[int, str]] = Counter()

    def counted(raw: str, base: int = 0, gone: list[tuple[int, int]] | None = None) -> CleanText:
        cleaned[base, raw] += 1
        return clean(raw, base, gone or ())

    monkeypatch.setattr(stated, "clean", counted)
    document.cleaned.clear()
    extract_recovered(document)
    assert cleaned and max(cleaned.values()) == 1


def test_another_document_has_words_of_its_own() -> None:
    document = read("一、预算 2024 年".encode(), "a.txt")
    other = replace(document, text="二、决算 2023 年")
    span = Span(0, len(document.text))
    assert stated.clean_at(document, span).text == "一、预算2024年"
    assert stated.clean_at(other, span).text == "二、决算2023年"
