"""Scanned pages and pictures: what is printed on them, read by machine, with how surely it was read.

Needs the extra ``ocr`` (rapidocr, which brings its models along and reads without a network). A picture becomes a ``Page``
of glyphs and ruling lines, and is then read as a page of a PDF is.
"""

from __future__ import annotations

import hashlib
import io
import math
import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from statistics import median
from typing import Any

from yusuan.errors import SourceRefused
from yusuan.guard import allow_more_time
from yusuan.model.document import Document, Source
from yusuan.reading.geometry.layout import layout
from yusuan.reading.geometry.page import Glyph, Page, Rule, wide_sign
from yusuan.reading.geometry.write import write, write_machine_notes
from yusuan.reading.scans.ruling_lines import Corners, rules, straightened

MOST_SCANNED = 30
"""Pages of one file that are read by machine: each takes three or four seconds."""
MOST_PIXELS = 60_000_000
PAGE_WIDTH = 595.0
"""Points that the shorter side of a picture without a size on paper is taken for."""
_LONGEST_SIDE = 2_600
_FINDING_SIDE = 1_600
_THREADS = 4
_SECONDS_A_READING = 30.0
"""What one picture may add to the time of its file: some five times what it takes on a slow machine."""
_SLOPE = 0.15
"""Degrees below which a page is straight."""
_STEEPEST = 12.0
_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "WEBP": "image/webp",
}

RecognisedLines = list[tuple[list[tuple[str, Corners]], float]]
"""For each line that was found its signs, each with its corners in pixels, and the confidence."""


def read_image(data: bytes, name: str) -> Document:
    """The Document of a picture (PNG, JPEG, TIFF with one or several pages, BMP, WebP).

    Raises SourceRefused, with one sentence naming the file, where the extra ``ocr`` is missing, or for a picture that is
    damaged, far too large, or shows no text.
    """
    from PIL import Image

    if not installed():
        raise _refused(name, *MISSING)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            media_type = _TYPES.get(picture.format or "", "image/png")
            count = getattr(picture, "n_frames", 1)
            pages = [_frame(picture, at, name) for at in range(min(count, MOST_SCANNED))]
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise _refused(
            name,
            "图片已损坏，打不开；请换一份",
            "the picture is damaged and cannot be opened; give another copy",
        ) from error
    if not any(page.glyphs for page in pages):
        raise _refused(name, "图片里没有认出文字", "no text was found in the picture")
    canvas = write(layout(pages))
    write_machine_notes(canvas, [page.number for page in pages], list(range(MOST_SCANNED + 1, count + 1)))
    return canvas.document(Source(hashlib.sha256(data).hexdigest(), name, media_type, ""))


MISSING = (
    "是扫描件或图片，读取它要装文字识别组件：pip install 'yusuan[ocr]'",
    "a scan or picture; to read it install the extra: pip install 'yusuan[ocr]'",
)


