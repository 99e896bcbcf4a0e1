"""The next generation: made beside the current one, published by one rename, or thrown away whole.

One writer at a time holds ``indexes/LOCK``. A crash at any point leaves the old generation serving; what it left
behind is swept by the next writer.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yusuan.errors import IndexBusy, ModelError, YusuanError
from yusuan.graph.departments import settle_departments
from yusuan.graph.iris import Iris
from yusuan.graph.records import read_records
from yusuan.graph.store import GraphStore
from yusuan.library.entry import IndexEntry
from yusuan.library.generation import FORMAT, Generation, Library, damaged, with_model
from yusuan.search.index import SearchIndex
from yusuan.settings import Settings
from yusuan.system_errors import refused, unwritten

if TYPE_CHECKING:
    from yusuan.search.meaning.embedding import Encoder
from yusuan.search.meaning.model_files import located

KEPT = 2
"""Generations kept: the serving one, and the one before it for readers that still hold it."""

_LOADED_AT_ONCE = 32 * 1024**2
"""Bytes of N-Triples that are gathered before they are loaded."""

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total)."""


class Publication:
    """The generation in the making. Documents are put and removed; ``commit`` publishes."""

    def __init__(self, library: Library, base: Generation | None, directory: Path) -> None:
        self.library = library
        self.directory = directory
        self.base = base
        self.documents: dict[str, dict[str, Any]] = dict(base.manifest["documents"]) if base else {}
        self.archives: dict[str, list[str]] = dict(base.manifest.get("archives", {})) if base else {}
        self.changed = False
        self._waiting: dict[str, bytes] = {}
        self._waiting_bytes = 0
        self.settings = with_model(library.settings, base.manifest if base else {})
        self._iris = Iris(library.settings.base)
        (directory / "documents").mkdir(parents=True)
        if base is not None:
            GraphStore.open_read_only(base.directory / "graph").backup(directory / "graph")
            for sha256 in self.documents:
                _link(base.directory / "documents" / f"{sha256}.txt", directory / "documents")
        self.store = GraphStore.open(directory / "graph")

    @property
    def needed(self) -> bool:
        """Whether committing would change anything: documents, text engine, model, or mend what is damaged."""
        if self.changed or self.base is None:
            return self.changed
        return (
            self.base.manifest["text_engine"] != self.settings.text_engine
            or bool(self.base.search_damage())
            or self._another_model(self.base)
        )

    def _another_model(self, base: Generation) -> bool:
        """Whether the vectors of ``base`` are of another model than the one to use now, or of other files under its name."""
        try:
            model = located(self.settings.model)
        except ModelError:
            if self.library.settings.model is not None:
                raise
            return False  # the index's own model is gone; while nothing is to be embedded, it is not missed
        return not base.search.made_by(model, self.settings.document_prompt)

    def put(self, entry: IndexEntry, path: str) -> None:
        """Add a new document's graph and text; ``path`` is where its file lay."""
        self._waiting[self._iris.disclosure(entry.sha256)] = entry.triples
        self._waiting_bytes += len(entry.triples)
        if self._waiting_bytes > _LOADED_AT_ONCE:
            self._load()
        (self.directory / "documents" / f"{entry.sha256}.txt").write_bytes(entry.text.encode("utf-8"))
        self.documents[entry.sha256] = {
            "name": entry.name,
            "path": path,
            "year": entry.year,
            "stage": entry.stage,
            "department": entry.department,
        }
        self.changed = True

    def remove(self, sha256: str) -> None:
        """Take a document's graph and text out."""
        self._load()
        self.store.remove(self._iris.disclosure(sha256))
        (self.directory / "documents" / f"{sha256}.txt").unlink(missing_ok=True)
        del self.documents[sha256]
        self.changed = True

    def remember_archives(self, archives: Mapping[str, Iterable[str]]) -> None:
        """Note archives (by SHA-256) all of whose members (SHA-256s) are held, so that they are not unpacked again."""
        self.archives |= {archive: sorted(set(members)) for archive, members in archives.items()}

    def commit(self, progress: Progress | None = None) -> Generation:
        """Index what the store now says and publish it. Returns the new generation."""
        self._load()
        self.store.replace_ontology()
        settle_departments(self.store, self._iris)
        records = read_records(self.store)
        previous = None
        if self.base is not None and not self.base.search_damage():
            previous = self.base.directory / "search"
        SearchIndex.build(
            self.directory / "search",
            records,
            self.settings,
            lambda: _encoder(self.settings),
            previous=previous,
            progress=progress,
        )
        self._write_manifest(len(records))
        self.store.close()
        return _publish(self.library, self.directory)

    def _load(self) -> None:
        """Load the graphs that wait to be loaded together."""
        if self._waiting:
            self.store.load(self._waiting.items())
            self._waiting.clear()
            self._waiting_bytes = 0

    def _write_manifest(self, records: int) -> None:
        manifest = {
            "format": FORMAT,
            "documents": dict(sorted(self.documents.items())),
            "archives": {
                archive: members
                for archive, members in sorted(self.archives.items())
                if all(member in self.documents for member in members)
            },
            "triples": len(self.store),
            "records": records,
            "text_engine": self.settings.text_engine,
            "model": located(self.settings.model).name,
        }
        _write_durably(self.directory / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))


