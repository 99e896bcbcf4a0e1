"""Which documents lie at the paths that were given? Folders are walked, archives listed, odd files refused.

Nothing here opens what a stranger made, except to take its SHA-256: archives are listed in a guarded child.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.errors import SourceRefused, YusuanError
from yusuan.guard import Guard, Loss
from yusuan.library.publish import Progress
from yusuan.reading.archive import ArchiveListing, listing
from yusuan.reading.names import is_document, place_of, printable
from yusuan.reading.sniff import SUFFIXES
from yusuan.settings import ReadingLimits
from yusuan.system_errors import unread

_ONE_DOCUMENT = frozenset(("docx", "xlsx", "xlsb", "ods", "odt"))
"""Formats that are zips themselves."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was left out, and why."""

    path: str
    error: YusuanError


@dataclass(frozen=True, slots=True)
class Item:
    """One document to be: the file ``path`` or, with ``at``, a member of it. ``place`` says where it lies, on one line
    (``archive.zip!folder/file``); ``archive`` is the SHA-256 of the archive it is in."""

    path: Path
    place: str
    name: str
    folders: tuple[str, ...]
    sha256: str
    at: tuple[int, ...] = ()
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents that were found, what cannot be used, and the SHA-256s of the archives that hold any such."""

    items: tuple[Item, ...]
    refused: tuple[Refusal, ...]
    spoiled: frozenset[str] = frozenset()


def gather(paths: Sequence[Path], limits: ReadingLimits) -> Gathered:
    """The regular files at ``paths`` and below, in order, each once."""
    files: dict[Path, Item] = {}
    refused: list[Refusal] = []

    def refuse(error: OSError) -> None:
        met = Path(error.filename)
        refused.append(Refusal(place_of(met), unread(printable(met.name), error)))

    for path in paths:
        for each, folders in _walk(path, refuse):
            try:
                if each not in files:
                    files[each] = _item(each, folders, limits)
            except SourceRefused as error:
                refused.append(Refusal(place_of(each), error))
    return Gathered(tuple(files.values()), tuple(refused))


def unpacked(
    gathered: Gathered,
    guard: Guard,
    limits: ReadingLimits,
    known: Mapping[str, Collection[str]],
    progress: Progress | None = None,
) -> Gathered:
    """``gathered`` with the members of archives in place of the archives; ``known`` are archives, by SHA-256, whose
    members (SHA-256s) need no second look."""
    refused = list(gathered.refused)
    to_list = [item for item in gathered.items if item.sha256 not in known and _may_be_archive(item.path)]
    found: dict[Item, ArchiveListing | SourceRefused | None] = {}
    for item, result in zip(
        to_list, guard.map(_listed, [(item.path, limits) for item in to_list]), strict=True
    ):
        found[item] = result.refusal(item.name, limits) if isinstance(result, Loss) else result
        if progress:
            progress("unpack", len(found), len(to_list))
    items: list[Item] = []
    for item in gathered.items:
        result = found.get(item)
        if isinstance(result, SourceRefused):
            refused.append(Refusal(item.place, result))
        elif isinstance(result, ArchiveListing):
            items += _members(item, result)
            refused += [Refusal(item.place, error) for error in result.refused]
        else:
            held = known.get(item.sha256)
            items += [_held(item, sha256) for sha256 in held] if held is not None else [item]
    spoiled = frozenset(
        item.sha256 for item, result in found.items() if isinstance(result, ArchiveListing) and result.refused
    )
    return Gathered(tuple(items), tuple(refused), spoiled)


def _listed(path: Path, limits: ReadingLimits) -> ArchiveListing | SourceRefused | None:
    try:
        return listing(path, limits)
    except SourceRefused as error:
        return error


def _members(item: Item, found: ArchiveListing) -> Iterator[Item]:
    for member in found.members:
        yield Item(
            path=item.path,
            place=f"{item.place}!{'/'.join(member.path)}",
            name=member.name,
            folders=(*item.folders, item.name, *member.path[:-1]),
            sha256=member.sha256,
            at=member.at,
            archive=item.sha256,
        )


def _held(item: Item, sha256: str) -> Item:
    """A member of an archive that was not opened again, because it is held."""
    return Item(item.path, f"{item.place}!", item.name, item.folders, sha256, archive=item.sha256)


def _walk(path: Path, refuse: Callable[[OSError], None]) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Files at and below ``path`` with the names of the folders they lie in, from the one that was named; ``refuse`` is told of
    what cannot be entered."""
    top = printable(path.absolute().name)
    if not os.path.isdir(path):  # which is False, not an error, where the folder above may not be entered
        yield path, (printable(path.absolute().parent.name),)
        return
    for root, folders, names in os.walk(path, onerror=refuse):
        below = Path(root).relative_to(path).parts
        pages = {name.rsplit(".", 1)[0].lower() for name in names if name.lower().endswith((".htm", ".html"))}
        folders[:] = sorted(name for name in folders if is_document((name, "x"), pages))
        for name in sorted(names):
            if is_document((name,)):
                yield Path(root, name), tuple(map(printable, (top, *below)))


def _item(path: Path, folders: tuple[str, ...], limits: ReadingLimits) -> Item:
    """The item of one file. Raises SourceRefused for one that is missing, too large, or not a regular file."""
    name = printable(path.name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SourceRefused(
                f"{name}：不是普通文件（可能是管道、设备或套接字），未读取。",
                f"{name}: not a regular file (a pipe, a device or a socket); it was not read.",
            )
        limit = limits.archive_bytes if _may_be_archive(path) else limits.file_bytes
        if status.st_size > limit:
            most = limit // 1024**2
            raise SourceRefused(
                f"{name}：文件大于 {most} MB，未读取；请拆分后再导入。",
                f"{name}: the file is larger than {most} MB and was not read; split it.",
            )
        with open(path, "rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise SourceRefused(f"{name}：没有这个文件。", f"{name}: there is no such file.") from error
    except OSError as error:
        raise unread(name, error) from error
    return Item(path, place_of(path.resolve()), name, folders, sha256)


def _may_be_archive(path: Path) -> bool:
    """Whether a file is a zip whose name does not say that it is one document."""
    if SUFFIXES.get(path.suffix.lower()) in _ONE_DOCUMENT:
        return False
    with open(path, "rb") as file:
        return file.read(2) == b"PK"
