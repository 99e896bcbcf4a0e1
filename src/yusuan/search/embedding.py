"""What is the vector of a text?

An `Encoder` turns texts into unit vectors. `StaticEncoder` reads a static model (one row per word, a text is
the mean of its words) with numpy alone; `SentenceTransformerEncoder` reads any sentence-transformers model
and imports torch to do so. Both give the same vectors for a static model, and both cut texts the way the
model says it was trained.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from yusuan.errors import ModelError
from yusuan.search.words import Cutter, CutterEngine, known_words

Matrix = NDArray[np.float32]
Implementation = Literal["auto", "static", "sentence-transformers"]

SHIPPED_MODEL = Path(__file__).parents[1] / "models" / "yusuan-static-zh"
DESCRIPTION_FILE = "yusuan.json"
WORDS_FILE = "words.txt"
_FORMAT = 1
_BATCH = 1024


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their cosine."""

    @property
    def name(self) -> str:
        """What an index records to know that its vectors and a query's are of one kind."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        ...

    def encode(self, texts: Sequence[str], query: bool = False) -> Matrix:
        """One row of length 1 per text, [n, dimension] float32; zeros for a text without a known word.

        `query` says that the texts are questions, for the models that treat those apart.
        """
        ...


@runtime_checkable
class WordVectors(Protocol):
    """What a static model has beside the vectors of texts: one for each word."""

    @property
    def name(self) -> str:
        """The model's name, as an ``Encoder`` tells it."""
        ...

    def places_of(self, text: str) -> NDArray[np.int32]:
        """Where the words of a text stand in the vocabulary, in order."""
        ...

    def rows(self, places: NDArray[np.int32]) -> Matrix:
        """The rows at these places, [n, dimension] float32; the longer one is, the more its word says."""
        ...

    def knows(self, text: str) -> bool:
        """Whether any word of a text is known other than by its letters."""
        ...


