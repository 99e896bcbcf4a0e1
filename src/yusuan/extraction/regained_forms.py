"""Project forms that came as one cell a line, or as one line: cut into cells by the words of forms, and made tables again.

A label stands before its value; labels that follow one another stand over as many values; the headers of the indicators
(一级指标 …) say how wide the rows below them are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.regained_cells import grid, is_number
from yusuan.extraction.regained_grids import indicators_end, level_rows, money_rows
from yusuan.extraction.regained_indicators import indicator_rows
from yusuan.extraction.regained_project_rows import project_header, project_rows
from yusuan.extraction.regained_words import form_words, is_column, is_group, is_label, is_level
from yusuan.extraction.stated import clean_at, normal
from yusuan.model.document import Block, Document, Heading, Paragraph, Span, Table

_LONGEST_CELL = 300
_INDICATORS = frozenset(("一级指标", "三级指标"))
_LEAST_COLUMNS = 3
_GAP = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell to be: ``label`` as ``normal`` writes it; a blank cell has an empty span."""

    span: Span
    label: str

    @property
    def names(self) -> bool:
        return is_label(self.label) or is_column(self.label)


def stacked(document: Document) -> list[Block]:
    """The blocks of ``document``; runs of one-cell lines that are a form as tables. A table whose rows' width is not known
    (one cell a row) is such a run too."""
    found: list[Block] = []
    run: list[Block] = []
    for block in document.blocks:
        if _one_cell(block):
            run.append(block)
            continue
        found += _made(document, run)
        run = []
        found.append(block)
    return found + _made(document, run)


def flattened(document: Document, block: Paragraph) -> list[Block]:
    """``block`` as it is, or the paragraph and tables that a form in one line is."""
    pieces = _spaced(document, block.span) or _cut(document, block.span)
    first = _first(pieces)
    if first is None:
        return [block]
    before = Span(block.span.start, pieces[first].span.start)
    words = document.words(before)
    found: list[Block] = []
    if words.strip():
        found.append(Paragraph(Span(before.start, before.start + len(words.rstrip()))))
    return [*found, *_tables(document, pieces[first:])]


def _one_cell(block: Block) -> bool:
    if isinstance(block, Table):
        return all(len(row) == 1 for row in block.rows)
    size = block.span.end - block.span.start
    return size <= _LONGEST_CELL and not (isinstance(block, Heading) and block.number)


def _made(document: Document, run: Sequence[Block]) -> list[Block]:
    """The blocks of a run; from the first label to the last cell of the indicators a table where they are a form."""
    pieces: list[_Piece] = []
    at: list[int] = []
    for index, block in enumerate(run):
        if pieces and isinstance(block, Paragraph | Heading):
            for span in _blank_lines(document, pieces[-1].span.end, block.span.start):
                pieces.append(_Piece(span, ""))
                at.append(index)
        for span in (
            [c.span for c in block.cells()] if isinstance(block, Table) else _cells(document, block.span)
        ):
            pieces.append(_Piece(span, normal(clean_at(document, span).text)))
            at.append(index)
    pieces, at = _joined(pieces, at)
    first = _first(pieces)
    if first is None:
        return list(run)
    end = _end(document, pieces)
    return [*run[: at[first]], *_tables(document, pieces[first:end]), *_made(document, run[at[end - 1] + 1 :])]


def _cells(document: Document, span: Span) -> list[Span]:
    """The cells of a block that reading joined across a blank line."""
    words, found, at = document.words(span), [], 0
    for gap in [*_GAP.finditer(words), None]:
        end = gap.start() if gap else len(words)
        if words[at:end].strip():
            found.append(Span(span.start + at, span.start + end))
        at = gap.end() if gap else end
    return found


def _blank_lines(document: Document, start: int, end: int) -> list[Span]:
    """Lines between two cells that hold white space and nothing else: blank cells."""
    found: list[Span] = []
    for line in document.text[start:end].split("\n")[1:-1]:
        if line:
            found.append(Span(start, start))
    return found


