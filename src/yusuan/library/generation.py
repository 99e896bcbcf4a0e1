"""Where generations lie and how a reader opens the current one.

::

    indexes/CURRENT                 the name of the generation that serves
    indexes/generations/000007/     graph/  search/  documents/<sha256>.txt  manifest.json

A generation is never changed once CURRENT names it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from yusuan.errors import IndexDamaged, IndexMissing, NotFound, UsageError, YusuanError, reason_of
from yusuan.graph.sparql.queries import QueryRunner
from yusuan.graph.store import GraphStore
from yusuan.library.kept import Kept
from yusuan.search.index import SearchIndex
from yusuan.settings import Settings
from yusuan.system_errors import refused

FORMAT = 2
"""The layout of a generation; another number is refused with the command that rebuilds."""


@dataclass(frozen=True)
class Generation:
    """One published state of everything: ``name``, its ``directory`` and the parts, each opened on first use.

    ``stamp`` tells it from one of the same name in an index that was deleted and made again. Whatever is remembered about
    it is remembered in ``kept``, and nowhere else: so nothing of one generation outlives it or passes for another's.
    """

    name: str
    directory: Path
    settings: Settings
    stamp: tuple[int, int] = (0, 0)
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)
    _opening: Lock = field(default_factory=Lock, compare=False, repr=False)

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What publishing wrote down: format, documents, counts, engine and model."""
        path = self.directory / "manifest.json"
        try:
            manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
            if manifest["format"] != FORMAT:
                raise ValueError(f"format {manifest['format']}, not {FORMAT}")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise damaged(path, error) from error
        return manifest

    @cached_property
    def store(self) -> GraphStore:
        """The graph, read-only."""
        return GraphStore.open_read_only(self.directory / "graph")

    @cached_property
    def search(self) -> SearchIndex:
        """Full text and vectors; of another model than the index's own, where the settings name one, meaning is refused."""
        with self._opening:  # once, though requests come while the server still opens it
            if "search" not in self.__dict__:
                self.__dict__["search"] = SearchIndex.open(self.directory / "search", self.settings)
        held: SearchIndex = self.__dict__["search"]
        return held

    def search_damage(self) -> list[tuple[str, str]]:
        """What is wrong with full text and vectors, in zh and en; empty where they are sound."""
        try:
            return list(self.search.verify())
        except IndexDamaged as error:
            return [(error.zh, error.en)]

    @cached_property
    def queries(self) -> QueryRunner:
        """Strangers' SPARQL, run in a child process under limits."""
        return self._runner()

    @cached_property
    def asking(self) -> QueryRunner:
        """Our own queries for questions, run in children of their own: those of strangers do not hold them up."""
        return self._runner()

    def _runner(self) -> QueryRunner:
        return QueryRunner(self.directory / "graph", self.settings.limits, base=self.settings.base)

    def document_text(self, sha256: str) -> str:
        """The canonical text of a document. Raises NotFound or IndexDamaged."""
        path = self.directory / "documents" / f"{sha256}.txt"
        try:
            return path.read_bytes().decode("utf-8")
        except FileNotFoundError as error:
            if sha256 in self.manifest["documents"]:
                raise damaged(path, error) from error
            raise NotFound(f"没有收录文档 {sha256}。", f"there is no document {sha256}.") from error
        except (OSError, UnicodeDecodeError) as error:  # one cut inside a character, among others
            raise damaged(path, error) from error

    def document(self, reference: str) -> str:
        """The SHA-256 of the document that ``reference`` names: a SHA-256, a unique prefix of one, or a file name.

        Raises NotFound, naming the candidates where there are several.
        """
        documents: dict[str, dict[str, Any]] = self.manifest["documents"]
        if reference in documents:
            return reference
        found = sorted(
            sha
            for sha, entry in documents.items()
            if entry["name"] == reference or (len(reference) >= 4 and sha.startswith(reference.lower()))
        )
        if len(found) == 1:
            return found[0]
        if found:
            listed = "、".join(f"{sha[:12]}（{documents[sha]['name']}）" for sha in found[:5])
            raise NotFound(
                f"“{reference}”对应多个文档：{listed}；请给出更长的 SHA-256。",
                f"'{reference}' names several documents: {listed}; give more of the SHA-256.",
            )
        raise NotFound(
            f"没有收录文档“{reference}”；用 yusuan status 查看已收录的文档。",
            f"there is no document '{reference}'; `yusuan status` lists what is held.",
        )

    def close(self) -> None:
        """Stop the query processes, where any were started."""
        for name in ("queries", "asking"):
            if name in self.__dict__:
                getattr(self, name).close()


class Library:
    """The index folder as a reader sees it: always the current generation."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._held: Generation | None = None
        self._turning = Lock()

    @property
    def root(self) -> Path:
        """The index folder."""
        return self.settings.indexes

    def current_name(self) -> str:
        """The name of the serving generation. Raises IndexMissing or IndexDamaged."""
        try:
            return (self.root / "CURRENT").read_text("ascii").strip()
        except FileNotFoundError as error:
            raise IndexMissing(
                f"{self.root} 里还没有索引；请先运行 yusuan ingest 路径。",
                f"there is no index in {self.root}; run `yusuan ingest PATH` first.",
            ) from error
        except NotADirectoryError as error:
            raise UsageError(
                f"{self.root} 不是文件夹；请用 --indexes 或 YUSUAN_INDEXES 指明索引文件夹。",
                f"{self.root} is no folder; name the index folder by --indexes or YUSUAN_INDEXES.",
            ) from error
        except (OSError, UnicodeDecodeError) as error:
            raise damaged(self.root / "CURRENT", error) from error

    def current(self) -> Generation:
        """The serving generation, opened again when another one has been published since the last call."""
        name = self.current_name()
        directory = self.root / "generations" / name
        try:
            if not name:
                raise ValueError("CURRENT names no generation")
            stamp = _stamp(directory)
        except (OSError, ValueError) as error:
            raise damaged(directory, error) from error
        with self._turning:
            if self._held is None or (self._held.name, self._held.stamp) != (name, stamp):
                previous, self._held = self._held, Generation(name, directory, self.settings, stamp)
                if previous is not None:
                    previous.close()
            return self._held


def _stamp(directory: Path) -> tuple[int, int]:
    """What tells a generation's folder from another of the same name. Raises OSError where there is none.

    The manifest is written once, just before publishing; a folder that lacks it tells itself by its own number.
    """
    try:
        status = (directory / "manifest.json").stat()
    except FileNotFoundError:
        status = directory.stat()
    return status.st_ino, status.st_mtime_ns


def with_model(settings: Settings, manifest: dict[str, Any]) -> Settings:
    """``settings`` with the model of the manifest where they name none."""
    return settings if settings.model is not None else settings.with_changes(model=manifest.get("model"))


def damaged(path: Path, error: Exception) -> YusuanError:
    """The error for a damaged part: what it is and the command that mends it; StorageRefused where the system would not let it
    be read."""
    detail = reason_of(error)
    return refused(path, error) or IndexDamaged(
        f"索引损坏：{path}（{detail}）；请运行 yusuan check --repair；仍不行则用 yusuan ingest --fresh 路径 重新建立。",
        f"the index is damaged: {path} ({detail}); run `yusuan check --repair`, or build it anew with `yusuan ingest --fresh PATH`.",
    )
