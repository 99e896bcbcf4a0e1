"""Where do the files of an embedding model lie, are they those of last time, and what does the model put before a text?

A model is the one that ships, a directory, or a name that was downloaded before; nothing is fetched. Reads files only:
neither torch nor numpy is imported.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from yusuan.errors import ModelError, reason_of

SHIPPED_MODEL = Path(__file__).parents[2] / "models" / "yusuan-static-zh"
DESCRIPTION_FILE = "yusuan.json"
_PROMPTS_FILE = "config_sentence_transformers.json"
_DOCUMENT_NAMES = ("document", "passage", "corpus")
_PARTS = {".json", ".txt", ".model", ".safetensors", ".bin"}
_OTHER_RUNTIMES = {"onnx", "openvino", ".git", ".cache"}
_WHOLE = 1024 * 1024
_SAMPLES, _SAMPLE = 64, 4096


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants before a query and before a document; "" is nothing."""

    query: str = ""
    document: str = ""


KNOWN_PROMPTS: tuple[tuple[str, Prompts], ...] = (
    (r"bge-(small|base|large)-zh(-v1\.5)?", Prompts("为这个句子生成表示以用于检索相关文章：")),
    (
        r"bge-(small|base|large)-en(-v1\.5)?",
        Prompts("Represent this sentence for searching relevant passages: "),
    ),
    (r"(multilingual-)?e5-(small|base|large)(-v2)?", Prompts("query: ", "passage: ")),
)
"""Instructions that a model's card asks for and its files do not name, by the last part of the model's name."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on this machine: the ``name`` that opens it again from anywhere, and its ``directory``."""

    name: str
    directory: Path

    @property
    def static(self) -> bool:
        """Whether this is a static model that says how its texts are cut."""
        return (self.directory / DESCRIPTION_FILE).is_file()

    @property
    def fingerprint(self) -> str:
        """A hash of the files that decide what a vector is: configuration, vocabulary and weights.

        Of a file above 1 MB the size and 64 places of it are read: other training changes all of the weights. The model's
        card and its copies for other runtimes do not count, nor weights in the old form beside safetensors.
        """
        digest = sha256()
        for path in _parts(self.directory):
            digest.update(f"{path.relative_to(self.directory).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(_sampled(path))
        return digest.hexdigest()

    def prompts(self, query: str | None = None, document: str | None = None) -> Prompts:
        """What to put before texts: what is given, else what the model's files say, else what its card is known to say."""
        asked = self._configured()
        if not (asked.query or asked.document):
            asked = next((known for name, known in KNOWN_PROMPTS if self._is_called(name)), asked)
        return Prompts(
            asked.query if query is None else query, asked.document if document is None else document
        )

    def _configured(self) -> Prompts:
        path = self.directory / _PROMPTS_FILE
        try:
            written = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
            prompts = {name: str(text) for name, text in (written.get("prompts") or {}).items() if text}
        except (OSError, ValueError, AttributeError) as error:
            raise unreadable(self.directory, error) from error
        document = next((prompts[name] for name in _DOCUMENT_NAMES if name in prompts), "")
        return Prompts(prompts.get("query", ""), document)

    def _is_called(self, pattern: str) -> bool:
        return re.fullmatch(pattern, Path(self.name).name, re.IGNORECASE) is not None


def located(name_or_path: str | None = None) -> ModelFiles:
    """The files of a model: ``None`` (or its name) is the one that ships, else a directory or a downloaded model's name.

    Raises ModelError, naming the model and what to do, where it is not on this machine.
    """
    if name_or_path in (None, SHIPPED_MODEL.name) or Path(str(name_or_path)) == SHIPPED_MODEL:
        if not SHIPPED_MODEL.is_dir():
            raise unreadable(SHIPPED_MODEL, FileNotFoundError(str(SHIPPED_MODEL)))
        return ModelFiles(SHIPPED_MODEL.name, SHIPPED_MODEL)
    name = str(name_or_path)
    if Path(name).is_dir():
        directory = Path(name).resolve()
        return ModelFiles(str(directory), directory)
    return ModelFiles(name, _downloaded(name))


def _downloaded(name: str) -> Path:
    """The folder of a model that was downloaded under this name, as sentence-transformers would find it."""
    from huggingface_hub import snapshot_download  # a fifth of a second, and not needed for a directory

    for repository in (name, f"sentence-transformers/{name}") if "/" not in name else (name,):
        try:
            return Path(snapshot_download(repository, local_files_only=True))
        except Exception:  # a name that is none, or one that is not here: the library has a kind for each
            continue
    raise absent(name)


def _parts(directory: Path) -> list[Path]:
    found = [
        path
        for path in sorted(directory.rglob("*"))
        if path.suffix in _PARTS
        and path.is_file()
        and not _OTHER_RUNTIMES.intersection(path.relative_to(directory).parts)
    ]
    modern = {path.parent for path in found if path.suffix == ".safetensors"}
    return [path for path in found if not (path.suffix == ".bin" and path.parent in modern)]


def _sampled(path: Path) -> bytes:
    size = path.stat().st_size
    if size <= _WHOLE:
        return sha256(path.read_bytes()).digest()
    digest = sha256()
    with path.open("rb") as stream:
        for place in range(_SAMPLES):
            stream.seek((size - _SAMPLE) * place // (_SAMPLES - 1))
            digest.update(stream.read(_SAMPLE))
    return digest.digest()


def absent(model: str) -> ModelError:
    """The error for a model that is not on this machine."""
    return ModelError(
        f"本机没有向量模型 {model}：既不是目录，也没有下载过；请先运行 hf download {model}，或用 --model 指明它的目录；"
        "按词检索（--mode keyword）不需要模型。",
        f"The embedding model {model} is not on this machine, neither as a directory nor downloaded; run hf download {model} "
        "first, or name its directory with --model; keyword search (--mode keyword) needs no model.",
    )


def unreadable(model: Path, error: Exception) -> ModelError:
    """The error for a model whose files do not load."""
    reason = reason_of(error)
    return ModelError(
        f"无法加载向量模型 {model}（{reason}）；请用 --model 给出完整的模型目录，或不加 --model；"
        "按词检索（--mode keyword）不需要模型。",
        f"The embedding model {model} cannot be loaded ({reason}); give a complete model directory with --model, "
        "or leave --model out; keyword search (--mode keyword) needs no model.",
    )
