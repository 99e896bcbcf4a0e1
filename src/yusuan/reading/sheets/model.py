"""What every spreadsheet format has in common: a sheet as the words its cells show, and what of it is merged or hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from yusuan.errors import SourceRefused

MOST_CELLS = 1_000_000
"""Printed cells of a workbook; the largest real disclosures hold some ten thousand."""
MOST_CHARACTERS = 8 * 1024**2
"""Characters of all printed cells of a workbook: one long text may stand in any number of cells."""
MOST_UNPACKED = 192 * 1024**2
"""Bytes of one part of a workbook once unpacked."""

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column: 0-based, inclusive."""


@dataclass(slots=True)
class Sheet:
    """One sheet: ``cells`` holds the words of every cell that shows any, by row and column."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    uncomputed: int = 0
    rounded: int = 0

    def put(self, row: int, column: int, words: str) -> None:
        """Set the words of a cell; blank ones are left out."""
        if words.strip():
            self.cells[row, column] = words


class SheetTooLarge(Exception):
    """A workbook beyond any real one: its reader stops."""


class Unsafe(Exception):
    """XML with a document type, which no spreadsheet program writes and which may expand without end."""


def parse_xml(
    pieces: Iterator[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run handlers over XML, piece by piece; names come without their namespace.

    Raises TooLarge beyond MOST_UNPACKED bytes, Unsafe for a document type, expat.ExpatError for broken XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def started(name: str, attributes: dict[str, str]) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def refused(*_: Any) -> None:
        raise Unsafe

    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = refused
    if end is not None:
        ended = end
        parser.EndElementHandler = lambda name: ended(_local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    read = 0
    for piece in pieces:
        read += len(piece)
        if read > MOST_UNPACKED:
            raise SheetTooLarge
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """One sentence for whatever a broken, hostile or foreign workbook makes its reader raise."""
    import struct
    import zipfile
    import zlib

    try:
        yield
    except SheetTooLarge as error:
        raise too_large(name) from error
    except Unsafe as error:
        raise SourceRefused(
            f"{name}：工作簿的 XML 含有文档类型声明（DTD），可能有害，未读取；请用表格软件另存后再导入。",
            f"{name}: the workbook's XML declares a document type, which may do harm; save it anew in a spreadsheet program.",
        ) from error
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        IndexError,
        ValueError,
        OSError,
        NotImplementedError,
        RuntimeError,
        struct.error,
    ) as error:
        raise broken(name) from error


def too_large(name: str) -> SourceRefused:
    """The sentence for a workbook beyond the bounds."""
    return SourceRefused(
        f"{name}：工作簿展开后过大（超过 {MOST_CELLS} 个单元格或 {MOST_UNPACKED // 1024**2} MB），未读取；请拆分后再导入。",
        f"{name}: the workbook is too large once unpacked (over {MOST_CELLS} cells or {MOST_UNPACKED // 1024**2} MB); split it.",
    )


def broken(name: str) -> SourceRefused:
    """The sentence for a workbook that is cut or damaged."""
    return SourceRefused(
        f"{name}：工作簿已损坏或不完整，无法读取；请重新下载，或用表格软件另存后再导入。",
        f"{name}: the workbook is damaged or incomplete; download it again or save it anew in a spreadsheet program.",
    )


def encrypted(name: str) -> SourceRefused:
    """The sentence for a workbook with a password."""
    return SourceRefused(
        f"{name}：工作簿有密码保护，无法读取；请去掉密码后再导入。",
        f"{name}: the workbook is protected by a password; remove it and ingest again.",
    )
