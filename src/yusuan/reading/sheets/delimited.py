"""Tables as plain text (.csv, .tsv): which character parts the cells, and which lines only stand over the table?"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.reading.canvas import Canvas, GridCell
from yusuan.reading.captions import GridRows, put
from yusuan.reading.text.decode import decode

MOST_BYTES = 16 * 1024**2
MOST_CELLS = 1_000_000
_DELIMITERS = ",\t;|"
_SAMPLE = 400
"""Lines that decide on the delimiter."""
_LONGEST_FIELD = 1_000_000


def read_delimited(data: bytes, name: str) -> Document:
    """The Document of a table in plain text. Raises SourceRefused for one that is too large or no text."""
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    text, encoding = decode(data, name)
    text = text.replace("\x00", "")
    separator = text.split("\n", 1)[0].strip().lower()
    if separator.startswith("sep=") and len(separator) == 5:  # a line for Excel, not of the table
        text = text.split("\n", 1)[1] if "\n" in text else ""
        delimiter = separator[4]
    else:
        delimiter = delimiter_of(text, name)
    canvas = Canvas()
    for rows in _tables(text, delimiter, name):
        put(canvas, rows)
    if canvas.length == 0:
        raise SourceRefused(
            f"{name}：文件里没有内容，请换成有内容的文件。",
            f"{name}: the file holds nothing; give one with content.",
        )
    media = "text/tab-separated-values" if delimiter == "\t" else "text/csv"
    return canvas.document(Source(hashlib.sha256(data).hexdigest(), name, media, encoding))


def delimiter_of(text: str, name: str = "") -> str:
    """The character that parts the cells: the one by which most lines have the same number of cells, more than one.

    Counted on whole records, so that a comma in quotes or in a sentence over the table does not count as one.
    """
    head = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])

    def score(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _records(head, delimiter, name) if len(row) > 1)
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return lines, width

    usual = "\t" if name.lower().endswith(".tsv") else ","
    return max(_DELIMITERS, key=lambda each: (*score(each), each == usual))


def _records(text: str, delimiter: str, name: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True))
    except csv.Error as error:
        raise _too_large(name) from error


def _tables(text: str, delimiter: str, name: str) -> list[GridRows]:
    """The rows of each stretch that blank lines part."""
    stretches: list[list[list[str]]] = [[]]
    cells = 0
    for record in _records(text, delimiter, name):
        cells += len(record)
        if cells > MOST_CELLS:
            raise _too_large(name)
        if any(cell.strip() for cell in record):
            stretches[-1].append(record)
        elif stretches[-1] and not record:
            stretches.append([])
    return [_rows(stretch, name) for stretch in stretches if stretch]


def _rows(records: list[list[str]], name: str) -> GridRows:
    width = max(max(at for at, cell in enumerate(record) if cell.strip()) for record in records) + 1
    if width * len(records) > 4 * MOST_CELLS:
        raise _too_large(name)
    return [[GridCell(cell.strip(), at) for at, cell in enumerate(record[:width])] for record in records]


def _too_large(name: str) -> SourceRefused:
    return SourceRefused(
        f"{name}：表格过大（超过 {MOST_CELLS} 个单元格或 {MOST_BYTES // 1024**2} MB），未读取；请拆分后再导入。",
        f"{name}: the table is too large (over {MOST_CELLS} cells or {MOST_BYTES // 1024**2} MB); split it.",
    )
