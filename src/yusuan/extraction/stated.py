"""From a place in a document to a Stated value: the canonical form beside the span that says it."""

from __future__ import annotations

from bisect import bisect_left

from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Document, Span
from yusuan.values.clean import CleanText, clean, plain


def clean_at(document: Document, span: Span) -> CleanText:
    """The regular text of ``span``, mapped to the document's offsets; made once for each span of a document."""
    found = document.cleaned.get(span)
    if found is None:
        found = clean(document.words(span), span.start, _margins(document, span))
        document.cleaned[span] = found
    return found


def _margins(document: Document, span: Span) -> list[tuple[int, int]]:
    """Where page marks stand inside ``span``, counted from its start: its words leave them out."""
    at = bisect_left(document.margins, span.start, key=lambda margin: margin.start)
    found: list[tuple[int, int]] = []
    while at < len(document.margins) and document.margins[at].end <= span.end:
        found.append((document.margins[at].start - span.start, document.margins[at].end - span.start))
        at += 1
    return found


def span_of(text: CleanText, start: int, end: int) -> Span:
    """The document's span of ``text.text[start:end]``."""
    return Span(*text.span(start, end))


def text_at(document: Document, *spans: Span) -> Text:
    """The words of one or more spans as a value: page cuts joined, mark-up gone."""
    return Stated(
        "".join(plain(document.words(span), _margins(document, span)) for span in spans), tuple(spans)
    )


def text_of(document: Document, text: CleanText, start: int = 0, end: int | None = None) -> Text:
    """The words of a piece of regular text as a value."""
    return text_at(document, span_of(text, start, len(text.text) if end is None else end))


def name_at(document: Document, span: Span) -> Text:
    """A name: like ``text_at``, and white space that a narrow column put between words goes too."""
    words = clean_at(document, span)
    return Stated(words.text, (span,))


def normal(text: str) -> str:
    """``text`` for comparing labels: half-width brackets and colons, no quotes, no white space."""
    return "".join(text.split()).translate(_SIGNS)


_SIGNS = str.maketrans(
    {"（": "(", "）": ")", "：": ":", "“": None, "”": None, '"': None, "％": "%", "，": ",", "、": ","}
)
