"""A form in running text → its cells: by the spaces between them, or by the words of forms."""

from __future__ import annotations

import re

from yusuan.extraction.recovery.assemble import LEAST_COLUMNS, first_label, header_at
from yusuan.extraction.recovery.cells import is_number
from yusuan.extraction.recovery.pieces import Piece
from yusuan.extraction.recovery.vocabulary import form_words, is_column, is_level
from yusuan.extraction.stated import normal
from yusuan.model.document import Document, Span

_WORD = re.compile(r"\S+")


def spaced(document: Document, span: Span) -> list[Piece]:
    """The cells of running text whose form is lost but for the spaces between cells: none where its headers are not words
    of their own. Words in a row that are neither labels nor numbers nor whole sentences are one cell that was wrapped."""
    words = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(document.words(span))]
    pieces = [Piece(each, normal(document.words(each))) for each in words]
    header, _ = header_at(pieces, 0)
    if header is None or first_label(pieces) is None:
        return []
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        last = found[-1] if found else None
        whole = last is None or at >= header or any(_alone(document, each) for each in (last, piece))
        if whole or last is None or document.words(last.span).endswith(("。", "；", "：")):
            found.append(piece)
        else:
            joined = last.span.to(piece.span)
            found[-1] = Piece(joined, normal(document.words(joined)))
    return found


def _alone(document: Document, piece: Piece) -> bool:
    return (
        piece.names
        or piece.label in form_words().money
        or is_number(document.words(piece.span))
        or piece.label in "—-－/"
    )


def cut(document: Document, span: Span) -> list[Piece]:
    """The labels, levels and what stands between them in running text."""
    words = form_words()
    text = document.words(span)
    if not any(column in text for column in ("一级指标", "三级指标")):
        return []
    pieces: list[Piece] = []
    at = columns = 0
    for match in words.cut.finditer(text):
        label = normal(match.group())
        below = columns >= LEAST_COLUMNS and not is_column(label)
        if not _cuts(text, match.start(), match.end()) or (below and not is_level(label)):
            continue
        columns += is_column(label)
        _between(pieces, span.start, text, at, match.start())
        pieces.append(Piece(Span(span.start + match.start(), span.start + match.end()), label))
        at = match.end()
    _between(pieces, span.start, text, at, len(text))
    return pieces


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether a label in running text is one, and no part of a title (绩效目标表) or of a sentence (绩效目标的…)."""
    after = text[end : end + 1]
    before = text[start - 1 : start] if start else ""
    return (
        not (after and after in "表的管申")
        and not text.startswith(("实现", "实施"), end)
        and not (before and before in "支《“")
    )


def _between(pieces: list[Piece], base: int, text: str, start: int, end: int) -> None:
    words = text[start:end]
    left, right = start + len(words) - len(words.lstrip(" :：\n")), start + len(words.rstrip())
    if left < right:
        pieces.append(Piece(Span(base + left, base + right), "|"))
