"""Small PDF files for tests, of our own words, made with reportlab."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0


def pdf(*pages: Callable[[Any], None], size: tuple[float, float] = (WIDTH, HEIGHT), **settings: Any) -> bytes:
    """A PDF whose pages are drawn by ``pages``, each given a reportlab canvas; heights count from the bottom."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(UnicodeCIDFont(FONT))
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=size, invariant=1, **settings)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def words(*lines: tuple[float, float, str]) -> Callable[[Any], None]:
    """A page with words at (x, distance from the top)."""

    def draw(canvas: Any) -> None:
        for x, top, text in lines:
            canvas.drawString(x, canvas._pagesize[1] - top, text)

    return draw


def ruled(
    xs: Sequence[float],
    ys: Sequence[float],
    cells: Sequence[tuple[int, int, int, int, str]],
    size: float = 10,
) -> Callable[[Any], None]:
    """A ruled table: column lines, row lines (from the top), and cells as (row, column, rowspan, colspan, words); a line
    break in the words is one in the cell."""

    def draw(canvas: Any) -> None:
        height = canvas._pagesize[1]
        canvas.setFont(FONT, size)
        for row, column, rowspan, colspan, text in cells:
            x0, x1 = xs[column], xs[column + colspan]
            y0, y1 = ys[row], ys[row + rowspan]
            canvas.rect(x0, height - y1, x1 - x0, y1 - y0)
            for at, line in enumerate(text.split("\n")):
                canvas.drawString(x0 + 3, height - y0 - size - 2 - at * (size + 2), line)
        canvas.setFont(FONT, 12)

    return draw


def both(*drawings: Callable[[Any], None]) -> Callable[[Any], None]:
    """A page with several drawings on it."""

    def draw(canvas: Any) -> None:
        for each in drawings:
            each(canvas)

    return draw


def plain(rows: Sequence[Sequence[str]], start: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Cells without merging."""
    return [(r + start, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
