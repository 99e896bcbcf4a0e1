"""What does a spreadsheet program make of a cell of a CSV file? One that begins like a formula is calculated, and may call out.

A document's words are a stranger's: such a cell gets an apostrophe before it, as OWASP advises, which spreadsheets take for
"this is text". Numbers as printed (-12.5, -3,000.00, +5%) and dashes for "nothing" calculate nothing and stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from yusuan.values.numbers import is_blank, parse_number

BYTE_ORDER_MARK = "\ufeff".encode()
"""Put before a CSV file, it makes spreadsheet programs read it as UTF-8."""

_BEGINS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+")
_SHARE = re.compile(r"\s*[%‰]\Z")


def harmless(cell: str) -> str:
    """``cell`` as it is, or with an apostrophe before it where it would be taken for a formula."""
    begins = len(cell) > 1 and cell[0] in _BEGINS_FORMULA  # a sign alone, as of a target, is no formula
    return f"'{cell}" if begins and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    text = unicodedata.normalize("NFKC", cell)
    if cell[:1] in "\t\r\n":
        return False
    return (
        is_blank(text)
        or parse_number(_SHARE.sub("", text)) is not None
        or _EXPONENT.fullmatch(text) is not None
    )


def for_spreadsheets(body: bytes) -> bytes:
    """A CSV answer (UTF-8, lines ending in CR LF) as a file to open: every cell harmless, a byte order mark before all."""
    text = body.decode("utf-8")
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow([harmless(cell) for cell in row])
    return BYTE_ORDER_MARK + out.getvalue().encode()