@contextmanager
def publication(library: Library, *, from_nothing: bool = False) -> Iterator[Publication]:
    """A Publication that starts from the current generation (or from nothing); discarded unless committed.

    Raises IndexBusy where another process is writing, IndexDamaged where the current generation cannot be read, and
    StorageRefused where the system would not let something be written: then nothing of what was made is left.
    """
    generations = library.root / "generations"
    with _refused_in_words(library.root):
        generations.mkdir(parents=True, exist_ok=True)
        with _writer_lock(library.root), _building_in(generations) as directory:
            base = None if from_nothing or not (library.root / "CURRENT").exists() else library.current()
            made = Publication(library, base, directory)
            try:
                yield made
            finally:
                made.store.discard()


@contextmanager
def _refused_in_words(root: Path) -> Iterator[None]:
    """Tell a full disk or a missing right as what it is, whichever library met it."""
    try:
        yield
    except YusuanError:
        raise
    except OSError as error:
        raise unwritten(root, error) from error
    except Exception as error:
        told = refused(root, error)
        if told is None:
            raise
        raise told from error


@contextmanager
def _building_in(generations: Path) -> Iterator[Path]:
    """A folder's place for a generation in the making; whatever stands there at the end is deleted."""
    _sweep(generations)
    directory = generations / f".building-{os.getpid()}"
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _encoder(settings: Settings) -> Encoder:
    from yusuan.search.meaning.embedding import open_encoder  # numpy: not for commands that only read

    return open_encoder(settings.model, settings.encoder, settings.query_prompt, settings.document_prompt)



def _publish(library: Library, directory: Path) -> Generation:
    generations = directory.parent
    numbers = [int(path.name) for path in generations.iterdir() if path.name.isdigit()]
    name = f"{max(numbers, default=0) + 1:06d}"
    made = directory.rename(generations / name)
    try:
        _write_durably(library.root / "CURRENT", name + "\n")
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise
    for old in sorted(numbers)[: max(0, len(numbers) + 1 - KEPT)]:
        shutil.rmtree(generations / f"{old:06d}", ignore_errors=True)
    return library.current()


@contextmanager
def _writer_lock(root: Path) -> Iterator[None]:
    with open(root / "LOCK", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusy(
                f"另一个进程正在写 {root}；请等它结束后再试。",
                f"another process is writing {root}; try again when it has finished.",
            ) from error
        yield


def _link(path: Path, folder: Path) -> None:
    try:
        os.link(path, folder / path.name)
    except FileNotFoundError as error:
        raise damaged(path, error) from error


def _sweep(generations: Path) -> None:
    for left in generations.glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)


def _write_durably(path: Path, text: str) -> None:
    """Write ``text`` so that after a crash the file holds either all of it or what it held before."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with open(beside, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
