"""Trains word vectors on the corpora: the first of two steps to the model that ships with Yusuan.

Skip-gram word vectors over the cutter's words; every row is then scaled by how much its word says (smooth
inverse frequency), and the direction that all texts share is taken out, so that the plain mean of a text's
rows is its vector. With one worker the result is the same at every run. `training.train_contrastive` is the second step.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.corpora import sentences
from training.evaluate_sts import scores
from yusuan.search.cutter import Cutter, number_class
from yusuan.search.meaning.embedding import StaticEncoder

Rows = NDArray[np.float32]
Sentence = list[str]

UNKNOWN = "[UNK]"
CORPORA = ("laws.txt.xz", "work-reports.txt.xz")
HERE = Path(__file__).parent
SKIP_GRAM = HERE.parent / "build" / "skip-gram"


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of one training run; chosen on the STS-B validation set, never on a test set."""

    dimension: int = 256
    window: int = 8
    negative: int = 5
    subsample: float = 1e-5
    epochs: int = 15
    rate: float = 0.05
    rarest: int = 6
    split: float = 0.4
    weight: float = 1e-3
    common_directions: int = 1
    seed: int = 20260101


def cut_corpus(paths: Iterable[Path], cutter: Cutter) -> list[Sentence]:
    """Every sentence of the corpora as words, numbers made classes."""
    cut = ([sys.intern(number_class(word)) for word in cutter.cut(text)] for text in sentences(paths))
    return [words for words in cut if words]


def with_characters(corpus: Sequence[Sentence], recipe: Recipe) -> list[Sentence]:
    """The corpus with some words written as their characters, which so get vectors in the same space.

    Words met less often than `rarest` always are; they are what the vocabulary leaves out.
    """
    chance = random.Random(recipe.seed)
    counts = Counter(word for words in corpus for word in words)

    def spelt(word: str) -> Iterable[str]:
        whole = len(word) == 1 or word.isascii()
        return (
            (word,) if whole or (counts[word] >= recipe.rarest and chance.random() >= recipe.split) else word
        )

    return [[piece for word in words for piece in spelt(word)] for words in corpus]


def skip_gram(corpus: Sequence[Sentence], recipe: Recipe, workers: int) -> tuple[list[str], Rows]:
    """Words, most frequent first, and their vectors [words, dimension]."""
    from gensim.models import Word2Vec

    model = Word2Vec(
        corpus,
        sg=1,
        vector_size=recipe.dimension,
        window=recipe.window,
        negative=recipe.negative,
        sample=recipe.subsample,
        epochs=recipe.epochs,
        alpha=recipe.rate,
        min_count=1,
        seed=recipe.seed,
        workers=workers,
    )
    return list(model.wv.index_to_key), np.asarray(model.wv.vectors, dtype=np.float32)


def weighted(rows: Rows, counts: NDArray[np.float64], recipe: Recipe) -> Rows:
    """Rows of length 1 times a/(a + p(word)), less the directions that most of them share."""
    weights = recipe.weight / (recipe.weight + counts / counts.sum())
    scaled = rows / np.linalg.norm(rows, axis=1, keepdims=True) * weights[:, None]
    directions = np.linalg.svd(scaled.T @ scaled)[0][:, : recipe.common_directions]
    result: Rows = (scaled - scaled @ directions @ directions.T).astype(np.float32)
    return result


def save(directory: Path, words: Sequence[str], rows: Rows, cutter: Cutter, facts: Mapping[str, Any]) -> None:
    """Writes a sentence-transformers directory, and beside it how texts are cut for the model and how it was made."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    vocabulary = {UNKNOWN: 0} | {word: place for place, word in enumerate(words, start=1)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    half = np.vstack([np.zeros_like(rows[:1]), rows]).astype(np.float16)
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=half)], device="cpu")
    model.save(str(directory), create_model_card=False)
    listed = "".join(f"{word}\n" for word in cutter.words)
    (directory / "words.txt").write_text(listed, encoding="utf-8")
    digest = hashlib.sha256()
    for file in ("model.safetensors", "tokenizer.json", "words.txt"):
        digest.update((directory / file).read_bytes())
    description = {
        "format": 1,
        "name": f"{directory.name}@{digest.hexdigest()[:12]}",
        "cutter": cutter.engine,
        "words_sha256": hashlib.sha256(listed.encode()).hexdigest(),
        "words": len(words),
        **facts,
    }
    (directory / "yusuan.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")


def cutter_words(own: Path, longest: int = 4) -> list[str]:
    """The words added to the cutter: those of a file, and what the ontology's words need to be cut well.

    A word of the ontology is taken where the cutter, with the shorter words taken so far, would leave single
    characters of it. Compounds of whole words are left to be cut: as words of their own they would be too rare
    to learn, and would no longer share anything with their parts.
    """
    from yusuan.vocabulary.dictionary import user_words

    taken: list[str] = []
    offered = {*own.read_text(encoding="utf-8").split(), *user_words()}
    for length, words in groupby(sorted(offered, key=lambda word: (len(word), word)), key=len):
        cutter = Cutter(taken)
        if length <= longest:
            taken += [word for word in words if any(len(piece) == 1 for piece in cutter.cut(word))]
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, default=Path("../shared/corpora"), help="folder of the corpora"
    )
    parser.add_argument(
        "--sts", type=Path, default=Path("../shared/sts"), help="folder of the sentence pairs scored on"
    )
    parser.add_argument(
        "--words", type=Path, default=HERE / "words.txt", help="words added to the ontology's"
    )
    parser.add_argument("--output", type=Path, default=SKIP_GRAM, help="model directory to write")
    parser.add_argument(
        "--workers", type=int, default=1, help="threads; with more than 1 runs differ slightly"
    )
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument(
        "--rarest", type=int, default=Recipe().rarest, help="count a word needs for its own row"
    )
    chosen = parser.parse_args()
    recipe = Recipe(epochs=chosen.epochs, rarest=chosen.rarest)
    cutter = Cutter(cutter_words(chosen.words))
    corpus = cut_corpus([chosen.corpora / name for name in CORPORA], cutter)
    spelt = with_characters(corpus, recipe)
    counts = Counter(word for words in spelt for word in words)
    words, rows = skip_gram(spelt, recipe, chosen.workers)
    rows = weighted(rows, np.array([counts[word] for word in words], dtype=np.float64), recipe)
    facts = {"sentences": len(corpus), "tokens": sum(map(len, corpus)), "skip_gram": asdict(recipe)}
    save(chosen.output, words, rows, cutter, facts)
    for label, pairs, score in scores(StaticEncoder(chosen.output), chosen.sts):
        print(f"{label}\t{pairs}\t{score:.2f}")


if __name__ == "__main__":
    main()
