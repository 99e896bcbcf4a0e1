"""Plain text files: bytes → characters. The encoding is found out from the bytes, never assumed.

A byte-order mark decides; else UTF-8 if every byte fits; else UTF-16 if its zero bytes stand on one side; else
GB18030 if every byte fits and the result reads as Chinese. Anything else is refused.
"""

from __future__ import annotations

import codecs
import re

from yusuan.errors import SourceRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_COMMON = re.compile("[的年元算支入项目财政部门]")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """(canonical text, encoding name) of ``data``; line ends become \\n, a byte-order mark goes.

    Raises SourceRefused for an empty or a binary file and for bytes in no known encoding.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SourceRefused(
            f"{name}：文件是空的，请换成有内容的文件。", f"{name}: the file is empty; give one with content."
        )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding, name), encoding.removesuffix("-sig")
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _readable(text, encoding):
            return _lines(text), encoding
    raise SourceRefused(
        f"{name}：不是文本文件，或编码无法识别（试过 UTF-8、UTF-16、GB18030）；请另存为 UTF-8 文本。",
        f"{name}: not a text file, or in an unknown encoding (tried UTF-8, UTF-16, GB18030); save it as UTF-8 text.",
    )


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return _lines(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise SourceRefused(
            f"{name}：第 {error.start} 字节起不是有效的 {encoding} 编码，文件可能不完整；请重新下载。",
            f"{name}: not valid {encoding} from byte {error.start}, perhaps truncated; download it again.",
        ) from error


def _candidates(data: bytes) -> tuple[str, ...]:
    sample = data[:4096]
    if sample.count(0) > len(sample) // 20:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        return ("utf-16-be",) if even > odd else ("utf-16-le",)
    utf16 = tuple(e for e in ("utf-16-le", "utf-16-be") if len(data) % 2 == 0)
    return ("utf-8", "gb18030", *utf16)


def _readable(text: str, encoding: str) -> bool:
    if len(_CONTROL.findall(text)) > len(text) // 200:
        return False
    return encoding == "utf-8" or bool(_COMMON.search(text))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
