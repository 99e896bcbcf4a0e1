"""Files → the next generation, on one screen: gather, read and extract on all cores, put into the graph, publish.

A file that cannot be used is refused with one sentence and the rest goes on: each is read in a guarded child process.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.errors import SourceRefused, YusuanError
from yusuan.guard import Guard, Loss
from yusuan.ingest.child import take
from yusuan.ingest.gathering import Gathered, Item, Refusal, gather, unpacked
from yusuan.library import IndexEntry, Library, Publication, publication
from yusuan.library.publish import Progress
from yusuan.settings import Settings

__all__ = ["Outcome", "Refusal", "ingest", "remove"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one ingest did, as document SHA-256s (file names for ``refused``)."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    generation: str | None


def ingest(
    library: Library, paths: Sequence[Path], progress: Progress | None = None, *, fresh: bool = False
) -> Outcome:
    """Read ``paths`` (files, archives, and folders with all below) into ``library`` and publish.

    Unchanged bytes are skipped; a document with the name, department, year and stage of a held one (or from the same
    place) replaces it. With ``fresh`` nothing of the index before is read or kept. Raises IndexBusy, IndexDamaged;
    refuses single files without raising.
    """
    settings = library.settings
    guard = Guard(settings.reading, settings.jobs or os.cpu_count() or 1, preload=[take.__module__])
    files = gather(
        paths, settings.reading
    )  # before there is anything new in the index folder, which may lie below
    with guard, publication(library, from_nothing=fresh) as made:
        found = unpacked(files, guard, settings.reading, made.archives, progress)
        todo, unchanged = _changed(found.items, made)
        refused = list(found.refused)
        added: list[str] = []
        replaced: list[str] = []
        for done, (same, result) in enumerate(_read_all(todo, guard, settings), 1):
            if progress:
                progress("read", done, len(todo))
            if isinstance(result, YusuanError):
                refused += [Refusal(item.place, _about(item, same[0], result)) for item in same]
                continue
            before = _superseded(result, same[0], made)
            for old in before:
                made.remove(old)
            made.put(result, same[0].place)
            (replaced if before else added).append(result.sha256)
        made.remember_archives(_archives(found))
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


def _changed(items: Sequence[Item], made: Publication) -> tuple[list[list[Item]], list[str]]:
    """The items whose bytes are not held yet, those with equal bytes together, and the SHA-256s of those that are."""
    todo: dict[str, list[Item]] = {}
    unchanged: list[str] = []
    for item in items:
        if item.sha256 in made.documents:
            unchanged.append(item.sha256)
        else:
            todo.setdefault(item.sha256, []).append(item)
    return list(todo.values()), unchanged


def _read_all(
    todo: Sequence[list[Item]], guard: Guard, settings: Settings
) -> Iterator[tuple[list[Item], IndexEntry | YusuanError]]:
    tasks = [(same[0], settings.base, settings.reading) for same in todo]
    for same, result in zip(todo, guard.map(take, tasks), strict=True):
        if isinstance(result, Loss):
            result = result.refusal(same[0].name, settings.reading)
        yield same, result


def _about(item: Item, first: Item, error: YusuanError) -> YusuanError:
    """What is said of ``first``, said of ``item``, which holds the same bytes."""
    if item.name == first.name:
        return error
    return SourceRefused(
        error.zh.replace(first.name, item.name, 1), error.en.replace(first.name, item.name, 1)
    )


def _superseded(entry: IndexEntry, item: Item, made: Publication) -> list[str]:
    """The held documents that this one is a new version of: from the same place, or the same in all but the bytes."""
    return [
        sha256
        for sha256, held in made.documents.items()
        if sha256 != entry.sha256 and (held["path"] == item.place or entry.same_disclosure(held))
    ]


def _archives(found: Gathered) -> dict[str, list[str]]:
    """The archives of which every member could be taken out, with the SHA-256s of the members."""
    members: dict[str, list[str]] = {}
    for item in found.items:
        if item.archive is not None and item.archive not in found.spoiled:
            members.setdefault(item.archive, []).append(item.sha256)
    return members
