"""Lines of running text → paragraphs: a line that ends because the paper does goes on in the next, over a page's end too."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.reading.geometry.page import NEVER_FIRST, TextLine, first_unit, joined
from yusuan.values.ordinals import leading_ordinal

_ENDS = tuple("。；！？：;!?:")


@dataclass(frozen=True, slots=True)
class Edges:
    """Where lines of text begin and end at most."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line on its page, with the edges of what it is part of: the page's text, or a frame."""

    page: int
    line: TextLine
    edges: Edges
    pitch: float
    """How far apart lines of one paragraph stand there, in character sizes."""
    spare: tuple[float, float] | None = None
    """Of a text that was printed as it is: how far below the page's first and above its last line this one stands."""


@dataclass(frozen=True, slots=True)
class FlowParagraph:
    """A paragraph's words, with the offset at which each page begins in them, the confidence of each such piece, and how
    many lines it was printed in."""

    text: str
    pieces: tuple[tuple[int, int, float | None], ...]
    lines: int
    blank_before: bool = False


def edges(lines: Iterable[TextLine], start: float, end: float) -> Edges:
    """The edges of running text on paper, or in a frame, from ``start`` to ``end``: the furthest to which several lines reach.

    Where one line alone reaches what seems the right edge, or lines pass it, few are full: the margin is then as wide as
    the left one.
    """
    left, right = [], []
    size = 12.0
    for line in lines:
        left.append(line.x0)
        last = line.glyphs[-1]
        right.append(last.x0 if last.text in NEVER_FIRST else line.x1)  # it may hang over the edge
        size = max(size, min(line.size, 20.0))
    if not left:
        return Edges(start, end)
    first = _common(sorted(left), size)
    last_end = -_common(sorted(-each for each in right), size)
    passing = sum(each > last_end + 0.01 for each in right)
    stopping = sum(last_end - size <= each <= last_end + 0.01 for each in right)
    if 2 * passing >= stopping or stopping < 2:
        last_end = max(*right, end - (first - start) - 2 * size)
    return Edges(first, last_end)


def _common(ordered: Sequence[float], size: float) -> float:
    """The first of ``ordered`` that enough of the others are close to."""
    least = max(2, round(0.04 * len(ordered)))
    for at, each in enumerate(ordered):
        if at + least <= len(ordered) and ordered[at + least - 1] - each <= size:
            return each
    return ordered[0]


def pitch(pages: Iterable[Sequence[TextLine]]) -> float:
    """How far apart the lines of one paragraph stand, in character sizes: paragraphs stand no closer to each other."""
    steps: Counter[float] = Counter()
    for lines in pages:
        for line, after in itertools.pairwise(lines):
            step = (after.y - line.y) / max(line.size, after.size)
            if 0.9 < step < 3.5 and len(line.text) > 15 and _same_size(line, after):
                steps[round(step, 1)] += 1
    least = 0.12 * steps.total()
    return min((step for step, count in steps.items() if count >= least), default=1.6)


def paragraphs(lines: Sequence[FlowLine]) -> list[FlowParagraph]:
    """The paragraphs of lines that follow each other, page ends between them or not."""
    groups: list[list[FlowLine]] = []
    for each in lines:
        if groups and _goes_on(groups[-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    befores = [None, *(group[-1] for group in groups)]
    return [
        _paragraph(group, _blank_line(before, group[0]))
        for before, group in zip(befores, groups, strict=False)
    ]


def _blank_line(before: FlowLine | None, after: FlowLine) -> bool:
    """Whether a blank line stands between two lines of a text that was printed as it is."""
    if before is None or before.spare is None or after.spare is None:
        return False
    step = 1.6 * after.line.size * max(1.0, after.pitch)
    if before.page == after.page:
        return after.line.y - before.line.y > step
    return before.spare[1] > 0.8 * step or after.spare[0] > 0.3 * step


def _goes_on(group: Sequence[FlowLine], after: FlowLine) -> bool:
    before = group[-1]
    line, below = before.line, after.line
    if below.text.startswith("\t") or not _same_size(line, below) or not _full(before, below):
        return False
    if before.page == after.page:
        step = (below.y - line.y) / line.size
        if not 0 < step <= 1.15 * max(before.pitch, 1.2):
            return False
    return _continues(group, after)


def _same_size(line: TextLine, below: TextLine) -> bool:
    return abs(line.size - below.size) <= 0.12 * max(line.size, below.size)


def _full(before: FlowLine, below: TextLine) -> bool:
    """Whether what ``below`` begins with had no room any more at the end of the line."""
    room = before.edges.right - before.line.x1
    return -2.0 * below.size < room < first_unit(below) + 0.3 * below.size


def _continues(group: Sequence[FlowLine], after: FlowLine) -> bool:
    """Whether a line below a full one is set like the rest of its paragraph, not like the first line of another."""
    line, below = group[-1].line, after.line
    em = below.size
    shift = group[-1].edges.left - after.edges.left  # pages are not all set at the same place
    x0 = below.x0 + shift
    if "\t" in line.text or "\t" in group[0].line.text:
        return x0 <= group[-1].edges.left + 0.7 * em and "\t" not in below.text
    ended = line.text.rstrip().endswith(_ENDS)
    ordinal = leading_ordinal(below.text) is not None
    if len(group) > 1 and abs(x0 - line.x0) > em and not _both_centred(group[-1], after):
        return False
    if x0 <= group[-1].edges.left + 0.7 * em:
        indented = line.x0 > x0 + 0.7 * em or len(group) > 1
        if ended and (ordinal or (len(below.text) <= 20 and below.text.endswith(("：", ":")))):
            return False
        return indented or not (ended and _unsure(group[-1]))
    if x0 < line.x0 - 0.7 * em:
        return not (ended and ordinal)
    if abs(x0 - line.x0) <= 0.7 * em:
        return not ended and not ordinal
    if _both_centred(group[-1], after):
        return not ended
    return leading_ordinal(line.text) is not None and x0 - line.x0 <= 4.5 * em and not ended


def _unsure(before: FlowLine) -> bool:
    """Whether a line that ends with its sentence, in a text without indents, is not set to the very edge."""
    return before.edges.right - before.line.x1 > 0.6 * before.line.size


def _both_centred(before: FlowLine, after: FlowLine) -> bool:
    middle = (before.line.x0 + before.line.x1) / 2
    return (
        abs(middle - (after.line.x0 + after.line.x1) / 2) < after.line.size
        and after.line.x0 > after.edges.left + 2 * after.line.size
    )


def _paragraph(group: Sequence[FlowLine], blank: bool) -> FlowParagraph:
    text = ""
    starts: list[tuple[int, int]] = []
    sure: defaultdict[int, list[float]] = defaultdict(list)
    for each in group:
        words = each.line.text.strip(" ")
        text = joined(text, words, filled=True)
        if not starts or starts[-1][1] != each.page:
            starts.append((max(0, len(text) - len(words)), each.page))
        if each.line.confidence is not None:
            sure[each.page].append(each.line.confidence)
    pieces = tuple(
        (start, page, sum(sure[page]) / len(sure[page]) if sure[page] else None) for start, page in starts
    )
    return FlowParagraph(text, pieces, len(group), blank)