def _joined(pieces: list[_Piece], at: list[int]) -> tuple[list[_Piece], list[int]]:
    """A label that a narrow column broke (主管部门 / 及编码) is one piece."""
    kept: list[_Piece] = []
    places: list[int] = []
    for piece, place in zip(pieces, at, strict=True):
        whole = kept[-1].label + piece.label if kept and piece.label else ""
        if whole and kept[-1].label and not piece.names and (is_label(whole) or is_column(whole)):
            kept[-1] = _Piece(kept[-1].span.to(piece.span), whole)
            places[-1] = place
        else:
            kept.append(piece)
            places.append(place)
    return kept, places


def _spaced(document: Document, span: Span) -> list[_Piece]:
    """The cells of running text whose form is lost but for the spaces between cells: none where its headers are not words
    of their own. Words in a row that are neither labels nor numbers nor whole sentences are one cell that was wrapped."""
    words = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(document.words(span))]
    pieces = [_Piece(each, normal(document.words(each))) for each in words]
    header, width = _header(pieces, 0)
    if header is None or _first(pieces) is None:
        return []
    found: list[_Piece] = []
    for at, piece in enumerate(pieces):
        last = found[-1] if found else None
        whole = last is None or at >= header or any(_alone(document, each) for each in (last, piece))
        if whole or last is None or document.words(last.span).endswith(("。", "；", "：")):
            found.append(piece)
        else:
            joined = last.span.to(piece.span)
            found[-1] = _Piece(joined, normal(document.words(joined)))
    return found


_WORD = re.compile(r"\S+")


def _alone(document: Document, piece: _Piece) -> bool:
    return piece.names or piece.label in form_words().money or is_number(document.words(piece.span)) or piece.label in "—-－/"


