"""Files → the next generation, on one screen: gather, read and extract on all cores, put into the graph, publish.

A file that cannot be used is refused with one sentence and the rest goes on.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from yusuan.errors import SourceRefused, YusuanError
from yusuan.extraction import extract
from yusuan.library import Entry, Library, Publication, prepared, publication
from yusuan.library.publish import Progress
from yusuan.reading import read
from yusuan.settings import Settings

_POOL_FROM = 8
"""Files from which starting processes pays: two disclosures take less time than a pool."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was left out, and why."""

    path: str
    error: YusuanError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one ingest did, as document SHA-256s (file names for ``refused``)."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    generation: str | None


@dataclass(frozen=True, slots=True)
class _Read:
    path: Path
    entry: Entry | None = None
    error: YusuanError | None = None


def ingest(
    library: Library, paths: Sequence[Path], progress: Progress | None = None, *, fresh: bool = False
) -> Outcome:
    """Read ``paths`` (files, and folders with all below) into ``library`` and publish.

    Unchanged bytes are skipped; a document with the name, department, year and stage of a held one (or from the same
    place) replaces it. With ``fresh`` nothing of the index before is read or kept. Raises IndexBusy, IndexDamaged;
    refuses single files without raising.
    """
    files, refused = _gather(paths)
    with publication(library, from_nothing=fresh) as made:
        todo, unchanged = _changed(files, made, refused)
        added: list[str] = []
        replaced: list[str] = []
        for done, each in enumerate(_read_all([paths[0] for paths in todo], library.settings), 1):
            if progress:
                progress("read", done, len(todo))
            if each.entry is None:
                assert each.error is not None
                refused += [Refusal(str(path), each.error) for path in todo[done - 1]]
                continue
            before = _superseded(each.entry, each.path, made)
            for old in before:
                made.remove(old)
            made.put(each.entry, str(each.path.resolve()))
            (replaced if before else added).append(each.entry.sha256)
        generation = made.commit(progress).name if made.needed else None
    return Outcome(tuple(added), tuple(replaced), tuple(unchanged), tuple(refused), generation)


def remove(library: Library, references: Iterable[str], progress: Progress | None = None) -> list[str]:
    """Take documents out and publish; returns their SHA-256s. Raises NotFound before anything is changed."""
    current = library.current()
    gone = list(dict.fromkeys(current.document(reference) for reference in references))
    with publication(library) as made:
        for sha256 in gone:
            made.remove(sha256)
        made.commit(progress)
    return gone


def _gather(paths: Sequence[Path]) -> tuple[list[Path], list[Refusal]]:
    files: dict[Path, None] = {}
    refused: list[Refusal] = []
    for path in paths:
        if path.is_dir():
            files.update((below, None) for below in sorted(_below(path)))
        elif path.exists():
            files[path] = None
        else:
            refused.append(
                Refusal(
                    str(path), SourceRefused(f"{path}：没有这个文件。", f"{path}: there is no such file.")
                )
            )
    return list(files), refused


def _below(folder: Path) -> Iterator[Path]:
    """Files below ``folder``; hidden ones and READMEs are not disclosures."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith(".") and not name.upper().startswith("README"):
                yield Path(root, name)


def _changed(
    files: list[Path], made: Publication, refused: list[Refusal]
) -> tuple[list[list[Path]], list[str]]:
    """The files whose bytes are not held yet, those with equal bytes together, and the SHA-256s of those that are."""
    todo: dict[str, list[Path]] = {}
    unchanged: list[str] = []
    limit = made.library.settings.max_file_bytes
    for path in files:
        try:
            if path.stat().st_size > limit:
                raise SourceRefused(
                    f"{path}：文件大于 {limit // 1024**2} MB，未读取；请拆分后再导入。",
                    f"{path}: the file is larger than {limit // 1024**2} MB and was not read; split it.",
                )
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            reason = error.strerror or str(error)
            refused.append(
                Refusal(
                    str(path),
                    SourceRefused(f"{path}：无法读取（{reason}）。", f"{path}: cannot be read ({reason})."),
                )
            )
        except SourceRefused as error:
            refused.append(Refusal(str(path), error))
        else:
            if sha256 in made.documents:
                unchanged.append(sha256)
            else:
                todo.setdefault(sha256, []).append(path)
    return list(todo.values()), unchanged


def _read_all(paths: list[Path], settings: Settings) -> Iterator[_Read]:
    read_one = partial(_read_one, base=settings.base)
    workers = min(settings.jobs or os.cpu_count() or 1, len(paths))
    if workers < 2 or len(paths) < _POOL_FROM:
        yield from map(read_one, paths)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read_one, paths, chunksize=max(1, min(16, len(paths) // (workers * 4))))


def _read_one(path: Path, base: str) -> _Read:
    try:
        document = read(path.read_bytes(), path.name)
        return _Read(path, prepared(extract(document), document, base))
    except YusuanError as error:
        return _Read(path, error=error)
    except Exception as error:  # one file's defect must not cost the others
        reason = f"{type(error).__name__}: {error}"
        return _Read(
            path,
            error=SourceRefused(
                f"{path.name}：读取时程序出错（{reason}），未收录；请把这个文件报告给我们。",
                f"{path.name}: the program failed on it ({reason}); left out. Please report this file.",
            ),
        )


def _superseded(entry: Entry, path: Path, made: Publication) -> list[str]:
    """The held documents that this one is a new version of: from the same place, or the same in all but the bytes."""
    place = str(path.resolve())
    return [
        sha256
        for sha256, held in made.documents.items()
        if sha256 != entry.sha256 and (held["path"] == place or entry.same_disclosure(held))
    ]


__all__ = ["Outcome", "Refusal", "ingest", "remove"]
