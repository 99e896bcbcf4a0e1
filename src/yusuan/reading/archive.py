"""Archives (.zip): which documents are in one, and what are their bytes? Nothing is ever written to disk.

Members are told by their position, never by their name, so that a name can do no harm; bounds are on what really comes
out, not on what the archive says of itself.
"""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yusuan.errors import SourceRefused
from yusuan.reading.names import is_document, printable
from yusuan.reading.sniff import is_zip_of_files
from yusuan.settings import ReadingLimits

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075
_MOST_RATIO = 300
_RATIO_FROM = 4 * 1024**2
"""Members from this size on are held to the ratio: small blank pages compress better than any bomb."""
_PIECE = 1024**2
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError, IndexError)


@dataclass(frozen=True, slots=True)
class Member:
    """One document in an archive: ``at`` is its position (in each archive, outermost first), ``path`` the printable
    names of folders and inner archives and of itself, ``sha256`` that of its bytes."""

    at: tuple[int, ...]
    path: tuple[str, ...]
    sha256: str

    @property
    def name(self) -> str:
        """The file name."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class ArchiveListing:
    """What an archive holds, and what of it cannot be used."""

    members: tuple[Member, ...]
    refused: tuple[SourceRefused, ...]


def listing(path: Path, limits: ReadingLimits) -> ArchiveListing | None:
    """What lies in the archive ``path``; ``None`` where it is one document in a zip (.docx). Raises SourceRefused."""
    name = printable(path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            if not is_zip_of_files(archive.namelist()):
                return None
            return _Unpacking(name, limits).listing(archive)
    except (*_BROKEN, NotImplementedError, RuntimeError) as error:
        raise _refused(
            name,
            "压缩包不完整或已损坏；请重新下载",
            "the archive is incomplete or damaged; download it again",
        ) from error


def member_bytes(path: Path, at: tuple[int, ...], limits: ReadingLimits) -> bytes:
    """The bytes of the member at ``at``, as ``listing`` gave it. Raises SourceRefused where the file has changed."""
    try:
        status = path.stat()
        archive = _opened(path, at[:-1], (status.st_mtime_ns, status.st_size), limits)
        with archive.open(archive.infolist()[at[-1]]) as stream:
            return stream.read(limits.file_bytes)
    except (*_BROKEN, NotImplementedError, RuntimeError) as error:
        raise _refused(
            printable(path.name),
            "读取时压缩包有变化；请再导入一次",
            "the archive changed meanwhile; ingest again",
        ) from error


@lru_cache(maxsize=2)
def _opened(
    path: Path, at: tuple[int, ...], stamp: tuple[int, int], limits: ReadingLimits
) -> zipfile.ZipFile:
    if not at:
        return zipfile.ZipFile(path)
    return zipfile.ZipFile(io.BytesIO(member_bytes(path, at, limits)))


class _Unfit(Exception):
    """A member that is not to be read: why, and what to do, in zh and en."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