def _cut(document: Document, span: Span) -> list[_Piece]:
    """The labels, levels and what stands between them in running text."""
    words = form_words()
    text = document.words(span)
    if not any(column in text for column in ("一级指标", "三级指标")):
        return []
    pieces: list[_Piece] = []
    at = columns = 0
    for match in words.cut.finditer(text):
        label = normal(match.group())
        below = columns >= _LEAST_COLUMNS and not is_column(label)
        if not _cuts(text, match.start(), match.end()) or (below and not is_level(label)):
            continue
        columns += is_column(label)
        _between(pieces, span.start, text, at, match.start())
        pieces.append(_Piece(Span(span.start + match.start(), span.start + match.end()), label))
        at = match.end()
    _between(pieces, span.start, text, at, len(text))
    return pieces


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether a label in running text is one, and no part of a title (绩效目标表) or of a sentence (绩效目标的…)."""
    after = text[end : end + 1]
    return after not in tuple("表的管申") and not text.startswith(("实现", "实施"), end) and not (text[start - 1 : start] in tuple("支《“") and start > 0)


def _between(pieces: list[_Piece], base: int, text: str, start: int, end: int) -> None:
    words = text[start:end]
    left, right = start + len(words) - len(words.lstrip(" :：\n")), start + len(words.rstrip())
    if left < right:
        pieces.append(_Piece(Span(base + left, base + right), "|"))


def _first(pieces: Sequence[_Piece]) -> int | None:
    """The first label of a form, or ``None`` where the pieces are none."""
    labels = {piece.label for piece in pieces if piece.names}
    if len(labels) < form_words().least or (
        not labels & _INDICATORS and not any(label.startswith(("一级指标", "三级指标")) for label in labels)
    ):
        return None
    return next(at for at, piece in enumerate(pieces) if piece.names)


def _end(document: Document, pieces: Sequence[_Piece]) -> int:
    """The index after the last row of indicators: their rows go on while a level begins them."""
    header, width = _header(pieces, 0)
    if header is None:
        return len(pieces)
    end = header + width
    if project_header(_cells_of(pieces), header)[0] < header:
        return _list_end(pieces)
    labels = [piece.label for piece in pieces[header:end]]
    if not _regular(pieces[end:], labels):
        end += indicators_end(_cells_of(pieces[end:]), labels)
        if end < len(pieces) and pieces[end].label in form_words().totals:
            end += 1
            while end < len(pieces) and is_number(document.words(pieces[end].span)):
                end += 1
        return end
    while end + width <= len(pieces) and any(is_level(piece.label) for piece in pieces[end : end + 2]):
        end += width
    return end if end > header + width else len(pieces)


def _list_end(pieces: Sequence[_Piece]) -> int:
    """The index after the last row of a list of projects: before words that end forms."""
    ends = form_words().ends
    return next(
        (at for at, piece in enumerate(pieces) if piece.label and any(piece.label.startswith(end + ":") or piece.label == end
         for end in ends if not is_column(end))), len(pieces)
    )  # fmt: skip


def _header(pieces: Sequence[_Piece], start: int) -> tuple[int | None, int]:
    """Where the headers of the indicators stand from ``start`` on, and how many they are."""
    for at in range(start, len(pieces)):
        if is_column(pieces[at].label) and at + 1 < len(pieces) and is_column(pieces[at + 1].label):
            width = 0
            while at + width < len(pieces) and is_column(pieces[at + width].label):
                width += 1
            if width >= _LEAST_COLUMNS:
                return at, width
    return None, 0


def _tables(document: Document, pieces: Sequence[_Piece]) -> list[Block]:
    header, width = _header(pieces, 0)
    start, end = project_header(_cells_of(pieces), header) if header is not None else (0, 0)
    if start < end:
        labels = [piece.label for piece in pieces[start:end]]
        return [grid([[piece.span for piece in pieces[start:end]], *project_rows(_cells_of(pieces[end:]), labels)])]
    upper = pieces[: header if header is not None else len(pieces)]
    rows = _pairs(upper)
    if header is not None:
        below = _cells_of(pieces[header + width :])
        labels = [piece.label for piece in pieces[header : header + width]]
        rows += [[piece.span for piece in pieces[header : header + width]]]
        if any(label == "|" for _, label in below) or _regular(pieces[header + width :], labels):
            rows += indicator_rows(document, below, labels)
        else:
            end = indicators_end(below, labels)
            rows += level_rows(below[:end], labels)
            rows += [[span for span, _ in below[end:]]] if end < len(below) else []
    return [grid(rows)] if rows else []


def _cells_of(pieces: Sequence[_Piece]) -> list[tuple[Span, str]]:
    return [(piece.span, piece.label) for piece in pieces]


def _regular(pieces: Sequence[_Piece], header: Sequence[str]) -> bool:
    """Whether the cells below a ``header`` (labels) stand in rows of its width, with levels in the columns of levels."""
    width = len(header)
    own = {at for at, label in enumerate(header) if label.startswith(("一级指标", "二级指标"))} | {0}
    rows = [pieces[at : at + width] for at in range(0, len(pieces), width)]
    last = max((at for at, row in enumerate(rows) if any(is_level(piece.label) for piece in row)), default=0)
    return all(
        (is_level(row[0].label) or not row[0].label)
        and not any(is_level(piece.label) for at, piece in enumerate(row) if at not in own)
        for row in rows[: last + 1]
    )


def _pairs(pieces: Sequence[_Piece]) -> list[list[Span]]:
    """Labels and values as rows: each label with its value, or a row of labels over a row of values."""
    rows: list[list[Span]] = []
    at = 0
    while at < len(pieces):
        grid_rows, end = money_rows(_cells_of(pieces), at)
        if grid_rows:
            rows += grid_rows
            at = end
            continue
        labels = _run(pieces, at, True)
        values = _run(pieces, at + labels, False)
        spans = [piece.span for piece in pieces[at : at + labels + values]]
        if labels >= 2 and values >= 2 and values in (labels, labels - 1):
            rows.append(spans[:labels])
            blank = [Span(spans[labels].start, spans[labels].start)] * (labels - values)
            rows.append([*blank, *spans[labels:]])
        else:
            start = 0
            for last in range(labels):
                if last == labels - 1 or not is_group(pieces[at + last].label):
                    rows.append(spans[start : last + 1])
                    start = last + 1
            rows[-1:] = [[*(rows[-1] if labels else []), *spans[labels:]]]
        if not labels + values:
            rows.append([pieces[at].span])
        at += max(1, labels + values)
    return rows


def _money_at(pieces: Sequence[_Piece], at: int) -> bool:
    return all(piece.label in form_words().money for piece in pieces[at : at + 3]) and at + 3 <= len(pieces)


def _run(pieces: Sequence[_Piece], at: int, names: bool) -> int:
    count = 0
    while at + count < len(pieces) and pieces[at + count].names == names and not _money_at(pieces, at + count):
        count += 1
    return count