def installed() -> bool:
    """Whether the extra ``ocr`` is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_picture(picture: Any, number: int, width: float, height: float) -> Page:
    """The page that an RGB ``picture`` (a numpy array) shows, as page ``number`` of ``width`` by ``height`` points."""
    found = _read(picture)
    if _lies_on_its_side(found):
        import numpy

        picture, (width, height) = numpy.ascontiguousarray(numpy.rot90(picture, -1)), (height, width)
        found = _read(picture)
    slope = _slope(found)
    if abs(slope) > _SLOPE:
        picture, moved = straightened(picture, slope)
        found = [([(text, moved(corners)) for text, corners in signs], sure) for signs, sure in found]
    scale = width / picture.shape[1]
    glyphs = [glyph for signs, sure in found for glyph in _glyphs(signs, sure, scale)]
    least = 1.7 * median(glyph.size for glyph in glyphs) / scale if glyphs else 40.0
    drawn = [rule for rule in rules(picture, scale, least) if not _stroke(rule, glyphs)]
    return Page(number, width, height, tuple(glyphs), tuple(drawn))


def _stroke(rule: Rule, glyphs: Sequence[Glyph]) -> bool:
    """Whether a line is made of strokes of characters: much of it lies inside them."""
    inside = 0.0
    for glyph in glyphs:
        x0, x1 = glyph.x0 + 0.1 * glyph.size, glyph.x1 - 0.1 * glyph.size
        y0, y1 = glyph.middle - 0.4 * glyph.size, glyph.middle + 0.4 * glyph.size
        if rule.upright and x0 < rule.x0 < x1:
            inside += max(0.0, min(rule.y1, y1) - max(rule.y0, y0))
        elif not rule.upright and y0 < rule.y0 < y1:
            inside += max(0.0, min(rule.x1, x1) - max(rule.x0, x0))
    return inside > 0.4 * max(rule.x1 - rule.x0, rule.y1 - rule.y0)


def _frame(picture: Any, at: int, name: str) -> Page:
    import numpy
    from PIL import ImageOps

    picture.seek(at)
    if picture.width * picture.height > MOST_PIXELS:
        raise _refused(
            name,
            f"图片超过 {MOST_PIXELS // 10_000} 万像素，未读取；请缩小后再导入",
            f"more than {MOST_PIXELS // 1_000_000} megapixels; make the picture smaller",
        )
    frame = ImageOps.exif_transpose(picture).convert("RGB")
    shrink = max(frame.size) / _LONGEST_SIDE
    if shrink > 1:
        frame = frame.resize((round(frame.width / shrink), round(frame.height / shrink)))
    scale = PAGE_WIDTH / min(frame.size)
    return read_picture(numpy.asarray(frame), at + 1, frame.width * scale, frame.height * scale)


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    threads = min(_THREADS, os.cpu_count() or 1)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",  # lines are found on a smaller picture, and read on the whole one
            "Det.limit_side_len": _FINDING_SIDE,
        }
    )


def _read(picture: Any) -> RecognisedLines:
    allow_more_time(_SECONDS_A_READING)
    result = _engine()(picture[:, :, ::-1], return_word_box=True, return_single_char_box=True)
    found: RecognisedLines = []
    for words, sure in zip(result.word_results or (), result.scores or (), strict=False):
        signs = [
            (str(word), tuple((float(x), float(y)) for x, y in corners))
            for word, _, corners in words
            if corners is not None
        ]
        if signs:
            found.append((signs, float(sure)))
    return found


def _lies_on_its_side(found: RecognisedLines) -> bool:
    """Whether most lines run from top to bottom."""
    upright = level = 0
    for signs, _ in found:
        xs = [x for _, corners in signs for x, _ in corners]
        ys = [y for _, corners in signs for _, y in corners]
        if len(signs) > 2:
            steep = max(ys) - min(ys) > 1.5 * (max(xs) - min(xs))
            upright, level = upright + steep, level + (not steep)
    return upright > 2 * level


def _slope(found: RecognisedLines) -> float:
    """How many degrees the lines fall from left to right."""
    slopes = []
    for signs, _ in found:
        (x0, y0), (x1, y1) = signs[0][1][0], signs[-1][1][1]
        if len(signs) >= 6 and x1 > x0:
            slopes.append(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    slope = median(slopes) if len(slopes) >= 3 else 0.0
    return slope if abs(slope) <= _STEEPEST else 0.0


def _glyphs(signs: Sequence[tuple[str, Corners]], sure: float, scale: float) -> list[Glyph]:
    """The glyphs of one line; within a line only the words themselves say where a space is."""
    boxes = [
        (text, min(x for x, _ in corners), max(x for x, _ in corners))
        for text, corners in signs
        if text.strip()
    ]
    if not boxes:
        return []
    bottom = median(max(y for _, y in corners) for _, corners in signs)
    height = median(max(y for _, y in corners) - min(y for _, y in corners) for _, corners in signs)
    wide = [x1 - x0 for text, x0, x1 in boxes if len(text) == 1 and wide_sign(text)]
    size = min(max(median(wide) if len(wide) > 2 else 0.8 * height, 0.6 * height), height)
    found: list[Glyph] = []
    for at, (text, x0, x1) in enumerate(boxes):
        following = boxes[at + 1][1] if at + 1 < len(boxes) else x1
        if x1 < following < x1 + size or following < x1:
            x1 = max(following, x0 + 0.1 * size)
        step = (x1 - x0) / len(text)
        found += [
            Glyph(
                sign,
                (x0 + i * step) * scale,
                (x0 + (i + 1) * step) * scale,
                (bottom - 0.18 * height) * scale,
                size * scale,
                confidence=sure,
            )
            for i, sign in enumerate(text)
            if not sign.isspace()
        ]
    return found


def _refused(name: str, zh: str, en: str) -> SourceRefused:
    return SourceRefused(f"{name}：{zh}。", f"{name}: {en}.")
