"""Makes src/yusuan/reading/pdf/box.ttf: a font of one box that stands for every character (see yusuan.reading.pdf.fonts).

    python scripts/build_box_font.py

The character map is of format 13, "many to one" (OpenType, table cmap): a font of some hundred bytes covers two planes.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

TARGET = Path(__file__).parents[1] / "src" / "yusuan" / "reading" / "pdf" / "box.ttf"
GLYPHS = (".notdef", "box")
ASCENT, DESCENT = 880, -120


def box_font() -> bytes:
    """The font file, the same bytes at every run."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(GLYPHS))
    builder.setupCharacterMap({})
    builder.font["cmap"].tables = [_every_character()]
    builder.setupGlyf(dict.fromkeys(GLYPHS, _box()))
    builder.setupHorizontalMetrics(dict.fromkeys(GLYPHS, (1000, 50)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "Yusuan Box", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    held = io.BytesIO()
    builder.font.save(held)
    return held.getvalue()


def _every_character() -> CmapSubtable:
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = {code: "box" for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xE000}
    return table


def _box() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, DESCENT + 40))
    for corner in ((50, ASCENT - 60), (950, ASCENT - 60), (950, DESCENT + 40)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    TARGET.write_bytes(box_font())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")