class _Unpacking:
    """One pass over an archive and all inside; counts what came out of it so far."""

    def __init__(self, name: str, limits: ReadingLimits) -> None:
        self._name = name
        self._limits = limits
        self._bytes = 0
        self._members = 0
        self._refused: list[tuple[tuple[str, ...], _Unfit]] = []
        self._labels: Counter[tuple[str, ...]] = Counter()

    def listing(self, archive: zipfile.ZipFile) -> ArchiveListing:
        members = tuple(self._below(archive, (), ()))
        reasons = {(error.zh, error.en) for _, error in self._refused}
        if not members and not reasons:
            raise _refused(self._name, "压缩包里没有文件", "the archive holds no file")
        if not members and len(reasons) == 1:  # such as an archive under one password
            (zh, en), *_ = reasons
            raise _refused(self._name, f"里面的文件{zh}", f"the files in it: {en}")
        said = (
            _refused(f"{self._name}!{'/'.join(label)}", error.zh, error.en) for label, error in self._refused
        )
        return ArchiveListing(members, tuple(said))

    def _below(
        self, archive: zipfile.ZipFile, at: tuple[int, ...], above: tuple[str, ...]
    ) -> Iterator[Member]:
        entries = archive.infolist()
        self._members += len(entries)
        if self._members > self._limits.members:
            raise _refused(
                self._name,
                f"压缩包里的文件超过 {self._limits.members} 个，未读取；请拆分，或调大 YUSUAN_ARCHIVE_MEMBERS",
                f"the archive holds more than {self._limits.members} files; split it, or raise YUSUAN_ARCHIVE_MEMBERS",
            )
        paths = [_path(entry) for entry in entries]
        pages = {
            "/".join(path).rsplit(".", 1)[0].lower()
            for path in paths
            if path[-1].lower().endswith(("htm", "html"))
        }
        for position, (entry, path) in enumerate(zip(entries, paths, strict=True)):
            if entry.is_dir() or not is_document(path, pages):
                continue
            self._labels[above + path] += 1
            again = self._labels[above + path]
            label = (*above, *path[:-1], path[-1] if again == 1 else f"{path[-1]} ({again})")
            try:
                data = self._data(archive, entry)
                if data.startswith(b"PK"):
                    inner = self._archive_in(data)
                    if inner is not None:
                        yield from self._inside(inner, (*at, position), label)
                        continue
            except _Unfit as error:
                self._refused.append((label, error))
                continue
            yield Member((*at, position), label, hashlib.sha256(data).hexdigest())

    def _inside(
        self, inner: zipfile.ZipFile, at: tuple[int, ...], above: tuple[str, ...]
    ) -> Iterator[Member]:
        if len(at) >= self._limits.depth:
            raise _refused(
                self._name,
                f"压缩包套了 {self._limits.depth} 层以上，未读取；请解压后再导入",
                f"archives are nested more than {self._limits.depth} deep; unpack them and ingest again",
            )
        yield from self._below(inner, at, above)

    def _archive_in(self, data: bytes) -> zipfile.ZipFile | None:
        try:
            inner = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            return None  # the reader says what is wrong with it
        return inner if is_zip_of_files(inner.namelist()) else None

    def _data(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of a member; _Unfit for one that is not to be read."""
        _check(entry, self._limits)
        pieces: list[bytes] = []
        try:
            with archive.open(entry) as stream:
                while piece := stream.read(_PIECE):
                    self._count(len(piece))
                    pieces.append(piece)
        except NotImplementedError as error:
            raise _Unfit(
                "压缩方法不支持；请解压后再导入",
                "its compression is not supported; unpack it and ingest again",
            ) from error
        except (*_BROKEN, RuntimeError) as error:
            raise _Unfit(
                "在压缩包里已损坏；请重新下载", "damaged inside the archive; download it again"
            ) from error
        return b"".join(pieces)

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._bytes > self._limits.archive_bytes:
            most = self._limits.archive_bytes // 1024**2
            raise _refused(
                self._name,
                f"压缩包解压后超过 {most} MB，未读取；请拆分，或调大 YUSUAN_ARCHIVE_MB",
                f"the archive unpacks to more than {most} MB; split it, or raise YUSUAN_ARCHIVE_MB",
            )


def _check(entry: zipfile.ZipInfo, limits: ReadingLimits) -> None:
    """What the archive says of a member; zipfile never gives more than that."""
    if entry.flag_bits & _ENCRYPTED:
        raise _Unfit(
            "在压缩包里加了密，无法读取；请用密码解压后再导入",
            "encrypted in the archive; unpack it with its password",
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _Unfit(
            "是符号链接，未读取；请放入文件本身", "a symbolic link, not read; put the file itself in"
        )
    if entry.file_size > limits.file_bytes:
        most = limits.file_bytes // 1024**2
        raise _Unfit(
            f"大于 {most} MB，未读取；请拆分后再导入", f"larger than {most} MB and not read; split it"
        )
    if entry.file_size > _RATIO_FROM and entry.file_size > _MOST_RATIO * max(1, entry.compress_size):
        raise _Unfit(
            f"解压后是压缩前的 {_MOST_RATIO} 倍以上，像是压缩炸弹，未读取；请解压核对后再导入",
            f"unpacks to more than {_MOST_RATIO} times its size, like a bomb; unpack it and see before ingesting",
        )


def _path(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """The printable names of a member's folders and of itself, from the archive's top; ways up and roots are dropped."""
    parts = _name(entry).replace("\\", "/").split("/")
    kept = tuple(printable(part) for part in parts if part.strip() not in ("", ".", "..") and part[1:] != ":")
    return kept or ("?",)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was written: archives made in China hold GBK names that nothing marks as such."""
    stored = getattr(entry, "orig_filename", entry.filename)
    if entry.flag_bits & _UTF8_NAME:
        return stored
    told = _unicode_path(entry.extra)
    if told:
        return told
    raw = stored.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return stored


def _unicode_path(extra: bytes) -> str | None:
    """The name in the Info-ZIP Unicode Path field, where there is one."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return None


def _refused(name: str, zh: str, en: str) -> SourceRefused:
    return SourceRefused(f"{name}：{zh}。", f"{name}: {en}.")