@dataclass(frozen=True, slots=True)
class Wording:
    """How texts are cut for a static model: its cutter and its vocabulary (word to row)."""

    name: str
    cutter: Cutter
    vocabulary: dict[str, int]

    @classmethod
    def of(cls, directory: Path) -> Wording:
        """Reads it from a model directory; ModelError where a file is missing or damaged."""
        try:
            description = json.loads((directory / DESCRIPTION_FILE).read_text(encoding="utf-8"))
            tokenizer = json.loads((directory / "tokenizer.json").read_text(encoding="utf-8"))
            words = (directory / WORDS_FILE).read_text(encoding="utf-8").split()
            if description["format"] != _FORMAT:
                raise ValueError(f"format {description['format']}, expected {_FORMAT}")
            if description["words_sha256"] != sha256((directory / WORDS_FILE).read_bytes()).hexdigest():
                raise ValueError(f"{WORDS_FILE} is not the one the model was trained with")
            engine: CutterEngine = description["cutter"]
            return cls(str(description["name"]), Cutter(words, engine), tokenizer["model"]["vocab"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unreadable(directory, error) from error

    def words(self, text: str) -> list[str]:
        """The words of the vocabulary that a text is made of."""
        return list(known_words(self.cutter.cut(text), self.vocabulary))


class StaticEncoder:
    """A static model read with numpy: the rows stay on disk, memory-mapped, and torch is not imported."""

    def __init__(self, directory: Path) -> None:
        self._wording = Wording.of(directory)
        self._rows = _mapped_rows(directory)
        if len(self._rows) < len(self._wording.vocabulary):
            raise _unreadable(directory, ValueError("fewer rows than words"))

    @property
    def name(self) -> str:
        return self._wording.name

    @property
    def dimension(self) -> int:
        return int(self._rows.shape[1])

    def encode(self, texts: Sequence[str], query: bool = False) -> Matrix:
        matrix = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            self._encode_batch(texts[start : start + _BATCH], matrix[start : start + _BATCH])
        return matrix

    def places_of(self, text: str) -> NDArray[np.int32]:
        vocabulary = self._wording.vocabulary
        return np.array([vocabulary[word] for word in self._wording.words(text)], dtype=np.int32)

    def knows(self, text: str) -> bool:
        return any(len(word) > 1 or not word.isascii() for word in self._wording.words(text))

    def rows(self, places: NDArray[np.int32]) -> Matrix:
        return self._rows[places].astype(np.float32)

    def _encode_batch(self, texts: Sequence[str], into: Matrix) -> None:
        vocabulary = self._wording.vocabulary
        rows = [[vocabulary[word] for word in self._wording.words(text)] for text in texts]
        known = np.array([place for place, row in enumerate(rows) if row], dtype=np.intp)
        if not len(known):
            return
        starts = np.cumsum([0] + [len(rows[place]) for place in known[:-1]])
        words = self._rows[np.concatenate([rows[place] for place in known])].astype(np.float32)
        into[known] = _unit(np.add.reduceat(words, starts, axis=0))


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by name or path. Opening one imports torch, which takes seconds."""

    def __init__(self, name_or_path: str) -> None:
        if find_spec("sentence_transformers") is None:
            raise ModelError(
                f"模型 {name_or_path} 需要 sentence-transformers，但没有安装；"
                "请运行 pip install sentence-transformers。",
                f"Model {name_or_path} needs sentence-transformers, which is not installed; "
                "run pip install sentence-transformers.",
            )
        directory = Path(name_or_path)
        self._wording = Wording.of(directory) if is_static_model(directory) else None
        self._model = _sentence_transformer(name_or_path)
        self._name = self._wording.name if self._wording else name_or_path

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str], query: bool = False) -> Matrix:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        wording = self._wording
        spoken = [" ".join(wording.words(text)) for text in texts] if wording else list(texts)
        encode = self._model.encode_query if query else self._model.encode_document
        matrix = encode(spoken, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False)
        empty = [place for place, text in enumerate(spoken) if not text.strip()]
        result = _unit(np.asarray(matrix, dtype=np.float32))
        result[empty] = 0.0
        return result


def open_encoder(name_or_path: str | None = None, implementation: Implementation = "auto") -> Encoder:
    """The encoder of a model: None is the one that ships, else a directory or a sentence-transformers name.

    "auto" reads a static model of ours with numpy and leaves every other model to sentence-transformers.
    Raises ModelError, naming the model and what to do, where it cannot be loaded.
    """
    directory = Path(name_or_path) if name_or_path else SHIPPED_MODEL
    if implementation == "static" or (implementation == "auto" and is_static_model(directory)):
        return StaticEncoder(directory)
    if name_or_path is None and not directory.is_dir():
        raise _unreadable(directory, FileNotFoundError(str(directory)))
    return SentenceTransformerEncoder(str(directory) if name_or_path is None else name_or_path)


def is_static_model(directory: Path) -> bool:
    """Whether a directory holds a static model that says how its texts are cut."""
    return (directory / DESCRIPTION_FILE).is_file()


def _sentence_transformer(name_or_path: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer

        # Only what is on this machine: asking the network for a name that is not there takes a minute to fail.
        return SentenceTransformer(name_or_path, device="cpu", local_files_only=True)
    except Exception as error:  # the libraries below raise dozens of kinds, all of which mean "not loaded"
        there = Path(name_or_path).exists()
        raise (_unreadable(Path(name_or_path), error) if there else _absent(name_or_path)) from error


def _mapped_rows(directory: Path) -> NDArray[Any]:
    """The word rows of a safetensors file: eight bytes of header length, a JSON header, then the numbers."""
    path = directory / "model.safetensors"
    try:
        with path.open("rb") as stream:
            length = int.from_bytes(stream.read(8), "little")
            if length > 1_000_000:
                raise ValueError("header too long")
            tensor = json.loads(stream.read(length))["embedding.weight"]
        kind = {"F16": np.float16, "F32": np.float32}[tensor["dtype"]]
        offset = 8 + length + tensor["data_offsets"][0]
        return np.memmap(path, dtype=kind, mode="r", offset=offset, shape=tuple(tensor["shape"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(directory, error) from error


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    result: Matrix = matrix / np.maximum(lengths, np.float32(1e-12))
    return result


def _absent(model: str) -> ModelError:
    return ModelError(
        f"本机没有向量模型 {model}：既不是目录，也没有下载过；"
        f"请先运行 hf download {model}，或不加 --model 使用自带模型。",
        f"The embedding model {model} is not on this machine, neither as a directory nor downloaded; "
        f"run hf download {model} first, or leave --model out to use the one that ships.",
    )


def _unreadable(model: Path, error: Exception) -> ModelError:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return ModelError(
        f"无法加载向量模型 {model}（{reason}）；请给出完整的模型目录，或不加 --model 使用自带模型。",
        f"The embedding model {model} cannot be loaded ({reason}); give a complete model directory, "
        "or leave --model out to use the one that ships.",
    )
