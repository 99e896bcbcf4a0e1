"""What measures the characters of a font that a PDF names but does not hold?

The file's own widths and a box, never a font of this machine. PDFium takes a system font for such characters; where there is
none they have no extent, and it then drops single ones as if they were printed twice: a cell lost its last character on
a server without Chinese fonts, and was whole on a desktop. ``box.ttf`` (made by scripts/build_box_font.py) is one
box for every character, so that a file is read alike everywhere. The standard Latin fonts need not state their widths; PDFium
carries those fonts itself.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path
from typing import Any

_BOX = Path(__file__).with_name("box.ttf")
_HANDLE = 1
_STANDARD = (b"Courier", b"Helvetica", b"Times", b"Arial", b"Symbol", b"ZapfDingbats")
"""Names of the fonts that every reader of PDF carries (ISO 32000-1, 9.6.2.2), as PDFium asks for them."""


@cache
def use_box_for_absent_fonts() -> Any:
    """Tells PDFium, once in a process, what to take for fonts that are not in a file.

    What is returned is the record that PDFium points to; the cache keeps it alive.
    """
    import pypdfium2.raw as raw

    font = _BOX.read_bytes()
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)

    def map_font(_of: Any, _weight: int, _italic: int, _set: int, _pitch: int, face: Any, _exact: Any) -> int:
        return 0 if ctypes.string_at(face).startswith(_STANDARD) else _HANDLE

    def font_data(_of: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        if table:  # one table of the file; none but the whole file is asked of a font that is no collection
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    record = raw.FPDF_SYSFONTINFO(version=1)
    record.MapFont = kinds["MapFont"](map_font)
    record.GetFontData = kinds["GetFontData"](font_data)
    record.GetFont = kinds["GetFont"](lambda _of, _face: 0)
    record.GetFaceName = kinds["GetFaceName"](lambda _of, _font, _buffer, _size: 0)
    record.GetFontCharset = kinds["GetFontCharset"](lambda _of, _font: 0)
    record.DeleteFont = kinds["DeleteFont"](lambda _of, _font: None)
    raw.FPDF_SetSystemFontInfo(record)
    return record
