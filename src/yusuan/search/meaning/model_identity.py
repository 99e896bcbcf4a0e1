"""Which model made the vectors of an index, and is the one in use the same?

Vectors are comparable only where the model's files, its pooling and what it puts before a document are the same. An index
records all of it; a model that differs is refused, whatever it is called. Neither numpy nor a model is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yusuan.errors import ModelError


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """A model as an index records it.

    ``name`` opens it (a directory, a sentence-transformers name, or that of the model that ships), ``fingerprint`` stands
    for its files, ``dimension`` counts numbers a vector, ``pooling`` is how a text's vectors become one ("mean", "cls" …),
    and the prompts are what is put before a query and before a document ("" for nothing).
    """

    name: str
    fingerprint: str
    dimension: int
    pooling: str
    query_prompt: str = ""
    document_prompt: str = ""

    @classmethod
    def of_json(cls, written: Mapping[str, Any]) -> ModelIdentity:
        """The identity with these fields; KeyError, TypeError or ValueError where one is missing."""
        texts = {
            name: str(written[name])
            for name in ("name", "fingerprint", "pooling", "query_prompt", "document_prompt")
        }
        return cls(dimension=int(written["dimension"]), **texts)

    def embeds_like(self, other: ModelIdentity) -> bool:
        """Whether the vectors of documents by the two can be compared; the name and the query's prompt do not matter."""
        return self._space == other._space

    @property
    def _space(self) -> tuple[str, int, str, str]:
        return (self.fingerprint, self.dimension, self.pooling, self.document_prompt)

    def said(self, lang: str) -> str:
        """The model with what tells it from others, in "zh" or "en"."""
        if lang == "zh":
            prompt = f"，文档提示语“{self.document_prompt}”" if self.document_prompt else ""
            return f"{self.name}（{self.dimension} 维，{self.pooling} 池化{prompt}，指纹 {self.fingerprint[:8]}）"
        prompt = f", document prompt '{self.document_prompt}'" if self.document_prompt else ""
        return f"{self.name} ({self.dimension} dimensions, {self.pooling} pooling{prompt}, fingerprint {self.fingerprint[:8]})"


def require_same(index: ModelIdentity, used: ModelIdentity) -> None:
    """Raises ModelError, saying both and what to do, where the model in use cannot read an index's vectors."""
    if used.embeds_like(index):
        return
    if used.name == index.name:
        todo = (
            "它的文件或提示语在此后变了；请运行 yusuan check --repair 重新生成向量",
            "its files or its prompt have changed since; run yusuan check --repair to embed with it",
        )
    else:
        todo = (
            "请改用索引的模型（不加 --model 即可），或用这个模型重新运行 yusuan ingest --model",
            "use the index's model (leave --model out), or run yusuan ingest --model with this one",
        )
    raise ModelError(
        f"索引的向量由模型 {index.said('zh')} 生成，现在用的是 {used.said('zh')}；{todo[0]}；按词检索（--mode keyword）不受影响。",
        f"The index was built with the model {index.said('en')}, but {used.said('en')} is in use; {todo[1]}; "
        "keyword search (--mode keyword) works all the same.",
    )
