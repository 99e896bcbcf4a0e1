"""What is recorded about the vectors of an index: their model, how many, how they are kept and searched.

Read without numpy, for commands that only tell it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from yusuan.errors import IndexDamaged, YusuanError, reason_of
from yusuan.search.meaning.model_identity import ModelIdentity
from yusuan.system_errors import refused

FORMAT = 2
META = "meta.json"


@dataclass(frozen=True, slots=True)
class VectorMeta:
    """The ``count`` rows are of the model ``identity``, kept as ``storage`` says ("int8") and searched by comparing every row
    ("exact") or through inverted lists ("ivf"), which an index has above ``exact_most`` rows."""

    identity: ModelIdentity
    count: int
    storage: str
    search: str
    exact_most: int

    def write(self, directory: Path) -> None:
        """Writes it into the directory of the vectors."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1, sort_keys=True)
        (directory / META).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, directory: Path) -> VectorMeta:
        """What :meth:`write` wrote; IndexDamaged, with what mends it, where it does not read or is of another format."""
        try:
            meta = json.loads((directory / META).read_text(encoding="utf-8"))
            if meta["format"] != FORMAT:
                raise ValueError(f"format {meta['format']}, not {FORMAT}")
            numbers = {name: int(meta[name]) for name in ("count", "exact_most")}
            words = {name: str(meta[name]) for name in ("storage", "search")}
            return cls(ModelIdentity.of_json(meta["identity"]), **numbers, **words)  # type: ignore[arg-type]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise vectors_damaged(directory, error) from error


def vectors_damaged(directory: Path, error: Exception) -> YusuanError:
    """The error for vectors that are missing, do not read or are of another format; StorageRefused where the system would not
    let them be read."""
    reason = reason_of(error)
    return refused(directory, error) or IndexDamaged(
        f"向量索引 {directory} 已损坏、不完整或由旧版本生成（{reason}）；请运行 yusuan check --repair，"
        "或用 yusuan ingest --fresh 路径 重新建立。",
        f"The vector index {directory} is damaged, incomplete or of an earlier version ({reason}); "
        "run yusuan check --repair, or build it anew with yusuan ingest --fresh PATH.",
    )
